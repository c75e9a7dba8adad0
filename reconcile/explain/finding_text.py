"""One verdict in words: what differs, where, the working with every number used, and what rounding can explain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.units import Unit
from fiscal.relation import Kind, Role
from fiscal.slips.misreading import DOUBTFUL
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.explain.around_the_working import (
    candidate_lines,
    folded_lines,
    same_number_lines,
    uncounted_line_sentence,
    weighed_lines,
)
from reconcile.explain.names_apart import names_apart
from reconcile.explain.other_mentions import OtherMentions
from reconcile.explain.severity import recognised
from reconcile.explain.uncounted_line import UncountedLine
from reconcile.explain.weighing import Weighed
from reconcile.judge.expression import WIDE, in_unit, one_named_unit
from reconcile.judge.truncation import truncation_explains
from reconcile.review import Finding, Folded, Outcome, Severity, Suspect, Verdict
from reconcile.words.document_names import names_of
from reconcile.words.wording import (
    CODE_SENTENCE,
    KIND_SENTENCE,
    cell_name,
    gap_text,
    name_of,
    phrase,
    printed_text,
    read_otherwise,
    suspect_key,
    where,
    with_unit,
)

QUOTED = 160
"""Characters of the passage quoted in a working."""

STATED_FIRST = (Role.TOTAL, Role.TO, Role.RATE, Role.GREATER, Role.DELTA, Role.MEMBER)


class ReportedVerdict(Struct, frozen=True):
    """A verdict worth telling, with the verdicts that have the same cause and the line that they leave out."""

    verdict: Verdict
    severity: Severity
    suspect: Suspect | None = None
    candidates: tuple[Suspect, ...] = ()
    folded: tuple[Verdict, ...] = ()
    uncounted: UncountedLine | None = None
    weighed: Weighed | None = None


def shown_figure(verdict: Verdict, figures: Mapping[str, Figure]) -> Figure:
    """The figure at whose place the finding is shown: the total, the rate, the mention that differs."""
    terms = verdict.relation.terms
    if verdict.relation.kind is Kind.SAME:
        return pair(verdict, figures)[1]
    for role in STATED_FIRST:
        for term in terms:
            if term.role is role:
                return figures[term.figure]
    return figures[terms[0].figure]


def pair(verdict: Verdict, figures: Mapping[str, Figure]) -> tuple[Figure, Figure]:
    """The two mentions a `same` verdict compares: the reference, and the one that differs from it."""
    members = [(figures[term.figure], abs(term.weight)) for term in verdict.relation.terms]

    def mention(centre: Decimal | None) -> Figure | None:
        if centre is None:
            return None
        return next((f for f, weight in members if abs(f.quantity.centre * weight) == abs(centre)), None)

    reference = mention(verdict.computed_centre) or members[0][0]
    return reference, mention(verdict.stated_centre) or members[-1][0]


class Teller:
    """Puts findings into words for one dossier and one language."""

    def __init__(self, dossier: Dossier, lang: str, verdicts: Sequence[Verdict] = ()) -> None:
        self._figures = dossier.figures
        self._mentions = OtherMentions(verdicts, dossier.figures)
        self._tables = dossier.table_by_id
        several = len(dossier.documents) > 1
        self._paths = names_of(dossier.documents) if several else {}
        self._lang = lang

    def finding(self, reported: ReportedVerdict, name: str) -> Finding:
        """The finding for one verdict."""
        verdict = reported.verdict
        shown = shown_figure(verdict, self._figures)
        consequences = [shown_figure(one, self._figures) for one in reported.folded]
        names = dict.fromkeys((*verdict.relation.figures(), *(figure.id for figure in consequences)))
        related = tuple(self._figures[name].place for name in names if name != shown.id)
        message = self._sentence(verdict, shown)
        if reported.folded:
            message += phrase("and-folded", self._lang, count=len(reported.folded))
        return Finding(
            name,
            verdict.relation.code,
            reported.severity,
            message,
            shown.place,
            related,
            verdict.id,
            self.working(reported),
            phrase("help", self._lang, code=verdict.relation.code),
            reported.suspect,
            tuple(
                Folded(one.id, figure.place, one.expression)
                for one, figure in zip(reported.folded, consequences, strict=True)
            ),
            reported.candidates,
            None if reported.weighed is None else reported.weighed.confidence,
            () if reported.weighed is None else reported.weighed.witnesses.named,
        )

    def where(self, figure: Figure) -> str:
        """The place of a figure in words."""
        place = figure.place
        table = self._tables.get(place.table) if place.table else None
        return where(place, table, self._paths.get(place.document), self._lang)

    def _sentence(self, verdict: Verdict, shown: Figure) -> str:
        """The message; of figures read off a picture it only says where to look."""
        message = self.message(verdict, shown)
        if verdict.outcome is Outcome.BROKEN and recognised(verdict, self._figures):
            return phrase("look", self._lang, message=message)
        return message

    def message(self, verdict: Verdict, shown: Figure) -> str:
        """One line that stands alone: what differs, by how much, where."""
        relation, lang = verdict.relation, self._lang
        words: dict[str, object] = {"total": name_of(shown, lang), "gap": self._gap(verdict)}
        words["stated"], words["computed"] = self._sides(verdict)
        key = KIND_SENTENCE.get(relation.kind) or _balance_sentence(verdict)
        if relation.kind is Kind.SAME:
            reference, other = pair(verdict, self._figures)
            words |= {"second": name_of(reference, lang), "other": self.where(reference), "here": self.where(other)}
            words["stated"] = printed_text(other.quantity, other.sign)
            words["computed"] = printed_text(reference.quantity, reference.sign)
            key = "same" if fold(reference.label) == fold(other.label) else "same-named"
            key = CODE_SENTENCE.get(relation.code, key)
            return phrase(key, lang, **words)
        if relation.kind is Kind.AT_MOST:
            lesser = next(term for term in relation.terms if term.role is Role.LESSER)
            one = self._figures[lesser.figure]
            words["second"], words["total"] = names_apart(one, shown, self._tables, lang)
            words["said"] = relation.said
            key = CODE_SENTENCE.get(relation.code, key)
        return phrase(key, lang, **words) + phrase("at", lang, where=self.where(shown))

    def _gap(self, verdict: Verdict) -> str:
        if verdict.unit is None or verdict.difference is None:
            return ""
        return gap_text(_short(in_unit(verdict.difference, verdict.unit), verdict), verdict.unit, self._lang)

    def _sides(self, verdict: Verdict) -> tuple[str, str]:
        unit, stated, computed = verdict.unit, verdict.stated_centre, verdict.computed_centre
        if unit is None or stated is None or computed is None:
            return "", ""
        return self._amount(stated, unit, verdict), self._amount(computed, unit, verdict)

    def _amount(self, value: Decimal, unit: Unit, verdict: Verdict) -> str:
        """One side: as printed where it is a single printed number of that unit, else worked out."""
        for name in verdict.relation.figures():
            figure = self._figures[name]
            if figure.quantity.unit.name == unit.name and figure.quantity.centre * figure.sign == value:
                return printed_text(figure.quantity, figure.sign)
        return with_unit(_short(in_unit(value, unit), verdict), unit)

    def working(self, reported: ReportedVerdict) -> str:
        """The working in lines: the calculation, what rounding can explain, the numbers used, a slip that explains."""
        verdict, lang = reported.verdict, self._lang
        unit = verdict.unit
        line = phrase("working", lang, expression=verdict.expression)
        if unit is not None and unit.name and one_named_unit(verdict.relation, self._figures):
            line += phrase("in-unit", lang, unit=unit.name)
        lines = [line, self._slack(verdict)]
        if truncation_explains(verdict, self._figures):
            lines.append(phrase("truncated", lang))
        terms = [
            phrase(
                "term",
                lang,
                label=name_of(figure, lang),
                amount=printed_text(figure.quantity, figure.sign),
                where=self.where(figure),
            )
            for figure in (self._figures[name] for name in verdict.relation.figures())
        ]
        lines.append(phrase("terms", lang, terms=phrase("comma", lang).join(terms)))
        if verdict.relation.said:
            lines.append(phrase("said", lang, said=_cut(verdict.relation.said)))
        lines += weighed_lines(reported.weighed, self._lang)
        lines.append(self._doubtful(verdict))
        lines += self._around_the_working(reported)
        if reported.suspect is not None:
            lines.append(self._suspect(reported.suspect))
        return "\n".join(line for line in lines if line)

    def _around_the_working(self, reported: ReportedVerdict) -> Iterator[str]:
        """What the finding is connected with: places that agree, lines left out, its consequences, open questions."""
        verdict, lang = reported.verdict, self._lang
        if verdict.outcome is not Outcome.BROKEN:
            return
        if verdict.relation.kind in (Kind.BALANCE, Kind.SAME):
            shown, sides = shown_figure(verdict, self._figures), (verdict.stated_centre, verdict.computed_centre)
            yield from same_number_lines(self._mentions, shown, sides, verdict.relation.figures(), self.where, lang)
        yield from uncounted_line_sentence(reported.uncounted, 1 + len(reported.folded), lang)
        yield from folded_lines(reported.folded, lambda one: self.where(shown_figure(one, self._figures)), lang)
        if reported.suspect is None:
            shown = shown_figure(verdict, self._figures)
            yield from candidate_lines(reported.candidates, lambda name: self._figures[name], shown, self.where, lang)

    def _slack(self, verdict: Verdict) -> str:
        if verdict.unit is None or verdict.difference is None:
            return ""
        if verdict.slack is None:
            return phrase("open", self._lang)
        gap = self._gap(verdict)
        if verdict.slack == 0 and verdict.relation.kind is Kind.SAME:
            return phrase("no-slack", self._lang, gap=gap)
        slack = gap_text(_short(in_unit(verdict.slack, verdict.unit), verdict), verdict.unit, self._lang)
        return phrase("slack", self._lang, slack=slack, gap=gap)

    def _doubtful(self, verdict: Verdict) -> str:
        """The figures of which the recogniser itself was not sure."""
        figures = [self._figures[name] for name in dict.fromkeys(verdict.relation.figures())]
        doubted = [
            phrase("doubted", self._lang, label=name_of(f, self._lang), printed=f.quantity.text, percent=f.confidence)
            for f in figures
            if f.confidence is not None and f.confidence < DOUBTFUL
        ]
        if not doubted or verdict.outcome is not Outcome.BROKEN:
            return ""
        return phrase("doubtful", self._lang, terms=phrase("comma", self._lang).join(doubted))

    def _suspect(self, suspect: Suspect) -> str:
        figure, lang = self._figures[suspect.figure], self._lang
        printed, suggested = read_otherwise(suspect, figure)
        words = {"label": cell_name(figure, lang), "printed": printed, "suggested": suggested}
        reason = phrase(suspect.reason, lang)
        return phrase(suspect_key(suspect.reason), lang, reason=reason, count=len(suspect.repairs), **words)


def _balance_sentence(verdict: Verdict) -> str:
    if verdict.relation.known and verdict.outcome is Outcome.BROKEN:
        return f"known-{verdict.relation.known}"
    if verdict.relation.partial:
        return "partial"
    if any(term.role in (Role.DELTA, Role.FROM) for term in verdict.relation.terms):
        return "increment"
    return "residue" if verdict.outcome is Outcome.ROUNDING else "sum"


def _cut(text: str) -> str:
    """The beginning of a long passage; the place leads to the rest."""
    return text if len(text) <= QUOTED else text[:QUOTED] + "……"


def _short(value: Decimal, verdict: Verdict) -> Decimal:
    """A quotient with two decimals fewer than it was worked out to; a sum as it is."""
    exponent = value.as_tuple().exponent
    if verdict.relation.kind not in (Kind.RATIO, Kind.GROWTH) or not isinstance(exponent, int) or exponent >= -2:
        return value
    return value.quantize(Decimal(1).scaleb(exponent + 2), context=WIDE)
