"""The word of a change against its two figures: 由A增加到B, where B must not be the smaller one.

查什么: “由A增加（提高、上升、增长）到B”中B不小于A，“由A减少（下降、降低、压减）到B”中B不大于A；“B，高于（低于）上年（预算、全市平均）的A”
    的，大小与文字一致；“与…A持平”的，两数相同。“调整为”不说方向，不查；“基本持平”只记录相同的。
为什么: 文字说增加而数字是减少，读者无从知道该信文字还是信数字。
例: “由85.1%提高到75.0%”，后数小于前数。
怎么办: 核对两个数字和“增加”“减少”等用语，更正其一。
依据: 公文用语准确、前后一致的要求（GB/T 9704、《党政机关公文处理工作条例》）。

What: where words say that something rose from A to B, B is not the smaller; where they say it fell, not the larger;
    where they say that one is above, below or level with another (last year's, the budget's, the average), so it is.
Why: with words and figures against each other nobody knows which to believe.
Example: "rose from 85.1 % to 75.0 %".
Fix: Check both figures and the word between them; correct one.
Source: drafting rules for official documents (GB/T 9704).
"""

from __future__ import annotations

from fiscal.statement import Why
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Proposed
from reconcile.linking.told_orders import told_orders

CODE = "WRD01"
NAME = "words-of-change-fit-figures"
TITLE = {"zh": "增减用语与数字", "en": "Words of change and their figures"}


def propose(dossier: Dossier) -> Proposed:
    """An order for every pair of figures of which words say how they lie; a `same` where nothing changed."""
    yield from told_orders(dossier, CODE, Why.CHANGED)
