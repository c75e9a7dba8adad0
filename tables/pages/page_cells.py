"""Characters to cells: text, box, depth and confidence of what stands in one place of a grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from fiscal import late_patterns as re
from tables.cell_words import is_blank, is_broken_number, is_elision, is_number
from tables.layout import Box, Cell, Margin
from tables.pages.marks import CERTAIN, Glyph
from tables.pages.text_lines import lines_of, text_of

_DIGITS = re.compile(r"\d")
_TOTAL = re.compile(r"[合总小共]\s*计$|总[量额]$")
_SEVERAL = re.compile(r"\d[\d,.]*\s+[-△(（]?\d[\d,.]*")


def boxed(glyphs: Sequence[Glyph]) -> Box:
    """The box around the glyphs, of which there is at least one."""
    return (
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )


def cell_of(
    glyphs: Sequence[Glyph],
    row: int,
    column: int,
    rows: int = 1,
    columns: int = 1,
    recognised: bool = False,
    lines: list[list[Glyph]] | None = None,
) -> Cell:
    """The cell that holds `glyphs`, at least one; its confidence is that of its least certain character.

    `lines` are those of the glyphs where they are known already; they are used up.
    """
    least = min(glyph.confidence for glyph in glyphs)
    return Cell(
        text=text_of(lines_of(glyphs) if lines is None else lines),
        row=row,
        column=column,
        rows=rows,
        columns=columns,
        box=boxed(glyphs),
        confidence=least if recognised or least < CERTAIN else None,
    )


def numeric(text: str) -> bool:
    """True for what a column of figures may hold: a number, a dash, or “……”."""
    return is_number(text) or is_elision(text) or (bool(text.strip()) and is_blank(text))


def indented(
    cells: Iterable[Cell],
    lefts: Mapping[tuple[int, int], int],
    head: int,
    edges: Sequence[tuple[int, int]],
    ruled: bool,
) -> tuple[list[Cell], tuple[Margin, ...]]:
    """The cells with the depth of the labels in every column of words below row `head`, in half-width blanks.

    `lefts` gives the left edge of the first line of every cell, by row and column, `edges` both edges of every
    column. Depth is how far a label begins to the right of the edge where the column is `ruled`, else of the leftmost
    label. A label in the middle of its column has none, unless others begin where it does that are not in the middle.
    With the cells come the margins of the columns in which at least three labels show them.
    """
    found = list(cells)
    margins: list[Margin] = []
    for column in sorted({cell.column for cell in found}):
        labels = [c for c in found if c.column == column and c.row >= head and c.box and _is_label(c)]
        if len(labels) < 3:
            continue
        em = max(_em(labels), 1)
        left, right = edges[column]
        margin = left if ruled else min(lefts[cell.row, column] for cell in labels)
        steps = _steps([(lefts[c.row, column], c) for c in labels], left, right, em)
        inside = {
            id(c) for c in labels if _near(lefts[c.row, column], steps, em // 4) and not _total(c, left, right, em)
        }
        for at, cell in enumerate(found):
            if id(cell) in inside and cell.columns == 1:
                depth = max(lefts[cell.row, column] - margin + em // 4, 0) * 2 // em
                found[at] = replace(cell, indent=min(depth, 40))
        margins.append(Margin(column, margin - left, em))
    return found, tuple(margins)


def first_left(line: Sequence[Glyph]) -> int:
    """Where the words of a label begin; those behind 其中： where it opens the line, which is set out to the left."""
    if len(line) > 3 and line[0].text == "其" and line[1].text == "中" and line[2].text in "：:":
        return line[3].left
    return line[0].left


def _is_label(cell: Cell) -> bool:
    return not numeric(cell.text) and bool(re.search(r"[^\W\d]", cell.text))


def _em(labels: Sequence[Cell]) -> int:
    """The width of one Chinese character in these labels, as most of them show it."""
    widths = sorted(
        (cell.box[2] - cell.box[0]) // len(cell.text)
        for cell in labels
        if cell.box and "\n" not in cell.text and re.fullmatch(r"[一-鿿、：（）]{2,}", cell.text)
    )
    return widths[len(widths) // 2] if widths else 1000


def _total(cell: Cell, left: int, right: int, em: int) -> bool:
    """True for a total in the middle of its column, wherever it begins."""
    return bool(_TOTAL.search(cell.text)) and _centred(cell, left, right, em)


def _steps(labels: Sequence[tuple[int, Cell]], left: int, right: int, em: int) -> list[int]:
    """Where labels begin because they are set in: those not in the middle, and those of different length in one line.

    Labels set in the middle begin at one place only if they are equally long.
    """
    steps = [place for place, cell in labels if not _centred(cell, left, right, em)]
    lengths: dict[int, list[int]] = defaultdict(list)
    for place, cell in labels:
        if cell.box is not None:
            lengths[place // max(em // 4, 1)].append(cell.box[2] - cell.box[0])
    unequal = {place for place, found in lengths.items() if max(found) - min(found) >= em}
    return steps + [place for place, _ in labels if place // max(em // 4, 1) in unequal]


def _near(place: int, others: Iterable[int], reach: int) -> bool:
    return any(abs(place - other) <= reach for other in others)


def _centred(cell: Cell, left: int, right: int, em: int) -> bool:
    """True if a label stands in the middle of its column."""
    if cell.box is None:
        return False
    before, after = cell.box[0] - left, right - cell.box[2]
    return before >= 2 * em and abs(before - after) <= em


def quality(cells: Sequence[Cell]) -> int:
    """Of the cells in which digits stand, the share that holds one number or words, in percent; 100 if there are none.

    Two numbers in one cell are two cells melted together, the commonest fault of a grid.
    """
    printed = [cell for cell in cells if _DIGITS.search(cell.text)]
    if not printed:
        return 100
    faulty = sum(1 for cell in printed if _melted(cell.text))
    return 100 * (len(printed) - faulty) // len(printed)


def _melted(text: str) -> bool:
    if re.search(r"[一-鿿]", text):
        return False
    lines = text.split("\n")
    return bool(_SEVERAL.search(lines[0])) or (
        all(map(is_number, lines[:2])) and len(lines) > 1 and not is_broken_number(lines)
    )
