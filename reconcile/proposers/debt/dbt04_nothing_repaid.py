"""A form on a balance of debt whose row of repayment is blank: the balance grows by just what was issued.

查什么: 债务余额情况表印有上年末余额、发行额、还本额、年末余额四行，还本额一行空白的，年末余额应等于上年末余额加发行额。
    一般债务与外债汇率有关的小额差异按已知情形只作说明。
为什么: 表内没有还本，余额却少了或多了，说明漏填还本额或有一数不对。
例: 上年末余额18.30、发行额8.11、还本额空白，年末余额应为26.41。
怎么办: 补填还本额，或核对余额与发行额。
依据: 预算法第三十五条；财预〔2016〕154号、155号。

What: a form that prints last year's balance, what was issued, a blank row of repayment, and the balance: nothing was
    repaid, so that the balance is the last one and what was issued.
Why: if it is another amount, repayment was left out, or a figure is wrong.
Example: 18.30 and 8.11 make 26.41.
Fix: Fill in what was repaid, or check the balance and the issue.
Source: Budget Law art. 35; Caiyu [2016] 154 and 155.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from fiscal.claims import total
from fiscal.debt import DebtKind
from fiscal.debt.known_gaps import ROLLED, Telling
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier

CODE = "DBT04"
NAME = "balance-grows-by-what-is-issued"
TITLE = {"zh": "没有还本的债务余额", "en": "A balance of debt with nothing repaid"}

ROWS = (
    label_pattern("debt-opening-row"),
    label_pattern("debt-issued-row"),
    label_pattern("debt-repaid-row"),
    label_pattern("debt-closing-row"),
)
"""The rows of the form, in its order."""

KINDS = {"一般": DebtKind.GENERAL, "专项": DebtKind.SPECIAL}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every column of such a form in which all but the repayment is filled in."""
    for table in dossier.tables():
        rows = _rows(table)
        if rows is None:
            continue
        opening, issued, repaid, closing = (table.rows[row].cells for row in rows)
        for before, more, less, after in zip(opening, issued, repaid, closing, strict=True):
            if before is not None and more is not None and less is None and after is not None:
                yield from _relation(table, before, more, after)


def _rows(table: Table) -> tuple[int, int, int, int] | None:
    """The rows of last year's balance, of issue, repayment and balance, all of years that follow each other."""
    labels = [fold(row.label) for row in table.rows]
    found: list[tuple[int, int]] = []
    for pattern in ROWS:
        start = found[-1][0] + 1 if found else 0
        matches = ((at, pattern.fullmatch(text)) for at, text in enumerate(labels[start:], start))
        hit = next(((at, int(match[1])) for at, match in matches if match), None)
        if hit is None:
            return None
        found.append(hit)
    first, *later = (year for _, year in found)
    a, b, c, d = (at for at, _ in found)
    return (a, b, c, d) if set(later) == {first + 1} else None


def _relation(table: Table, before: Figure, more: Figure, after: Figure) -> Iterator[Relation]:
    relation = total(CODE, after, (before, more), Basis.STATED, table.title)
    kind = next((kind for word, kind in KINDS.items() if word in after.label), DebtKind.TOTAL)
    made = EXACT.add(before.quantity.centre, more.quantity.centre)
    gap = EXACT.subtract(after.quantity.centre, made)
    band = ROLLED[kind]
    known = band.telling(gap, after.quantity.centre) is Telling.KNOWN and bool(gap)
    yield replace(relation, known=band.known) if known else relation
