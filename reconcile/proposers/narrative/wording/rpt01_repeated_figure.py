"""The same fact repeated in several places of the narrative states one number.

查什么: 同一事项的数字在议案、说明、审查报告等多处出现时，各处是否一致；单位不同（万元、亿元）的换算后按四舍五入比较。
为什么: 同一数字前后不一，代表无法判断以哪一个为准。
例: 说明写“新增债券8.8亿元”，议案也应写8.8亿元。
怎么办: 确认以哪一处为准，统一各处的数字和单位。
依据: 全国人大常委会关于加强经济工作监督的决定；公文数字前后一致的要求（GB/T 15835、GB/T 9704）。

What: mentions of one fact in several places state one number, in whatever unit.
Why: where they differ nobody can tell which one is proposed.
Example: new bonds 8.8 in the motion and in the explanation.
Fix: Settle which place holds, and make all of them and their units agree.
Source: drafting rules for official documents (GB/T 9704, GB/T 15835).
"""

from __future__ import annotations

from reconcile.dossier import Dossier
from reconcile.linking.claiming import Proposed
from reconcile.linking.links import repeats

CODE = "RPT01"
NAME = "repeated-figure-is-one-number"
TITLE = {"zh": "同一数字多处出现", "en": "One figure in several places"}


def propose(dossier: Dossier) -> Proposed:
    """One `same` relation for every group of mentions that lies in the narrative alone."""
    yield from repeats(dossier, CODE, in_tables=False)
