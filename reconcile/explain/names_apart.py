"""Names that tell two figures apart: the label; where labels are alike the column, and where both are the item."""

from __future__ import annotations

from collections.abc import Mapping

from fiscal.figure import Figure
from fiscal.table import Table
from fiscal.words.vocabulary import fold
from reconcile.words.wording import cell_name, name_of
from tables.measured.debt_tables import parents_of


def names_apart(one: Figure, other: Figure, tables: Mapping[str, Table], lang: str) -> tuple[str, str]:
    """The names of two figures, for use between quotation marks; alike only where nothing printed tells them apart."""
    if fold(name_of(one, lang)) != fold(name_of(other, lang)):
        return name_of(one, lang), name_of(other, lang)
    if one.place.column != other.place.column:
        return cell_name(one, lang), cell_name(other, lang)
    return _with_item(one, tables, lang), _with_item(other, tables, lang)


def _with_item(figure: Figure, tables: Mapping[str, Table], lang: str) -> str:
    """The label behind that of the row that it is part of: 六、2023年末债务余额 / 其中：专项债务."""
    table = tables.get(figure.place.table or "")
    rows = [] if table is None else [i for i, row in enumerate(table.rows) if figure in row.cells]
    if table is None or not rows:
        return name_of(figure, lang)
    parent = parents_of(table)[rows[0]]
    label = name_of(figure, lang).strip()
    return label if parent is None else f"{table.rows[parent].label.strip()} / {label}"
