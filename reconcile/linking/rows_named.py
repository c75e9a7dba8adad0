"""The rows of the tables in which an amount of the narrative stands, by whose other cells its rates can be judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Relation
from reconcile.dossier import Dossier, once
from reconcile.judge.one_number import agree
from reconcile.linking.anchors import (
    DONE,
    amounts,
    cells_linked,
    cells_of,
    lines_of,
    setting_of,
    step_of_cell,
)
from reconcile.linking.cells_by_name import NamedRow, budget_of, lines_by_name
from reconcile.linking.partitions import holds
from tables.measured.line_names import HEADS, name_of

Option: TypeAlias = tuple[Relation, bool]
"""One way in which tables may give a number of the text, and whether it can be held against the text."""


class RowNamed(Struct, frozen=True):
    """A row that a figure of the narrative speaks of: its cell `now`, and whether the amount stands in it (`sure`)."""

    line: NamedRow
    now: Figure
    sure: bool


def rows_named(amount: Figure | None, rate: Figure, passage: Passage, dossier: Dossier) -> list[RowNamed]:
    """The rows in which `amount` stands, as linked or by name and number; without one, those named like `rate`."""
    if amount is None:
        said = setting_of(rate, passage)
        return [RowNamed(line, cell, False) for line, cell in cells_of(said, lines_of(said, dossier))] if said else []
    found = []
    for cell in cells_linked(dossier).get(amount.id, ()):
        line = line_of(dossier).get(cell.id)
        if line is not None and agree(amount, cell):
            found.append(RowNamed(line, cell, True))
    said = setting_of(amount, passage)
    if said is not None:
        known = {one.now.id for one in found}
        for line, cell in cells_of(said, lines_of(said, dossier)):
            if cell.id not in known and agree(amount, cell):
                found.append(RowNamed(line, cell, True))
    return found


@once
def line_of(dossier: Dossier) -> dict[str, NamedRow]:
    """The row of every amount in a table, by the id of its cell."""
    found: dict[str, NamedRow] = {}
    for lines in lines_by_name(dossier).values():
        for line in lines:
            for cell in line.cells():
                found.setdefault(cell.id, line)
    return found


def bases(said: RowNamed, year: int, steps: Sequence[str | None], dossier: Dossier) -> Iterator[tuple[Figure, bool]]:
    """Amounts of `year` in the same line, with whether the same row prints them; steps in the order of likelihood."""
    for home in (True, False):
        lines = (said.line,) if home else _namesakes(said, dossier)
        for step in steps:
            for line in lines:
                for cell in amounts(line, year):
                    if step_of_cell(cell, line) == step and cell.id != said.now.id:
                        yield cell, home


def _namesakes(said: RowNamed, dossier: Dossier) -> tuple[NamedRow, ...]:
    """Rows of the same name, budget, side and level in other tables."""
    table, now = said.line.table, said.now
    name = name_of(said.line.row.label, table.side)
    found = lines_by_name(dossier).get((budget_of(said.line), name), ())
    same = (line for line in found if line.table.id != table.id and line.table.document == table.document)
    return tuple(line for line in same if line.cells()[0].level is now.level and line.table.side in (table.side, None))


def printed(said: RowNamed, measure: Measure) -> Iterator[Figure]:
    """The rates of one measure that the row prints for the year of `now`."""
    for cell in said.line.cells():
        if cell.measure is measure and cell.period == said.now.period:
            yield cell


def last_year(said: RowNamed) -> int | None:
    """The year before that of `now`."""
    period = said.now.period
    return period.year - 1 if period is not None and period.year is not None else None


def is_done(said: RowNamed) -> bool:
    """True if `now` is what was carried out, not what is planned."""
    return step_of_cell(said.now, said.line) == DONE


def is_head(said: RowNamed) -> bool:
    """True for a line that is a budget's receipts or outlays as a whole."""
    return name_of(said.line.row.label, said.line.table.side) in HEADS.values()


def of_one_number(rows: Sequence[RowNamed]) -> bool:
    """True if all rows that may be meant print one number: then there is no other line that the text may speak of."""
    return len({row.now.quantity.centre for row in rows}) == 1


def holding_first(options: Sequence[Option], figures: Mapping[str, Figure], *, clear: bool) -> Iterator[Relation]:
    """The first of `options` that holds; where none does, the likeliest if it is firm and `clear` that it is meant."""
    chosen = next((relation for relation, _ in options if holds(relation, figures)), None)
    if chosen is not None:
        yield chosen
    elif clear:
        yield from (relation for relation, firm in options[:1] if firm)
