"""A column without a total comes to what the row of its name prints in another table.

查什么: 分项目分地区的表没有合计行时，每一地区（项目）一栏各行之和，是否等于同一文件另一表中以该地区（项目）为名的一行；
    一半以上、且不少于三栏相符的两表才核对；只有一栏不符、且只差一处笔误的才作提示。
为什么: 一张表按项目细分，另一张只列各地总数，两表说的是同一笔钱。
例: “云溪区”一栏各项目 30、20、50，另一表“云溪区”一行 100。
怎么办: 逐项核对该栏，并与另一表的总数核对。
依据: 预算法第三十八条（转移支付按地区、项目编列）；财政部预算、决算报表的表间关系。

What: in a table without a row of totals each column headed by an area (or an item) comes to the row of that name in
    another table of the document; only where more than half of the columns do, three at least. A difference is told if
    it is the only one and one slip explains it.
Why: one table tells by items what the other tells by areas alone; it is the same money.
Example: 30, 20 and 50 in the column of an area, 100 in its row.
Fix: Check the column item by item, and the row in the other table.
Source: Budget Law art. 38; relations between the forms of the Ministry of Finance.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import total
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from reconcile.structure.counterparts.columns_as_rows import FEWEST_COLUMNS, columns_as_rows

CODE = "TOT07"
NAME = "column-is-a-row-elsewhere"
TITLE = {"zh": "分地区各栏之和与另一表的同名行", "en": "columns of areas and the rows of their names elsewhere"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every column whose table agrees with the other one in most columns."""
    for document in dossier.documents:
        for some in columns_as_rows(document.tables):
            made = [total(CODE, one.whole, one.parts, Basis.INFERRED, one.whole.label) for one in some]
            held = [each for each in made if holds(each, dossier.figures)]
            if len(held) >= FEWEST_COLUMNS and 2 * len(held) > len(made):
                yield from held
                # Where several columns differ, cells were not read, or the two tables are not of quite the same money.
                others = [each for each in made if each not in held]
                yield from (each for each in others if len(others) == 1 and near_miss(each, dossier.figures))
