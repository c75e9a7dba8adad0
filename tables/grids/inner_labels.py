"""Columns of words between the first label and the figures: which of them tell rows apart that the first does not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fiscal import late_patterns as re
from tables.cell_words import squeezed
from tables.grids.grid_rows import GridRow

FEWEST_NAMED = 10
_WORD = re.compile(r"[\u3400-\u9fff]")


def inner_labels(outer: int, first_value: int, starts: Sequence[int], body: Sequence[GridRow]) -> tuple[int, ...]:
    """The columns of words between `outer` and the figures that say more than it: it names several of their rows."""
    inner: list[int] = []
    for i in starts:
        if outer < i < first_value and _says_more(inner[-1] if inner else outer, i, body):
            inner.append(i)
    return tuple(inner)


def _says_more(outer: int, inner: int, body: Sequence[GridRow]) -> bool:
    """True if rows that share the words of column `outer` are told apart by column `inner`.

    It holds more words, or words in several rows of one cell of the other, or as many where the others are repeated.
    Where nine in ten rows have a name of their own in the outer column, a few cells over several rows say nothing.
    """
    if _named_apart(outer, inner, body):
        return False
    above = [squeezed(row.cell(outer)) for row in body if row.cell(outer).strip()]
    below = [squeezed(row.cell(inner)) for row in body if row.cell(inner).strip()]
    if not all(map(_WORD.search, below)):
        return False  # formulas (A=B+C), numbers of rows
    if len(below) > len(above):
        return True
    if 2 * len(set(above)) <= len(above) <= len(below) + 1 and len(set(below)) > len(set(above)):
        return True
    deep = [origin.cell for row in body if (origin := row.origin(outer)) is not None and origin.cell.rows > 1]
    inside = [origin.cell.row for row in body if (origin := row.origin(inner)) is not None and row.cell(inner).strip()]
    return any(sum(cell.row <= top < cell.row + cell.rows for top in inside) > 1 for cell in deep)


def _named_apart(outer: int, inner: int, body: Sequence[GridRow]) -> bool:
    """True if column `outer` names, each anew, nine in ten of the rows in which column `inner` says something."""
    named = [squeezed(row.cell(outer)) for row in body if row.cell(inner).strip()]
    anew = sum(1 for before, here in pairwise(["", *named]) if here and here != before)
    return len(named) >= FEWEST_NAMED and 10 * anew >= 9 * len(named)
