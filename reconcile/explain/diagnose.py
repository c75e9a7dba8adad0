"""Which single figure would, printed otherwise, repair every broken relation it stands in.

Figures and relations form a graph. A figure is suspected if one new value makes all its broken relations hold and
leaves all those that held holding. Where a relation stands alone, any of its figures could be changed to fit; then only
a number that is one slip of the pen away counts, and only if no other figure has such an explanation. Ties stay open.
Only figures of broken relations are looked at, so the work grows with what is broken, not with the document. Of a scan,
a recogniser's misreading is likelier than a slip of the pen, above all where the recogniser itself was in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import Quantity, telling_digits
from fiscal.numbers.units import Unit
from fiscal.relation import Kind
from fiscal.slips.misprint import REASONS as SLIPS
from fiscal.slips.misprint import chance, slip
from fiscal.slips.misreading import DOUBTFUL, REASONS, misread
from reconcile.dossier import Cells
from reconcile.explain.gap import RARELY
from reconcile.explain.likelihood import SHORT, odds, unit_odds
from reconcile.explain.neighbours import TableNeighbours
from reconcile.explain.unit_exchanged import UnitsAround, exchanged_unit, with_unit_exchanged
from reconcile.judge.repair import TRIED, Repairs, printed_as, reprinted
from reconcile.judge.verdicts import outcome_of
from reconcile.review import HOLDS, Outcome, Suspect, Verdict

CROWD = 400
"""A figure in more relations than this is not diagnosed: it is a total everything hangs on, and trying it is dear."""

EFFORT = 60
"""Terms judged in trials per term of a broken relation, so that a document broken all over is not tried for ever."""


RESIDUE = Decimal("0.1")
"""How likely a repaired sum of rounded figures is off in its last place, compared with coming out exactly."""

LONG = 5
"""Digits of a number from which it is worth a word that a sum comes out exactly and not but for rounding."""

CLEAR = 5
"""One of several figures is suspected if it is so many times as likely as all the others together."""

LISTED = 12
"""At most so many figures are listed as those that come into question."""


class Explanation(Struct, frozen=True):
    """One figure, the value that repairs all its broken relations, and why a reader may believe it."""

    figure: str
    value: Decimal
    reason: str | None
    repairs: tuple[str, ...]
    doubted: bool = False
    odds: Decimal = Decimal(0)
    unit: str | None = None

    @property
    def weight(self) -> int:
        """How much speaks for it: nothing 0, a slip or the other mentions 1, a misreading 2, one that was doubted 3."""
        if self.reason is None:
            return 0
        return 1 if self.reason not in REASONS else 3 if self.doubted else 2


class Diagnosis(NamedTuple):
    """Suspects, and where there is none the figures that come into question, likeliest first; by broken relation."""

    suspects: dict[str, Suspect]
    candidates: dict[str, tuple[Suspect, ...]]


def diagnose(verdicts: Sequence[Verdict], figures: Mapping[str, Figure], cells: Cells) -> Diagnosis:
    """What may explain every broken relation; `cells` are where in the tables the figures stand."""
    broken = [verdict for verdict in verdicts if verdict.outcome is Outcome.BROKEN]
    trials = Trials(broken, figures, TableNeighbours(cells))
    candidates: dict[str, list[Explanation]] = {}
    touching = _touching(verdicts)
    for name, relations in touching.items():
        explanation = trials.explanation(name, relations)
        if explanation is not None:
            for repaired in explanation.repairs:
                candidates.setdefault(repaired, []).append(explanation)
    for verdict in broken:
        if verdict.id not in candidates and (found := trials.beside_others(verdict, touching)):
            candidates[verdict.id] = found
    chosen = {repaired: best for repaired, found in candidates.items() if (best := _best(found)) is not None}
    suspects = {
        repaired: _suspect(best, figures)
        for repaired, best in chosen.items()
        # A figure that explains one relation but loses another to a better explanation explains neither.
        if all(chosen.get(other) == best for other in best.repairs)
    }
    listed = {
        repaired: tuple(_suspect(one, figures) for one in leading[:LISTED])
        for repaired, found in candidates.items()
        if repaired not in suspects and (leading := _leading(found))
    }
    return Diagnosis(suspects, listed)


def _touching(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """All decided relations of each figure that stands in a broken one, in the order of the verdicts."""
    touching: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.outcome is Outcome.BROKEN:
            for name in verdict.relation.figures():
                touching.setdefault(name, [])
    for verdict in verdicts:
        if verdict.outcome is not Outcome.UNDECIDED:
            for name in set(verdict.relation.figures()):
                if name in touching:
                    touching[name].append(verdict)
    return touching


class Trials:
    """Tries other values for the figures of broken relations, within a fixed effort."""

    def __init__(self, broken: Sequence[Verdict], figures: Mapping[str, Figure], around: TableNeighbours) -> None:
        self._figures = figures
        self._around = around
        self._units = UnitsAround(figures)
        self._repairs = {verdict.id: Repairs(verdict, figures) for verdict in broken}
        self._effort = EFFORT * sum(len(verdict.relation.terms) for verdict in broken)

    def explanation(self, name: str, relations: Sequence[Verdict]) -> Explanation | None:
        """The value of one figure that repairs all its broken relations and keeps the others; a believable one
        first.
        """
        figure = self._figures[name]
        quantity = figure.quantity
        broken = tuple(verdict.id for verdict in relations if verdict.outcome is Outcome.BROKEN)
        if len(relations) > CROWD or quantity.hedge is not Hedge.EXACT or quantity.upper is not None:
            return None
        recognised = figure.confidence is not None
        values = dict.fromkeys(value for one in broken[:TRIED] for value in self._repairs[one].values(name))
        found: Explanation | None = None
        for value in list(values)[:TRIED]:
            if value == quantity.value or (value < 0 <= quantity.value and figure.sign < 0):
                continue
            if quantity.unit.is_rate and _one_step(value, quantity):
                continue
            reason = misread(quantity.value, value) if recognised else None
            reason = reason or slip(quantity.value, value) or self._outvoted(name, value, broken)
            reason = reason or self._taken(figure, value)
            if reason == "sign" and len(broken) == 1 and self._first_minus(figure, value):
                continue
            # A relation alone can always be mended by changing any figure: without a reason that says nothing.
            if reason is None and (found or len(broken) == 1):
                continue
            mended = self._mends(reprinted(figure, value), relations)
            if not mended:
                continue
            unit = self._unit_instead(figure, value, relations) if reason == "unit" else None
            beside = self._units.times(figure, unit) if unit is not None else None
            told_twice = all(one.relation.kind is Kind.SAME for one in relations if one.outcome is Outcome.BROKEN)
            likely = odds(figure, value, reason, self._around, told_twice) if beside is None else unit_odds(*beside)
            odd, other = SHORT.multiply(likely, mended), unit.name if unit is not None else None
            found = Explanation(name, value, reason, broken, (figure.confidence or 0) < DOUBTFUL, odd, other)
            if reason is not None:
                break
        return found

    def beside_others(self, verdict: Verdict, touching: Mapping[str, Sequence[Verdict]]) -> list[Explanation]:
        """The slips that mend this sum alone, where a figure of it is at odds with something else as well.

        Only for a sum that chance would hardly ever make look like a slip.
        """
        relation = verdict.relation
        if relation.kind is not Kind.BALANCE or chance(relation, self._figures) * RARELY > 1:
            return []
        found = []
        for name in dict.fromkeys(relation.figures()):
            relations = [one for one in touching[name] if one.outcome is not Outcome.BROKEN or one.id == verdict.id]
            if len(relations) < len(touching[name]):
                found.append(self.explanation(name, relations))
        return [one for one in found if one is not None and one.reason in SLIPS]

    def _taken(self, figure: Figure, value: Decimal) -> str | None:
        """ "beside" or "next-row" if the printed number stands beside the figure, or right above or below it."""
        printed = figure.quantity.value
        if printed == 0 or (printed < 0) != (value < 0):
            return None
        if any(mate.quantity.value == printed for mate in self._around.row(figure)):
            return "beside"
        return "next-row" if any(near.quantity.value == printed for near in self._around.neighbours(figure)) else None

    def _first_minus(self, figure: Figure, value: Decimal) -> bool:
        """True if `value` would be the only number below 0 in its column: more likely it is no part of the sum."""
        habits = self._around.habits(figure)
        return value < 0 <= figure.quantity.value and habits.count > 0 and not habits.negative

    def _outvoted(self, name: str, value: Decimal, broken: Sequence[str]) -> str | None:
        """ "majority" if two or more other mentions of the same number agree on `value`, and none states another."""
        quantity = self._figures[name].quantity
        amount = EXACT.multiply(value, quantity.unit.factor)
        agreed = (self._repairs[one].majority(name) for one in broken)
        return "majority" if any(found is not None and abs(found) == abs(amount) for found in agreed) else None

    def _unit_instead(self, figure: Figure, value: Decimal, relations: Sequence[Verdict]) -> Unit | None:
        """The unit that mends all with the number left as printed, or None."""
        unit = exchanged_unit(figure, value)
        return unit if unit is not None and self._mends(with_unit_exchanged(figure, unit), relations) else None

    def _mends(self, figure: Figure, relations: Sequence[Verdict]) -> Decimal:
        """0 if with the figure as given one of its relations is broken; 1 if all that were come out, sums exactly;
        RESIDUE for every sum that comes out but for rounding. If sums of long numbers that held but for rounding come
        out exactly, that speaks for the figure as much as the other way round against it.
        """
        changed = Reprinted(self._figures, figure)
        found, others = Decimal(1), 0
        for verdict in sorted(relations, key=_cheap_and_broken_first):
            outcome = self._outcome(verdict, figure, changed)
            if outcome not in HOLDS:
                return Decimal(0)
            if verdict.relation.kind is not Kind.BALANCE or verdict.relation.partial:
                continue
            if verdict.outcome is Outcome.BROKEN:
                found = SHORT.multiply(found, RESIDUE) if outcome is Outcome.ROUNDING else found
            else:
                others += (outcome is Outcome.EXACT) - (verdict.outcome is Outcome.EXACT)
        if others and telling_digits(figure.quantity.value) >= LONG:
            found = SHORT.divide(found, RESIDUE) if others > 0 else SHORT.multiply(found, RESIDUE)
        return found

    def _outcome(self, verdict: Verdict, figure: Figure, changed: Reprinted) -> Outcome:
        """What becomes of a relation with the figure as given; broken where nobody can afford to try."""
        repairs = self._repairs.get(verdict.id)
        unit = self._figures[figure.id].quantity.unit
        if repairs is not None and figure.quantity.unit == unit and repairs.comes_out(figure.id, figure.quantity.value):
            return Outcome.EXACT
        self._effort -= len(verdict.relation.terms)
        return Outcome.BROKEN if self._effort < 0 else outcome_of(verdict.relation, changed)


def _one_step(value: Decimal, quantity: Quantity) -> bool:
    """True for a rate off by one in its last place: cut off, or fitted so that shares make up 100 %, and no slip."""
    return abs(EXACT.subtract(value, quantity.value)) <= Decimal(1).scaleb(quantity.exponent)


def _cheap_and_broken_first(verdict: Verdict) -> tuple[bool, int]:
    """A value that does not repair what is broken is given up early, and at little cost."""
    return verdict.outcome is not Outcome.BROKEN, len(verdict.relation.terms)


class Reprinted(Mapping[str, Figure]):
    """All figures as they are, but one."""

    def __init__(self, figures: Mapping[str, Figure], changed: Figure) -> None:
        self._figures = figures
        self._changed = changed

    def __getitem__(self, name: str) -> Figure:
        return self._changed if name == self._changed.id else self._figures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)


def _leading(explanations: Sequence[Explanation]) -> list[Explanation]:
    """Those that repair most, of these the ones for which most speaks, likeliest first."""
    most = max(len(one.repairs) for one in explanations)
    leading = [one for one in explanations if len(one.repairs) == most]
    if most == 1 or len(leading) > 1:
        weight = max(max(one.weight for one in leading), 1 if most == 1 else 0)
        leading = [one for one in leading if one.weight == weight]
    return sorted(leading, key=lambda one: -one.odds)


def _best(explanations: Sequence[Explanation]) -> Explanation | None:
    """The one that leads, if it leads alone or is far likelier than all the others; None on a tie."""
    leading = _leading(explanations)
    if not leading:
        return None
    others = sum((one.odds for one in leading[1:]), Decimal(0))
    return leading[0] if not others or leading[0].odds >= CLEAR * others else None


def _suspect(explanation: Explanation, figures: Mapping[str, Figure]) -> Suspect:
    text = printed_as(explanation.value, figures[explanation.figure].quantity.text)
    if explanation.unit is not None:
        text = figures[explanation.figure].quantity.text
    elif explanation.reason == "separator":
        text = f"{explanation.value.to_integral_value():,f}"
    reason = explanation.reason or "several"
    return Suspect(explanation.figure, text, reason, explanation.repairs, explanation.unit)
