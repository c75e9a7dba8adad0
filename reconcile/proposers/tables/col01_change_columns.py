"""Columns that compute from other columns: 增减额, 增减%, 完成预算%, 合计 columns and printed formulas (A=B+C).

查什么: 增减额（调整额）栏等于调整预算数减预算数，或本期数减上年数；增减%栏等于增减额除以比较基数；完成预算%栏等于执行数除以预算数；
    表头印有公式（A=B+C、3=2/1、D=(B-A)/A）的栏按公式核对；“合计”“小计”栏等于同一表头下各分栏之和，全市（本地区）栏等于本级栏与所属区县合计栏之和，
    多数行相加相符的才核对；完成率栏等于完成数除以目标（计划、预算）数，占比栏等于本行除以合计行，
    收支结余栏等于收入减支出，累计结余栏等于上年结余加本年结余；“占预算%”“增长%”“预算数为上年执行数的%”等表头没有写明或写法不一的，
    由多数行判定是哪两栏之比；表头没有说明、但三行以上都显出一栏等于相邻各栏之和的，其余各行照此核对（只作提示）。
为什么: 由其他栏算出的栏与原栏不符，说明其中一个数不对。
例: 预算数 1,885，调整预算数 204,885，增减额 203,000。
怎么办: 先看整栏是否漏加一栏或公式引用错位；只有个别行不符的，核对该行的各数。
依据: 栏目名称与表内公式；财政部预算、决算报表和地方政府债务限额余额表的栏间关系。
What: a column headed 增减额 or 调整额 is the later figure less the earlier, 增减% the change over the base, 完成预算% what was
    executed over the budget; a formula printed in the header (A=B+C, 3=2/1) is followed as printed; a column headed
    合计 or 小计 is the sum of the columns under the same upper header, that of the whole area the sum of 本级 and of the
    areas below, where most rows add up so; a share is the row over the 合计 row; a balance is receipts less outlays, and
    the closing balance the opening one and that of the year. Where a header leaves open which two columns a rate
    compares (增长%, 占预算%), most rows have to bear one reading out. Where a header says nothing, but three rows or
    more show a column to be the sum of those beside it, the other rows are checked likewise (warnings only).
Why: where a computed column disagrees with those it is computed from, a figure is wrong.
Example: 1,885 to 204,885 is a change of 203,000.
Fix: If many rows fail, a column was left out or the formula is shifted; if one does, check the figures of that row.
Source: headers and printed formulas; relations between columns in the forms of the Ministry of Finance.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.structure.columns.computed_columns import column_rules, row_relation
from reconcile.structure.columns.share_columns import share_relations

CODE = "COL01"
NAME = "computed-columns"
TITLE = {"zh": "增减、完成比例等栏与原栏相符", "en": "computed columns agree with their sources"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every computed column and row with figures in all of the columns concerned, and for shares."""
    for table in dossier.tables():
        yield from share_relations(table, CODE)
        for rule in column_rules(table):
            for row in range(len(table.rows)):
                relation = row_relation(table, rule, row, CODE)
                if relation is not None:
                    yield relation
