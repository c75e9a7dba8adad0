"""A rate of growth whose base is told in another paragraph.

查什么: 正文某年全市（全区、本级）某本预算收入、支出总数“增长x%”，上一年同一总数写在同一文件别的段落的，两数之比是否与增长率相符。
    两处都须写明预算种类和级次；可比口径、同口径的增长率不作核对，只记录相符的。
为什么: 上年数写在执行情况一节，今年的增长率写在预算草案一节，相隔十几页，最容易用错基数。
例: 执行情况一节上年收入62,500万元，草案一节今年收入65,000万元、增长4%。
怎么办: 核对上年数与增长率的口径；属可比口径的请写明。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: the growth of a budget's receipts or outlays over last year's total, which the same document tells in another
    paragraph; both places name budget and level.
Why: base and rate stand pages apart, and a wrong base is easily taken.
Example: 65,000 against 62,500 is 4 %.
Fix: Check last year's amount and the scope of the rate; say so where it is a comparable one.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from fiscal.document import Document
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.headline_amounts import headline_last_year
from reconcile.linking.rows_named import rows_named
from tables.prose.followers import growths
from tables.prose.spans import quoted

CODE = "GRO03"
NAME = "growth-over-amount-told-elsewhere"
TITLE = {"zh": "增长率与别处所述上年数", "en": "Growth and last year's amount told elsewhere"}


@over(CODE, Document)
def propose(document: Document, claim: Claiming) -> Proposed:
    """One growth for every headline amount whose last year is told once in the same document."""
    for passage, amount, rate, doubtful in growths(document.passages):
        base = headline_last_year(amount, rate, passage, claim.dossier) if amount is not None else None
        if amount is not None and base is not None:
            made = claim.derived.of(quoted(passage, amount, rate)).growth(base, amount, rate)
            # Where the amount stands in a table, that table's last year is the nearer base.
            if claim.holds(made) or not (doubtful or rows_named(amount, rate, passage, claim.dossier)):
                yield made
