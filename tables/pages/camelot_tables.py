"""The tables of one PDF page as camelot reads them: a second reader, independent of ours down to the characters.

Pages with uprights are read along their rules (lattice, from the rules of the file, not from a picture); other pages by
how their words line up (network). Places and depths come from our own marks: camelot knows cells, not type.
"""

from __future__ import annotations

import logging
import warnings
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2

from tables.cell_words import caption_number, is_page_mark, is_title, squeezed, unit_text
from tables.layout import Cell, Segment
from tables.pages.marks import Glyph, PageMarks
from tables.pages.page_cells import boxed, first_left, indented, quality
from tables.pages.ruled_grid import compact, head_of
from tables.pages.text_lines import lines_of

RULED, OPEN = "lattice", "network"
FEWEST_UPRIGHTS = 3
CLEAN = 100
Place = tuple[int, int]


def camelot_segments(document: pypdfium2.PdfDocument, marks: PageMarks) -> list[Segment]:
    """The grids that camelot sees on the page of `marks`, from the top down; none where it fails on the page.

    Where there are uprights but cells along them hold several numbers, rows have no rules: then the words count.
    Titles and running heads that it takes for rows are left out, so that they stay lines.
    """
    try:
        alone = page_alone(document, marks.number - 1)
    except pypdfium2.PdfiumError:
        return []
    flavours = (RULED, OPEN) if len(marks.verticals) >= FEWEST_UPRIGHTS else (OPEN,)
    with TemporaryDirectory(prefix="fiscal-") as folder:
        path = Path(folder, "page.pdf")
        path.write_bytes(alone)
        readings = []
        for flavour in flavours:
            found = [_segment(table, flavour, marks) for table in _tables(path, flavour)]
            readings.append(sorted(filter(None, found), key=lambda segment: segment.box[1] if segment.box else 0))
            if readings[-1] and _worst(readings[-1]) == CLEAN:
                break
    return max(readings, key=_worst)


def _worst(segments: Sequence[Segment]) -> int:
    return min((segment.quality for segment in segments), default=-1)


def page_alone(document: pypdfium2.PdfDocument, index: int) -> bytes:
    """A PDF of nothing but page `index` (from 0), without a password: camelot need not open the whole file."""
    alone = pypdfium2.PdfDocument.new()
    try:
        alone.import_pages(document, [index])
        out = BytesIO()
        alone.save(out)
        return out.getvalue()
    finally:
        alone.close()


def _tables(path: Path, flavour: str) -> list[Any]:
    from camelot.io import read_pdf

    options = {"engine": "vector"} if flavour == RULED else {}
    for name in ("camelot", "playa"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = read_pdf(
                str(path), pages="1", flavor=flavour, split_text=flavour == RULED, suppress_stdout=True, **options
            )
        except Exception:  # noqa: BLE001 (whatever a page makes camelot stumble over, our own reading stands)
            return []
    return list(found)


def _segment(table: Any, flavour: str, marks: PageMarks) -> Segment | None:
    high = int(table.pdf_size[1] * 100)
    xs = [int(left * 100) for left, _ in table.cols]
    ys = [high - int(top * 100) for top, _ in table.rows]
    end = int(table.cols[-1][1] * 100), high - int(table.rows[-1][1] * 100)
    first, last = _without_titles(table.cells, flavour)
    held = _held(marks.glyphs, xs, ys, end)
    cells: list[Cell] = []
    lefts: dict[Place, int] = {}
    for cell in _cells(table.cells[first:last]):
        row, column = cell.row + first, cell.column
        covered = [(y, x) for y in range(row, row + cell.rows) for x in range(column, column + cell.columns)]
        inside = [glyph for place in covered for glyph in held.get(place, ())]
        right = xs[column + cell.columns] if column + cell.columns < len(xs) else end[0]
        below = ys[row + cell.rows] if row + cell.rows < len(ys) else end[1]
        box = boxed(inside) if inside else (xs[column], ys[row], right, below)
        lefts[cell.row, column] = first_left(lines_of(inside)[0]) if inside else xs[column]
        cells.append(Cell(cell.text, cell.row, column, cell.rows, cell.columns, box))
    if len({cell.row for cell in cells}) < 2 or len({cell.column for cell in cells}) < 2:
        return None
    edges = list(zip(xs, [*xs[1:], end[0]], strict=True))
    deep, margins = indented(cells, lefts, head_of(cells), edges, True)
    cells, height, width, margins = compact(deep, margins)
    box = xs[0], ys[first], end[0], ys[last] if last < len(ys) else end[1]
    return Segment(
        tuple(cells), height, width, marks.number, box, None, f"camelot-{flavour}", quality(cells), margins=margins
    )


def _without_titles(grid: Sequence[Sequence[Any]], flavour: str) -> tuple[int, int]:
    """The rows from the first that is no title, caption or running head to before the page number below the last."""
    first, last = 0, len(grid)
    while first < last and _is_above(grid, first, flavour):
        first += 1
    while last > first and is_page_mark("".join(_texts(grid[last - 1]))) and _lone(grid, last - 1, flavour):
        last -= 1
    return first, last


def _is_above(grid: Sequence[Sequence[Any]], row: int, flavour: str) -> bool:
    text = squeezed("".join(_texts(grid[row])))
    return not text or _lone(grid, row, flavour) or bool(unit_text(text) or caption_number(text)) or is_title(text)


def _lone(grid: Sequence[Sequence[Any]], row: int, flavour: str) -> bool:
    """True for a row of one text, which walls, where there are any, do not keep from taking the whole row."""
    texts = _texts(grid[row])
    if sum(map(bool, texts)) != 1:
        return not any(texts)
    at = next(column for column, text in enumerate(texts) if text)
    return flavour == OPEN or _span(grid, row, at)[1] == len(texts)


def _texts(line: Sequence[Any]) -> list[str]:
    return [cell.text.strip() for cell in line]


def _held(glyphs: Sequence[Glyph], xs: Sequence[int], ys: Sequence[int], end: Place) -> dict[Place, list[Glyph]]:
    """The glyphs in every place of the grid."""
    found: dict[Place, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) // 2, (glyph.top + glyph.bottom) // 2
        if xs[0] <= x < end[0] and ys[0] <= y < end[1]:
            found[bisect_right(ys, y) - 1, bisect_right(xs, x) - 1].append(glyph)
    return found


def _cells(grid: Sequence[Sequence[Any]]) -> Iterator[Cell]:
    """The cells that hold anything, each with the empty places that no wall parts from it, to the right and below."""
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            text = "\n".join(filter(None, map(str.strip, cell.text.split("\n"))))
            if text:
                rows, columns = _span(grid, row, column)
                yield Cell(text, row, column, rows, columns)


def _span(grid: Sequence[Sequence[Any]], row: int, column: int) -> Place:
    def empty(at: int, across: int) -> bool:
        return not grid[at][across].text.strip()

    right = column + 1
    while right < len(grid[row]) and not grid[row][right - 1].right and empty(row, right):
        right += 1
    below = row + 1
    while below < len(grid) and all(
        not grid[below - 1][across].bottom and empty(below, across) for across in range(column, right)
    ):
        below += 1
    return below - row, right - column
