"""Rows of one name below the parts of a total add up to the row of that name below the total.

查什么: 合计之下与各分项之下列有同名的行（如各项基金的“其中：保险费收入”）时，合计下的该行等于各分项下同名行之和；
    表末的“本年收支结余”“年末滚存结余”等行，等于名称以其结尾的各行之和。
为什么: 各项基金分别相符而同名行汇总不符，说明汇总或分项中有一个数抄错。
例: 社会保险基金收入合计其中财政补贴收入 20,969，两项基金分别为 6,006 和 14,963。
怎么办: 对照各项基金（或各级、各部门）的分表，看同名行有无漏抄、错行；再核对合计下各行是否取自同一版本。
依据: 财政部预算、决算报表的表内关系；《预算法》第三十二条（各级预算收支按科目编列）。
What: where the same row stands below a total and below each of its parts (of which: contributions), the row below the
    total is the sum of those below the parts; the last rows of a table are the sum of the rows whose names end like
    theirs.
Why: every fund may add up by itself while the make-up of all of them was copied wrongly.
Example: subsidies of 20,969 for all funds, 6,006 and 14,963 for the two of them.
Fix: Compare the row with the separate tables of the funds; look for a row skipped or shifted in copying.
Source: relations within the forms of the Ministry of Finance; Budget Law, article 32.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.same_named import same_named_sums
from reconcile.structure.rows.sum_of_rows import relations_down

CODE = "TOT06"
NAME = "same-named-rows-sum"
TITLE = {"zh": "同名各行之和等于合计下的同名行", "en": "rows of one name sum to that row below the total"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every name that stands below a total and below its parts, and every column."""
    for table in dossier.tables():
        yield from relations_down(table, CODE, same_named_sums(table), announced_sums(table).columns)
