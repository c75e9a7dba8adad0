"""In a table that leaves unchanged rows out, the increment of a total is the sum of the increments of the printed rows.

查什么: 调整表用省略行（……）略去未调整的科目时，合计、类、款从预算数到调整预算数的增加额，等于所列各行增加额之和。空白格不计。
为什么: 省略行使合计无法由所列各行直接相加，但调整了的行都应列出，增加额必须对得上。
例: 支出合计由 3,295,325 调整为 3,395,325，所列仅城乡社区支出由 1,020,726 调整为 1,120,726，两者都增加 100,000。
怎么办: 补列所有作了调整的行，或更正增加额。
依据: 《预算法》第六十七条至第七十条（预算调整方案应当列明调整的项目和数额）。
What: where rows are left out (……) because nothing changed in them, the increment of a total, 类 or 款 from 预算数 to
    调整预算数 is the sum of the increments of the rows printed; a blank cell counts as nothing.
Why: such a total cannot be added up from the rows printed, but every row that changed has to be there.
Example: a total rises from 3,295,325 to 3,395,325, the one row printed from 1,020,726 to 1,120,726.
Fix: List every row that was adjusted, or correct the increment.
Source: Budget Law, articles 67 to 70.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import balance
from fiscal.relation import Basis, Relation, Role, Term
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.structure.columns.increments import increment_terms
from reconcile.structure.rows.announced_sums import AnnouncedSums, adjustments, announced_sums
from reconcile.structure.rows.row_roles import RowKind
from reconcile.structure.rows.sum_of_rows import Sum

CODE = "TOT03"
NAME = "increments-sum-to-total"
TITLE = {"zh": "省略表的增加额等于各行增加额之和", "en": "increments of printed rows sum to the total's"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every sum of a table with rows left out, and every pair of stages."""
    for table in dossier.tables():
        if not table.elided:
            continue
        found = announced_sums(table)
        for before, after in adjustments(table):
            for one in (*found.totals, *found.tree):
                relation = _relation(table, found, one, before, after)
                if relation is not None:
                    yield relation


def _relation(table: Table, found: AnnouncedSums, one: Sum, before: int, after: int) -> Relation | None:
    total = increment_terms(table, one.total, before, after, Role.TOTAL)
    parts = [increment_terms(table, row, before, after, Role.PART, weight) for row, weight in one.parts]
    if total is None or any(part is None for part in parts):
        return None
    terms: tuple[Term, ...] = tuple(term for part in parts for term in part or ())
    if not terms or not total:
        return None
    if one.complete and len(terms) == len(parts) and len(total) == 1:
        return None  # with nothing planned before, this is the sum of the column itself
    grand = found.lines[one.total].kind is RowKind.TOTAL and one.complete
    said = f"{table.title} {table.rows[one.total].label}".strip()
    return balance(CODE, (*total, *terms), Basis.DERIVED if grand else Basis.STATED, said, certain=True)
