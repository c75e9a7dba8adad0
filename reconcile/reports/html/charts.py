"""What the documents say of debt and of adjustments, at a glance: printed numbers in tables, each with a pair of bars.

Bars are for the eye alone and whole numbers long; what counts stands beside them as printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fiscal.budget import Stage
from fiscal.figure import Figure
from fiscal.relation import Kind, Role
from fiscal.table import Table
from reconcile.reports.html.elements import Markup, element
from reconcile.reports.html.page_views import SVG
from reconcile.reports.html.scrolled_tables import cell, data_table, head, number, row
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown, table_name
from reconcile.review import Review
from reconcile.words.html_words import word
from reconcile.words.wording import name_of, printed_text

MOST_TABLES, MOST_ROWS = 8, 10
LONGEST = 1000
"""How long the longest bar of a table is; the picture is that wide."""

Pair = tuple[str, Figure, Figure]
"""What two figures measure, and the figures: the lesser and the greater, or that before and that after."""


def charts_section(review: Review, lookup: Lookup) -> Markup:
    """The section 主要数字, or nothing where no debt and no adjustment is listed."""
    lang = review.lang
    debt = _distinct(_debt(review, lookup))
    made = []
    if debt:
        made.append(_chart(word("debt", lang), debt, (word("balance", lang), word("limit", lang)), lang))
    for table, pairs, columns in list(_adjustments(lookup))[:MOST_TABLES]:
        made.append(_chart(word("adjusted", lang, table=shown(table_name(table), lang)), pairs, columns, lang))
    if not made:
        return Markup("")
    title = element("h2", word("charts", lang), id="charts-title")
    why = element("p", word("charts-why", lang), class_="meaning")
    return element("section", title, why, *made, id="charts", aria_labelledby="charts-title")


def _debt(review: Review, lookup: Lookup) -> Iterator[Pair]:
    """Balances of debt and the limits that they must not exceed, as the checks of debt paired them."""
    for verdict in review.verdicts:
        relation = verdict.relation
        if not relation.code.startswith("DBT") or relation.kind is not Kind.AT_MOST or len(relation.terms) != 2:
            continue
        found = {term.role: lookup.figures.get(term.figure) for term in relation.terms}
        lesser, greater = found.get(Role.LESSER), found.get(Role.GREATER)
        if lesser is not None and greater is not None and _says(lesser, "余额") and _says(greater, "限额"):
            year = lesser.period.year if lesser.period else None
            yield name_of(lesser, review.lang) + (f"（{year}）" if year else ""), lesser, greater


def _says(figure: Figure, term: str) -> bool:
    """True if the words at a figure have the term: bonds, too, are compared with what they may come to at most."""
    return term in figure.label or term in (figure.place.column or "")


def _distinct(pairs: Iterator[Pair]) -> list[Pair]:
    """The pairs, each combination of printed numbers once: documents repeat themselves."""
    found: dict[tuple[str, str], Pair] = {}
    for name, one, other in pairs:
        found.setdefault((one.quantity.text, other.quantity.text), (name, one, other))
    return list(found.values())


def _adjustments(lookup: Lookup) -> Iterator[tuple[Table, list[Pair], tuple[str, str]]]:
    """Tables with one column before and one after an adjustment, and their rows in which the two differ."""
    for table in lookup.tables.values():
        before = [x for x, column in enumerate(table.columns) if column.stage is Stage.BUDGET]
        after = [x for x, column in enumerate(table.columns) if column.stage is Stage.ADJUSTED]
        if len(before) != 1 or len(after) != 1:
            continue
        pairs = []
        for line in table.rows:
            one, other = line.cells[before[0]], line.cells[after[0]]
            if one is not None and other is not None and one.quantity.value != other.quantity.value:
                pairs.append((line.label, one, other))
        if pairs:
            yield table, pairs, (table.columns[before[0]].title, table.columns[after[0]].title)


def _chart(name: str, pairs: list[Pair], columns: tuple[str, str], lang: str) -> Markup:
    """The pairs as a table; both bars of all pairs have one scale."""
    most = max(max(_amount(one), _amount(other)) for _, one, other in pairs[:MOST_ROWS])
    rows = [
        row(
            head(shown(label, lang)),
            number(shown(printed_text(one.quantity, one.sign), lang)),
            number(shown(printed_text(other.quantity, other.sign), lang)),
            element("td", _bars(_length(one, most), _length(other, most)), class_="bars"),
        )
        for label, one, other in pairs[:MOST_ROWS]
    ]
    if len(pairs) > MOST_ROWS:
        rows.append(row(cell(word("more", lang, n=len(pairs) - MOST_ROWS)), *[cell("")] * 3))
    first, second = (shown(column, lang) for column in columns)
    bars = word("bars", lang, first=first, second=second)
    return data_table(name, (word("item", lang), first, second, bars), rows, kind="chart")


def _bars(first: int, second: int) -> Markup:
    """Two bars, one below the other; they say nothing to the ear that the numbers do not."""
    bars = [element("rect", x=0, y=2, width=first, height=9), element("rect", x=0, y=13, width=second, height=9)]
    size = f"0 0 {LONGEST} 24"
    return element("svg", *bars, xmlns=SVG, viewBox=size, preserveAspectRatio="none", aria_hidden="true")


def _amount(figure: Figure) -> Decimal:
    return figure.quantity.value * figure.quantity.unit.factor


def _length(figure: Figure, most: Decimal) -> int:
    """The length of a figure's bar; nothing less than none is drawn."""
    return max(0, int(_amount(figure) * LONGEST / most)) if most > 0 else 0
