"""What the documents say of debt and of adjustments, at a glance: printed numbers in tables, each with a pair of bars.

Bars are for the eye alone and whole numbers long; what counts stands beside them as printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from msgspec import Struct

from fiscal.budget import Level, Stage
from fiscal.figure import Figure
from fiscal.relation import Kind, Role
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown, table_name
from reconcile.review import Review
from reconcile.words.messages import html_word as word
from reconcile.words.wording import name_of, printed_text

MOST_TABLES, MOST_ROWS = 8, 10
LONGEST = 1000
"""How long the longest bar of a table is; the picture is that wide."""

WHOSE = label_pattern("level-told")
YEAR = label_pattern("year-named")

Pair = tuple[str, Figure, Figure]
"""What two figures measure, and the figures: the lesser and the greater, or that before and that after."""


class Bars(Struct, frozen=True):
    """A row of a chart: what is measured, the two figures as printed, how long their bars are."""

    label: str
    printed: tuple[str, str]
    lengths: tuple[int, int]


class Chart(Struct, frozen=True):
    """Pairs of figures as a table with bars; `left_out` pairs are not shown."""

    name: str
    columns: tuple[str, str]
    rows: tuple[Bars, ...]
    left_out: int


def charts(review: Review, lookup: Lookup) -> Iterator[Chart]:
    """The charts of the section 主要数字; none where no debt and no adjustment is listed."""
    lang = review.lang
    debt = _distinct(_debt(review, lookup))
    if debt:
        yield _chart(word("debt", lang), debt, (word("balance", lang), word("limit", lang)), lang)
    for table, pairs, columns in islice(_adjustments(lookup), MOST_TABLES):
        yield _chart(word("adjusted", lang, table=shown(table_name(table), lang)), pairs, columns, lang)


def _debt(review: Review, lookup: Lookup) -> Iterator[Pair]:
    """Balances of debt and the limits that they must not exceed, as the checks of debt paired them."""
    for verdict in review.verdicts:
        relation = verdict.relation
        if not relation.code.startswith("DBT") or relation.kind is not Kind.AT_MOST or len(relation.terms) != 2:
            continue
        found = {term.role: lookup.figures.get(term.figure) for term in relation.terms}
        lesser, greater = found.get(Role.LESSER), found.get(Role.GREATER)
        if lesser is not None and greater is not None and _says(lesser, "余额") and _says(greater, "限额"):
            yield _named(lesser, lookup, review.lang), lesser, greater


def _named(balance: Figure, lookup: Lookup, lang: str) -> str:
    """What a balance is: its name, which debt where the column tells, whose it is and of which year where that is not
    said already.
    """
    name = name_of(balance, lang)
    kind = (balance.place.column or "").split(" / ")[-1]
    parts = [name, *([kind] if kind and "余额" not in kind and kind not in name else [])]
    year = balance.period.year if balance.period else None
    aside = [whose(balance, lookup, lang), str(year) if year and not YEAR.search(name) else ""]
    told = "，".join(part for part in aside if part and part not in name)
    return " ".join(parts) + (f"（{told}）" if told else "")


def whose(figure: Figure, lookup: Lookup, lang: str) -> str:
    """全市 or 市本级 as the sentence of a figure has it last before it, else by its level; "" where nothing says."""
    passage = lookup.passage_at(figure.place)
    if passage is not None and figure.place.span is not None:
        at = figure.place.span[0]
        start = next((a for a, b in passage.sentences if a <= at < b), 0)
        said = WHOSE.findall(passage.text[start:at])
        if said:
            return str(said[-1])
    if figure.level is None or figure.source == "cell":
        return ""
    return word("level-whole" if figure.level is Level.WHOLE else "level-own", lang)


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


def _chart(name: str, pairs: list[Pair], columns: tuple[str, str], lang: str) -> Chart:
    """The pairs as a table; both bars of all pairs have one scale."""
    held = pairs[:MOST_ROWS]
    most = max(max(_amount(one), _amount(other)) for _, one, other in held)
    rows = tuple(
        Bars(
            label,
            (printed_text(one.quantity, one.sign), printed_text(other.quantity, other.sign)),
            (_length(one, most), _length(other, most)),
        )
        for label, one, other in held
    )
    return Chart(name, columns, rows, len(pairs) - len(held))


def _amount(figure: Figure) -> Decimal:
    return figure.quantity.value * figure.quantity.unit.factor


def _length(figure: Figure, most: Decimal) -> int:
    """The length of a figure's bar; nothing less than none is drawn."""
    return max(0, int(_amount(figure) * LONGEST / most)) if most > 0 else 0
