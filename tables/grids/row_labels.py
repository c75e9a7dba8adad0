"""What a row is called: its label with the code taken off, also where the label stands in several columns."""

from __future__ import annotations

from collections.abc import Sequence

from fiscal import late_patterns as re
from tables.cell_words import is_number, squeezed
from tables.grids.grid import Roles
from tables.grids.grid_rows import GridRow, page_of, top_of

_LEADING_CODE = re.compile(r"^[\[［【]?(\d{3}(?:\d\d){0,2})[\]］】]?[\s\u3000:：、.]*(?=[^\d\s.,，年%％、:：-])")

_CONTINUED = re.compile(r"[（(]?[续接](?:上页|前页|上表|前表|表)?[)）]?")
"""What stands in the first cell of a column where it goes on from the page before."""


def labels_and_codes(body: Sequence[GridRow], roles: Roles) -> list[tuple[str, str | None]]:
    """The label and the code of every row; a label that covers several rows stands before the words of each, and names
    those that have no words of their own.
    """
    groups = group_labels(body, roles.groups)
    codes = zip(*(_shared(body, column) for column in roles.codes), strict=True) if len(roles.codes) > 1 else ()
    above = list(codes) or [()] * len(body)
    printed = [
        _label_and_code(row, roles, group, shared) for row, group, shared in zip(body, groups, above, strict=True)
    ]
    spanning = _shared(body, roles.label)
    return [
        (label or ("" if row.origin(roles.label) else spanned), code)
        for row, (label, code), spanned in zip(body, printed, spanning, strict=True)
    ]


def _shared(rows: Sequence[GridRow], column: int) -> list[str]:
    """For every row what a cell of `column` says that spans it, merged over the rows below its own."""
    found, text, page, last = [], "", None, -1
    for row in rows:
        origin, top = row.origin(column), top_of(row)
        if origin is not None:
            text, page, last = squeezed(row.cell(column)), page_of(row), origin.cell.row + origin.cell.rows - 1
            found.append(text)
        else:
            covered = page == page_of(row) and top is not None and top <= last
            found.append(text if covered else "")
    return found


def group_labels(rows: Sequence[GridRow], columns: Sequence[int]) -> list[str]:
    """For every row the words of `columns` that it shares with rows beside it, outermost first, as one label.

    A cell speaks for the rows it spans; on a new page, for the rows above the first cell printed there.
    """
    labels = [""] * len(rows)
    for column in columns:
        text, page, last = "", None, -1
        for at, row in enumerate(rows):
            top = top_of(row)
            origin = row.origin(column)
            here = page_of(row)
            if origin is not None and origin.cell.text.strip():
                printed = row.cell(column).strip()
                text = text if _CONTINUED.fullmatch(squeezed(printed)) else printed
                page, last = here, origin.cell.row + origin.cell.rows - 1
            elif here == page and (top is None or top > last):
                text = ""
            labels[at] = _side_by_side(labels[at], text)
    return labels


def is_padding(row: GridRow, roles: Roles) -> bool:
    """True for a row of a page that holds nothing on this side of the table."""
    if not row.origins or row.elided:
        return False
    places = range(min((roles.label, *roles.codes, *roles.groups)), roles.values[-1] + 1)
    return not any(row.cell(i).strip() for i in places) and not _label_before(row, roles)


def _label_and_code(row: GridRow, roles: Roles, group: str, shared: Sequence[str]) -> tuple[str, str | None]:
    """The label without the code in front, and the code (3, 5 or 7 digits) from there or from its own column.

    What the row has in common with others (`group`) stands before its own label; `shared` are the codes of cells that
    span it.
    """
    if row.elided:
        return next(cell.strip() for cell in row.cells if cell.strip()), None
    label = row.cell(roles.label).strip()
    beside = [
        squeezed(row.cell(i)) or above for i, above in zip(roles.codes, shared or [""] * len(roles.codes), strict=True)
    ]
    digits = [text for text in beside if text.isdecimal()]
    # 类, 款 and 项 have two digits below the three of the 类; some print 301 | 2 for 30102.
    code = "".join([*digits[:1], *(text.zfill(2) for text in digits[1:])]) or None
    found = _LEADING_CODE.match(label)
    if found and code is None:
        label, code = label[found.end() :].strip(), found[1]
    words = [text for text in beside if text and not text.isdecimal() and text not in ("类", "款", "项")]
    whole = label if group == label else _side_by_side(group, label)
    return whole or _label_before(row, roles) or (words[0] if len(words) == 1 else ""), code


def _side_by_side(outer: str, inner: str) -> str:
    """The words of two cells as one label, which shows that they are two.

    >>> _side_by_side("某县", "供水工程"), _side_by_side("", "供水工程")
    ('某县 供水工程', '供水工程')
    """
    return f"{outer} {inner}".strip()


def _label_before(row: GridRow, roles: Roles) -> str:
    """The words left of a blank label: a total often stands in the column of the row numbers."""
    before = [
        row.cell(i).strip() for i in range(roles.start, roles.label) if i not in roles.codes and i not in roles.values
    ]
    words = [text for text in before if text and not is_number(text)]
    return words[0] if len(words) == 1 else ""
