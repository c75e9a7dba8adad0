"""The reserve (预备费) is outside one to three per cent of the expenditure of the government's own general budget.

查什么: 本级一般公共预算支出表（预算数、调整预算数）中的“预备费”，是否在同列支出合计的百分之一至百分之三之间，按区间精确计算。
    全市、全县等汇总表不核对；每份文件每一级只看最近一个预算年度。
为什么: 设置过少，遇到突发事件没有资金；设置过多，等于把支出留在预算之外。
例: 市本级一般公共预算支出合计464,425万元，预备费2,500万元，占0.54%。
怎么办: 说明预备费的设置依据，或更正预备费与本级支出数。
依据: 预算法第四十条：按照本级一般公共预算支出额的百分之一至百分之三设置预备费。支出额的口径（是否含上级专项）可能不同，所以只作提示。
What: 预备费 in the table of the government's own general expenditure (budget, adjusted budget) against the total of its
    column: between one and three per cent, worked out exactly. Tables of a whole area are left alone; of each level of
    a document only the latest budget year is looked at.
Why: with too little there is no money for emergencies; too much leaves expenditure outside the budget.
Example: a reserve of 2,500 in an expenditure of 464,425 is 0.54 per cent.
Fix: Ask on what grounds the reserve was set, or correct the reserve or the outlays.
Source: Budget Law, art. 40. What counts as expenditure may differ, so that this is a note only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.budget import Budget, Level, Stage
from fiscal.claims import at_most
from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge
from reconcile.observe.observation import Observation
from reconcile.observe.plausibility.powers import bare
from reconcile.review import Outcome, Severity, Verdict
from reconcile.words.wording import printed_text

CODE = "PLA02"
NAME = "reserve-share"
TITLE = {"zh": "预备费不在支出的百分之一至百分之三之间", "en": "a reserve outside one to three per cent of expenditure"}

_TOTAL = label_pattern("spending-total-row")
_FORECAST = label_pattern("forecast-table")
_PLANNED = (Stage.BUDGET, Stage.ADJUSTED)


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every level of a document whose latest reserve is outside the limits of the law."""
    for document in dossier.documents:
        for reserve, total in _latest(document).values():
            for relation, beyond in _limits(reserve, total):
                verdict = judge(relation, dossier.figures)
                if verdict.outcome is Outcome.BROKEN:
                    yield _told(reserve, total, beyond, verdict)


def _latest(document: Document) -> dict[Level | None, tuple[Figure, Figure]]:
    """The reserve and the total of its column for each level: of the latest year, in the first table that has both."""
    found: dict[Level | None, tuple[int, Figure, Figure]] = {}
    general = [one for one in document.tables if one.budget is Budget.GENERAL and not _FORECAST.search(one.title)]
    # Where some tables are those of the government itself, the others are those of the whole area.
    own = [one for one in general if one.level is Level.OWN]
    for table in own or (one for one in general if one.level is None):
        for reserve, total in _pairs(table):
            year = reserve.period.year if reserve.period and reserve.period.year else 0
            if table.level not in found or year > found[table.level][0]:
                found[table.level] = (year, reserve, total)
    return {level: (reserve, total) for level, (_, reserve, total) in found.items()}


def _pairs(table: Table) -> Iterator[tuple[Figure, Figure]]:
    rows = [row for row in table.rows if bare(row.label) == "预备费"]
    totals = [row for row in table.rows if _TOTAL.fullmatch(bare(row.label))]
    if len(rows) != 1 or len(totals) != 1:
        return
    for column, reserve, total in zip(table.columns, rows[0].cells, totals[0].cells, strict=True):
        if reserve is None or total is None or column.stage not in _PLANNED or not reserve.quantity.value:
            continue
        if reserve.quantity.unit == total.quantity.unit and not reserve.quantity.unit.is_rate:
            yield reserve, total


def _limits(reserve: Figure, total: Figure) -> Iterator[tuple[Relation, bool]]:
    """Expenditure ≤ 100 reserves, and 100 reserves ≤ 3 expenditures; True for the second, which is the upper limit."""
    yield at_most(CODE, total, reserve, Basis.DERIVED, weights=(1, 100)), False
    yield at_most(CODE, reserve, total, Basis.DERIVED, weights=(100, 3)), True


def _told(reserve: Figure, total: Figure, beyond: bool, verdict: Verdict) -> Observation:
    of, figure = printed_text(total.quantity, total.sign), printed_text(reserve.quantity, reserve.sign)
    limit = ("高于 3%", "more than 3%") if beyond else ("低于 1%", "less than 1%")
    return Observation(
        CODE,
        Severity.NOTE,
        reserve.place,
        (
            f"预备费 {figure}，占“{total.label}”{of} 的比例{limit[0]}，请核对口径",
            f"the reserve of {figure} is {limit[1]} of “{total.label}” {of}; please look at what is counted",
        ),
        (
            f"预算法第四十条：百分之一至百分之三；计算：{verdict.expression}",
            f"Budget Law, art. 40: one to three per cent; working: {verdict.expression}",
        ),
        related=(total.place,),
        key=(str(reserve.period), str(reserve.level)),
    )
