"""Rates over last year in a table whose last year stands in the table of another document.

查什么: 附表只印“决算数为上年决算数的%”“比上年增减%”而没有上年数的，到同一地区另一份文件的同名科目中找上年数计算，看是否相符。以哪一栏为
    上年数由各行比例确定：三分之二以上的行相符才采用；二十行以上而只有一行（或不到四十分之一）不符的才提出，否则只记录相符的。
为什么: 上年数不印在表内，读者无法核对增减比例；把两年的决算表放在一起就可以逐行核对。
例: 2021年决算表“教育支出”决算数12,000，为上年决算数的104.3%；2020年决算表同一科目为11,500。
怎么办: 核对比例所用的上年数与上年决算是否一致，口径有调整的请注明。
依据: 预算法第七十九条（决算与上年对比）；数值修约规则（GB/T 8170）。

What: where a table prints only the rate over last year, last year's amount is looked for in the same row of another
    document of the place. Which column is last year's is shown by the rates: two in three must come out. A row that
    does not is told only where it is the only one of twenty or more, or one in forty.
Why: without last year's amounts nobody can verify the rates; two years of accounts side by side can.
Example: 12,000 is 104.3 % of the 11,500 in the account of the year before.
Fix: See that the rate was worked out from last year's account; note a change of scope.
Source: Budget Law art. 79; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.years.bases_elsewhere import rates_over_last_year

CODE = "YER08"
NAME = "rates-over-last-years-table"
TITLE = {"zh": "为上年决算数的%与上年决算表", "en": "Rates over last year's table"}


def propose(dossier: Dossier) -> Iterator[Relation | Claim]:
    """Every rate that comes out, and those that do not as claims that are told only where the base is beyond doubt."""
    for told in rates_over_last_year(dossier):
        if told.held:
            yield told.relation
        else:
            yield Claim((told.relation,), Policy.TELL if told.firm else Policy.COUNT)
