"""Columns of shares (占比%): each row's amount over that of the 合计 row, of several 合计 rows that of its section."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.review import Outcome
from reconcile.structure.rows.agreeing_columns import additive_columns
from reconcile.structure.rows.row_roles import total_rank
from reconcile.structure.rows.table_bench import table_bench

FEWEST_ROWS = 2
_SHARE = label_pattern("share-column")


def share_relations(table: Table, code: str) -> Iterator[Relation]:
    """A ratio for every share whose column enough rows bear out; the amounts are those right before the shares."""
    totals = [index for index, row in enumerate(table.rows) if total_rank(row.label) >= 2]
    if not totals:
        return
    amounts = additive_columns(table)
    for column, heading in enumerate(table.columns):
        before = [i for i in amounts if i < column]
        if not before or not _SHARE.search(heading.title):
            continue
        relations = list(_column(table, code, column, before[-1], totals))
        if _borne_out(table, relations):
            yield from relations


def _column(table: Table, code: str, share: int, amount: int, totals: list[int]) -> Iterator[Relation]:
    for index, row in enumerate(table.rows):
        whole = table.rows[_whole(index, totals)].cells[amount]
        part, rate = row.cells[amount], row.cells[share]
        if whole is None or part is None or rate is None or whole.quantity.value <= 0 or not _fit(part, rate, whole):
            continue
        terms = (Term(rate.id, Role.RATE), Term(part.id, Role.PART), Term(whole.id, Role.WHOLE))
        yield Relation(code, Kind.RATIO, Basis.STATED, terms, f"{table.title} {row.label}".strip())


def _whole(row: int, totals: list[int]) -> int:
    """The total of the section of `row`: the last above it where the first row is a total, else the first below it."""
    if len(totals) == 1:
        return totals[0]
    above, below = [i for i in totals if i <= row], [i for i in totals if i >= row]
    return above[-1] if totals[0] == 0 or not below else below[0]


def _fit(part: Figure, rate: Figure, whole: Figure) -> bool:
    alike = part.quantity.unit.dimension == whole.quantity.unit.dimension
    return alike and rate.measure is Measure.SHARE and rate.quantity.unit.is_rate and part.quantity.value > 0


def _borne_out(table: Table, relations: list[Relation]) -> bool:
    """True if at least two rows, and three in four of all, come to their share."""
    bench = table_bench(table)
    outcomes = [bench.outcome(relation) for relation in relations]
    broken = sum(outcome is Outcome.BROKEN for outcome in outcomes)
    return len(outcomes) - broken >= max(FEWEST_ROWS, 3 * broken)
