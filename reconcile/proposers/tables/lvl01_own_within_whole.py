"""Line by line, the government's own figure is at most that of the whole area.

查什么: 同一预算、同一科目、同一栏的区级（本级）数不超过全区（全市）数。对下级的补助等上下级之间的往来除外；
    全区表另列了区级表没有的行时，“其他”行不比较。
为什么: 全区数是本级与下级之和，本级大于全区必有一数不对，或两张表口径不同。
例: 城乡社区支出区级 701,425，全区 1,020,726。
怎么办: 核对两级数字是否同一口径、同一年度，区级数大于全区数的应更正。
依据: 《预算法》第六条至第九条（总预算由本级预算和汇总的下一级总预算组成）。
What: for the same budget, row and column the figure of the government itself is at most that of the whole area;
    payments between levels are left aside, and 其他 where one level lists rows that the other puts under it.
Why: the whole is the government itself and those below it; if a part is larger, a figure is wrong or the tables
    differ in scope.
Example: 701,425 of 1,020,726.
Fix: See that both levels have one scope and year; correct what exceeds the whole.
Source: Budget Law, articles 6 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import at_most
from fiscal.figure import Measure
from fiscal.relation import Basis, Relation
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.paired_tables import LevelPair, level_pairs
from reconcile.structure.rows.agreeing_columns import amount
from reconcile.structure.rows.announced_sums import announced_sums
from reconcile.structure.rows.row_roles import RowKind

CODE = "LVL01"
NAME = "own-within-whole-by-line"
TITLE = {"zh": "区级数不超过全区数", "en": "own-level lines are within those of the whole area"}
_OTHER = label_pattern("other-row")
_BETWEEN_LEVELS = label_pattern("between-levels")
_LEFT = label_pattern("left-of-year")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `at-most` for every pair of corresponding cells."""
    for pair in level_pairs(list(dossier.tables())):
        alone = {column: _unpaired(pair, column) for column, _ in pair.columns}
        for row, own_row in pair.rows:
            label = pair.own.rows[own_row].label
            if _BETWEEN_LEVELS.search(label) or _LEFT.search(label):
                continue
            other = _OTHER.match(label) is not None
            for column, own_column in pair.columns:
                if _BETWEEN_LEVELS.search(pair.whole.columns[column].title):
                    continue
                if other and alone[column]:
                    continue  # what one level lists by itself may stand under 其他 at the other
                greater, lesser = pair.whole.rows[row].cells[column], pair.own.rows[own_row].cells[own_column]
                if greater is None or lesser is None or Measure.DELTA in (greater.measure, lesser.measure):
                    continue
                if greater.quantity.value < 0 or lesser.quantity.value < 0:
                    continue
                yield at_most(CODE, lesser, greater, Basis.DERIVED, f"{pair.own.title} {label}".strip())


def _unpaired(pair: LevelPair, column: int) -> bool:
    """True if the table of the whole area has an item with a figure in `column` that the other table does not list."""
    if pair.whole.elided or pair.own.elided:
        return False  # rows not printed are not missing there
    paired = {row for row, _ in pair.rows}
    items = (line.index for line in announced_sums(pair.whole).lines if line.kind is RowKind.ITEM)
    return any(amount(pair.whole, row, column) for row in items if row not in paired)
