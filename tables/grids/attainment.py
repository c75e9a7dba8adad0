"""Columns of words in which a table judges its own rows (完成情况判断): whether they came up to their target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.table import Attainment, Judged
from tables.cell_words import squeezed
from tables.grids.grid import Roles
from tables.grids.grid_rows import GridRow

_HEADER = re.compile(
    r"(?:判断|评估|评价|研判)(?:结果|意见)?(?:[（(].*[)）])?$|(?:完成|实现|进展)(?:情况|进度)$|是否(?:完成|达标|达到)"
)
_SHORT = re.compile(r"(?:不及|低于|未达|未达到|没有达到|落后于)(?:预期|目标|计划|进度)|未(?:能)?(?:完成|达标|实现)")
_REACHED = re.compile(
    r"(?:已|提前|超额)(?:经|全面|全部|提前|超额)?(?:完成|达到|达标|实现)|(?:达到|超过|完成)(?:预期)?(?:目标|计划)"
)
_UNSURE = re.compile("预计|可以|能够|力争|努力|有望|基本|部分|尚")


def attainment_of(words: str) -> Attainment | None:
    """What the words of a judgement say for certain; None for a hope, for both at once, and for anything else.

    >>> attainment_of("提前达到目标"), attainment_of("不及预期"), attainment_of("预计能够完成")
    (<Attainment.REACHED: 'reached'>, <Attainment.SHORT: 'short'>, None)
    """
    text = squeezed(words)
    short, reached = _SHORT.search(text), _REACHED.search(text)
    if short is not None:
        return None if reached is not None and reached.start() >= short.end() else Attainment.SHORT
    if reached is None or _UNSURE.search(text[: reached.start()]):
        return None
    return Attainment.REACHED


def judged_rows(header: Sequence[GridRow], body: Sequence[GridRow], roles: Roles) -> Iterator[Judged]:
    """The judgement of every row that has one, from the first column of words behind the figures that is headed so."""
    width = max((len(row.cells) for row in header), default=0)
    heads = ((at, squeezed("".join(row.cell(at) for row in header))) for at in range(roles.values[-1] + 1, width))
    column = next((at for at, head in heads if _HEADER.search(head)), None)
    if column is None:
        return
    for index, row in enumerate(body):
        said = row.cell(column)
        found = attainment_of(said)
        if found is not None:
            yield Judged(index, found, squeezed(said))
