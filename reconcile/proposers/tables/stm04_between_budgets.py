"""What one budget gives to another arrives there: 调出资金 and 调入资金.

查什么: 同一地区、同一年度和步骤（预算、执行等）的一般公共预算调入资金，不小于政府性基金预算与国有资本经营预算的调出资金之和；行名写明
    “从国有资本经营预算、政府性基金预算调入”，或两边恰好相等的，按相等核对；一般公共预算单列“从政府性基金预算调入”“从国有资本经营
    预算调入”的，与相应预算的调出资金核对；一般公共预算的调出资金与政府性基金预算的调入资金相同或只差一个笔误的，按同一个数核对。
为什么: 调出的一方与调入的一方是同一笔钱，两边不符说明一本预算有误，或者调出去向没有说明。
例: 政府性基金预算调出 12,176，国有资本经营预算调出 632，一般公共预算调入 12,806：合计应为 12,808。
怎么办: 核对两本预算的调出、调入行；另有去向或来源的，单列或注明。
依据: 《预算法》第五条（四本预算相互衔接）、第九条、第十条（国有资本经营预算安排资金调入一般公共预算）。
What: for one territory, year and step what the general budget takes in from other budgets is at least what the fund
    and state capital budgets give away; equal where the row names both of them or the amounts tie. Rows that name one
    budget state what that budget gives. What the general budget gives is what the fund budget takes in where they tie
    or differ by one slip.
Why: both sides speak of the same money.
Example: 12,176 and 632 given, 12,806 taken in.
Fix: compare the rows in both budgets; list or explain what goes to or comes from elsewhere.
Source: Budget Law, articles 5, 9 and 10.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from fiscal.budget import Budget
from fiscal.claims import same, total
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.same_lines import views
from reconcile.structure.counterparts.territory import territory

CODE = "STM04"
NAME = "transfers-between-budgets"
TITLE = {"zh": "各本预算之间调出与调入相符", "en": "what one budget gives another takes in"}

_IN = label_pattern("moved-in")
_FROM_FUNDS = label_pattern("moved-from-funds")
_FROM_CAPITAL = label_pattern("moved-from-capital")
_OUT = label_pattern("moved-out")
_BOTH = label_pattern("funds-and-capital")
FEWEST_DIGITS = 4

Books = dict[str, Figure]
"""The figures of one territory, year and step by what they are."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Relations between the budgets of every territory, year and step that prints both sides."""
    for books in _gathered(dossier):
        given = [books[name] for name in ("funds-out", "capital-out") if name in books]
        taken = books.get("in")
        if taken is not None and given:
            yield _taken(taken, given)
        for name, source in (("from-funds", "funds-out"), ("from-capital", "capital-out")):
            if name in books and source in books:
                yield _same(books[name], books[source], Basis.DERIVED)
        if "out" in books and "funds-in" in books and _meant_as_one(books["out"], books["funds-in"]):
            yield _same(books["out"], books["funds-in"], Basis.INFERRED)


def _gathered(dossier: Dossier) -> Iterator[Books]:
    """One figure of each kind for every territory, period of the tables, step and year of a document.

    A kind of which the document prints different numbers (two drafts, another scope) is left out.
    """
    found: dict[tuple[object, ...], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for table in dossier.tables():
        rows = [(kind, index) for index, row in enumerate(table.rows) if (kind := _kind(table, fold(row.label)))]
        if not rows:
            continue
        place = (table.document, territory(table), table.period)
        for view in views(table):
            for key, column in view.columns.items():
                for kind, index in rows:
                    cell = table.rows[index].cells[column]
                    if cell is not None and (index, column) not in table.unread:
                        found[(*place, view.level, key)][kind].append(cell)
    for books in found.values():
        yield {kind: cells[0] for kind, cells in books.items() if len({cell.quantity.centre for cell in cells}) == 1}


def _kind(table: Table, label: str) -> str | None:
    """What a row is: taken in or given, by which budget."""
    if table.budget is Budget.GENERAL:
        if _IN.match(label):
            return "in"
        if _FROM_FUNDS.match(label) or _FROM_CAPITAL.match(label):
            return "from-funds" if _FROM_FUNDS.match(label) else "from-capital"
        return "out" if label.startswith("调出资金") else None
    if table.budget is Budget.FUNDS:
        return "funds-in" if _IN.match(label) else "funds-out" if _OUT.match(label) else None
    return "capital-out" if table.budget is Budget.STATE_CAPITAL and _OUT.match(label) else None


def _taken(taken: Figure, given: Sequence[Figure]) -> Relation:
    """What the general budget takes in against what the others give."""
    added = sum((figure.quantity.centre for figure in given), start=given[0].quantity.centre * 0)
    tied = EXACT.compare(added, taken.quantity.centre) == 0
    whole = tied or (len(given) > 1 and bool(_BOTH.match(taken.place.row or "")))
    return total(CODE, taken, given, Basis.DERIVED, taken.place.row or "", partial=not whole)


def _same(one: Figure, two: Figure, basis: Basis) -> Relation:
    return same(CODE, (one, two), basis, one.place.row or "")


def _meant_as_one(one: Figure, two: Figure) -> bool:
    digits = min(len(figure.quantity.value.as_tuple().digits) for figure in (one, two))
    slipped = digits >= FEWEST_DIGITS and slip(one.quantity.value, two.quantity.value) is not None
    return one.quantity.centre == two.quantity.centre or slipped
