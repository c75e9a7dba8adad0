"""The rows listed under 其中 are parts of the row above them.

查什么: “其中：”所列各行之和不超过上一行；所列各行恰好列全的，应当相等。
为什么: 部分大于整体，或列全而不等，说明至少有一个数不对。
例: 税收收入 81,200，其中：增值税 40,000，企业所得税 30,000。
怎么办: 核对“其中”各行是否属于上一行，数字是否有误。
依据: 表内“其中”项的通行含义；财政部预算、决算报表的表内关系。
What: the rows under 其中 come to no more than the row above them, and to exactly as much where they exhaust it.
Why: a part larger than its whole means that at least one figure is wrong.
Example: 81,200, of which 40,000 and 30,000.
Fix: See whether the rows belong to the one above, and check their figures.
Source: what 其中 means; relations within the forms of the Ministry of Finance.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import total
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.of_which_in_units import parts_in_units
from reconcile.structure.rows.sum_of_rows import relations_down

CODE = "TOT04"
NAME = "of-which-within-whole"
TITLE = {"zh": "其中项不超过上一行", "en": "rows under 其中 are parts of the row above"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every 其中 and column, partial unless the rows listed exhaust the whole."""
    for table in dossier.tables():
        found = announced_sums(table)
        yield from relations_down(table, CODE, found.listed, found.columns)
        for whole, parts, complete in parts_in_units(table):
            yield total(CODE, whole, parts, Basis.INFERRED, whole.label, partial=not complete)
