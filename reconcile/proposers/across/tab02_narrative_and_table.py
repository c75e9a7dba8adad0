"""The narrative says what the tables say.

查什么: 正文中的数字与附表中同一预算、同一级次、同一阶段、同一科目的数字是否一致；单位不同的换算后按四舍五入比较。
为什么: 附表是批准的依据，正文是审议的依据，两者必须说同一个数。
例: 说明“城乡社区支出由1020726万元调整为1120726万元”，附表2该行应为1,020,726和1,120,726。
怎么办: 核对正文与附表的同一事项，注意单位和预算级次，统一更正。
依据: 预算法第四十八条、第六十九条（预算草案、调整方案及其说明）。

What: a figure of the narrative and the cell of the same budget, level, stage and line state one number.
Why: the table is what is approved, the narrative what is debated.
Example: urban and rural community outlays 1,020,726 in both.
Fix: Check text and table for the same matter, its unit and level, and make them agree.
Source: Budget Law art. 48 and 69.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.linking.links import repeats

CODE = "TAB02"
NAME = "narrative-says-what-tables-say"
TITLE = {"zh": "正文与附表", "en": "Narrative and tables"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` relation for every group of mentions with both cells and narrative figures."""
    yield from repeats(dossier, CODE, in_tables=True)
