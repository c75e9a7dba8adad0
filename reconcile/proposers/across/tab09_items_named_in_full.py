"""An item that the narrative names in full (某支出（类）某事务（款）某项（项）) against the row of that item.

查什么: 部门预算、决算说明中写明类、款、项的科目，其金额（科目后所列数、当年预算安排数、支出决算数）与附表中同款同项一行的合计数是否一致；
    单位为元与万元的换算后比较。收入类附表不用；支出类各附表该行数字不一的，只记录相符的。
为什么: 逐项说明是附表的文字版，一项改了而另一处没有改，两处就不是同一本预算。
例: 说明“住房公积金（项）350.35万元”，附表2210201一行3,503,499元。
怎么办: 核对说明与附表该项的年度和口径，统一更正。
依据: 《预算法》第十四条、第七十五条（部门预算、决算按功能分类到项公开）。

What: an item named with class, division and item in a department's explanation, against the row of that item in the
    tables of outlays.
Why: the explanation is the table in words; where they differ there are two budgets.
Example: housing fund 350.35万元 in the text, 3,503,499元 in row 2210201.
Fix: Check year and scope of the item, and make text and table agree.
Source: Budget Law art. 14 and 75 (departments publish down to the item).
"""

from __future__ import annotations

from collections import defaultdict

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.statement import Itemised
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier, once
from reconcile.judge.one_number import agree
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "TAB09"
NAME = "item-named-in-full-and-row"
TITLE = {"zh": "写明类款项的科目与附表该行", "en": "An item named in full and its row"}

Rows = dict[tuple[str, str], list[tuple[Table, Figure]]]
"""The amounts of every item by the names of its division and of itself."""


@over(CODE, Itemised)
def propose(one: Itemised, claim: Claiming) -> Proposed:
    """One `same` for every amount of an item whose row stands in a table of outlays of the same document."""
    figure = claim.figures[one.figure]
    cells = _by_document(claim.dossier)[figure.place.document].get((one.division, one.name), [])
    fitting = [cell for table, cell in cells if _is_meant(one, table)]
    chosen = [cell for cell in fitting if agree(figure, cell)]
    if chosen or len({cell.quantity.centre for cell in fitting}) == 1:
        yield claim.derived.same((figure, (chosen or fitting)[0]))


def _is_meant(one: Itemised, table: Table) -> bool:
    """True for a table of final accounts, or of the budget of the year that the words name, where they say so."""
    if one.done:
        return "决算" in table.title
    return one.year is None or (table.period is not None and table.period.year == one.year)


@once
def _by_document(dossier: Dossier) -> dict[str, Rows]:
    return {document.id: _rows(document) for document in dossier.documents}


def _rows(document: Document) -> Rows:
    """The first amount of every item's row, in the tables of outlays that print codes, by the names of 款 and 项."""
    found: Rows = defaultdict(list)
    for table in document.tables:
        if table.side == "receipts" or label_pattern("receipts-table").search(table.title):
            continue
        names: dict[str, str] = {}
        for row in table.rows:
            if not row.code:
                continue
            names[row.code] = fold(row.label)
            cell = row.cells[0] if row.cells else None
            if len(row.code) == 7 and row.code[:5] in names and cell is not None:
                found[names[row.code[:5]], names[row.code]].append((table, cell))
    return found
