"""Which single figure would, printed otherwise, repair every broken relation it stands in.

Figures and relations form a graph. A figure is suspected if one new value makes all its broken relations hold and
leaves all those that held holding. Where a relation stands alone, any of its figures could be changed to fit; then only
a number that is one slip of the pen away counts, and only if no other figure has such an explanation. Ties stay open.
Only figures of broken relations are looked at, so the work grows with what is broken, not with the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.hedge import Hedge
from fiscal.misprint import slip
from fiscal.relation import Kind
from reconcile.coverage import HOLDS
from reconcile.judge import judge
from reconcile.judging.repair import TRIED, printed_as, reprinted, values_to_try
from reconcile.review import Outcome, Suspect, Verdict

CROWD = 400
"""A figure in more relations than this is not diagnosed: it is a total everything hangs on, and trying it is dear."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure, the value that repairs all its broken relations, and why a reader may believe it."""

    figure: str
    value: Decimal
    reason: str | None
    repairs: tuple[str, ...]

    @property
    def believable(self) -> bool:
        """True if a slip, or the other mentions of the same number, speak for it."""
        return self.reason is not None


def diagnose(verdicts: Sequence[Verdict], figures: Mapping[str, Figure]) -> dict[str, Suspect]:
    """Suspects by the id of the broken relation they explain; a relation with none, or with several, is left out."""
    touching = _touching(verdicts)
    candidates: dict[str, list[Explanation]] = {}
    for name, relations in touching.items():
        explanation = _explanation(name, relations, figures)
        if explanation is not None:
            for repaired in explanation.repairs:
                candidates.setdefault(repaired, []).append(explanation)
    chosen = {}
    for repaired, explanations in candidates.items():
        best = _best(explanations)
        if best is not None:
            chosen[repaired] = best
    return {
        repaired: _suspect(best, figures)
        for repaired, best in chosen.items()
        # A figure that explains one relation but loses another to a better explanation explains neither.
        if all(chosen.get(other) == best for other in best.repairs)
    }


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


def _explanation(name: str, relations: Sequence[Verdict], figures: Mapping[str, Figure]) -> Explanation | None:
    """The value of one figure that repairs all its broken relations and keeps the others; a believable one first."""
    figure = figures[name]
    quantity = figure.quantity
    if len(relations) > CROWD or quantity.hedge is not Hedge.EXACT or quantity.upper is not None:
        return None
    broken = [verdict for verdict in relations if verdict.outcome is Outcome.BROKEN]
    values = dict.fromkeys(value for verdict in broken[:TRIED] for value in values_to_try(verdict, name, figures))
    found: list[Explanation] = []
    for value in list(values)[:TRIED]:
        if value == quantity.value or (value < 0 <= quantity.value and figure.sign < 0):
            continue
        reason = slip(quantity.value, value) or _outvoted(name, value, broken, figures)
        # A relation alone can always be mended by changing any figure: without a reason that says nothing.
        if (reason is not None or len(broken) > 1) and _mends(name, value, relations, figures):
            found.append(Explanation(name, value, reason, tuple(verdict.id for verdict in broken)))
    return next((one for one in found if one.believable), found[0] if found else None)


def _outvoted(name: str, value: Decimal, broken: Sequence[Verdict], figures: Mapping[str, Figure]) -> str | None:
    """"majority" if two or more other mentions of the same number agree on `value`, and all of them do."""
    amount = value * figures[name].quantity.unit.factor
    for verdict in broken:
        if verdict.relation.kind is not Kind.SAME or any(term.weight != 1 for term in verdict.relation.terms):
            continue
        others = [figures[other].quantity for other in verdict.relation.figures() if other != name]
        if len(others) > 1 and all(amount in other.interval() for other in others):
            return "majority"
    return None


def _mends(name: str, value: Decimal, relations: Sequence[Verdict], figures: Mapping[str, Figure]) -> bool:
    """True if with the new value none of the figure's relations is broken any more."""
    changed = Reprinted(figures, reprinted(figures[name], value))
    return all(judge(verdict.relation, changed).outcome in HOLDS for verdict in _broken_first(relations))


def _broken_first(relations: Sequence[Verdict]) -> list[Verdict]:
    """The broken relations before the others: a value that does not repair them is given up early."""
    return sorted(relations, key=lambda verdict: verdict.outcome is not Outcome.BROKEN)


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


def _best(explanations: Sequence[Explanation]) -> Explanation | None:
    """The one that repairs most; of several the only believable one; None on a tie."""
    most = max(len(one.repairs) for one in explanations)
    leading = [one for one in explanations if len(one.repairs) == most]
    if most == 1 or len(leading) > 1:
        leading = [one for one in leading if one.believable]
    return leading[0] if len(leading) == 1 else None


def _suspect(explanation: Explanation, figures: Mapping[str, Figure]) -> Suspect:
    text = printed_as(explanation.value, figures[explanation.figure].quantity.text)
    return Suspect(explanation.figure, text, explanation.reason or "several", explanation.repairs)
