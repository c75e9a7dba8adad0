"""Balances of insurance funds roll forward from the account of one year to that of the next.

查什么: 同一地区两年的文件各列社会保险基金的本年收支结余和年末滚存结余时，今年的年末滚存结余是否等于去年文件的年末滚存结余加今年的本年收支结余，
    按级次、险种（同一表的行）核对；五位以上数字相符的才记录，不相符的不提出（上年结余可能按审计调整）。
为什么: 滚存结余逐年衔接，期初数只印在上年的文件里，单看一份文件无法核对。
例: 2020年末滚存结余4,732,117，2021年收支结余191,036，2021年末滚存结余4,923,154（末位四舍五入）。
怎么办: 不相符的，请说明上年结余的调整。
依据: 《预算法》第十一条；《社会保险基金财务制度》（财社〔2017〕144号）。

What: where the documents of two years of one place print the balance of the year and the closing balance of social
    insurance funds, this year's closing balance is last year's, in the other document, and the balance of the year; by
    level and by rows of one table. Recorded where it holds with five digits or more, never accused: an opening balance
    may have been corrected.
Why: the opening balance stands in last year's document only.
Example: 4,732,117 at the end of 2020, 191,036 over in 2021, 4,923,154 at the end of 2021.
Fix: Where it does not hold, ask what changed the opening balance.
Source: Budget Law, article 11; Caishe [2017] 144.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Budget
from fiscal.claims import total
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from reconcile.linking.years.amounts_by_key import CARRIED_OUT, Keyed, amounts_by_key, of_one_place
from tables.statements.running_totals import digits_of

CODE = "YER09"
NAME = "balance-rolled-over-documents"
TITLE = {"zh": "跨年文件滚存结余的衔接", "en": "Balances rolled over documents"}

CLOSING, REST = "结转下年", "本年结余"
DIGITS = 5


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One roll-forward for every closing balance whose opening stands in another document."""
    if len(dossier.documents) < 2:
        return
    known = amounts_by_key(dossier)
    for (concept, budget, year), closings in known.items():
        if concept != CLOSING or budget is not Budget.SOCIAL_INSURANCE:
            continue
        rests, openings = known.get((REST, budget, year), ()), known.get((CLOSING, budget, year - 1), ())
        for closing in closings:
            if closing.stage in CARRIED_OUT and digits_of(closing.figure) >= DIGITS:
                yield from _rolled(closing, rests, openings, dossier)


def _rolled(
    closing: Keyed, rests: tuple[Keyed, ...], openings: tuple[Keyed, ...], dossier: Dossier
) -> Iterator[Relation]:
    """The relation with the first opening of one place and level, elsewhere, with which the balance comes out."""
    beside = [rest for rest in rests if _of_one_account(rest, closing)]
    elsewhere = [
        opening
        for opening in of_one_place(closing.figure, closing.of, openings)
        if opening.of.document is not closing.of.document and opening.level is closing.level
    ]
    for rest in beside:
        for opening in elsewhere:
            if opening.stage in CARRIED_OUT and digits_of(opening.figure) >= DIGITS:
                made = total(CODE, closing.figure, (opening.figure, rest.figure), Basis.INFERRED, closing.figure.label)
                if holds(made, dossier.figures):
                    yield made
                    return


def _of_one_account(rest: Keyed, closing: Keyed) -> bool:
    """True for two rows of one table, in one column."""
    one, two = rest.figure.place, closing.figure.place
    return one.table is not None and one.table == two.table and one.column == two.column
