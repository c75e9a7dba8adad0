"""In an adjustment table, a row that the adjustment does not touch repeats its number.

查什么: 调整表中未列入调整的行，预算数与调整预算数应当是同一个数；两数相同，或只差一个笔误（一位数字、相邻两位颠倒等）的，按同一个数核对。
为什么: 未调整的数在抄录时写错，会被误认为作了调整。
例: 上解支出预算数 119,696，调整预算数 119,696。
怎么办: 确认该行是否作了调整；没有调整的，两栏统一。
依据: 《预算法》第六十七条至第七十条（调整方案之外的数额不变）。
What: a row outside the adjustment states one number in both columns; proposed where the two are equal or one slip
    apart.
Why: a slip in copying an unchanged figure looks like an adjustment.
Example: 119,696 in both columns.
Fix: Settle whether the row was adjusted; if not, make both columns agree.
Source: Budget Law, articles 67 to 70.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import same
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from reconcile.dossier import Dossier
from reconcile.structure.rows.announced_sums import adjustments, announced_sums

CODE = "TOT05"
NAME = "unadjusted-lines-repeat"
TITLE = {"zh": "未调整的行前后一致", "en": "unadjusted lines repeat their number"}
FEWEST_DIGITS = 4
"""Shorter numbers look like slips of one another too easily."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every row whose two stages state one number, or nearly so."""
    for table in dossier.tables():
        columns = announced_sums(table).columns
        for before, after in adjustments(table):
            if before not in columns or after not in columns:
                continue
            for row in table.rows:
                first, second = row.cells[before], row.cells[after]
                if any(cell is not None and cell.quantity.value for cell in row.cells[before + 1 : after]):
                    continue  # 调整数 between the two says by how much the row was adjusted
                if first is not None and second is not None and unchanged(first, second):
                    yield same(CODE, (first, second), Basis.DERIVED, f"{table.title} {row.label}".strip())


def unchanged(first: Figure, second: Figure) -> bool:
    """True if two figures state one number, or may be meant to: one slip of the pen apart."""
    one, two = first.quantity, second.quantity
    if one.unit.dimension != two.unit.dimension or one.value == 0 or two.value == 0:
        return False
    if one.centre == two.centre:
        return True
    long = min(len(one.value.as_tuple().digits), len(two.value.as_tuple().digits)) >= FEWEST_DIGITS
    return long and one.unit == two.unit and slip(one.value, two.value) in ("swap", "lost", "extra", "power", "unit")
