"""What a table leaves open: rows of the wrong length, cells that are no figures, a unit nobody states.

A cell in which something unreadable stands is not an empty cell: empty means nothing, unreadable means unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Note
from fiscal.numbers.cell_number import read_target
from fiscal.numbers.units import NUMBER
from tables.cell_words import is_amount, is_blank, is_elision, named_unit, unit_in_header, unit_text
from tables.grids.grid import Roles, expected_columns, is_aside
from tables.grids.grid_rows import GridRow
from tables.grids.shown_figures import figures_in, shows_figure
from tables.remembered import remembered

_SHOWN = 5
FEWEST_FIGURES = 2
"""Fewer numbers among the words of a column are part of the words."""


def table_unit_name(caption_unit: str | None, header: Sequence[GridRow]) -> str | None:
    """What 单位： says, in the caption or in a cell of the header."""
    inside = (unit_text(cell) for row in header for cell in row.cells)
    return caption_unit or next((name for name in inside if name), None)


def doubtful_rows(header: Sequence[GridRow], body: Sequence[GridRow], roles: Roles) -> frozenset[int]:
    """Indexes of body rows of which nobody can say which cell belongs to which column.

    A row that is too long, or too short although other rows print their empty cells at the end.
    """
    wanted = expected_columns(header, body)
    explicit = any(len(row.cells) == wanted and not row.cells[-1].strip() for row in body if row.cells)
    doubtful = set()
    for index, row in enumerate(body):
        printed = any(not is_blank(cell) for cell in row.cells[roles.label + 1 :])
        too_long = any(cell.strip() for cell in row.cells[wanted:])
        if not row.elided and printed and (too_long or (len(row.cells) < wanted and explicit)):
            doubtful.add(index)
    return frozenset(doubtful)


@remembered
def is_unread(cell: str) -> bool:
    """True if something stands in the cell that is neither a figure nor a dash nor “……”.

    >>> is_unread("l23"), is_unread("—"), is_unread("1,234")
    (True, False, False)
    """
    return not is_blank(cell) and not is_elision(cell) and read_target(cell, NUMBER) is None


def _left_aside(header: Sequence[GridRow], body: Sequence[GridRow], roles: Roles) -> Iterator[int]:
    """The columns between the label and the end of this side that hold words and figures, and are no column of figures.

    A column of words alone, of remarks or of row numbers is meant to be left aside.
    """
    taken = {roles.label, *roles.codes, *roles.values, *roles.groups, roles.unit}
    for column in range(roles.label + 1, expected_columns(header, body)):
        printed = [cell for row in body if not row.elided and not is_blank(cell := row.cell(column))]
        figures = sum(map(shows_figure, printed))
        if column > roles.values[-1] and not figures:
            return
        if column not in taken and not is_aside("".join(row.cell(column) for row in header)):
            if figures >= FEWEST_FIGURES and not all(map(is_amount, printed)):
                yield column


def unread_cells(header: Sequence[GridRow], body: Sequence[GridRow], roles: Roles) -> list[tuple[GridRow, str]]:
    """The cells, each with its row, in which something stands that was not read: in columns of figures what is none,
    and what stands in a column that was left aside although it shows figures.
    """
    unread = [(row, row.cell(i)) for row in body for i in roles.values if is_unread(row.cell(i))]
    aside = list(_left_aside(header, body, roles))
    return unread + [(row, cell) for i in aside for row in body if not is_blank(cell := row.cell(i))]


def faults(
    caption_unit: str | None, header: Sequence[GridRow], body: Sequence[GridRow], roles: Roles
) -> tuple[Note, ...]:
    """DOC05 rows too long or too short, DOC06 no known unit, DOC07 cells that are no figures; one note of each kind."""
    return tuple(_faults(caption_unit, header, body, roles))


def _faults(
    caption_unit: str | None, header: Sequence[GridRow], body: Sequence[GridRow], roles: Roles
) -> Iterator[Note]:
    doubtful = [body[i] for i in sorted(doubtful_rows(header, body, roles))]
    if doubtful:
        shown = "、".join(f"「{row.cell(roles.label).strip()}」" for row in doubtful[:_SHOWN])
        yield Note("DOC05", f"{len(doubtful)}行的格数与表头不符，未用于核对：{shown}", doubtful[0].line)
    name = table_unit_name(caption_unit, header)
    if name is not None and named_unit(name) is None:
        yield Note("DOC06", f"表的单位「{name}」不认识，各数按无单位处理", body[0].line)
    elif name is None and roles.unit is None:
        bare = [i for i in roles.values if unit_in_header("".join(row.cell(i) for row in header)) is None]
        if bare:
            yield Note("DOC06", "表没有写明单位，各数按无单位处理", body[0].line)
    unread = unread_cells(header, body, roles)
    if unread:
        shown = "、".join(f"「{cell[:20]}」" for _, cell in unread[:_SHOWN])
        count = sum(figures_in(cell) for _, cell in unread)
        held = f"（其中看得见{count}个数）" if count > len(unread) else ""
        yield Note("DOC07", f"{len(unread)}个单元格读不出数{held}，未用于核对：{shown}", unread[0][0].line)
