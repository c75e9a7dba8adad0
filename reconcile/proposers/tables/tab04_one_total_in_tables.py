"""The total of a year is one number however it is broken down: by function, by economic classification, in a summary.

查什么: 同一地区、同一本预算、同一年度和步骤的本年收入（支出）合计，在按功能分类的表、按政府经济分类的表、平衡表、总表中是否相同。
    表题分别写明“功能分类”“经济分类”的两张全口径支出表，合计应当相同；其余的表，两张以上相同或只差一个笔误的按同一个数核对。
    基本支出、转移支付、债务等只列一部分的表不参加。
为什么: 同一笔支出换一种分类，总额不变；不同说明有一张表漏列或不是最后一稿。
例: 一般公共预算支出功能分类合计 384,646，政府经济分类合计 384,466。
怎么办: 逐类核对两张表；口径确有不同的（如是否含转移支付），在表下注明。
依据: 《预算法》第二十七条、第三十二条、第四十六条（按功能分类和经济性质分类编制）。
What: for one territory, budget, year and step the total of receipts or outlays of the year is the same in tables by
    function, by economic classification, in the balance and in summaries. Two tables of all outlays whose titles name
    the two classifications state one total; of other tables those that tie or are one slip apart.
Why: another classification does not change the total.
Example: 384,646 by function and 384,466 by economic classification.
Fix: compare the tables class by class; say so below the table where the scope differs.
Source: Budget Law, articles 27, 32 and 46.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from fiscal.claims import same
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from fiscal.slips.misprint import slip
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.structure.counterparts.same_lines import ColumnKey, views
from reconcile.structure.counterparts.territory import territory
from reconcile.structure.rows.row_roles import total_rank

CODE = "TAB04"
NAME = "one-total-in-all-tables"
TITLE = {"zh": "同一合计在各表中相同", "en": "one total in all tables"}

_TOTAL = label_pattern("budget-total-row")
_PARTIAL = label_pattern("part-of-budget-table")
_FUNCTION = label_pattern("by-function")
_ECONOMIC = label_pattern("by-economy")
FEWEST_DIGITS = 5
MOST_TIE = 2
"""So many times as many columns must tie as differ before two rows are taken for one total."""


Pair = tuple[Figure, Figure]


class Total(Struct, frozen=True):
    """A row that states a total, with its figures by what their columns mean."""

    table: Table
    label: str
    figures: Mapping[ColumnKey, Figure]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every two rows and column that state one total."""
    for totals in _gathered(dossier):
        pairs = [(one, two) for one, two in combinations(totals, 2) if one.table.id != two.table.id]
        tied = {figure.id for one, two in pairs for pair in _twins(one, two) for figure in pair}
        for one, two in pairs:
            known = _classified(one, two)
            for first, second in _shared(one, two) if known else (*_twins(one, two), *_slipped(one, two, tied)):
                basis = Basis.DERIVED if known else Basis.INFERRED
                yield same(CODE, (first, second), basis, second.place.row or "")


def _gathered(dossier: Dossier) -> Iterator[list[Total]]:
    """The totals of every territory, budget, side and level of a document."""
    found: dict[tuple[object, ...], list[Total]] = defaultdict(list)
    for table in dossier.tables():
        if table.budget is None or table.side not in ("receipts", "outlays") or _PARTIAL.search(table.title):
            continue
        rows = [(fold(row.label), index) for index, row in enumerate(table.rows) if _is_total(row.label)]
        place = (table.document, territory(table), table.budget, table.side)
        for view in views(table) if rows else ():
            for label, index in rows:
                cells = {key: table.rows[index].cells[at] for key, at in view.columns.items()}
                figures = {key: cell for key, cell in cells.items() if cell is not None and cell.quantity.value}
                found[(*place, view.level)].append(Total(table, label, figures))
    yield from found.values()


def _is_total(label: str) -> bool:
    bare = squeezed(fold(label))
    return len(bare) > 1 and bool(_TOTAL.match(bare)) and bare not in ("收入", "支出", "本年", "当年")


def _shared(one: Total, two: Total) -> list[Pair]:
    """The figures of the columns that both have."""
    return [(figure, two.figures[key]) for key, figure in one.figures.items() if key in two.figures]


def _twins(one: Total, two: Total) -> list[Pair]:
    """Those that tie; all of them if most do."""
    pairs = _shared(one, two)
    ties = [(a, b) for a, b in pairs if a.quantity.centre == b.quantity.centre]
    return pairs if ties and len(ties) >= MOST_TIE * (len(pairs) - len(ties)) else ties


def _slipped(one: Total, two: Total, tied: Collection[str]) -> list[Pair]:
    """Long numbers of one report that are one slip apart, and tie with nothing else.

    Rows of one name are compared line by line elsewhere.
    """
    if one.label == two.label or one.table.report != two.table.report:
        return []
    loose = [(a, b) for a, b in _shared(one, two) if a.id not in tied and b.id not in tied]
    values = [(a, b, a.quantity.value, b.quantity.value) for a, b in loose]
    long = [(a, b, x, y) for a, b, x, y in values if min(len(z.as_tuple().digits) for z in (x, y)) >= FEWEST_DIGITS]
    return [(a, b) for a, b, x, y in long if slip(x, y) is not None]


def _classified(one: Total, two: Total) -> bool:
    """True for 合计 of a table by function and of one by economic classification."""
    titles = [total.table.title for total in (one, two)]
    functions = [bool(_FUNCTION.search(title)) for title in titles]
    economics = [bool(_ECONOMIC.search(title)) for title in titles]
    apart = functions != economics and sum(functions) == sum(economics) == 1
    return apart and one.label == two.label and total_rank(one.label) >= 2
