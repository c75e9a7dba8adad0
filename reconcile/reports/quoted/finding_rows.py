"""A finding as one row of a list: where it is, what is printed there, what it would have to be, and the difference."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.relation import Kind, Role
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import table_name, visible
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.written_numbers import DIVIDING, in_unit
from reconcile.review import Finding, Outcome, Review, Suspect, Verdict
from reconcile.words.messages import label, weight_words
from reconcile.words.wording import gap_text, printed_text, read_otherwise, where, with_unit


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a list says of one finding; a text is empty where there is nothing to say.

    `printed` is what stands at the place, `expected` what the other figures make of it, `gap` the difference. Where one
    figure is suspected, the three are those of that figure, and `suspect` tells why it is.
    """

    number: int
    id: str
    code: str
    severity: str
    weight: str
    document: str
    page: str
    table: str
    item: str
    printed: str
    expected: str
    gap: str
    message: str
    suspect: str


def finding_rows(review: Review, lookup: Lookup) -> list[FindingRow]:
    """Every finding of the review as a row, in its order, numbered from 1."""
    return [_row(number, finding, review, lookup) for number, finding in enumerate(review.findings, 1)]


def spot_words(place: Place, lang: str) -> str:
    """The page, line or cell of a place, and nothing else."""
    spot = Place(place.document, page=place.page, line=place.line, sheet=place.sheet, cell=place.cell)
    known = any(part is not None for part in (place.page, place.line, place.sheet, place.cell))
    return visible(where(spot, None, None, lang)) if known else ""


def _row(number: int, finding: Finding, review: Review, lookup: Lookup) -> FindingRow:
    lang = review.lang
    figure, printed, expected, gap = _compared(finding, lookup, lang)
    place = figure.place if figure else finding.place
    table = lookup.tables.get(place.table) if place.table else None
    return FindingRow(
        number=number,
        id=finding.id,
        code=finding.code,
        severity=finding.severity.value,
        weight=weight_words(finding.severity, finding.category, lang),
        document=visible(lookup.names.get(place.document, "")) if len(lookup.documents) > 1 else "",
        page=spot_words(place, lang),
        table=table_name(table) if table else label("narrative", lang) if place.paragraph is not None else "",
        item=_item(figure, place),
        printed=printed,
        expected=expected,
        gap=gap,
        message=visible(finding.message),
        suspect=visible(suspect_sentence(finding.suspect, lookup, lang)) if finding.suspect else "",
    )


def _item(figure: Figure | None, place: Place) -> str:
    label_of = (figure.label if figure else "") or place.row or ""
    return visible(" / ".join(part for part in (label_of, place.column) if part))


def _compared(finding: Finding, lookup: Lookup, lang: str) -> tuple[Figure | None, str, str, str]:
    """The figure to look at, as printed, what it would have to be, and the difference; empty where nothing compares."""
    verdict = lookup.verdict_of(finding)
    if verdict is None:
        return None, "", "", ""
    suspected = lookup.figures.get(finding.suspect.figure) if finding.suspect else None
    if finding.suspect is not None and suspected is not None:
        return suspected, *_suspected(suspected, finding.suspect, lang)
    if verdict.relation.kind is Kind.AT_MOST:
        return _bounded(verdict, lookup, lang)
    shown = next((figure for figure in lookup.figures_of(finding) if figure.place == finding.place), None)
    if shown is None:
        return None, "", "", ""
    return shown, printed_text(shown.quantity), _expected(verdict, shown), _gap(verdict, shown, lang)


def _bounded(verdict: Verdict, lookup: Lookup, lang: str) -> tuple[Figure | None, str, str, str]:
    """What is not more than something else: the figure that is, that other one behind ≤, and by how much."""
    sides = {term.role: lookup.figures.get(term.figure) for term in verdict.relation.terms}
    lesser, greater = sides.get(Role.LESSER), sides.get(Role.GREATER)
    if lesser is None or greater is None:
        return None, "", "", ""
    return lesser, printed_text(lesser.quantity), f"≤ {printed_text(greater.quantity)}", _gap(verdict, lesser, lang)


def _suspected(figure: Figure, suspect: Suspect, lang: str) -> tuple[str, str, str]:
    printed, suggested = read_otherwise(suspect, figure)
    if suspect.unit is not None:
        return printed, suggested, ""
    number, unit = _number(suggested), figure.quantity.unit
    gap = gap_text(abs(figure.quantity.value - number), unit, lang)
    return printed_text(figure.quantity), with_unit(number, unit), gap


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


def _expected(verdict: Verdict, figure: Figure) -> str:
    """What the other side comes to, in the unit of the figure; empty where the figure is not a side by itself."""
    sides = {verdict.stated_centre: verdict.computed_centre, verdict.computed_centre: verdict.stated_centre}
    other = sides.get(figure.quantity.centre)
    if other is None or other == figure.quantity.centre or verdict.outcome is Outcome.UNDECIDED:
        return ""
    return with_unit(_cut(in_unit(other, figure.quantity.unit), figure), figure.quantity.unit)


def _gap(verdict: Verdict, figure: Figure, lang: str) -> str:
    if not verdict.difference:
        return ""
    gap = in_unit(abs(verdict.difference), figure.quantity.unit)
    return gap_text(_cut(gap, figure), figure.quantity.unit, lang)


def _cut(value: Decimal, figure: Figure) -> Decimal:
    """The value with at most one decimal more than the figure prints: what is shown, never what is judged."""
    places = figure.quantity.exponent - 1
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= places:
        return value
    return DIVIDING.quantize(value, Decimal(1).scaleb(places))
