"""Figures as facts: one figure a row, what it measures in columns, so that years and places can be stacked.

Every document gives the same columns: `concept`, `place_of`, `budget`, `level`, `year`, `span`, `stage` and `measure`
are the key by which figures are linked; what nothing says is `<NA>`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.measured import Key, key_of
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import known_units
from tables.frames.amount_array import AmountArray
from tables.frames.frame import whole_text

DIMENSIONS = Key._fields
"""The columns that say what a figure measures."""

PRINTED = ("document", "figure", "label", "text", "unit", "source", "report_year", "page", "line", "table")
"""The columns that say where it stands and how it is printed; `report_year` is that of the title of its report."""


def facts_of(documents: Iterable[Document]) -> pd.DataFrame:
    """The figures of `documents` in their order, one a row.

    `amount` (dtype amount[元]) holds sums of money in yuan, whatever unit they are printed in, `rate` (dtype amount[%])
    percentages, ‰ and parts in ten as percent; ranges (3—5亿元), counts and other currencies have neither and stand in
    `text` and `unit`.

    >>> from fiscal.document import Document
    >>> facts_of([Document("d0", "a.txt", "text", "", 1)]).dtypes["amount"]
    amount[元]
    """
    rows = [(document, figure) for document in documents for figure in document.figures()]
    keys = [key_of(figure) for _, figure in rows]
    held: dict[str, Any] = {
        name: _strings(key[at] for key in keys) for at, name in enumerate(DIMENSIONS) if name != "year"
    }
    held["year"] = pd.array([key.year for key in keys], dtype="Int64")
    held["amount"] = _in("CNY", "元", rows)
    held["rate"] = _in("percent", "%", rows)
    printed = [_printed(document, figure) for document, figure in rows]
    for at, name in enumerate(PRINTED):
        column = [each[at] for each in printed]
        numbers = name in ("report_year", "page", "line")
        held[name] = pd.Series(column, dtype="Int64") if numbers else _strings(column)
    return pd.DataFrame({name: held[name] for name in (*DIMENSIONS, "amount", "rate", *PRINTED)})


def _in(dimension: str, unit: str, rows: Iterable[tuple[Document, Figure]]) -> AmountArray:
    """The quantities of one dimension in one unit; nothing in the other rows."""

    def one(quantity: Quantity) -> Quantity | None:
        return quantity if quantity.unit.dimension == dimension and quantity.upper is None else None

    return AmountArray.of([one(figure.quantity) for _, figure in rows], known_units()[unit])


def _strings(values: Iterable[object]) -> Any:
    texts = [None if value in (None, "") else whole_text(str(value)) for value in values]
    return pd.Series(texts, dtype="string")


def _printed(document: Document, figure: Figure) -> tuple[object, ...]:
    year = document.reports[figure.report].year if figure.report < len(document.reports) else None
    place, quantity = figure.place, figure.quantity
    return (
        document.path,
        figure.id,
        figure.label,
        quantity.text,
        quantity.unit.name,
        figure.source,
        year,
        place.page,
        place.line,
        place.table,
    )
