"""What was expected of a year, and what its final account says.

查什么: 同一地区（部门）上一份文件中的预计数、预计执行数、执行数，与后来决算文件中同一年度的决算数：收入、支出合计和政府债务余额是否有变动。
    每对附表只提出合计一行。这是提醒变动，不是差错：决算本来可以与执行数不同；债务余额的变动只作一条提示。
为什么: 决算与预算执行情况报告的差额应当在决算报告中说明，审查时可以对照。
例: 2023年预算执行情况表支出合计预计 164,100 万元，2023年决算为 163,850 万元。
怎么办: 预计数与决算数不同属正常，差额较大的请说明原因。
依据: 预算法第七十九条（决算草案按预算数、调整预算数、决算数分别列出）；各级决算报告说明变动的惯例。

What: totals and debt balances that one document gives as expected or executed and a later one as final: are they the
    same? One line for each pair of tables. A change is told as a change, not as a mistake; those of
    debt balances are one note.
Why: the final account should explain how it departs from the report on execution.
Example: outlays of 164,100 expected, 163,850 settled.
Fix: Expected and settled figures may differ; ask for the reason where they differ much.
Source: Budget Law art. 79.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Stage
from fiscal.claims import same
from fiscal.debt import REVISED, DebtConcept
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.years.columns_of_one_year import ColumnPair, YearColumn, column_pairs
from reconcile.linking.years.debt_stocks import stock_groups
from reconcile.structure.rows.row_roles import total_rank

CODE = "YER05"
NAME = "expected-and-settled"
TITLE = {"zh": "预计数与决算数的变动", "en": "Expected and settled"}

_BEFORE = (Stage.EXPECTED, Stage.EXECUTED)


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every debt balance expected and told later, and for the total of every two columns of which one is
    expected or executed and the other final.
    """
    yield from _balances(dossier)
    seen: set[str] = set()
    for pair in column_pairs(dossier):
        stages = {pair.first.stage, pair.second.stage}
        if Stage.FINAL not in stages or not stages & set(_BEFORE):
            continue
        total = _total(pair)
        if total is not None and total[0] not in seen:
            seen.add(total[0])
            yield same(CODE, total, Basis.INFERRED, pair.second.table.title)


def _balances(dossier: Dossier) -> Iterator[Relation]:
    """For every debt balance expected in one document and told in a later one a `same` of the two."""
    for group in stock_groups(dossier):
        if group.fact.concept is not DebtConcept.BALANCE or not group.settled:
            continue
        settled = next((stock for stock in group.settled if stock.final), group.settled[0])
        for stock in group.expected:
            if stock.document_year != settled.document_year:
                yield same(CODE, (stock.figure, settled.figure), Basis.INFERRED, settled.figure.label, known=REVISED)


def _total(pair: ColumnPair) -> tuple[str, str] | None:
    """The figures of the first total that both columns have, the expected one first."""
    rows = pair.first.table.rows
    for rank in (2, 3):
        for row, a, b in pair.cells:
            if total_rank(rows[row].label) == rank:
                return (a.id, b.id) if _expected(pair.first) else (b.id, a.id)
    return None


def _expected(column: YearColumn) -> bool:
    return column.stage in _BEFORE
