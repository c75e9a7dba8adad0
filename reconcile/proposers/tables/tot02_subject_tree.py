"""A subject (类, 款) is the sum of the subjects below it (款, 项).

查什么: 类等于所属各款之和，款等于所属各项之和。表内有省略行（……）而分项不齐的，只核对所列分项之和不超过上级科目。
    缩进、编号、编码有误而各级数字仍然相符的，按数字调整级次；许多上级科目都大于所列各项的，视为未注明地略去了科目。
    编码、缩进和名称都看不出层级的行，如有两栏以上恰好等于相邻各行之和，其余各栏也按同样的分项核对（只作提示）。
为什么: 上下级科目不符，说明其中至少有一个数不对。
例: 款“基础设施建设”142,960，其下三项 16,960、15,000、111,000 相加为 142,960。
怎么办: 核对该科目所属各下级科目，查找漏列、级次排错的一行或写错的一数。
依据: 《预算法》第三十二条（按功能分类编列到项）；《政府收支分类科目》的类、款、项层级。
What: a 类 is the sum of its 款, a 款 the sum of its 项; where rows are left out (……), the parts printed are at most the
    whole. Where indentation, numbering or a code is wrong and the figures of all levels come out, the figures decide;
    where many a whole exceeds its parts, rows were left out without a word. A row whose depth nothing shows is taken
    for the sum of the rows beside it if two columns or more come to just that; then the other columns are checked
    likewise (warnings only).
Why: if two levels of the classification disagree, at least one figure is wrong.
Example: 142,960 over 16,960, 15,000 and 111,000.
Fix: Go through the subjects below it; look for one left out, at the wrong level, or mistyped.
Source: Budget Law, article 32; classification of government receipts and outlays.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.sum_of_rows import relations_down

CODE = "TOT02"
NAME = "subjects-sum-to-parent"
TITLE = {"zh": "上级科目等于下级科目之和", "en": "a subject is the sum of the subjects below it"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every row with rows below it in the tree, or that the figures show to be a sum, by column."""
    for table in dossier.tables():
        found = announced_sums(table)
        yield from relations_down(table, CODE, (*found.tree, *found.silent), found.columns)
