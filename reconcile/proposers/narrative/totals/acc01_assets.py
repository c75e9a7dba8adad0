"""Assets are liabilities plus net assets, and their ratio is the debt ratio.

查什么: 资产总额=负债总额+所有者权益（净资产）；资产负债率=负债总额÷资产总额。
为什么: 这是会计恒等式，不平说明三个数字中至少有一个有误。
例: 资产879.07 = 负债511.03 + 所有者权益368.04；511.03 ÷ 879.07 = 58.13%。
怎么办: 核对资产、负债、净资产三个数的出处，请填报单位说明差额所在的科目。
依据: 企业会计准则——基本准则；政府会计准则——基本准则（资产＝负债＋净资产）。

What: assets = liabilities + equity (net assets); debt ratio = liabilities / assets.
Why: an identity of accounting.
Example: 879.07 = 511.03 + 368.04; 511.03 / 879.07 = 58.13 %.
Fix: Trace the three figures to their ledgers and ask in which item the difference lies.
Source: Accounting Standards for Enterprises and for Governments, basic standards.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.words.label_patterns import LabelPattern, label_pattern
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.spans import figures_within, quoted_span

CODE = "ACC01"
NAME = "assets-are-liabilities-plus-equity"
TITLE = {"zh": "资产、负债与净资产", "en": "Assets, liabilities and net assets"}

_ASSETS = label_pattern("assets-told")
_LIABILITIES = label_pattern("liabilities-told")
_EQUITY = label_pattern("equity-told")
_RATIO = label_pattern("debt-ratio-told")


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """The identity for each run assets, liabilities, equity of a sentence, and the ratio that follows it."""
    if any("负债" in figure.label for figure in passage.figures):
        for span in passage.sentences:
            yield from _in_sentence(figures_within(passage, span), claim.of(quoted_span(passage, span)))


def _in_sentence(here: Sequence[Figure], claim: Claiming) -> Proposed:
    money = [f for f in here if f.measure is Measure.AMOUNT and f.quantity.unit.is_money]
    rates = [f for f in here if f.quantity.unit.is_rate]
    for i, assets in enumerate(money):
        if _ASSETS.search(assets.label):
            liabilities, equity = (_first(money[i + 1 : i + 4], name) for name in (_LIABILITIES, _EQUITY))
            rate = _first([f for f in rates if f.start > assets.start], _RATIO)
            if liabilities and equity:
                yield claim.total(assets, (liabilities, equity), certain=True)
            if liabilities and rate:
                yield claim.ratio(liabilities, (assets,), rate)


def _first(figures: Sequence[Figure], name: LabelPattern) -> Figure | None:
    return next((figure for figure in figures if name.search(figure.label)), None)
