"""A frame of rules with uprights: its rules make the cells, and bands without rules between their rows are split.

Where a rule is missing between two places, they are one cell (a merged header, an open side). Many official forms rule
the columns and the header only: the rows below are told apart by their lines (see row_assembly).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tables.cell_words import is_broken_number, is_number, is_stub
from tables.layout import Cell, Margin, Segment
from tables.pages.marks import Glyph, Rule
from tables.pages.page_cells import boxed, cell_of, first_left, indented, numeric, quality
from tables.pages.parted_cells import Span, parted
from tables.pages.row_assembly import Piece, VisualLine, assemble
from tables.pages.rules import Frame
from tables.pages.text_lines import lines_of, solid
from tables.pages.wrapped_numbers import is_wrapped_code, with_whole_numbers

NEAR = 250
NARROWEST = 400
"""Two uprights closer than four points are one double line, not the edges of a column."""

MOST_CELLS = 60_000
Place = tuple[int, int]


class Rows(Struct, frozen=True):
    """A band that holds several rows: how many, and the row of each character by its identity."""

    count: int
    of: dict[int, int]


def has_columns(frame: Frame) -> bool:
    """True if the frame is parted by at least one upright: no other frame makes a grid."""
    return len(_steps([rule.at for rule in frame.verticals] + [frame.left, frame.right])) > 2


def ruled_segment(frame: Frame, glyphs: Sequence[Glyph], page: int, recognised: bool = False) -> Segment | None:
    """The grid of a frame and the glyphs inside it; None if the frame holds fewer than two columns or no words."""
    ys = _steps([rule.at for rule in frame.horizontals] + [frame.top, frame.bottom])
    xs = _steps([rule.at for rule in frame.verticals] + [frame.left, frame.right])
    if len(xs) < 3 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS or not glyphs:
        return None
    spans = _spans(frame, xs, ys)
    held = parted(_distributed(glyphs, xs, ys, spans), xs, ys)
    if len(held) < 2:
        return None
    held = with_whole_numbers(held, xs)
    bands = _bands(held, len(ys) - 1)
    cells, lefts = _cells(held, bands, len(ys) - 1, recognised)
    if len({cell.column for cell in cells}) < 2 or not _is_grid(cells):
        return None
    deep, margins = indented(cells, lefts, head_of(cells), list(pairwise(xs)), True)
    ruled = {at for at, (a, b) in enumerate(pairwise(xs)) if b - a >= NARROWEST}
    kept = sorted({cell.column for cell in deep} | ruled)
    cells, height, width, margins = compact(deep, margins, kept)
    edges = (*(xs[column] for column in kept), xs[-1])
    return Segment(tuple(cells), height, width, page, boxed(glyphs), None, "grid", quality(cells), margins, edges)


def _is_grid(cells: Sequence[Cell]) -> bool:
    """True for two rows or more, and for a single row with an amount, or one that opens a header: the last page of a
    table may hold no more, nor the first.
    """
    if len({cell.row for cell in cells}) > 1 or any(is_number(cell.text) for cell in cells):
        return True
    first = min(cells, key=lambda cell: cell.column)
    return first.column == 0 and is_stub(first.text) and all(cell.columns == 1 for cell in cells)


def _steps(places: Iterable[int]) -> list[int]:
    found: list[int] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _spans(frame: Frame, xs: Sequence[int], ys: Sequence[int]) -> dict[Place, Span]:
    """For every place of the frame the cell it belongs to; cells that are no rectangles fall apart into places."""
    upright = _walls(frame.verticals, xs, ys)
    lying = _walls(frame.horizontals, ys, xs)
    height, width = len(ys) - 1, len(xs) - 1
    seen: dict[Place, Span] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in seen:
                continue
            right = column + 1
            while right < width and (right, row) not in upright and (row, right) not in seen:
                right += 1
            bottom = row + 1
            while bottom < height and all((bottom, x) not in lying for x in range(column, right)):
                if any((x, bottom) in upright for x in range(column + 1, right)):
                    break
                if right < width and (right, bottom) not in upright:
                    break
                bottom += 1
            span = Span(row, column, bottom, right)
            for y in range(row, bottom):
                for x in range(column, right):
                    seen[y, x] = span
    return seen


def _walls(rules: Iterable[Rule], across: Sequence[int], along: Sequence[int]) -> set[Place]:
    """(i, k) for every piece of wall: rule number i of `across` stands between steps k and k + 1 of `along`."""
    walls: set[Place] = set()
    middles = [(along[k] + along[k + 1]) // 2 for k in range(len(along) - 1)]
    for rule in rules:
        at = bisect_left(across, rule.at)
        if at == len(across) or (at > 0 and rule.at - across[at - 1] <= across[at] - rule.at):
            at -= 1
        reached = range(bisect_left(middles, rule.start - 100), bisect_right(middles, rule.end + 100))
        walls.update((at, k) for k in reached)
    return walls


def _distributed(
    glyphs: Sequence[Glyph], xs: Sequence[int], ys: Sequence[int], spans: dict[Place, Span]
) -> dict[Span, list[Glyph]]:
    """The glyphs of every cell; a word that runs over the edge of its cell stays whole.

    Words are taken in the order of printing, so that a label printed over the number beside it does not mix with it.
    """
    held: dict[Span, list[Glyph]] = defaultdict(list)
    order = {id(glyph): at for at, glyph in enumerate(glyphs)}
    for line in lines_of(glyphs):
        run: list[Glyph] = []
        for glyph in sorted(line, key=lambda one: order[id(one)]):
            if run and not -glyph.size // 4 <= glyph.left - run[-1].right <= max(glyph.size // 12, 30):
                _put(run, xs, ys, spans, held)
                run = []
            run.append(glyph)
        _put(run, xs, ys, spans, held)
    return held


def _put(
    run: Sequence[Glyph],
    xs: Sequence[int],
    ys: Sequence[int],
    spans: dict[Place, Span],
    held: dict[Span, list[Glyph]],
) -> None:
    """Puts the glyphs of one unbroken word into the cell that holds most of them."""
    votes: dict[Span, list[Glyph]] = defaultdict(list)
    for glyph in run:
        row = bisect_right(ys, (glyph.top + glyph.bottom) // 2) - 1
        column = bisect_right(xs, (glyph.left + glyph.right) // 2) - 1
        row, column = min(max(row, 0), len(ys) - 2), min(max(column, 0), len(xs) - 2)
        votes[spans[row, column]].append(glyph)
    if len(votes) > 1:
        best = max(votes, key=lambda span: len(votes[span]))
        held[best].extend(run)
        return
    for span, part in votes.items():
        held[span].extend(part)


def _bands(held: Mapping[Span, Sequence[Glyph]], height: int) -> dict[int, Rows]:
    """For each band whose rows no rule divides, how many rows it holds, and the row of every character in it."""
    across: dict[int, list[Span]] = defaultdict(list)
    for span in sorted(held, key=lambda one: one.left):
        for band in range(span.top, span.bottom):
            across[band].append(span)
    found: dict[int, Rows] = {}
    for band in range(height):
        inside = across[band]
        if any(span.bottom - span.top > 1 for span in inside):
            continue
        lines = _visual_lines([(span.left, held[span]) for span in inside])
        visual = [line for line, _ in lines]
        if max((_numbers_in(visual, span.left) for span in inside), default=0) < 2:
            continue
        groups = assemble(visual)
        if len(groups) > 1:
            rows = {id(glyph): row for row, group in enumerate(groups) for at in group for glyph in lines[at][1]}
            found[band] = Rows(len(groups), rows)
    return found


def _numbers_in(lines: Sequence[VisualLine], column: int) -> int:
    """How many numbers stand below one another in a column; one that is broken over two lines counts once."""
    printed = [piece.text for line in lines for piece in line.pieces if piece.numeric and piece.column == column]
    return 1 if is_broken_number(printed) else len(printed)


def _visual_lines(columns: Sequence[tuple[int, Sequence[Glyph]]]) -> list[tuple[VisualLine, list[Glyph]]]:
    """The printed lines of a band with what stands in each column, and their characters."""
    where = {id(glyph): column for column, glyphs in columns for glyph in glyphs}
    named = {column for column, glyphs in columns if is_wrapped_code([solid(line) for line in lines_of(glyphs)])}
    lines: list[tuple[VisualLine, list[Glyph]]] = []
    for line in lines_of(glyph for _, glyphs in columns for glyph in glyphs):
        parts: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in line:
            parts[where[id(glyph)]].append(glyph)
        pieces = tuple(
            Piece(column, text := solid(part), part[0].left, part[-1].right, numeric(text) and column not in named)
            for column, part in sorted(parts.items())
        )
        lines.append((VisualLine(line[0].baseline, max(glyph.size for glyph in line), pieces), line))
    return lines


def _cells(
    held: Mapping[Span, Sequence[Glyph]], bands: Mapping[int, Rows], height: int, recognised: bool
) -> tuple[list[Cell], dict[Place, int]]:
    """The cells that hold anything, in rows counted after the split, and where the first line of each begins."""
    starts = [0]
    for band in range(height):
        starts.append(starts[-1] + (bands[band].count if band in bands else 1))
    cells: list[Cell] = []
    lefts: dict[Place, int] = {}
    for span, glyphs in held.items():
        columns = span.right - span.left
        rows = bands.get(span.top)
        parts: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            parts[rows.of[id(glyph)] if rows else 0].append(glyph)
        deep = 1 if rows else starts[span.bottom] - starts[span.top]
        for at, part in parts.items():
            row = starts[span.top] + at
            lines = lines_of(part)
            lefts[row, span.left] = first_left(lines[0])
            cells.append(cell_of(part, row, span.left, deep, columns, recognised, lines))
    return cells, lefts


def compact(
    cells: Sequence[Cell], margins: Sequence[Margin], ruled: Iterable[int] = ()
) -> tuple[list[Cell], int, int, tuple[Margin, ...]]:
    """The cells without rows and columns in which nothing stands, in order, with the height and width left, and the
    margins of their columns. The columns `ruled` stay, so that every page of a form has the same.
    """
    rows = {row: at for at, row in enumerate(sorted({cell.row for cell in cells}))}
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in cells} | set(ruled)))}
    found = []
    for cell in cells:
        deep = sum(1 for row in range(cell.row, cell.row + cell.rows) if row in rows)
        wide = sum(1 for column in range(cell.column, cell.column + cell.columns) if column in columns)
        found.append(replace(cell, row=rows[cell.row], column=columns[cell.column], rows=deep, columns=wide))
    kept = tuple(replace(margin, column=columns[margin.column]) for margin in margins)
    return sorted(found, key=lambda cell: (cell.row, cell.column)), len(rows), len(columns), kept


def head_of(cells: Sequence[Cell]) -> int:
    """The first row with a number in it: rows above are header."""
    return min((cell.row for cell in cells if cell.column > 0 and numeric(cell.text)), default=1)
