"""Total rows (小计, 合计, 总计) are the sum of their parts, column by column.

查什么: 小计、合计、总计行等于各分项之和；总计行等于合计行加其后的上解、还本、补充稳定调节基金、结转等各行。
    分项由科目编码、缩进、编号、科目名称和各栏数字共同判断；有一栏相加相符的，其余各栏也按同样的分项核对。
    有省略行（……）的表只核对省略处之外的总计。“区县级合计”在前、各区县在后的，按其后各行核对；其上的全市行等于本级与区县级合计之和。
    没有合计字样的表，首行或末行经各栏数字证明是其余各行之和的，同样核对。
为什么: 合计与分项不符，说明至少有一个数不对，批准的数额就不确定。
例: 税收收入 81,200，非税收入 19,500，合计 101,000：分项相加为 100,700。
怎么办: 用工作簿中的“核对”栏逐项相加，查找漏列、错列的一行或写错的一数。
依据: 《预算法》第三十二条、第三十七条（各级预算收支按科目编列）；财政部预算、决算报表的表内关系。
What: a total row is the sum of its parts; a 总计 is the 合计 above it and the rows between them.
    Codes, indentation, numbering, names and the figures of all columns together tell which rows are the parts. A total
    of the areas below may stand before them; the row of the whole area above it is 本级 and that total.
    In a table without totals the first or last row is one if the figures show it to be the sum of all others.
Why: if a total does not add up, at least one figure is wrong and the amount to be approved is uncertain.
Example: 81,200 + 19,500 under a total of 101,000.
Fix: Add up again with the recount of the workbook; look for a row left out or misplaced, or a figure mistyped.
Source: Budget Law, articles 32 and 37; relations within the forms of the Ministry of Finance.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.structure.rows.agreeing_columns import relation_in
from reconcile.structure.rows.announced_sums import announced_sums

CODE = "TOT01"
NAME = "rows-sum-to-total"
TITLE = {"zh": "合计行等于各分项之和", "en": "total rows are the sum of their parts"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every total row and column."""
    for table in dossier.tables():
        found = announced_sums(table)
        for one in found.totals:
            for column in found.columns:
                relation = relation_in(table, CODE, column, one.total, one.parts, one.basis)
                if relation is not None:
                    yield relation
