"""Spoils one figure of a document that has been read, as a pen, a keyboard or a copied column would.

The file stays as it is: only the extracted Document changes, so that a thousand spoilt documents take minutes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from fiscal.budget import Stage
from fiscal.document import Document
from fiscal.figure import Figure, Measure
from fiscal.numbers.interval import EXACT
from fiscal.table import Table

KINDS = ("digit", "digit", "swap", "lost", "extra", "factor", "column", "sign")
"""Slips, the commonest twice; `column` takes the figure of the same row in another column, last year's first."""


class Spoilt(Struct, frozen=True):
    """One figure and what stands in its place."""

    figure: Figure
    kind: str
    value: Decimal


def cells(document: Document) -> Iterator[tuple[Table, Sequence[Figure | None], Figure]]:
    """Every figure of a table with its table and its row."""
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell is not None:
                    yield table, row.cells, cell


def spoil(source: random.Random, row: Sequence[Figure | None], figure: Figure) -> Spoilt | None:
    """One slip drawn by lot, or None where the figure does not allow for the kind that was drawn."""
    kind = source.choice(KINDS)
    value = figure.quantity.value
    other = _column(source, row, figure) if kind == "column" else _written(source, kind, value)
    return None if other is None or other == value else Spoilt(figure, kind, other)


def _column(source: random.Random, row: Sequence[Figure | None], figure: Figure) -> Decimal | None:
    """The value of another cell of the row that is printed in the same unit; of last year if there is one."""
    others = [
        cell
        for cell in row
        if cell is not None and cell.measure is Measure.AMOUNT and cell.quantity.unit == figure.quantity.unit
    ]
    others = [cell for cell in others if cell.quantity.value not in (0, figure.quantity.value)]
    prior = [cell for cell in others if cell.stage is Stage.PRIOR] or others
    return source.choice(prior).quantity.value if prior and figure.measure is Measure.AMOUNT else None


def _written(source: random.Random, kind: str, value: Decimal) -> Decimal | None:
    """The same digits written wrongly; None where nobody would write it so."""
    if kind == "sign":
        return EXACT.minus(value)
    if kind == "factor":
        power = source.choice((4, 3, 1, -1) if value == value.to_integral_value() else (4, 1, -1))
        moved = value.scaleb(power, EXACT)
        return moved.quantize(Decimal(1), context=EXACT) if _exponent(moved) > 0 else moved
    places = max(-_exponent(value), 0)
    digits = f"{abs(value):f}".replace(".", "")
    changed = _digits(source, kind, digits)
    if changed is None or (changed[0] == "0" and len(changed) > places + 1) or not changed.strip("0"):
        return None
    number = Decimal(changed).scaleb(-places, EXACT)
    return EXACT.minus(number) if value < 0 else number


def _digits(source: random.Random, kind: str, digits: str) -> str | None:
    at = source.randrange(len(digits))
    if kind == "digit":
        return digits[:at] + source.choice([d for d in "0123456789" if d != digits[at]]) + digits[at + 1 :]
    if kind == "extra":
        return digits[:at] + source.choice("0123456789") + digits[at:]
    if kind == "lost":
        return digits[:at] + digits[at + 1 :] if len(digits) > 2 else None
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] if at + 1 < len(digits) else None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def with_spoilt(document: Document, spoilt: Spoilt) -> Document:
    """The document with that one figure printed otherwise, and all else as it was."""
    wanted = spoilt.figure
    changed = replace(wanted, quantity=replace(wanted.quantity, text=f"{spoilt.value:,f}", value=spoilt.value))
    tables = []
    for table in document.tables:
        if table.id == wanted.place.table:
            rows = tuple(
                replace(row, cells=tuple(changed if c is not None and c.id == wanted.id else c for c in row.cells))
                for row in table.rows
            )
            table = replace(table, rows=rows)
        tables.append(table)
    return replace(document, tables=tuple(tables))
