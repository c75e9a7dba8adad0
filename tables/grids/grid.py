"""A grid of cells, cut into header and body, with the part each column plays: label, code, value, or left aside.

The header is what stands before the first row with amounts; a row that names its own label is a body row even if all
its cells are blank, because blank cells are common there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.numbers.cell_number import read_target
from fiscal.numbers.units import NUMBER
from fiscal.words.vocabulary import stage_in
from tables.cell_words import (
    caption_number,
    is_amount,
    is_blank,
    is_formula,
    is_number,
    is_stub,
    is_title,
    squeezed,
    unit_text,
    without_unit,
)
from tables.grids.grid_rows import GridRow, spanned_height
from tables.grids.inner_labels import inner_labels

MOST_HEADER_ROWS = 5
MOST_EXTRA_COLUMNS = 3
FEWEST_ROW_NUMBERS = 4
_FORMULA_LABEL = re.compile(r"栏次|行次|公式|关系|计算式|列次")
_CODE_HEADER = re.compile(r"编码|代码|编号$")
_TARGET_HEADER = re.compile("(?:目标|计划|任务)(?:数|值|量|任务)?$")
_WORD = re.compile(r"[\u3400-\u9fff]")
_SIGNATURE = re.compile(
    r"(?:编制|填报|制表|公开|主管|预算)?(?:单位|部门|机关|日期|时间|地区)[:：].*|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?$"
)
FEWEST_LINES = 5
"""Fewer numbers that count up may well be figures."""

_ASIDE_HEADER = re.compile(r"^(?:序号|行次|栏次|行号|备注|说明|附注|依据|(?:计量)?单位$)")


class Grid(Struct, frozen=True):
    """Rows cut into preamble (title and unit inside the grid), header, 公式 rows and body."""

    preamble: tuple[GridRow, ...]
    header: tuple[GridRow, ...]
    body: tuple[GridRow, ...]


class Roles(Struct, frozen=True):
    """Which column is the label, which hold codes, which hold figures, which the unit; the others are left aside.

    `groups` are columns of words before the label that name what several rows have in common; `start` is the first
    column of the side of the table that this is.
    """

    label: int
    codes: tuple[int, ...]
    values: tuple[int, ...]
    unit: int | None = None
    groups: tuple[int, ...] = ()
    start: int = 0


_COLUMN_NAME = re.compile(r"(?:19|20)\d\d|\d{1,2}")


def cut(rows: Sequence[GridRow]) -> Grid:
    """`rows` as preamble, header and body; repeated headers inside the body are dropped."""
    start = 0
    while start < len(rows) and (_is_preamble(rows[start]) or _is_banner(rows, start)):
        start += 1
    end = start
    corner = squeezed(rows[start].cell(0)) if start < len(rows) else ""
    spanned = start + spanned_height(rows[start:])
    if spanned > start and _is_header(rows[start], True, corner):
        end = spanned
    while end < min(len(rows), start + MOST_HEADER_ROWS) and _is_header(rows[end], end == start, corner):
        if end >= spanned > start and not (is_formula_row(rows[end]) or is_stub(rows[end].cell(0))):
            break
        end += 1
    header = _fit(_without_numbers(rows[start:end]), rows[end:])
    printed = {tuple(map(squeezed, row.cells)) for row in rows[start:end]}
    body = tuple(row for row in rows[end:] if tuple(map(squeezed, row.cells)) not in printed and not _counts_off(row))
    return Grid(tuple(rows[:start]), header, body)


def _is_preamble(row: GridRow) -> bool:
    printed = [cell for cell in row.cells if cell.strip()]
    if len(printed) > 1 and len(set(printed)) > 1:
        said = [is_caption_cell(cell) or bool(_SIGNATURE.match(squeezed(cell))) for cell in printed]
        return all(said) and any(unit_text(cell) for cell in printed)
    if not printed or is_stub(printed[0]):
        return False
    return is_title(printed[0]) or unit_text(printed[0]) is not None or caption_number(printed[0]) is not None


def _is_banner(rows: Sequence[GridRow], at: int) -> bool:
    """True for a title that does not sound like one: alone in its row, from the first column on, above a header.

    Only a page or sheet says that it is alone there; in a text the other cells may have been lost.
    """
    printed = [(i, cell) for i, cell in enumerate(rows[at].cells) if cell.strip()]
    if not rows[at].origins or len({squeezed(cell) for _, cell in printed}) != 1 or printed[0][0] != 0:
        return False
    text = printed[0][1]
    if is_stub(text) or not is_banner_text(text):
        return False
    below = rows[at + 1 : at + 1 + MOST_HEADER_ROWS]
    return any(
        is_stub(row.cell(0)) and len({squeezed(c) for c in row.cells if c.strip()}) > 1 and not _has_amount(row)
        for row in below
    )


def _has_amount(row: GridRow) -> bool:
    """True for a row with a number that is neither a year nor the number of a column: no header (支出总计, 163,200)."""
    return any(is_number(cell) and not _COLUMN_NAME.fullmatch(squeezed(cell)) for cell in row.cells[1:])


def is_banner_text(text: str) -> bool:
    """True for words that may be a title: neither a number nor a unit, not a sentence.

    >>> is_banner_text("收支决算"), is_banner_text("单位：万元"), is_banner_text("12"), is_banner_text("附表1")
    (True, False, False, False)
    """
    said = is_number(text) or bool(unit_text(text)) or caption_number(text) is not None
    return 2 < len(squeezed(text)) <= 60 and not said and not re.search("[。；！？]", text)


def is_caption_cell(text: str) -> bool:
    """True for a cell that says nothing but the number, the title or the unit of the table."""
    return (bool(unit_text(text)) and not without_unit(text)) or caption_number(text) == (squeezed(text), "")


def _is_header(row: GridRow, first: bool, corner: str) -> bool:
    """True for the first row if it holds no figures, and for those below that leave the corner blank or repeat it."""
    if row.elided:
        return False
    label, others = row.cell(0), [cell for cell in row.cells[1:] if cell.strip()]
    if is_formula_row(row):
        return True
    if not others or not (first or not label.strip() or is_stub(label) or squeezed(label) == corner):
        return False
    years = [cell for cell in others if re.fullmatch(r"(?:19|20)\d\d", squeezed(cell))]
    numbers = [cell for cell in others if is_number(cell)]
    words = [cell for cell in others if not is_number(cell) and not is_blank(cell)]
    under = not first and (not label.strip() or squeezed(label) == corner)
    if under and len(words) > max(1, len(numbers)) and any(map(stage_in, words)):
        return True  # a column of row numbers, which someone hid, has one in the header
    return len(numbers) == len(years) and (not years or not label.strip() or is_stub(label))


def _without_numbers(header: Sequence[GridRow]) -> Sequence[GridRow]:
    """The header without rows that only number the columns, where no formula in it refers to the numbers."""
    computed = any(re.search("[=＝]", cell) for row in header for cell in row.cells)
    return header if computed else [row for row in header if not _counts_off(row)]


def _counts_off(row: GridRow) -> bool:
    """True for a row that numbers the columns, wherever it stands: on a page turned, 栏次 is printed once more."""
    label = next((squeezed(cell) for cell in row.cells if cell.strip()), "")
    return label in ("栏次", "列次") and is_formula_row(row)


def is_formula_row(row: GridRow) -> bool:
    """True for the row under a header that numbers the columns or says how they are computed (栏次, A=B+C)."""
    label, *others = [cell for cell in row.cells if cell.strip()] or [""]
    if not others:
        return False
    if _FORMULA_LABEL.search(squeezed(label)):
        numbers = [cell for cell in others if squeezed(cell) != squeezed(label)]  # 栏次 stands on both sides of a form
        return bool(numbers) and all(is_formula(one) or re.fullmatch(r"\d{1,2}", squeezed(one)) for one in numbers)
    defined = [cell for cell in row.cells[1:] if cell.strip()]
    first = row.cell(0)
    return bool(defined) and not is_number(first) and all(map(is_formula, defined)) and len(squeezed(first)) <= 4


def _fit(header: Sequence[GridRow], body: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """The header, moved one column to the right where its corner was left out."""
    lengths = Counter(len(row.cells) for row in body if not row.elided)
    usual = max(lengths, key=lambda n: (lengths[n], n)) if lengths else 0
    if not header or any(is_stub(cell) for row in header for cell in row.cells):
        return tuple(header)
    if max(len(row.cells) for row in header) != usual - 1:
        return tuple(header)
    return tuple(GridRow(row.line, ("", *row.cells)) for row in header)


def columns(grid: Grid) -> int:
    """How many columns anything stands in, at most `MOST_EXTRA_COLUMNS` more than the grid is meant to have."""
    rows = (*grid.header, *grid.body)
    longest = max((at for row in rows for at, cell in enumerate(row.cells, 1) if cell.strip()), default=0)
    return min(longest, expected_columns(grid.header, grid.body) + MOST_EXTRA_COLUMNS)


def expected_columns(header: Sequence[GridRow], body: Sequence[GridRow]) -> int:
    """How many columns the grid is meant to have: those of the header, without one as many as most rows have."""
    if header:
        return max(len(row.cells) for row in header)
    lengths = Counter(len(row.cells) for row in body if not row.elided)
    return max(lengths, key=lambda n: (lengths[n], n)) if lengths else 0


def roles(grid: Grid) -> tuple[Roles, ...]:
    """The part each column plays, once for each side where two stand side by side; () if there are no figures."""
    count = columns(grid)
    body = [row for row in grid.body if not row.elided]
    printed = [[cell for row in body if not is_blank(cell := row.cell(i))] for i in range(count)]
    heads = [squeezed("".join(row.cell(i) for row in grid.header)) for i in range(count)]
    numeric = [_numeric(cells) or _targets(heads[i], cells) for i, cells in enumerate(printed)]
    starts = [i for i in range(count) if printed[i] and not numeric[i] and not _ASIDE_HEADER.match(heads[i])]
    worded = [i for i in starts if any(map(_WORD.search, printed[i]))]
    label = next(iter(worded or starts), 0)
    sides = [label] + [i for i in starts if i > label and _heads_labels(grid, i) and any(numeric[label + 1 : i])]
    lines = {i for i in range(count) if _counts_lines(printed[i])}
    begins = [0] + [_first_of_side(i, heads, printed) for i in sides[1:]]
    found = []
    for at, here in enumerate(sides):
        left = begins[at]
        right = begins[at + 1] if at + 1 < len(sides) else count
        codes = tuple(i for i in range(left, right) if i != here and _is_code(heads[i], printed[i], i < here))
        values = tuple(
            i
            for i in range(here + 1, right)
            if i not in codes
            and not _ASIDE_HEADER.match(heads[i])
            and not (i in lines and any(numeric[k] for k in range(here + 1, right) if k not in lines))
            and (numeric[i] or not printed[i])
            and not ((not heads[i] or heads[i].isdecimal()) and _rising(printed[i]))
        )
        if any(numeric[i] for i in values):
            units = [i for i in range(left, right) if re.fullmatch("(?:计量)?单位", heads[i])]
            inner = inner_labels(here, values[0], starts, body) if body[0].origins else ()
            label, groups = (inner[-1], (here, *inner[:-1])) if inner else (here, ())
            found.append(Roles(label, codes, values, units[0] if units else None, groups, left))
    return tuple(found)


def with_label_column(grid: Grid) -> Grid:
    """The grid with an empty column of labels before it, if all its columns hold figures: then a row has no label."""
    body = [row for row in grid.body if not row.elided]
    printed = [[cell for row in body if not is_blank(cell := row.cell(i))] for i in range(columns(grid))]
    heads = ["".join(row.cell(i) for row in grid.header) for i in range(len(printed))]
    if not grid.header or len(printed) < 2 or not printed[0] or any(map(_ASIDE_HEADER.match, heads[:1])):
        return grid
    if not all(_numeric(cells) for cells in printed if cells) or is_stub(grid.header[-1].cell(0)):
        return grid
    header, rows = (
        tuple(GridRow(row.line, ("", *row.cells), (None, *row.origins)) for row in part)
        for part in (grid.header, grid.body)
    )
    return Grid(grid.preamble, header, rows)


def empty_roles(grid: Grid) -> tuple[Roles, ...]:
    """The parts of the columns of a form that nobody filled in; () if a row holds anything beside its label."""
    count = columns(grid)
    if count < 2 or not grid.header or not grid.body:
        return ()
    heads = [squeezed("".join(dict.fromkeys(row.cell(i) for row in grid.header))) for i in range(count)]
    codes = tuple(i for i in range(count) if _is_code(heads[i], (), True) or heads[i].endswith(("类", "款", "项")))
    label = next((i for i in range(count) if i not in codes), 0)
    values = tuple(i for i in range(label + 1, count) if i not in codes)
    if not values or any(not is_blank(row.cell(i)) for row in grid.body for i in values):
        return ()
    return (Roles(label, codes, values),)


def is_aside(head: str) -> bool:
    """True for the header of a column that is left aside: 备注, 序号 …

    >>> is_aside("备 注"), is_aside("预算数")
    (True, False)
    """
    return bool(_ASIDE_HEADER.match(squeezed(head)))


def _first_of_side(label: int, heads: Sequence[str], printed: Sequence[Sequence[str]]) -> int:
    """The first column of the side whose labels stand in column `label`: columns of codes before it belong to it."""
    first = label
    while first > 1 and (_CODE_HEADER.search(heads[first - 1]) or _all_codes(heads[first - 1], printed[first - 1])):
        first -= 1
    return first


def _all_codes(head: str, cells: Sequence[str]) -> bool:
    """True for a column headed 科目 whose numbers are all codes."""
    codes = [bool(re.fullmatch(r"\d{3}(?:\d\d){0,2}", squeezed(cell))) for cell in cells]
    other = [cell for cell, is_code in zip(cells, codes, strict=True) if not is_code]
    return head.endswith("科目") and 2 * sum(codes) > len(cells) and not any(map(is_number, other))


def _heads_labels(grid: Grid, column: int) -> bool:
    """True if the topmost or the lowest header cell of a column is that of a label column."""
    printed = [row.cell(column) for row in grid.header if row.cell(column).strip()]
    return bool(printed) and (is_stub(printed[0]) or is_stub(printed[-1]))


def _numeric(cells: Sequence[str]) -> bool:
    """True if at least half of the printed cells are numbers, and not all of them page numbers in brackets."""
    numbers = [squeezed(cell) for cell in cells if is_amount(cell)]
    if not numbers or 2 * len(numbers) < len(cells):
        return False
    return not all(re.fullmatch(r"[（(]\d{1,3}[)）]", number) for number in numbers)


def _counts_lines(cells: Sequence[str]) -> bool:
    """True for the numbers of the lines of a form, whatever they are headed: they rise, mostly by one.

    >>> _counts_lines(["1", "2", "3", "4", "6", "7"]), _counts_lines(["1,205", "1,206", "1,207", "1,208", "1,209"])
    (True, False)
    """
    if len(cells) < FEWEST_LINES or not _rising(cells):
        return False
    steps = [int(squeezed(after)) - int(squeezed(before)) for before, after in pairwise(cells)]
    return 4 * steps.count(1) >= 3 * len(steps)


def _targets(head: str, cells: Sequence[str]) -> bool:
    """True for a column headed 目标 or 计划 in which most cells are quantities with words around: 立项170公顷, 增长6%."""
    read = [cell for cell in cells if len(cell) <= 20 and read_target(cell, NUMBER) is not None]
    return bool(_TARGET_HEADER.search(head)) and len(read) >= FEWEST_ROW_NUMBERS and 2 * len(read) > len(cells)


def _rising(cells: Sequence[str]) -> bool:
    """True for row numbers: whole numbers without separators that only rise."""
    numbers = [int(text) for cell in cells if re.fullmatch(r"[0-9]{1,5}", text := squeezed(cell))]
    return len(numbers) == len(cells) >= FEWEST_ROW_NUMBERS and all(a < b for a, b in pairwise(numbers))


def _is_code(head: str, cells: Sequence[str], before_label: bool) -> bool:
    """True for a column of classification codes: by its header, or by 3, 5 or 7 digits before the label."""
    if _CODE_HEADER.search(head) or (before_label and head in ("类", "款", "项")):
        return True
    codes = [cell for cell in cells if re.fullmatch(r"\d{3}(?:\d\d){0,2}", squeezed(cell))]
    return before_label and bool(codes) and 2 * len(codes) >= len(cells)
