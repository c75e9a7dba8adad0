"""The shown part of a sheet as lines of prose and grids, in reading order.

Hidden rows and columns, what lies outside the printed area and the field names of the system that exported the sheet
are no part of it. A sheet may hold several tables: a blank row or a title begins a new one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import caption_number, is_number, is_stub, is_title, squeezed, unit_text
from tables.layout import Cell, Line, Segment
from tables.prose.paragraphs import display_width
from tables.sheets.formulas import added_up
from tables.sheets.sheet import Sheet, cell_name

_FIELD = re.compile(r"[A-Za-z]\w*#")
_WORD = re.compile(r"[\u3400-\u9fff]")
_REMARK = re.compile(r"[。；：:]|^\s*(?:注|备注|说明)")
_WORDY = 30


class Shown(Struct, frozen=True):
    """The rows and columns of a sheet that are shown and hold something; `fields` tells that field names were found.

    `unseen` are the numbers that are not shown, as sorted rows by column.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    fields: bool
    unseen: Mapping[int, tuple[int, ...]]


def shown_part(sheet: Sheet) -> Shown:
    """What of `sheet` a reader of the document sees."""
    columns_hidden = sheet.columns_hidden()
    seen = [
        (row, column)
        for (row, column), cell in sheet.cells.items()
        if row not in sheet.hidden_rows
        and column not in columns_hidden
        and sheet.prints(row, column)
        and cell.text.strip()
    ]
    fields = _field_row(sheet, seen)
    worded = {column for row, column in seen if row > fields and _WORD.search(sheet.cells[row, column].text)}
    kept = [(row, column) for row, column in seen if fields < 0 or (row > fields and column in worded)]
    rows, columns = {row for row, _ in kept}, {column for _, column in kept}
    return Shown(tuple(sorted(rows)), tuple(sorted(columns)), fields >= 0, _unseen(sheet, rows, columns))


def _unseen(sheet: Sheet, rows: set[int], columns: set[int]) -> dict[int, tuple[int, ...]]:
    """The rows of the numbers that a reader does not see, sorted, by column."""
    found: dict[int, list[int]] = {}
    for (row, column), cell in sheet.cells.items():
        seen = row in rows and column in columns and sheet.prints(row, column)
        if not seen and is_number(cell.text):
            found.setdefault(column, []).append(row)
    return {column: tuple(sorted(numbers)) for column, numbers in found.items()}


def _field_row(sheet: Sheet, seen: Sequence[tuple[int, int]]) -> int:
    """The last row in which two cells or more are names of fields (XM_NAME#), or −1: a system's, not a reader's."""
    named: dict[int, int] = {}
    for row, column in seen:
        named[row] = named.get(row, 0) + bool(_FIELD.fullmatch(sheet.cells[row, column].text.strip()))
    return max((row for row, times in named.items() if times >= 2), default=-1)


def blocks_of_sheet(sheet: Sheet, shown: Shown) -> Iterator[Line | Segment]:
    """The shown part of a sheet: grids, and as lines what stands alone in its row."""
    rows = [_texts(sheet, shown, row) for row in shown.rows]
    for first, last in _groups(shown, rows):
        body = range(first, last)
        if all(len(rows[at]) <= 1 for at in body):
            yield from (_line(sheet, shown.rows[at], column) for at in body for column in rows[at])
            continue
        end = last
        while end > first + 1 and _is_remark(rows[end - 1]):
            end -= 1
        yield _segment(sheet, [shown.rows[at] for at in range(first, end)], shown)
        yield from (_line(sheet, shown.rows[at], column) for at in range(end, last) for column in rows[at])


def _texts(sheet: Sheet, shown: Shown, row: int) -> dict[int, str]:
    """The printed texts of a row by column."""
    found = {}
    for column in shown.columns:
        cell = sheet.cells.get((row, column))
        if cell is not None and cell.text.strip() and sheet.prints(row, column):
            found[column] = cell.text
    return found


def _groups(shown: Shown, rows: Sequence[dict[int, str]]) -> Iterator[tuple[int, int]]:
    """[first, end) of the rows that stand together."""
    start, numbers = 0, False
    for at, texts in enumerate(rows):
        apart = at > 0 and shown.rows[at] - shown.rows[at - 1] > 1
        if at > start and numbers and (_is_caption(texts) or (apart and _opens(texts))):
            yield start, at
            start, numbers = at, False
        numbers = numbers or (len(texts) > 1 and any(is_number(text) for text in texts.values()))
    if rows:
        yield start, len(rows)


def _is_caption(texts: dict[int, str]) -> bool:
    """True for a row that holds nothing but the title, the number or the unit of a table."""
    if len(texts) != 1:
        return bool(texts) and all(unit_text(t) or caption_number(t) == (squeezed(t), "") for t in texts.values())
    text = next(iter(texts.values()))
    return len(text) <= 80 and (is_title(text) or bool(unit_text(text)) or caption_number(text) is not None)


def _opens(texts: dict[int, str]) -> bool:
    """True for the first row of a header."""
    printed = list(texts.values())
    return len(printed) > 1 and is_stub(printed[0]) and not any(map(is_number, printed[1:]))


def _is_remark(texts: dict[int, str]) -> bool:
    """True for a note below a table: a sentence alone in its row."""
    if len(texts) != 1:
        return False
    text = next(iter(texts.values())).strip()
    return len(text) > _WORDY or bool(_REMARK.search(text))


def _line(sheet: Sheet, row: int, column: int) -> Line:
    text = " ".join(sheet.cells[row, column].text.split("\n"))
    return Line(text, begins=True, sheet=sheet.name, cell=cell_name(row, column))


def _segment(sheet: Sheet, rows: Sequence[int], shown: Shown) -> Segment:
    """The grid of the given rows; columns in which nothing stands there are left out, spans shrink with them."""
    columns = [
        c for c in shown.columns if any((row, c) in sheet.cells and sheet.cells[row, c].text.strip() for row in rows)
    ]
    spans = _spans(sheet, rows, columns)
    covered = {
        (row, column)
        for (top, left), (height, width) in spans.items()
        for row in range(top, top + height)
        for column in range(left, left + width)
        if (row, column) != (top, left)
    }
    cells = []
    for at, row in enumerate(rows):
        for index, column in enumerate(columns):
            cell = sheet.cells.get((row, column))
            if cell is None or (at, index) in covered or not sheet.prints(row, column):
                continue
            height, width = spans.get((at, index), (1, 1))
            text = cell.text.strip()
            indent = cell.indent + display_width(cell.text[: len(cell.text) - len(cell.text.lstrip())])
            cells.append(
                Cell(
                    text,
                    at,
                    index,
                    height,
                    width,
                    ref=cell_name(row, column),
                    indent=indent,
                    formula=_stated(shown, cell.formula),
                )
            )
    return Segment(tuple(cells), len(rows), len(columns), sheet=sheet.name, reader="sheet")


def _stated(shown: Shown, formula: str | None) -> str | None:
    """The formula, or None where it adds up a number that is not shown: then it says nothing of those that are."""
    for _, (top, left, bottom, right) in (added_up(formula) or ()) if shown.unseen else ():
        for column, rows in shown.unseen.items():
            if left <= column <= right and bisect_left(rows, top) < bisect_right(rows, bottom):
                return None
    return formula


def _spans(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> dict[tuple[int, int], tuple[int, int]]:
    """(rows, columns) that a cell covers, by its place in the grid; nothing is covered twice."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merges:
        down = [at for at, row in enumerate(rows) if top <= row <= bottom]
        across = [at for at, column in enumerate(columns) if left <= column <= right]
        places = {(row, column) for row in down for column in across}
        if len(places) < 2 or places & taken or rows[down[0]] != top or columns[across[0]] != left:
            continue
        taken |= places
        found[down[0], across[0]] = (len(down), len(across))
    return found
