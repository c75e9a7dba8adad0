"""A numbered table of which only the words are left, a piece of a cell a line (逐格成行的表): what recognition gives of
a page without rulings.

Nothing says in which column a piece stands. What is known: the numbers of the rows count up by one, the unit stands
between the name and the first figure, and most rows hold as many figures as there are columns of figures. A row that
holds as many is put into the columns in order; the pieces of any other row stay together in one cell, so that its
figures are told as unread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import is_blank, is_stub, squeezed
from tables.grids.grid_rows import GridRow
from tables.grids.record_pieces import FIGURE, HEDGE, Piece, record_of, row_cells
from tables.grids.runs import Run

LONGEST_PIECE = 26
"""A longer line is a sentence or a title, and no piece of a cell."""

FEWEST_RECORDS = 3
LONGEST_HEAD = 40
"""Lines over which the header may be broken."""

_SENTENCE = re.compile("[。；：！？:]")
_HEAD_END = re.compile(r"(?:目标|基期|基数|情况|判断|评估|评价|[数值额率量])(?:[（(][^（）()]*[)）])?$")
_NUMBERED = re.compile("序号|编号")
_UNIT = "单位"


class Above(Struct, frozen=True):
    """What a table had above a page turn: its next number, its columns, the most pieces behind a last figure."""

    number: int = 1
    width: int = 0
    tail: int = 0


def record_runs(lines: Sequence[str]) -> Iterator[Run]:
    """Every numbered table of pieces among `lines`, as a grid: number, name, unit, the figures, the words behind them.

    A table that goes on below a repeated header goes on counting; it comes as a run of its own with the same header.

    >>> page = "序号 指标 单位|目标|完成情况|评价|1|甲|项|3 4|好|2|乙|% 50|40|差|3|丙|个|5 6|好".split("|")
    >>> [row.cells for run in record_runs(page) for row in run.rows][:2]
    [('序号', '指标', '单位', '目标', '完成情况', '评价'), ('1', '甲', '项', '3', '4', '好')]
    """
    at, above = 0, Above()
    while at < len(lines):
        if not _opens_header(lines[at]):
            at += 1
            continue
        pieces = _pieces(lines, at)
        turned = bool(pieces) and _next_opens_header(lines, pieces[-1].line + 1)
        found = _run(pieces, above, turned) or _run(pieces, Above(), turned)
        if found is None:
            at += 1
            continue
        run, above = found
        yield run
        at = run.indexes[-1] + 1


def _opens_header(line: str) -> bool:
    """True for a line that begins a header with the number of the row: 序号 指标名称 单位."""
    words = line.split()
    return "\t" not in line and len(words) > 1 and bool(_NUMBERED.fullmatch(words[0])) and is_stub(words[1])


def _next_opens_header(lines: Sequence[str], at: int) -> bool:
    """True if the next printed line from `at` on is a header again: the page was turned."""
    return next((_opens_header(line) for line in lines[at:] if line.strip()), False)


def _pieces(lines: Sequence[str], start: int) -> list[Piece]:
    """The pieces of the lines from `start` on, up to a sentence or the next header."""
    found: list[Piece] = []
    for at in range(start, len(lines)):
        text = squeezed(lines[at])
        if len(text) > LONGEST_PIECE or _SENTENCE.search(text) or (at > start and _opens_header(lines[at])):
            break
        found += [Piece(word, at, not place) for place, word in enumerate(lines[at].split())]
    return found


def _run(pieces: Sequence[Piece], above: Above, turned: bool) -> tuple[Run, Above] | None:
    """The grid of a header and the records that go on counting from `above`, and what the next page has above it; None
    where they are too few or do not fit the header.

    `turned` says that the page turns below, so that all pieces belong to the table: a few rows at either end of a page
    are enough.
    """
    starts = _starts(pieces, above.number)
    if not starts or len(starts) < (1 if above.width or turned else FEWEST_RECORDS):
        return None
    heads = _heads(pieces[: starts[0]])
    tail = max(above.tail, *(_tail(pieces, a, b) for a, b in pairwise(starts)), 0)
    ends = [*starts[1:], len(pieces) if turned else _end(pieces, starts[-1], tail)]
    with_unit = _UNIT in heads
    records = [record_of(pieces[a:b], with_unit) for a, b in zip(starts, ends, strict=True)]
    counted = Counter(len(record.cells) for record in records)
    count, often = max(counted.items(), key=lambda found: (found[1], found[0]))
    named = heads[2 + with_unit :]
    header = ("序号", heads[1], *heads[2 : 2 + with_unit], *named[:count], "".join(named[count : count + 1]))
    if not 0 < count <= len(named) or 2 * often < len(records) or above.width not in (0, len(header)):
        return None
    rows = [GridRow(pieces[0].line + 1, header)]
    rows += [GridRow(r.line + 1, row_cells(r, at, count, with_unit)) for at, r in enumerate(records, above.number)]
    indexes = sorted({piece.line for piece in pieces[: ends[-1]]})
    run = Run(tuple(indexes), tuple(rows), tuple(range(indexes[0] + 1, indexes[-1] + 2)))
    return run, Above(above.number + len(records), len(header), max(tail, _tail(pieces, starts[-1], ends[-1])))


def _starts(pieces: Sequence[Piece], number: int) -> list[int]:
    """Where the records begin: at the numbers that open a line, count up by one and have a name behind them."""
    found: list[int] = []
    for at, piece in enumerate(pieces[:-1]):
        following = pieces[at + 1].text
        if piece.opens and piece.text == str(number + len(found)) and not FIGURE.match(following):
            if not HEDGE.match(following) and (not found or at > found[-1] + 2) and not is_blank(following):
                found.append(at)
    return found if found and pieces[found[0]].line - pieces[0].line <= LONGEST_HEAD else []


def _end(pieces: Sequence[Piece], last: int, tail: int) -> int:
    """Behind the last record, which takes no more pieces behind its last figure than any before it did."""
    figures = [at for at in range(last + 1, len(pieces)) if FIGURE.match(pieces[at].text)]
    return min(len(pieces), (figures[-1] if figures else last) + 1 + tail)


def _tail(pieces: Sequence[Piece], start: int, end: int) -> int:
    figures = [at for at in range(start + 1, end) if FIGURE.match(pieces[at].text)]
    return end - 1 - figures[-1] if figures else 0


def _heads(pieces: Sequence[Piece]) -> list[str]:
    """The names of the columns: one a piece on the first line, behind it up to a line's end that ends a name."""
    first = pieces[0].line
    heads = [piece.text for piece in pieces if piece.line == first]
    open_name = ""
    behind = [piece for piece in pieces if piece.line != first]
    for at, piece in enumerate(behind):
        open_name += piece.text
        ends_line = at + 1 == len(behind) or behind[at + 1].opens
        if ends_line and _HEAD_END.search(open_name) and not _goes_on(behind[at + 1 :]):
            heads.append(open_name)
            open_name = ""
    return [*heads, open_name] if open_name else heads


def _goes_on(following: Sequence[Piece]) -> bool:
    """True where the next line cannot begin a name: it is a remark in brackets."""
    return bool(following) and following[0].text.startswith(("（", "("))
