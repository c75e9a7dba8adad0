"""Debt limits and balances are the same in the documents of both years.

查什么: 同一地区不同年度文件所列同一年末的政府债务限额、余额（总额、一般、专项，按级次）是否一致：今年的“上年末余额”应为去年决算的“年末余额”。
    去年文件中的预计数与今年的实际数不同，由YER05作为变动提醒；年度中间调整过的限额只在相等或只差一个笔误时核对。
为什么: 债务余额逐年滚动，期初数与上年期末数对不上，限额内举债就无从核实。
例: 2022年决算年末余额126.80亿元，2023年决算“2022年末余额”也应为126.80亿元。
怎么办: 按年逐项核对限额、发行、还本与余额，说明核减、外债等其他变动。
依据: 预算法第三十五条；财预〔2015〕225号；财库〔2018〕61号（地方政府债务信息公开）。

What: debt limits and balances at one year's end are one number in the documents of several years of one place, by
    kind and level; expected balances are told by YER05, limits that were changed within the year only where they hold
    or miss by one slip.
Why: balances roll from year to year; without the same opening nothing can be verified.
Example: 126.80 at the end of 2022 in both final accounts.
Fix: Go through limits, bonds, repayment and balances year by year; other moves should be stated.
Source: Budget Law art. 35; Caiyu [2015] 225.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.claims import same
from fiscal.debt import DebtConcept, Telling
from fiscal.debt.known_gaps import RAISED
from fiscal.numbers.quantity import telling_digits
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from reconcile.dossier import Dossier
from reconcile.judge.claim import Claim, Policy
from reconcile.linking.partitions import holds
from reconcile.linking.years.debt_stocks import Stock, StockGroup, stock_groups

CODE = "YER03"
NAME = "debt-is-one-number-in-both-years"
TITLE = {"zh": "债务限额余额跨年衔接", "en": "Debt from year to year"}


LONG = 5
"""Digits of amounts of which one in the last place is a matter of rounding."""


def propose(dossier: Dossier) -> Iterator[Relation | Claim]:
    """One `same` for what the documents that look back say, and one for each limit fixed beforehand that agrees."""
    for group in stock_groups(dossier):
        settled = group.settled
        if len(settled) > 1:
            yield Claim((_same(settled),), Policy.COUNT if _in_the_last_place(settled) else Policy.TELL)
        if group.fact.concept is DebtConcept.LIMIT:
            yield from _limits_beforehand(group, dossier)


def _in_the_last_place(stocks: Sequence[Stock]) -> bool:
    """True if long numbers of one unit differ by one in their last place: both were rounded, or made to add up."""
    quantities = [stock.figure.quantity for stock in stocks]
    centres = [quantity.centre for quantity in quantities]
    apart = max(centres) - min(centres)
    long = min(telling_digits(quantity.value) for quantity in quantities) >= LONG
    return long and 0 < apart <= max(quantity.step for quantity in quantities)


def _limits_beforehand(group: StockGroup, dossier: Dossier) -> Iterator[Relation]:
    """A limit told beforehand beside the one told later, where it is or was meant to be the same."""
    later = group.settled or group.expected[-1:]
    for stock in group.expected:
        relations = [_same((stock, each)) for each in later if each.document_year != stock.document_year]
        agreeing = next((relation for relation in relations if holds(relation, dossier.figures)), None)
        if agreeing is not None:
            yield agreeing
        elif relations and _slipped(stock, later):
            yield relations[0]


def _slipped(stock: Stock, later: Sequence[Stock]) -> bool:
    """True if what is told later is one number, one slip away and so near that the limit can hardly have been moved."""
    one, others = stock.figure.quantity, [each.figure.quantity for each in later]
    if len({other.centre for other in others}) > 1:
        return False
    near = RAISED.telling(one.centre - others[0].centre, others[0].centre) is Telling.BROKEN
    return near and one.unit == others[0].unit and slip(one.value, others[0].value) is not None


def _same(stocks: tuple[Stock, ...]) -> Relation:
    """Sure where all of them are settled."""
    sure = all(stock.final for stock in stocks)
    return same(CODE, (stock.figure for stock in stocks), Basis.DERIVED, stocks[-1].figure.label, certain=sure)
