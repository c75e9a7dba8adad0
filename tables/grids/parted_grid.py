"""One grid that holds several tables, each with its own caption and header, as several grids (一格内有几张附表)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tables.cell_words import caption_number, is_number, is_stub, is_title, squeezed, unit_text
from tables.layout import Segment

LOOK_AHEAD = 5
"""Rows below a caption in which the header of its table has to begin."""


def parted(segment: Segment) -> list[tuple[int, Segment]]:
    """The tables inside one grid, each with the number of its first row; the grid itself where it holds only one.

    A new table begins where, below figures, a row says nothing but a title, a number (附表2) or a unit, and a header
    follows. No cell may span the place.
    """
    rows = _texts(segment)
    starts = [0, *_begins(segment, rows)]
    if len(starts) == 1:
        return [(0, segment)]
    ends = [*starts[1:], segment.height]
    return [(start, _between(segment, start, end)) for start, end in zip(starts, ends, strict=True)]


def _texts(segment: Segment) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(segment.height)]
    for cell in sorted(segment.cells, key=lambda c: (c.row, c.column)):
        if cell.text.strip():
            rows[cell.row].append(cell.text)
    return rows


def _begins(segment: Segment, rows: list[list[str]]) -> Iterator[int]:
    covered = {row for c in segment.cells for row in range(c.row + 1, c.row + c.rows)}
    numbers = False
    for at, texts in enumerate(rows):
        if numbers and at not in covered and _is_caption(texts) and _header_follows(rows, at):
            yield at
            numbers = False
        numbers = numbers or (len(texts) > 1 and any(map(is_number, texts)))


def _is_caption(texts: list[str]) -> bool:
    """True for a row that holds nothing but the title, the number or the unit of a table."""
    printed = list(dict.fromkeys(texts))
    if len(printed) > 1:
        return all(unit_text(text) or caption_number(text) == (squeezed(text), "") for text in printed)
    return bool(printed) and (
        is_title(printed[0]) or bool(unit_text(printed[0])) or caption_number(printed[0]) is not None
    )


def _header_follows(rows: list[list[str]], at: int) -> bool:
    for texts in rows[at + 1 : at + 1 + LOOK_AHEAD]:
        if len(texts) > 1 and is_stub(texts[0]) and not any(map(is_number, texts)):
            return True
        if texts and not _is_caption(texts):
            return False
    return False


def _between(segment: Segment, start: int, end: int) -> Segment:
    cells = tuple(replace(cell, row=cell.row - start) for cell in segment.cells if start <= cell.row < end)
    return replace(segment, cells=cells, height=end - start)
