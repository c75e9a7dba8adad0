"""A finding as one row of a list: where it is, what is printed there, what it would have to be, and the difference."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.relation import Kind, Role
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import document_words, place_words, spot_words, table_name, visible
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.written_numbers import DIVIDING, in_unit
from reconcile.review import Finding, Outcome, Review, Suspect, Verdict
from reconcile.words.messages import label, list_word, weight_words
from reconcile.words.wording import gap_text, printed_text, read_otherwise, with_unit

HEADING = 20
"""Signs of a heading that say where something stands."""


class FindingRow(Struct, frozen=True):
    """What a list says of one finding; a text is empty where there is nothing to say.

    `printed` is what stands at the place, `expected` what the other figures make of it, `gap` the difference. Where one
    figure is suspected, the three are those of that figure, and `suspect` tells why it is. `numbers` are the same three
    in `unit`, to sort and to add; for a bound the second is what may be reached at most.
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
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None]
    unit: str
    message: str
    suspect: str


def finding_rows(review: Review, lookup: Lookup) -> list[FindingRow]:
    """Every finding of the review as a row, in its order, numbered from 1."""
    return [finding_row(number, finding, lookup, review.lang) for number, finding in enumerate(review.findings, 1)]


def said_alone(finding: Finding, lookup: Lookup, lang: str) -> str:
    """What was found, without the place behind it: where that stands beside it."""
    for document in (True, False):
        where = place_words(finding.place, lookup, lang, document)
        for text in (f"（{where}）", f" ({where})", f"({where})"):
            if where and text in finding.message:
                return finding.message.replace(text, "", 1)
    return finding.message


def nearest_words(place: Place, lookup: Lookup, lang: str) -> str:
    """Where something stands in a document that has neither pages nor lines: under which heading, in which table."""
    document = lookup.documents.get(place.document)
    if document is None or (place.table is None and place.paragraph is None):
        return ""
    if place.table is not None:
        at = next((n for n, table in enumerate(document.tables, 1) if table.id == place.table), 0)
        return list_word("in-table", lang, n=at) if at else ""
    passage = lookup.passages.get((place.document, place.paragraph or 0))
    heading = passage.headings[-1] if passage is not None and passage.headings else ""
    return visible(list_word("in-text", lang, heading=shortened_heading(heading)).strip())


def shortened_heading(heading: str) -> str:
    """A heading short enough for a column.

    >>> shortened_heading("一、收入"), shortened_heading("一" * 40)
    ('一、收入', '一一一一一一一一一一一一一一一一一一…')
    """
    return heading if len(heading) <= HEADING else heading[: HEADING - 2] + "…"


def finding_row(number: int, finding: Finding, lookup: Lookup, lang: str) -> FindingRow:
    """One finding as a row."""
    compared = _compared(finding, lookup, lang)
    figure, (printed, expected, gap) = compared.figure, compared.texts
    place = figure.place if figure else finding.place
    table = lookup.tables.get(place.table) if place.table else None
    return FindingRow(
        number=number,
        id=finding.id,
        code=finding.code,
        severity=finding.severity.value,
        weight=weight_words(finding.severity, finding.category, lang),
        document=document_words(place.document, lookup),
        page=spot_words(place, lang) or nearest_words(place, lookup, lang),
        table=table_name(table) if table else label("narrative", lang) if place.paragraph is not None else "",
        item=_item(figure, place),
        printed=printed,
        expected=expected,
        gap=gap,
        numbers=compared.numbers,
        unit=figure.quantity.unit.name if figure else "",
        message=visible(finding.message),
        suspect=visible(suspect_sentence(finding.suspect, lookup, lang)) if finding.suspect else "",
    )


def _item(figure: Figure | None, place: Place) -> str:
    label_of = (figure.label if figure else "") or place.row or ""
    return visible(" / ".join(part for part in (label_of, place.column) if part))


class _Compared(Struct, frozen=True):
    """The figure to look at, the three texts, and the same three as numbers in the figure's unit; empty or None where
    nothing compares.
    """

    figure: Figure | None = None
    texts: tuple[str, str, str] = ("", "", "")
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None] = (None, None, None)


def _compared(finding: Finding, lookup: Lookup, lang: str) -> _Compared:
    """What is printed, what it would have to be, and the difference."""
    verdict = lookup.verdict_of(finding)
    if verdict is None:
        return _Compared()
    suspected = lookup.figures.get(finding.suspect.figure) if finding.suspect else None
    if finding.suspect is not None and suspected is not None:
        return _suspected(suspected, finding.suspect, lang)
    if verdict.relation.kind is Kind.AT_MOST:
        return _bounded(verdict, lookup, lang)
    shown = next((figure for figure in lookup.figures_of(finding) if figure.place == finding.place), None)
    if shown is None:
        return _Compared()
    unit, other, gap = shown.quantity.unit, _expected(verdict, shown), _gap(verdict, shown)
    texts = (
        printed_text(shown.quantity),
        "" if other is None else with_unit(other, unit),
        "" if gap is None else gap_text(gap, unit, lang),
    )
    return _Compared(shown, texts, (shown.quantity.value, other, gap))


def _bounded(verdict: Verdict, lookup: Lookup, lang: str) -> _Compared:
    """What is not more than something else: the figure that is, that other one behind ≤, and by how much."""
    sides = {term.role: lookup.figures.get(term.figure) for term in verdict.relation.terms}
    lesser, greater = sides.get(Role.LESSER), sides.get(Role.GREATER)
    if lesser is None or greater is None:
        return _Compared()
    unit, gap = lesser.quantity.unit, _gap(verdict, lesser)
    told = "" if gap is None else gap_text(gap, unit, lang)
    most = in_unit(greater.quantity.centre, unit)
    texts = (printed_text(lesser.quantity), f"≤ {printed_text(greater.quantity)}", told)
    return _Compared(lesser, texts, (lesser.quantity.value, most, gap))


def _suspected(figure: Figure, suspect: Suspect, lang: str) -> _Compared:
    printed, suggested = read_otherwise(suspect, figure)
    if suspect.unit is not None:
        return _Compared(figure, (printed, suggested, ""), (figure.quantity.value, None, None))
    number, unit = _number(suggested), figure.quantity.unit
    gap = abs(figure.quantity.value - number)
    texts = (printed_text(figure.quantity), with_unit(number, unit), gap_text(gap, unit, lang))
    return _Compared(figure, texts, (figure.quantity.value, number, gap))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


def _expected(verdict: Verdict, figure: Figure) -> Decimal | None:
    """What the other side comes to, in the unit of the figure; None where the figure is not a side by itself."""
    sides = {verdict.stated_centre: verdict.computed_centre, verdict.computed_centre: verdict.stated_centre}
    other = sides.get(figure.quantity.centre)
    if other is None or other == figure.quantity.centre or verdict.outcome is Outcome.UNDECIDED:
        return None
    return _cut(in_unit(other, figure.quantity.unit), figure)


def _gap(verdict: Verdict, figure: Figure) -> Decimal | None:
    if not verdict.difference:
        return None
    return _cut(in_unit(abs(verdict.difference), figure.quantity.unit), figure)


def _cut(value: Decimal, figure: Figure) -> Decimal:
    """The value with at most one decimal more than the figure prints: what is shown, never what is judged."""
    places = figure.quantity.exponent - 1
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= places:
        return value
    return DIVIDING.quantize(value, Decimal(1).scaleb(places))
