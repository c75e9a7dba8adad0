"""Finding the tables among the lines of a text: tab-separated, aligned by blanks, or in markdown pipes.

A block is a run of lines that split into cells, the same way all along, with a header or a caption, and with a column
in which most cells are numbers. Lists of names and tables of contents are not blocks. Captions (附表1, the title,
单位：万元) are looked for above the run; a run that repeats the header of the one before, or says 续表, continues it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import merge

from msgspec import Struct
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.document import Note
from tables.cell_words import (
    caption_number,
    is_continued,
    is_elision,
    is_number,
    is_page_mark,
    is_stub,
    is_title,
    squeezed,
    unit_text,
)
from tables.grids.broken_rows import over_the_page
from tables.grids.captions import Caption, caption_above, unit_below
from tables.grids.faults import faults
from tables.grids.grid import Grid, Roles, cut, empty_roles, roles, with_label_column
from tables.grids.grid_rows import GridRow, sheet_of
from tables.grids.numbered_records import record_runs
from tables.grids.parted_heads import with_parted_heads
from tables.grids.runs import Run
from tables.grids.splits import align, is_rule, split_blanks, split_pipes, split_tabs
from tables.grids.worded_goals import joined_over_pages, worded_goals

MOST_BLANK_LINES = 3
LONGEST_ALIGNED_LINE = 400
_SENTENCE = re.compile("[。；！？]")
_GAP = re.compile(r"[ \u00a0]{2}|\u3000")


class TableBlock(Struct, frozen=True):
    """The lines of one table. `consumed` are the 1-based numbers of every line it takes up, caption included.

    Where receipts and outlays stand side by side, two blocks share their lines and differ in `roles`.
    """

    caption: Caption
    header: tuple[GridRow, ...]
    body: tuple[GridRow, ...]
    roles: Roles
    consumed: tuple[int, ...]
    side: int = 0

    @property
    def first(self) -> int:
        """The number of its first line, caption included."""
        return self.consumed[0]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the user has to know of how it was read (see tables/grids/faults.py)."""
        return faults(self.caption.unit_name, self.header, self.body, self.roles)


def find_table_blocks(lines: Sequence[str]) -> list[TableBlock]:
    """Every table of figures among `lines` (lines[0] is line 1), in order.

    >>> [b.caption.title for b in find_table_blocks(["收入表", "项目\\t预算数", "税收\\t80", "合计\\t80"])]
    ['收入表']
    """
    return blocks_of(lines, text_runs(lines))


def text_runs(lines: Sequence[str]) -> Iterator[Run]:
    """The lines that split into cells the same way, as grids, and tables printed a piece of a cell a line.

    A rule without rows is none.
    """
    pieces = list(record_runs(lines))
    taken = {at for run in pieces for at in run.indexes}
    yield from merge(pieces, _split_runs(lines, taken), key=lambda run: run.indexes[0])


def _split_runs(lines: Sequence[str], taken: Collection[int]) -> Iterator[Run]:
    """The lines outside `taken` that split into cells the same way."""
    for indexes in _runs(lines, taken):
        rows, kept = _grid_rows(lines, indexes)
        if rows:
            yield Run(tuple(indexes), tuple(rows), tuple(kept), _kind(lines[indexes[0]]) != "blank")


def blocks_of(lines: Sequence[str], runs: Iterable[Run]) -> list[TableBlock]:
    """The tables of figures among the grids `runs`, with captions from `lines`, continuations joined to what they
    continue.
    """
    blocks: list[TableBlock] = []
    taken = 0
    for run in joined_over_pages(with_parted_heads(runs)):
        grid = _recut(cut(run.rows), blocks)
        if run.rows[0].origins:
            grid = with_label_column(grid)
        start, end = run.indexes[0], run.indexes[-1]
        caption = caption_above(lines, start, taken, grid.preamble)
        parts: tuple[Roles, ...]
        goals = worded_goals(grid)
        if goals is not None:
            grid, parts = goals[0], (goals[1],)
        else:
            parts = roles(grid) or (empty_roles(grid) if caption.unit_name and run.rows[0].origins else ())
        if _continues(lines, blocks, caption, grid, start):
            blocks = _stitched(blocks, caption, grid.body, run.covers)
            taken = end + 1
            continue
        named = bool(caption.number or caption.title or caption.unit_name)
        headed = any(sum(bool(cell.strip()) for cell in row.cells) > 1 for row in grid.header)
        if not parts or not grid.body or not (headed or named) or not (run.firm or _firm(lines, run, grid, headed)):
            continue
        below = unit_below(lines, end) if caption.unit_name is None else None
        if below:
            caption = replace(caption, unit_name=below[1], lines=(*caption.lines, below[0]))
        consumed = tuple(sorted({*caption.lines, *run.covers}))
        blocks.extend(TableBlock(caption, grid.header, grid.body, part, consumed, i) for i, part in enumerate(parts))
        taken = end + 1
    return blocks


def _recut(grid: Grid, blocks: Sequence[TableBlock]) -> Grid:
    """`grid` with no more header than the table before it, where it begins with the whole header of that one; with none
    where what looks like a header names none of the columns of figures that the table before it has.
    """
    if blocks and grid.header and _names_no_value(grid.header, blocks[-1]):
        return Grid(grid.preamble, (), (*grid.header, *grid.body))
    known = len(blocks[-1].header) if blocks else 0
    if not 0 < known < len(grid.header) or _names(grid.header[:known]) != _names(blocks[-1].header):
        return grid
    return Grid(grid.preamble, grid.header[:known], (*grid.header[known:], *grid.body))


def _names_no_value(header: Sequence[GridRow], before: TableBlock) -> bool:
    """True for the first rows of a page that goes on without a header: labels without figures."""
    if not header[0].origins or not before.header or len(header[0].cells) != len(before.header[0].cells):
        return False
    named = {at for row in header for at, cell in enumerate(row.cells) if cell.strip()} - {0}
    if named & set(before.roles.values):
        return False
    # The other columns of figures, on whichever side of the table: asked last, because tables can be long.
    return not any(at < len(row.cells) and is_number(row.cells[at]) for row in before.body for at in named)


def _names(header: Sequence[GridRow]) -> list[list[str]]:
    return [list(map(squeezed, row.cells)) for row in header]


def _firm(lines: Sequence[str], run: Run, grid: Grid, headed: bool) -> bool:
    """False for a few aligned words of prose: blanks make a table only under a header and with two rows of numbers."""
    numbered = [row for row in grid.body if any(map(is_number, row.cells[1:]))]
    wide = any(_GAP.search(lines[at].strip()) for at in run.indexes)
    return headed and len(numbered) >= 2 and wide


def _kind(line: str) -> str | None:
    """ "tab", "pipe" or "blank" if the line splits into cells, else None."""
    if "\t" in line and line.strip():
        return "tab"
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        return "pipe"
    if len(line) > LONGEST_ALIGNED_LINE or _SENTENCE.search(line):
        return None
    return "blank" if len(split_blanks(line)) >= 2 else None


def _runs(lines: Sequence[str], taken: Collection[int]) -> Iterator[list[int]]:
    """Runs of line indexes outside `taken` that split the same way.

    Blank lines, page numbers and lone labels inside are bridged.
    """
    kinds = [None if at in taken else _kind(line) for at, line in enumerate(lines)]
    at = 0
    while at < len(lines):
        if kinds[at] is None:
            at += 1
            continue
        run = _run_from(lines, kinds, at)
        yield run
        at = run[-1] + 1


def _run_from(lines: Sequence[str], kinds: Sequence[str | None], start: int) -> list[int]:
    kind, run = kinds[start], [start]
    pending: list[int] = []
    first = _cells(lines[start], kind)
    header, numbers = first if _opens(first) else None, any(map(is_number, first[1:]))
    blanks = labels = 0
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if kinds[at] == kind and not is_page_mark(line):
            cells = _cells(line, kind)
            opens = _opens(cells)
            if (labels and blanks) or (numbers and opens and cells != header):
                break
            header = header or (cells if opens else None)
            numbers = numbers or any(map(is_number, cells[1:]))
            run += [*pending, at]
            pending, blanks, labels = [], 0, 0
        elif not line.strip():
            blanks += 1
            if blanks > MOST_BLANK_LINES:
                break
        elif is_elision(line) and not labels:
            run += [*pending, at]
            pending, blanks = [], 0
        elif is_page_mark(line) or (is_continued(line) and not is_title(line)):
            continue
        elif _is_lone_label(line):
            labels += 1
            pending.append(at)
        else:
            break
    return run


def _opens(cells: Sequence[str]) -> bool:
    """True if the cells read like the first row of a header: 项目, 预算数 …"""
    printed = [cell for cell in cells if cell.strip()]
    return len(printed) > 1 and is_stub(printed[0]) and not any(map(is_number, printed[1:]))


def _is_lone_label(line: str) -> bool:
    """True for a line that may be a row whose cells are all blank: short, not a sentence, not a caption."""
    text = line.strip()
    if len(text) > 40 or re.search("[。；：:！？，]", text) or is_title(text) or unit_text(text):
        return False
    return caption_number(text) is None


def _cells(line: str, kind: str | None) -> tuple[str, ...]:
    if kind == "tab":
        return split_tabs(line)
    if kind == "pipe":
        return split_pipes(line)
    return tuple(token.text for token in split_blanks(line))


def _grid_rows(lines: Sequence[str], run: Sequence[int]) -> tuple[list[GridRow], list[int]]:
    """The rows of a run and the 1-based numbers of all lines it covers, page numbers and blank lines included."""
    kind = _kind(lines[run[0]])
    kept = list(range(run[0] + 1, run[-1] + 2))
    if kind != "blank":
        return [GridRow(i + 1, _cells(lines[i], kind)) for i in run if not is_rule(lines[i])], kept
    dense = [i for i in run if not is_elision(lines[i])]
    cells = align([split_blanks(lines[i]) for i in dense])
    by_line = dict(zip(dense, cells, strict=True))
    rows = []
    for i in run:
        indent = lines[i][: len(lines[i]) - len(lines[i].lstrip())]
        first, *rest = by_line.get(i, (lines[i].strip(),))
        rows.append(GridRow(i + 1, (indent + first if first else first, *rest)))
    return rows, kept


def _continues(lines: Sequence[str], blocks: Sequence[TableBlock], caption: Caption, grid: Grid, start: int) -> bool:
    """True if a run carries on the block before it: it says so, or repeats header and title right after a page turn."""
    if not blocks:
        return False
    last, header, body = blocks[-1], grid.header, grid.body
    if not caption.continued and sheet_of(body) != sheet_of(last.body):
        return False
    same = bool(header) and _names(header) == _names(last.header)
    bare = not header and not caption.title and _usual_length(body) == _usual_length(last.body)
    if not same and not bare and not (caption.continued and not header):
        return False
    first = min(caption.lines, default=start + 1)
    between = [line for line in lines[last.consumed[-1] : first - 1] if line.strip()]
    if len(between) > 2 or any(_SENTENCE.search(line) or len(line) > 60 for line in between):
        return False
    title, old = squeezed(caption.title), squeezed(last.caption.title)
    renamed = bool(title) and title != old and not is_continued(title)
    renumbered = caption.number is not None and caption.number != last.caption.number and not caption.continued
    return caption.continued or not (renamed or renumbered)


def _usual_length(rows: Sequence[GridRow]) -> int:
    """How many cells most rows have."""
    lengths = Counter(len(row.cells) for row in rows if not row.elided)
    return max(lengths, key=lambda n: (lengths[n], n)) if lengths else 0


def _stitched(
    blocks: list[TableBlock], caption: Caption, body: Sequence[GridRow], kept: Sequence[int]
) -> list[TableBlock]:
    """`blocks` with the rows of a continuation added to the last table (both sides of it)."""
    lines = blocks[-1].consumed
    sides = [block for block in blocks[-2:] if block.consumed == lines]
    before, after = over_the_page(sides[-1].body, body, [(side.roles.label, side.roles.values) for side in sides])
    return [
        replace(block, body=(*before, *after), consumed=tuple(sorted({*block.consumed, *caption.lines, *kept})))
        if block.consumed == lines
        else block
        for block in blocks
    ]
