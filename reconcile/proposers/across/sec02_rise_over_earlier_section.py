"""A rise over last year's amount, which another section of the same report tells.

查什么: 草案一节写“收入157亿元，增长2%，增收3.1亿元”，上年数写在执行情况一节：按同一地区、预算、级次、险种、科目和年度找出上年数，两数之差、
    之比是否与所写增减额、增长率相符。记录相符的；同类关系大多相符、上年数只有一个且只差一处笔误的，提示一次。
为什么: 基数与增减额相隔几段，容易用错。
例: 执行一节非税收入63.4亿元，草案一节62.2亿元、减收1.2亿元。
怎么办: 核对上年数与增减额的口径。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: an amount with its rise in money or percent, where last year's amount stands in another section: found by place,
    budget, level, scheme, line and year. What holds is recorded; a slip is told where nearly all others hold.
Why: base and rise stand sections apart.
Example: 62.2, down by 1.2, after 63.4.
Fix: check last year's amount and the scope of the rise.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from fiscal.claims import change, growth
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.headline_amounts import headline_last_year
from reconcile.linking.sections.account_lines import account_lines
from reconcile.linking.sections.borne_out import borne_out
from reconcile.linking.sections.told_rises import ToldRise, told_rises

CODE = "SEC02"
NAME = "rise-over-amount-of-earlier-section"
TITLE = {"zh": "增减额与别节所述上年数", "en": "Rise and last year's amount in another section"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per rise whose base another section tells."""
    sisters: dict[tuple[str, int], list[list[Relation]]] = defaultdict(list)
    book = account_lines(dossier)
    for told in told_rises(dossier):
        line = book.of_figure.get(told.amount.id)
        if line is None or headline_last_year(told.amount, told.rise, line.passage, dossier) is not None:
            continue  # the growth of a whole budget is the matter of another check
        last_year = line.account._replace(year=line.account.year - 1)
        bases = book.told_or_open(last_year, line.name, planned=told.planned)
        readings = [_relation(told, base) for base in bases if base.quantity.value]
        if readings:
            sisters[line.account.document, line.account.year].append(readings)
    for claims in sisters.values():
        yield from borne_out(claims, dossier, told=True)


def _relation(told: ToldRise, base: Figure) -> Relation:
    make = change if told.rise.measure is Measure.DELTA else growth
    return make(CODE, base, told.amount, told.rise, Basis.INFERRED, told.said)
