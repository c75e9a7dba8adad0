"""A table as a DataFrame: header paths above, labels beside, exact amounts inside, nothing that is printed lost.

Rows are indexed by label, level, code, whether the row is an elision (“……”) and the row's number, which makes the index
unique although labels repeat. A column whose figures are plain numbers of one dimension has the dtype amount[unit]; one
in which units of different dimensions stand, or ranges (3—5亿元), holds the quantities themselves.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.units import NUMBER, Unit
from fiscal.place import Place
from fiscal.table import Table
from tables.frames.amount_array import AmountArray

ROW_NAMES = ("label", "level", "code", "elided", "row")
"""The levels of the index of rows."""


def frame_of(table: Table, flat: bool = False) -> pd.DataFrame:
    """The DataFrame of a table; docs/dataframes.md says how to work with it.

    >>> from tables.grids.table_blocks import find_table_blocks
    >>> from tables.grids.table_build import build_table
    >>> (block,) = find_table_blocks(["收入表（单位：万元）", "项目\\t预算数", "税收\\t80", "非税\\t—", "合计\\t80"])
    >>> frame = frame_of(build_table(block, "d", "d.t0"))
    >>> frame.dtypes.iloc[0], frame.iloc[:, 0].sum(), frame.index.get_level_values("label").tolist()
    (amount[万元], Decimal('160'), ['税收', '非税', '合计'])
    >>> frame.loc["合计"].iloc[0, 0]
    Decimal('80')

    `flat` gives one level of column names ("2025年 / 预算数") and plain columns label, level, code and elided before them:
    frames of tables with headers of different depth can be put together, melted and joined.
    """
    columns = [
        _values([row.cells[at] for row in table.rows], column.unit or table.unit or NUMBER)
        for at, column in enumerate(table.columns)
    ]
    frame = pd.DataFrame(dict(enumerate(columns)), index=_rows(table))
    frame.columns = header([column.path for column in table.columns])
    if flat:
        frame.columns = pd.Index(flat_names([tuple(path) for path in frame.columns], set(ROW_NAMES)))
        frame = frame.reset_index(list(ROW_NAMES[:-1])).reset_index(drop=True)
    frame.attrs = dict(_said(table).items())
    return frame


def header(paths: list[tuple[str, ...]]) -> pd.MultiIndex:
    """Header paths as the labels of columns, outermost first, shorter ones filled up with "" at the end."""
    depth = max(map(len, paths), default=0) or 1
    filled = [tuple(map(whole_text, path)) + ("",) * (depth - len(path)) for path in paths]
    return pd.MultiIndex.from_arrays(
        [[path[level] for path in filled] for level in range(depth)], names=list(range(depth))
    )


def flat_names(paths: list[tuple[str, ...]], taken: set[str]) -> list[str]:
    """A name for every column, its header path in one string, numbered where it is not the first of that name."""
    names: list[str] = []
    for path in paths:
        plain = " / ".join(part for part in path if part) or "column"
        name, number = plain, 1
        while name in taken:
            number += 1
            name = f"{plain} ({number})"
        taken.add(name)
        names.append(name)
    return names


def row_index(
    labels: list[str], levels: list[int | None], codes: list[str | None], elided: list[bool]
) -> pd.MultiIndex:
    """The index of rows; what is not known is `pd.NA`."""
    return pd.MultiIndex.from_arrays(
        [
            pd.array([whole_text(label) for label in labels], dtype="string"),
            pd.array(levels, dtype="Int64"),
            pd.array([None if code is None else whole_text(code) for code in codes], dtype="string"),
            pd.array(elided, dtype="bool"),
            range(len(labels)),
        ],
        names=list(ROW_NAMES),
    )


def whole_text(text: str) -> str:
    """`text` such that it can be UTF-8: half a surrogate pair, which broken documents hold, shows as its escape.

    >>> whole_text("合计"), whole_text("a" + chr(0xD800))
    ('合计', 'a\\\\ud800')
    """
    return text.encode("utf-8", "backslashreplace").decode()


def _rows(table: Table) -> pd.MultiIndex:
    rows = table.rows
    return row_index(
        [row.label for row in rows], [row.level for row in rows], [row.code for row in rows], [r.elided for r in rows]
    )


def _values(figures: list[Figure | None], unit: Unit) -> Any:
    """Amounts, in the column's unit or the only one printed, where all figures are numbers of one dimension."""
    quantities = [None if figure is None else figure.quantity for figure in figures]
    printed = [quantity for quantity in quantities if quantity is not None]
    units = list(dict.fromkeys(quantity.unit for quantity in printed))
    if len(units) == 1:
        unit = units[0]
    if any(q.upper is not None or q.unit.dimension != unit.dimension for q in printed):
        return pd.Series(quantities, dtype=object).to_numpy()
    return AmountArray.of(quantities, unit)


def _said(table: Table) -> dict[str, Any]:
    """What the table says beside its figures, in plain values that survive JSON."""
    hedged = [
        [y, x]
        for y, row in enumerate(table.rows)
        for x, cell in enumerate(row.cells)
        if cell is not None and cell.quantity.hedge is not Hedge.EXACT
    ]
    return {
        "title": table.title,
        "number": table.number,
        "unit": table.unit.name if table.unit is not None else None,
        "document": table.document,
        "place": _place(table.place),
        "hedged": hedged,
        "unread": [list(cell) for cell in sorted(table.unread)],
    }


def _place(place: Place) -> dict[str, Any]:
    known = {"page": place.page, "line": place.line, "sheet": place.sheet, "cell": place.cell, "table": place.table}
    return {name: value for name, value in known.items() if value is not None}
