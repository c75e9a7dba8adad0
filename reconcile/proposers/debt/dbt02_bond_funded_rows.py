"""New special bonds against the rows of the table that they pay for.

查什么: 附表中各行“……对应专项债务收入安排的支出”的增加额之和，是否等于新增专项债券额度。
为什么: 专项债券只能用于对应项目，附表应当反映全部去向。
例: 新增专项债券56000 = 1000 + 8000 + 47000（万元）。
怎么办: 核对专项债券额度与所列支出行是否同一批次，请说明没有对应支出的部分。
依据: 财预〔2016〕155号（专项债务收入安排的支出按对应基金科目列示）。

What: rows named "outlays from special debt receipts" together increase by the new special bonds.
Why: special bonds pay for their own projects only, and the table shows them all.
Example: 56000 = 1000 + 8000 + 47000.
Fix: See that bonds and rows are of one batch; ask what has no outlay of its own.
Source: Caiyu [2016] 155.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.budget import Level, Stage
from fiscal.claims import balance, term
from fiscal.debt import DebtConcept, DebtKind
from fiscal.relation import Basis, Relation, Role, Term
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.linking.debt_facts import debt_facts
from reconcile.linking.matters import matters
from reconcile.linking.partitions import holds, near_miss

CODE = "DBT02"
NAME = "special-bonds-pay-their-rows"
TITLE = {"zh": "专项债券与对应支出", "en": "Special bonds and the rows they pay for"}

_FUNDED = "对应专项债务收入安排的支出"


def propose(dossier: Dossier) -> Iterator[Relation]:
    """A balance for every table with such rows and the bonds of its level, where it holds or misses by one slip.

    A table that names no level is the whole area's.
    """
    matter = matters(dossier)
    bonds: dict[tuple[int, str], str] = {}
    for identifier, fact in debt_facts(dossier).items():
        figure = dossier.figures[identifier]
        if fact.concept is DebtConcept.NEW_BONDS and fact.kind is DebtKind.SPECIAL and figure.source == "narrative":
            number = matter.get((figure.place.document, figure.report), -1)
            bonds.setdefault((number, fact.level or Level.WHOLE.value), identifier)
    for table in dossier.tables():
        level = table.level or Level.WHOLE
        source = bonds.get((matter.get((table.document, table.report), -2), level.value))
        parts = _increments(table) if source else []
        if source and len(parts) >= 2:
            relation = balance(CODE, (term(source, Role.TOTAL), *parts), Basis.DERIVED, table.title)
            if holds(relation, dossier.figures) or near_miss(relation, dossier.figures):
                yield relation


def _increments(table: Table) -> list[Term]:
    """Terms 调整预算数 − 预算数 of the rows that carry the name themselves (款); rows 其他… below them repeat them."""
    before = [i for i, column in enumerate(table.columns) if column.stage is Stage.BUDGET]
    after = [i for i, column in enumerate(table.columns) if column.stage is Stage.ADJUSTED]
    terms: list[Term] = []
    if len(before) != 1 or len(after) != 1:
        return terms
    for row in table.rows:
        if row.label.endswith(_FUNDED) and not row.label.strip().startswith("其他"):
            new, old = row.cells[after[0]], row.cells[before[0]]
            terms += [term(new, Role.PART)] if new is not None else []
            terms += [term(old, Role.PART, -1)] if old is not None else []
    return terms
