"""Units of indicators that only the text prints: 120.6 in a table whose rows count in many units, 120.6亿元 in the text.

A table of indicators counts in many units and prints them in the targets (450亿元, 立项170公顷); where a target is a rate
(增长3%) nothing in the row says what its amounts count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec.structs import replace

from fiscal.document import Document
from fiscal.figure import Figure, Measure
from fiscal.numbers.quantity import telling_digits
from fiscal.numbers.units import NUMBER, Unit
from fiscal.table import Row, Table
from tables.measured.concepts import concept, likeness

FEWEST_UNITS = 2
"""A table counts in units of its rows where they have so many; in any other its figures add up and have one."""

TELLING, ALIKE = 3, 75
"""A number of so many digits under a name so much alike is that of the text."""

Told: TypeAlias = Mapping[tuple[int, Decimal], Sequence[tuple[str, Unit]]]
"""The amounts of the narrative by their report and number: what they are called and what they count."""


def with_units_told(document: Document) -> Document:
    """The document with units for the amounts of indicator tables that the text of the same report prints with one."""
    if not any(map(_counts_in_many, document.tables)):
        return document
    told = _told(document)
    return replace(document, tables=tuple(_table(table, told) for table in document.tables))


def _counts_in_many(table: Table) -> bool:
    units = {cell.quantity.unit for row in table.rows for cell in _amounts(row)} - {NUMBER}
    return table.unit is None and len(units) >= FEWEST_UNITS


def _amounts(row: Row) -> Iterator[Figure]:
    yield from (cell for cell in row.cells if cell is not None and cell.measure is Measure.AMOUNT)


def _told(document: Document) -> Told:
    found: dict[tuple[int, Decimal], list[tuple[str, Unit]]] = defaultdict(list)
    for passage in document.passages:
        for figure in passage.figures:
            if figure.measure in (Measure.AMOUNT, Measure.COUNT) and telling_digits(figure.quantity.value) >= TELLING:
                key = passage.report, figure.quantity.value.normalize()
                found[key].append((concept(figure.label), figure.quantity.unit))
    return found


def _table(table: Table, told: Told) -> Table:
    if not _counts_in_many(table):
        return table
    return replace(table, rows=tuple(_row(row, table.report, told) for row in table.rows))


def _row(row: Row, report: int, told: Told) -> Row:
    name = concept(row.label)
    cells = []
    for cell in row.cells:
        if cell is not None and cell.measure is Measure.AMOUNT and cell.quantity.unit == NUMBER:
            key = report, cell.quantity.value.normalize()
            units = {unit for said, unit in told.get(key, ()) if likeness(name, said) >= ALIKE}
            if len(units) == 1:
                cell = replace(cell, quantity=replace(cell.quantity, unit=units.pop()))
        cells.append(cell)
    return replace(row, cells=tuple(cells))
