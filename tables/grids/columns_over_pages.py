"""Columns of one table printed on the next pages because the sheet was wider than the paper (宽表分页打印).

A page without labels whose rows stand at the heights of the rows of a page with labels goes on to the right of it. All
columns of the first pages are printed before those that are next, or page by page; which it was has to be certain, else
nothing is joined: a number beside a wrong label is worse than one that is told as unread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from tables.cell_words import is_number, squeezed, unit_text
from tables.grids.rows_at_one_height import Rows, labelled_rows, met, numbered_rows
from tables.layout import Cell, Line, Segment

Block = Line | Segment
MOST_PAGES = 60
"""Pages of one table that may be printed before its next columns."""


def with_columns_over_pages(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` with the grids of pages without labels joined to the grids they go on from; every cell knows its page.

    Lines above such a grid that say its unit move before the joined grid, those that only go on with its title go.
    """
    pages: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.page is None:
            return tuple(blocks)
        pages[block.page].append(block)
    grids = {number: grid for number, held in pages.items() if (grid := _lone_grid(held)) is not None}
    right = {number: rows for number, grid in grids.items() if (rows := numbered_rows(grid)) is not None}
    if not right:
        return tuple(blocks)
    left = {number: rows for number, grid in grids.items() if (rows := labelled_rows(grid)) is not None}
    for run in _runs(sorted(right)):
        for first, others in _belonging(run, left, right):
            _join(first, others, pages, grids, left, right)
    return tuple(block for number in sorted(pages) for block in pages[number])


def _lone_grid(held: Sequence[Block]) -> Segment | None:
    """The only grid of a page; a page of nothing but words and numbers below one another is a grid of one column."""
    found = [block for block in held if isinstance(block, Segment)]
    if len(found) > 1:
        return None
    return found[0] if found else _one_column([block for block in held if isinstance(block, Line)])


def _one_column(lines: Sequence[Line]) -> Segment | None:
    if any(line.box is None or len(line.text) > 20 for line in lines) or sum(is_number(one.text) for one in lines) < 3:
        return None
    below = [line for line in lines if unit_text(line.text) is None]
    if any(above.box[3] > under.box[1] + 100 for above, under in pairwise(below) if above.box and under.box):
        return None
    cells = tuple(Cell(line.text, row, 0, box=line.box) for row, line in enumerate(below))
    return Segment(cells, len(cells), 1, below[0].page)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """Pages that follow one another."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _belonging(
    run: Sequence[int], left: Mapping[int, Rows], right: Mapping[int, Rows]
) -> list[tuple[int, Sequence[int]]]:
    """Each page with labels and the pages of the `run` that go on to the right of it; [] unless only one way fits.

    The table takes up the last `deep` pages before the run, and the run that many pages again and again.
    """
    ways: list[list[tuple[int, Sequence[int]]]] = []
    for deep in range(1, min(len(run), MOST_PAGES) + 1):
        firsts = range(run[0] - deep, run[0])
        if len(run) % deep or any(number not in left for number in firsts):
            continue
        pairs = [(run[0] - deep + at % deep, number) for at, number in enumerate(run)]
        long = {at // deep for at, number in enumerate(run) if len(right[number].centres) > 2}
        if len(long) * deep == len(run) and all(met(left[one], right[other]) for one, other in pairs):
            ways.append([(number, [other for one, other in pairs if one == number]) for number in firsts])
    return ways[0] if len(ways) == 1 else []


def _join(
    first: int,
    others: Sequence[int],
    pages: dict[int, list[Block]],
    grids: Mapping[int, Segment],
    left: Mapping[int, Rows],
    right: Mapping[int, Rows],
) -> None:
    """Changes `pages`: the grid of page `first` goes on with the columns of the `others`."""
    whole = grids[first]
    for number in others:
        groups = met(left[first], right[number])
        rows = labelled_rows(whole)
        if groups is None or rows is None or len(rows.centres) != len(left[first].centres):
            return
        whole = _beside(whole, rows, grids[number], right[number], groups)
    units, rest = [], {}
    titles = "".join(squeezed(block.text) for block in pages[first] if isinstance(block, Line))
    for number in others:
        lines = [block for block in pages[number] if isinstance(block, Line)]
        if not any(isinstance(block, Segment) for block in pages[number]):
            used = {cell.box for cell in grids[number].cells}
            lines = [line for line in lines if line.box not in used]
        units += [line for line in lines if unit_text(line.text) is not None][:1]
        rest[number] = [x for x in lines if unit_text(x.text) is None and squeezed(x.text) not in titles]
    at = next(i for i, block in enumerate(pages[first]) if block is grids[first])
    known = any(unit_text(block.text) for block in pages[first][:at] if isinstance(block, Line))
    pages[first] = [*pages[first][:at], *([] if known else units[:1]), whole, *pages[first][at + 1 :]]
    for number in others:
        pages[number] = list(rest[number])


def _beside(one: Segment, rows: Rows, other: Segment, numbers: Rows, groups: Sequence[Sequence[int]]) -> Segment:
    """One grid with the columns of the `other` to the right; `groups` are its rows beside each row with a label.

    Headers stand on one foot: the one with fewer rows is stretched upwards.
    """
    head = max(rows.head, numbers.head)
    place: dict[int, int] = {}
    depth: dict[int, int] = {}
    beside: dict[int, int] = {}
    at = head
    for row, group in zip(rows.numbers, groups, strict=True):
        place[row], depth[row] = at, max(len(group), 1)
        beside |= {numbers.numbers[member]: at + step for step, member in enumerate(group)}
        at += depth[row]
    cells = [
        part for cell in one.cells for part in _repeated(_moved(cell, rows.head, head, place, depth, 0, one.page), head)
    ]
    cells += [
        _moved(cell, numbers.head, head, beside, dict.fromkeys(beside, 1), one.width, other.page)
        for cell in other.cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    edges = one.edges if not other.edges else ()
    return replace(one, cells=tuple(cells), height=at, width=one.width + other.width, edges=edges)


def _repeated(cell: Cell, head: int) -> list[Cell]:
    """Words beside several rows, in each of them, as a merged cell of a sheet is read; a number stands once."""
    if cell.row < head or cell.rows == 1 or is_number(cell.text):
        return [cell]
    return [replace(cell, row=cell.row + at, rows=1) for at in range(cell.rows)]


def _moved(
    cell: Cell, own: int, head: int, place: Mapping[int, int], depth: Mapping[int, int], aside: int, page: int | None
) -> Cell:
    """A cell at its place in the joined grid."""
    known = cell.page if cell.page is not None else page
    if cell.row < own:
        lifted = head - own
        top = cell.row + lifted if cell.row else 0
        deep = min(cell.row + cell.rows, own) + lifted - top
        return replace(cell, row=top, rows=deep, column=cell.column + aside, page=known)
    last = min(cell.row + cell.rows, max(place) + 1) - 1
    deep = place[last] + depth[last] - place[cell.row]
    return replace(cell, row=place[cell.row], rows=deep, column=cell.column + aside, page=known)
