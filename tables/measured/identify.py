"""The last step of reading: every figure is told what it measures and whose it is.

The concept comes from what is certain first: a fact about debt, what is carried over the end of a year, a name of
`line_names.txt` or of the classification of subjects; else it is the label without what is said beside it. Where
columns are headed by things (funds) the thing belongs to the concept; places that head rows or columns are the place.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from fiscal.debt import DebtFact
from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.table import Row, Table
from fiscal.words.vocabulary import side_in
from tables.measured.debt_passages import facts_of_document
from tables.measured.line_names import HEADS, shared_name
from tables.measured.organisations import organisation
from tables.measured.scopes import entity, narrow_columns, place_named, titles
from tables.measured.spoken_of import spoken_of
from tables.prose.labels import BUDGET_BASE

Facts = Mapping[str, DebtFact]


def identified(document: Document) -> Document:
    """The document with `concept` and `place_of` of every figure; nothing else changes."""
    whose = organisation(document)
    home = None if whose is None else whose.unit or whose.places[-1]
    facts = facts_of_document(document, whose)
    known = titles(document)
    parts = {figure.id: spoken.part for _, figure, spoken in spoken_of(document, home) if spoken.part}
    passages = tuple(_passage(passage, facts, parts, known, home) for passage in document.passages)
    return replace(document, passages=passages, tables=tuple(_table(t, facts, home) for t in document.tables))


def _passage(passage: Passage, facts: Facts, parts: Mapping[str, str], known: str, home: str | None) -> Passage:
    if not passage.figures:
        return passage
    place = entity(passage.headings, known) or home
    said: list[Figure] = []
    for figure in passage.figures:
        base = BUDGET_BASE.fullmatch(figure.label) is not None and bool(
            said
        )  # 为年初预算90亿元的101%: of the same thing
        name = said[-1].concept if base else _concept(figure, facts)
        said.append(replace(figure, concept=name, place_of=parts.get(figure.id, place)))
    return replace(passage, figures=tuple(said))


def _concept(figure: Figure, facts: Facts) -> str:
    fact = facts.get(figure.id)
    return fact.name if fact is not None else shared_name(figure.label, side_in(figure.label[-4:]), figure.budget)


def _table(table: Table, facts: Facts, home: str | None) -> Table:
    parts = narrow_columns(table)
    headed = {at: part for at, part in parts.items() if place_named(part)}
    things = {at: part for at, part in parts.items() if at not in headed}
    whole = place_named(table.title) or home
    rows = tuple(_row(row, table, facts, headed, things, whole) for row in table.rows)
    return replace(table, rows=rows)


def _row(
    row: Row, table: Table, facts: Facts, headed: Mapping[int, str], things: Mapping[int, str], whole: str | None
) -> Row:
    place = place_named(row.label)
    cells: list[Figure | None] = []
    for at, cell in enumerate(row.cells):
        if cell is None:
            cells.append(None)
            continue
        fact = facts.get(cell.id)
        if fact is not None:
            name = fact.name
        elif place:
            name = shared_name(_thing_of(table, at), table.side, cell.budget)
        else:
            name = things.get(at, "") + shared_name(row.label, table.side, cell.budget)
        cells.append(replace(cell, concept=name, place_of=headed.get(at) or place or whole))
    return replace(row, cells=tuple(cells))


def _thing_of(table: Table, at: int) -> str:
    """What the rows of a table of places measure: its column, or the side that its title names."""
    path = table.columns[at].path
    side = HEADS.get(table.side or "", "")
    return next((part for part in reversed(path) if shared_name(part, table.side, table.budget) != part), side)
