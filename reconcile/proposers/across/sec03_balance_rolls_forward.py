"""The balance of an insurance fund from one year to the next, told in two sections.

查什么: 社会保险基金及各险种：执行情况一节的年末滚存结余，加上草案一节的本年收支结余（或收入减支出），是否等于草案一节的年末滚存结余；按地区、级次、
    险种和年度对应。记录相符的；同一文件同类关系大多相符、只差一处笔误的，提示一次。
为什么: 结余逐年滚动，收入、支出或结余改了一个就接不上。
例: 2025年末78.4亿元，2026年收入59.42亿元、支出44.52亿元，年末93.3亿元。
怎么办: 对照社会保险基金收支表核对四个数。
依据: 预算法第十一条；社会保险基金预算收支表的勾稽关系。

What: of the insurance funds and of each scheme, last year's closing balance of one section with the year's rest, or its
    receipts less outlays, of another against the closing balance told there. What holds is recorded; a slip is told
    where nearly all others hold.
Why: balances roll forward; one wrong figure breaks the chain.
Example: 78.4 and 59.42 less 44.52 is 93.3.
Fix: hold the figures against the forms of the insurance funds.
Source: Budget Law art. 11; the forms of the insurance budget.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from fiscal.budget import Budget
from fiscal.claims import total
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.statement import Left, Rolled
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming
from reconcile.linking.sections.account_lines import Account, Book, account_lines
from reconcile.linking.sections.borne_out import borne_out
from reconcile.linking.told import told_as

CODE = "SEC03"
NAME = "balance-rolls-forward-over-sections"
TITLE = {"zh": "各节之间滚存结余的衔接", "en": "Balances rolled forward over sections"}

CLOSING, OPENING, REST, IN, OUT = "结转下年", "上年结转", "本年结余", "收入合计", "支出合计"


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One roll-forward per account of social insurance whose closing balance no sentence explains."""
    book = account_lines(dossier)
    told = _rolled(dossier)
    sisters: dict[str, list[list[Relation]]] = defaultdict(list)
    for account in book.accounts:
        if account.budget is Budget.SOCIAL_INSURANCE:
            readings = list(_readings(account, book))
            if readings:
                sisters[account.document].append(readings)
    for claims in sisters.values():
        found = borne_out(claims, dossier, told=True)
        yield from (relation for relation in found if relation.terms[0].figure not in told)


def _readings(account: Account, book: Book) -> Iterator[Relation]:
    closings = book.told(account, CLOSING)
    last_year = account._replace(year=account.year - 1)
    openings = [*book.told(last_year, CLOSING), *book.told(account, OPENING)]
    rests = book.told(account, REST)
    sides = list(product(book.told(account, IN), book.told(account, OUT)))
    for closing in closings:
        for opening in openings:
            yield from (_relation(closing, (opening, rest), (1, 1)) for rest in rests)
            if not rests:
                yield from (_relation(closing, (opening, *both), (1, 1, -1)) for both in sides)
        if not openings and account.scheme and _is_new(last_year, book):
            yield from (_relation(closing, both, (1, -1)) for both in sides)


def _relation(closing: Figure, parts: Sequence[Figure], signs: tuple[int, ...]) -> Relation:
    return total(CODE, closing, parts, Basis.INFERRED, closing.label, signs=signs)


def _is_new(last_year: Account, book: Book) -> bool:
    """True for a scheme of which nothing is told of last year, while other schemes are told of."""
    return last_year not in book.accounts and last_year._replace(scheme="") in book.with_schemes


def _rolled(dossier: Dossier) -> set[str]:
    """The closing balances that a sentence itself rolls forward from one told before it."""
    claim = Claiming(CODE, dossier)
    made = [claim.run(one.closing, one.run) for one in told_as(dossier, Rolled)]
    for left in told_as(dossier, Left):
        if left.closing is not None:
            made += [claim.total(left.closing, (opening, left.rest)) for opening in left.openings]
    return {one.terms[0].figure for one in made if claim.holds(one)}
