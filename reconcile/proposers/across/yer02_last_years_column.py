"""The columns of last year say what last year's document says.

查什么: 同一地区（部门）的两份文件对同一年度、同一阶段（预算数、调整预算数、执行数、决算数）列出同名科目的，如本年决算表的“上年决算数”栏
    与上年决算表的“决算数”栏，应为同一个数。按预算、级次、收支方向和科目对应；两栏多数行相同时才核对；科目调整（合计相同、几行互有增减）
    不提出。同一文件的不同稿次之间不核对。
为什么: 上年数是增减比较的基础，与上年批准的数字不同而没有说明，今年的增幅就不可靠。
例: 2023年决算税收收入 98,400 万元，2024年预算表“2023年决算数”栏也应为 98,400 万元。
怎么办: 核对上年数是否取自上年的决算（执行）报告，口径有变化的请注明。
依据: 预算法第四十六条、第七十九条（预算、决算草案与上年数的对比）。

What: two documents of one place or unit that list the same row for the same year and stage state one number, such as
    “final account of last year” beside last year's final account; only where most rows of the two columns agree.
    Amounts moved between rows under an unchanged total, and versions of one document, are left alone.
Why: growth rates rest on last year's column.
Example: tax revenue of 98,400 in the accounts of 2023 and in the column for 2023 one year later.
Fix: See that last year's figures come from last year's report; a change of scope should be noted.
Source: Budget Law art. 46 and 79.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from fiscal.claims import same
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from reconcile.disjoint_sets import DisjointSets
from reconcile.dossier import Dossier
from reconcile.linking.years.columns_of_one_year import ColumnPair, column_pairs
from reconcile.linking.years.versions import versions

CODE = "YER02"
NAME = "last-years-column-is-last-years-document"
TITLE = {"zh": "上年栏与上年文件", "en": "Last year's column and last year's document"}

FEWEST = 3
"""So many rows must tie before two columns are taken to speak of the same things."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every row of one stage of one year that several documents list."""
    groups: DisjointSets[str] = DisjointSets()
    titles: dict[str, str] = {}
    for pair in column_pairs(dossier):
        if pair.first.stage is not pair.second.stage:
            continue
        moved = _moved(pair)
        for _, a, b in _comparable(pair):
            if a.quantity.centre == b.quantity.centre or not moved:
                titles.setdefault(b.id, pair.second.table.title)
                groups.join(a.id, b.id)
    works = versions(dossier)
    for group in groups.sets():
        members = _one_for_each_work([dossier.figures[name] for name in group], works)
        if len(members) > 1:
            said = f"{titles.get(members[-1].id, '')} {members[-1].label}".strip()
            yield same(CODE, members, Basis.INFERRED, said)


def _one_for_each_work(group: Sequence[Figure], works: Mapping[str, int]) -> list[Figure]:
    """Of several versions of one work only the one that most documents confirm."""
    values = Counter(figure.quantity.centre for figure in group)
    chosen: dict[int, Figure] = {}
    for figure in group:
        work = works[figure.place.document]
        if work not in chosen or values[figure.quantity.centre] > values[chosen[work].quantity.centre]:
            chosen[work] = figure
    return list(chosen.values())


def _comparable(pair: ColumnPair) -> tuple[tuple[int, Figure, Figure], ...]:
    """The cells of the pair, if most of them tie."""
    ties = sum(a.quantity.centre == b.quantity.centre and a.quantity.value != 0 for _, a, b in pair.cells)
    return pair.cells if ties >= FEWEST and 3 * ties >= 2 * len(pair.cells) else ()


def _moved(pair: ColumnPair) -> bool:
    """True if several rows differ and their differences cancel out, or more than a few do: amounts were moved or
    defined anew.
    """
    off = [EXACT.subtract(a.quantity.centre, b.quantity.centre) for _, a, b in pair.cells]
    off = [difference for difference in off if difference]
    return len(off) > 1 and (sum(off) == 0 or 4 * len(off) > len(pair.cells))
