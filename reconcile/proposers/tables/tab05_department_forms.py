"""The forms of a department's budget or final accounts state the same totals.

查什么: 部门（单位）预算、决算公开表之间的勾稽：收支总表的本年收入、本年支出等于收入表、支出表的合计；收入表的财政拨款收入等于财政拨款
    收支总表的本年收入；财政拨款收支总表的一般公共预算支出等于一般公共预算支出表的合计；一般公共预算支出表的基本支出等于基本支出表
    （人员经费加公用经费）的合计；收支总表与支出表、财政拨款总表与一般公共预算支出表的同名功能科目相同。
为什么: 各表出自同一套账，总数不同说明有一张表不是最后一稿。
例: 收支总表本年支出合计 2,940.05，支出表合计 2,940.05，其中基本支出 2,336.91 等于人员经费 2,152.26 加公用经费 184.65。
怎么办: 以账面数为准，改未更新的表；收支总表与明细表应当同时生成。
依据: 财政部《部门决算公开表》《部门预算公开表》的表间关系；《预算法》第十四条。
What: totals that the forms of a department share: receipts and outlays of the summary and of the detailed forms,
    financial grants, outlays of the general budget, basic outlays as staff and operating costs; the same functions in
    the summary and in the form of outlays.
Why: all forms come from one set of books; where totals differ one form is not the last draft.
Example: 2,940.05 in the summary and in the form of outlays.
Fix: correct the form that was not updated, by the books; make summary and details together.
Source: forms of the Ministry of Finance for departments; Budget Law, article 14.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from fiscal.claims import same, total
from fiscal.figure import Figure, Measure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from fiscal.table import Table
from fiscal.words.label_patterns import LabelPattern, label_pattern
from fiscal.words.plain_text import squeezed, without_brackets
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.structure.rows.row_roles import total_rank

CODE = "TAB05"
NAME = "department-forms-agree"
TITLE = {"zh": "部门预算、决算各表总数相符", "en": "the forms of a department state the same totals"}

_FORMS = (
    ("basic", label_pattern("form-basic")),
    ("grants", label_pattern("form-grants")),
    ("general", label_pattern("form-general")),
    (None, label_pattern("form-other")),
    ("summary", label_pattern("form-summary")),
    ("income", label_pattern("form-income")),
    ("outlays", label_pattern("form-outlays")),
)
_DEPARTMENT = label_pattern("department-form")
_ALL = label_pattern("department-all-column")
_COLUMNS = (
    ("basic", label_pattern("column-basic")),
    ("project", label_pattern("column-project")),
    ("grants", label_pattern("column-grants")),
    ("general", label_pattern("column-general")),
)
_STAFF = label_pattern("staff-total")
_OPERATING = label_pattern("operating-total")

_SUMMARIES = (("summary", "outlays", ""), ("grants", "general", "general"))
"""The summaries of outlays, the forms that list the same, and the column of the summary."""

Form = tuple[str, str | None]
"""Kind of form and side (`receipts`, `outlays`) of one of its tables."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One `same` for every total that two forms share, a balance for the basic outlays."""
    forms: dict[tuple[object, ...], dict[Form, list[Table]]] = defaultdict(lambda: defaultdict(list))
    for table in dossier.tables():
        kind = form_of(table.title)
        if kind is not None:
            side = table.side if kind in ("summary", "grants") else None
            forms[(table.document, table.report, table.period)][kind, side].append(table)
    for found in forms.values():
        single = {form: tables[0] for form, tables in found.items() if len(tables) == 1 or form[0] == "basic"}
        if len(single) > 2:
            yield from _totals(single)
            yield from _functions(single)
            yield from _basic(single, found)


def form_of(title: str) -> str | None:
    """Which form of a department a title names, or None.

    >>> form_of("收入支出决算总表"), form_of("2025年部门支出预算总表"), form_of("一般公共预算财政拨款支出决算表")
    ('summary', 'outlays', 'general')
    >>> form_of("财政拨款收入支出决算总表"), form_of("2025年全市政府性基金支出表"), form_of("2025年全市支出总表")
    ('grants', None, None)
    """
    bare = label_pattern("blanks-quotes-brackets").sub("", title)
    bare = label_pattern("leading-year").sub("", bare)
    if not _DEPARTMENT.search(bare) and not label_pattern("general-grants-form").match(bare):
        return None
    return next((name for name, pattern in _FORMS if pattern.search(bare)), None)


def _totals(forms: Mapping[Form, Table]) -> Iterator[Relation]:
    """What two forms print of the same total."""
    pairs = (
        (_total(forms.get(("summary", "receipts"))), _total(forms.get(("income", None)))),
        (_total(forms.get(("summary", "outlays"))), _total(forms.get(("outlays", None)))),
        (_total(forms.get(("grants", "receipts"))), _total(forms.get(("income", None)), "grants")),
        (_total(forms.get(("grants", "outlays")), "general"), _total(forms.get(("general", None)))),
    )
    for one, two in pairs:
        if one is not None and two is not None:
            yield _same(one, two)


def _total(table: Table | None, column: str = "") -> Figure | None:
    """The figure of the 合计 row (of 总计 where there is no other) in one column."""
    if table is None:
        return None
    at = _column(table, column)
    rows = [(total_rank(row.label), row) for row in table.rows if total_rank(row.label)]
    chosen = next((row for rank, row in rows if rank == 2), next((row for rank, row in rows if rank == 3), None))
    return None if at is None or chosen is None else chosen.cells[at]


def _column(table: Table, name: str) -> int | None:
    """The one column of the name; of the total ("") the only column, or the one headed 合计."""
    titles = [without_brackets("/".join(column.path)) for column in table.columns]
    pattern = dict(_COLUMNS).get(name, _ALL)
    found = [index for index, title in enumerate(titles) if pattern.search(title)]
    if not name and len(titles) == 1:
        return 0
    return found[0] if len(found) == 1 else None


def _functions(forms: Mapping[Form, Table]) -> Iterator[Relation]:
    """Functions of the same name in a summary and in the form that lists them."""
    for summary, detail, column in _SUMMARIES:
        one, two = forms.get((summary, "outlays")), forms.get((detail, None))
        if one is None or two is None:
            continue
        left, right = _column(one, column), _column(two, "")
        if left is None or right is None:
            continue
        first, second = _by_label(one, left), _by_label(two, right)
        for label in sorted(first.keys() & second.keys()):
            if not _rounded_to_fit(first[label], second[label]):
                yield _same(first[label], second[label])


def _rounded_to_fit(one: Figure, two: Figure) -> bool:
    """True if two lines differ by one unit of the last place: a summary is rounded so that its lines add up (尾差)."""
    gap = EXACT.subtract(one.quantity.centre, two.quantity.centre)
    return abs(gap) == max(one.quantity.step, two.quantity.step)


def _by_label(table: Table, column: int) -> dict[str, Figure]:
    """The figures of the topmost rows by label: those of a summary, and the 类 of a form with codes."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in table.rows:
        cell = row.cells[column]
        top = row.code is None or len(row.code) == 3
        if cell is not None and top and not total_rank(row.label) and cell.measure is Measure.AMOUNT:
            found[fold(row.label)].append(cell)
    return {label: cells[0] for label, cells in found.items() if len(cells) == 1 and label.endswith("支出")}


def _basic(forms: Mapping[Form, Table], found: Mapping[Form, list[Table]]) -> Iterator[Relation]:
    """Basic outlays of the general budget as the form of basic outlays has them: one total, or staff and operating
    costs.
    """
    whole = _total(forms.get(("general", None)), "basic")
    basic = found.get(("basic", None), [])
    if whole is None or not basic:
        return
    halves = [_labelled(basic, pattern) for pattern in (_STAFF, _OPERATING)]
    parts = [half for half in halves if half is not None]
    if len(parts) == 2:
        yield total(CODE, whole, parts, Basis.DERIVED, whole.place.row or "")
    elif not parts and len(basic) == 1:
        alone = _total(basic[0])
        if alone is not None:
            yield _same(whole, alone)


def _labelled(tables: list[Table], pattern: LabelPattern) -> Figure | None:
    found = [row.cells[0] for table in tables for row in table.rows if pattern.search(squeezed(row.label))]
    return found[0] if len(found) == 1 else None


def _same(one: Figure, two: Figure) -> Relation:
    return same(CODE, (one, two), Basis.DERIVED, two.place.row or "")
