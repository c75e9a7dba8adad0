"""决算数大于（小于、等于）预算数, against the two amounts of the paragraph.

查什么: 同一段写有“年初预算为A，支出决算为B”，随后写“决算数大于（小于）预算数”的，B与A的大小是否如文字所说；“等于”“持平”的，两数是否
    相同；“基本持平”只记录相同的。模板中未作选择的“大于/小于”不查。
为什么: 部门决算说明逐项解释决算与预算的差异，文字方向与数字相反，解释就失去依据。
例: “年初预算为1560.05万元，支出决算为1511.89万元。决算数大于预算数”，数字却是决算小于预算。
怎么办: 核对预算数与决算数，更正“大于”“小于”“持平”的用语或数字。
依据: 《预算法》第七十五条、第八十九条；财政部部门决算公开范本（决算数与预算数差异说明）。

What: a paragraph that gives budget and outturn and then says that the outturn is above, below or equal to the budget.
Why: departments explain item by item why the two differ; with the direction wrong the explanation is void.
Example: budget 1560.05, outturn 1511.89, "the outturn exceeds the budget".
Fix: Check budget and outturn; correct the words or a figure.
Source: Budget Law art. 75 and 89; the Ministry of Finance's form for departments' final accounts.
"""

from __future__ import annotations

from fiscal.statement import Why
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Proposed
from reconcile.linking.told_orders import told_orders

CODE = "WRD02"
NAME = "outturn-and-budget-words"
TITLE = {"zh": "“决算数大于预算数”等用语", "en": "Words that compare outturn and budget"}


def propose(dossier: Dossier) -> Proposed:
    """One relation for every comparison of a budget and its outturn in words."""
    yield from told_orders(dossier, CODE, Why.BUDGETED)
