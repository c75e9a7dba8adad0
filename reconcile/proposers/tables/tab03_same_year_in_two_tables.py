"""A line of one year and step states one number in every table that prints it, whatever the table is about.

查什么: 执行情况表与下一年度草案表、总表与明细表、平衡表与规划表等，对同一预算、级次、收支方向、年份和步骤（预算、调整、执行、决算）
    列出同名行的，应为同一个数，例如“2025年执行数”在2025年执行情况表和2026年草案表中各印一次。多数同名行相同的才核对；
    其余各行，只差一个笔误的列入；两表各行名称基本相同的，个别不同的行也列入（上级行的差异由下级行引起的只列下级行），
    不同的行较多时只列最上一级的合计行；同一上级行下的两行，一行多出的正是另一行少的，两行一并列入。
为什么: 同一年同一步骤的数字前后两张表不同，或者有一处有误，或者口径变了而没有说明。
例: 2025年执行情况表中专项转移支付收入 34,913，2026年草案表中2025年执行数为 63,913。
怎么办: 先确定哪一张表是最后一稿，改另一张；口径不同的，在表下注明。
依据: 财政部预算、决算报表的表间关系；《预算法》第十四条（预算、决算公开并作出说明）。
What: tables of execution, drafts for the next year, summaries and details that print the same line of the same budget,
    level, side, year and step (budget, adjusted, executed, final) state one number. Looked at only where most of the
    lines they share do; of the others those one slip apart, and where the tables list the same rows, few that differ
    otherwise (the innermost only), or of many the topmost total; and two rows under one row, of which one has just what
    the other lacks.
Why: either one of the two is wrong or the scope changed and nobody says so.
Example: 34,913 in the table of execution, 63,913 in the draft for the next year.
Fix: find out which table is the last draft and correct the other; say so below the table where the scope differs.
Source: relations between the forms of the Ministry of Finance; Budget Law, article 14.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from fiscal.claims import same
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import telling_digits
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
from reconcile.disjoint_sets import DisjointSets
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.paired_tables import column_key
from reconcile.structure.counterparts.same_lines import Shared, Twin, shared
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.row_roles import total_rank

CODE = "TAB03"
NAME = "same-line-of-one-year"
TITLE = {"zh": "同一年度的同一行在各表中相同", "en": "a line of one year is the same in every table"}
FEWEST = 3
"""So many rows must tie before two tables are taken to speak of the same things."""

FEW = 6
"""Rows that differ otherwise than by a slip are few if so many times as many tie."""

TELLING = 3
"""An amount of so many digits that mean something is not missing here and too much there by chance."""

_PURPOSE = label_pattern("purpose-of-year-table")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for all cells that tie or may be meant to, in however many tables they stand."""
    groups: DisjointSets[str] = DisjointSets()
    for pair in shared(dossier.tables()):
        if pair.ties < FEWEST or 3 * pair.ties < 2 * len(pair.twins) or _known(pair):
            continue
        alike = [twin for twin in pair.twins if twin.tie or twin.slipped]
        for twin in (*alike, *_differing(pair), *_exchanged(pair)):
            groups.join(twin.one.id, twin.two.id)
    order = {name: at for at, name in enumerate(dossier.figures)}
    for group in groups.sets():
        members = sorted(group, key=lambda name: order[name])
        said = dossier.figures[members[-1]].label
        yield same(CODE, members, Basis.INFERRED, said)


def _known(pair: Shared) -> bool:
    """True if TAB01 compares the columns: tables of one period with columns of the same words."""
    one, two = pair.columns
    return pair.first.table.period == pair.second.table.period and column_key(one) == column_key(two)


def _differing(pair: Shared) -> list[Twin]:
    """Cells that differ by more than a slip, where the two tables are one and the same form."""
    apart = [twin for twin in pair.twins if twin.same_place and not twin.tie and not twin.slipped]
    if not apart:
        return []
    if not _same_form(pair):
        return apart if len(apart) == 1 and pair.ties >= max(FEW, len(pair.twins) - 1) else []
    causes = _innermost(pair, apart)
    if len(causes) * FEW <= pair.ties:
        return causes
    top = max(apart, key=lambda twin: (total_rank(pair.first.table.rows[twin.rows[0]].label), -twin.rows[0]))
    return [top] if total_rank(pair.first.table.rows[top.rows[0]].label) else []


def _exchanged(pair: Shared) -> Iterator[Twin]:
    """Cells of two rows under one row that differ by the same amount, one by more and one by less: what one table
    counts in the first, the other counts in the second, and the row above them states one number in both.
    """
    by_gap: dict[Decimal, list[Twin]] = defaultdict(list)
    for twin in pair.twins:
        if not twin.tie and telling_digits(_gap(twin)) >= TELLING:
            by_gap[abs(_gap(twin))].append(twin)
    for twins in by_gap.values():
        if len(twins) == 2 and _gap(twins[0]) + _gap(twins[1]) == 0 and pair.siblings(*twins):
            yield from twins


def _gap(twin: Twin) -> Decimal:
    return EXACT.subtract(twin.one.quantity.centre, twin.two.quantity.centre)


def _same_form(pair: Shared) -> bool:
    """True if the titles differ only in year and purpose, and the tables list the same rows but for a few."""
    one, two = (_PURPOSE.sub("", view.table.title) for view in (pair.first, pair.second))
    common = len(pair.first.rows.keys() & pair.second.rows.keys())
    return one == two and 5 * common >= 4 * max(len(pair.first.rows), len(pair.second.rows))


def _innermost(pair: Shared, apart: list[Twin]) -> list[Twin]:
    """Of the cells that differ those that do not differ because a part of theirs does, in either of the tables."""
    found = apart
    for side, view in enumerate((pair.first, pair.second)):
        rows = {twin.rows[side] for twin in apart}
        known = announced_sums(view.table)
        sums = (*known.totals, *known.tree, *known.listed)
        above = {one.total for one in sums if any(row in rows for row, _ in one.parts)}
        found = [twin for twin in found if twin.rows[side] not in above]
    return found
