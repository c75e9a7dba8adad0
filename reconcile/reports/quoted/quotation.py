"""What a finding quotes, as data: rows of tables and sentences, with the figures they are quoted for.

Every report shows the same quotations, each in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.relation import Kind, Role
from fiscal.table import Table
from reconcile.dossier import At
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, visible
from reconcile.reports.quoted.written_numbers import grouped, in_unit
from reconcile.review import Finding, Verdict
from reconcile.words.messages import label

ROWS = 14
BEFORE, AFTER = 60, 40
Home = str | tuple[str, int]
CLAIMED = (Role.TOTAL, Role.TO, Role.RATE)


class Piece(Struct, frozen=True):
    """A stretch of a sentence or the number of a cell; `figure` is the id of the figure it is, None for other words."""

    text: str
    figure: str | None = None


class QuotedRow(Struct, frozen=True):
    """One row: its label, how deep it is set, the quoted cells (None where nothing is quoted), a remark or ""."""

    label: str
    level: int
    cells: tuple[Piece | None, ...]
    remark: str


class QuotedTable(Struct, frozen=True):
    """Some rows and columns of a table; `left_out` rows are not shown."""

    titles: tuple[str, ...]
    rows: tuple[QuotedRow, ...]
    left_out: int


class QuotedSentence(Struct, frozen=True):
    """A sentence, dots where it is cut, and remarks on its figures (as printed, what to say of it)."""

    pieces: tuple[Piece, ...]
    remarks: tuple[tuple[str, str], ...]


class Quotation(Struct, frozen=True):
    """What is quoted from one table or one paragraph; `heading` says where it stands."""

    heading: str
    parts: tuple[QuotedTable | QuotedSentence, ...]


def quotations(finding: Finding, lookup: Lookup, lang: str) -> tuple[Quotation, ...]:
    """The tables and paragraphs that a finding is about, in the order in which its figures name them."""
    verdict = lookup.verdict_of(finding)
    if verdict is None:
        return ()
    notes = dict(_notes(verdict, lookup, lang))
    homes: dict[Home, list[Figure]] = {}
    for figure in lookup.figures_of(finding):
        home = _home(figure, lookup)
        if home is not None:
            homes.setdefault(home, []).append(figure)
    return tuple(
        Quotation(
            _heading(home, next((one for one in figures if one.place == finding.place), figures[0]), lookup, lang),
            (_rows(lookup.tables[home], [lookup.cells[f.id] for f in figures], notes),)
            if isinstance(home, str)
            else tuple(_sentences(lookup.passages[home], figures, notes)),
        )
        for home, figures in homes.items()
    )


def _heading(home: Home, figure: Figure, lookup: Lookup, lang: str) -> str:
    """Where a quotation is from: of a table the page or line of the figure in it, so that both name one page."""
    place = figure.place
    if isinstance(home, str):
        place = replace(place, row=None, column=None, cell=None, table=home)
    return place_words(place, lookup, lang, document=len(lookup.documents) > 1)


def _home(figure: Figure, lookup: Lookup) -> Home | None:
    """The table or the passage in which a figure stands, or None if neither is known."""
    if figure.id in lookup.cells:
        return lookup.cells[figure.id].table.id
    passage = lookup.passage_at(figure.place)
    return None if passage is None or figure.place.span is None else (figure.place.document, passage.index)


def _notes(verdict: Verdict, lookup: Lookup, lang: str) -> Iterator[tuple[str, str]]:
    """What to write beside the figure that the others should yield."""
    if verdict.computed_centre is None or verdict.relation.kind in (Kind.SAME, Kind.AT_MOST):
        return
    for term in verdict.relation.terms:
        figure = lookup.figures.get(term.figure)
        if term.role not in CLAIMED or figure is None or verdict.unit is None:
            continue
        unit = figure.quantity.unit
        if unit.dimension != verdict.unit.dimension:
            continue  # a growth yields its rate, not the amount it leads to
        named = "" if figure.id in lookup.cells else f" {unit.name}"
        kind = "adds_up" if term.role is Role.TOTAL else "works_out"
        yield figure.id, label(kind, lang, n=f"{grouped(in_unit(verdict.computed_centre, unit))}{named}")


def _rows(table: Table, cells: list[At], notes: dict[str, str]) -> QuotedTable:
    columns = sorted({x for _, _, x in cells})
    rows = sorted({y for _, y, _ in cells})
    kept = rows if len(rows) <= ROWS else rows[: ROWS - 1] + rows[-1:]
    wanted = {(y, x) for _, y, x in cells}
    quoted = []
    for y in kept:
        row = table.rows[y]
        found = [row.cells[x] if (y, x) in wanted else None for x in columns]
        pieces = tuple(None if cell is None else Piece(cell.quantity.text, cell.id) for cell in found)
        remark = "；".join(notes[cell.id] for cell in found if cell is not None and cell.id in notes)
        quoted.append(QuotedRow(visible(row.label), row.level or 0, pieces, remark))
    titles = tuple(visible(table.columns[x].title) for x in columns)
    return QuotedTable(titles, tuple(quoted), len(rows) - len(kept))


def _sentences(passage: Passage, figures: list[Figure], notes: dict[str, str]) -> Iterator[QuotedSentence]:
    """Each sentence that holds one of the figures."""
    spans = sorted({f.place.span: f for f in figures if f.place.span is not None}.items())
    for (start, end), inside in groupby(spans, key=lambda item: _sentence(passage, item[0])):
        held = list(inside)
        at = max(start, held[0][0][0] - BEFORE)
        pieces = [Piece("……" if at > start else "“")]
        for (a, b), figure in held:
            pieces += [Piece(_between(passage.text[at:a])), Piece(passage.text[a:b], figure.id)]
            at = b
        pieces.append(Piece(passage.text[at : min(end, at + AFTER)]))
        pieces.append(Piece("……" if at + AFTER < end else "”"))
        remarks = tuple((figure.quantity.text, notes[figure.id]) for _, figure in held if figure.id in notes)
        yield QuotedSentence(tuple(pieces), remarks)


def _sentence(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    return next(((a, b) for a, b in passage.sentences if a <= span[0] < b), (0, len(passage.text)))


def _between(text: str) -> str:
    """What stands between two marked figures, its middle left out if it is long."""
    return text if len(text) <= BEFORE + AFTER else f"{text[:AFTER]}……{text[-BEFORE:]}"
