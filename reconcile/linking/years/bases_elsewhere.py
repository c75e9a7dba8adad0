"""Rates over last year (决算数为上年决算数的%) whose base stands in the table of the year before, in another document.

Titles may be unreadable and years unprinted: which table is that of the year before is shown by the rows. Where two
thirds of all rates of a column come out with the amounts of one column elsewhere, that column is the base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from fiscal.claims import growth, ratio
from fiscal.figure import Figure
from fiscal.relation import Basis, Kind, Relation
from fiscal.table import Column, Table
from reconcile.dossier import Dossier, once
from reconcile.linking.partitions import holds
from reconcile.linking.years.column_settings import amount
from reconcile.linking.years.document_years import about
from reconcile.linking.years.versions import versions
from reconcile.structure.columns.rate_columns import over_last_year, words
from reconcile.structure.counterparts.paired_tables import row_keys
from reconcile.structure.rows.agreeing_columns import additive_columns

CODE = "YER08"
FEWEST = 6
"""So many rates must come out before a column is taken for the base of others."""

FIRM, RARELY = 20, 40
"""Where so many rates are held against one base, a single one that does not come out, or one in so many, is worth a
word: several rows of one column have another base (same scope, 可比口径)."""

TRIED = 24
"""So many rows are looked at before a column is dropped of which not half come out."""

Rows: TypeAlias = Mapping[tuple[str, ...], int]


class RateColumn(Struct, frozen=True):
    """One column of rates over last year, and the column of amounts compared."""

    table: Table
    rates: int
    kind: Kind
    now: int


class Told(NamedTuple):
    """A rate with the amounts of both years; `firm` where the rest of its column leaves no doubt about the base."""

    relation: Relation
    held: bool
    firm: bool


@once
def rates_over_last_year(dossier: Dossier) -> tuple[Told, ...]:
    """Every rate whose base was found in another document."""
    if len(dossier.documents) < 2:
        return ()
    columns = [each for table in dossier.tables() for each in _columns(table)]
    if not columns:
        return ()
    tables = [table for table in dossier.tables() if len(table.rows) >= FEWEST]
    rows = {table.id: row_keys(table) for table in tables}
    with_row: Mapping[tuple[str, ...], list[Table]] = defaultdict(list)
    for table in tables:
        for key in rows[table.id]:
            with_row[key].append(table)
    found: list[Told] = []
    for column in columns:
        if column.table.id in rows:
            judged = _best(column, rows, with_row, dossier)
            off = sum(not held for _, held in judged)
            firm = len(judged) >= FIRM and off <= max(1, len(judged) // RARELY)
            found += [Told(relation, held, firm) for relation, held in judged]
    return tuple(found)


def _columns(table: Table) -> Iterator[RateColumn]:
    for index in range(len(table.columns)):
        known = over_last_year(table, index)
        if known is not None:
            yield RateColumn(table, index, *known)


def _best(
    column: RateColumn, rows: Mapping[str, Rows], with_row: Mapping[tuple[str, ...], list[Table]], dossier: Dossier
) -> list[tuple[Relation, bool]]:
    """The relations with the base in which most rates come out, if they are enough."""
    best: list[tuple[Relation, bool]] = []
    for table in _sisters(column, rows, with_row, dossier):
        for then in additive_columns(table):
            if not _of_the_year_before(table.columns[then], table, column, dossier):
                continue
            if not words(table.columns[then].title).steps & words(column.table.columns[column.now].title).steps:
                continue
            judged = _judged(column, table, then, rows, dossier)
            held = sum(holds_so for _, holds_so in judged)
            if held >= FEWEST and 3 * held >= 2 * len(judged) and held > sum(h for _, h in best):
                best = judged
    return best


def _of_the_year_before(then: Column, table: Table, column: RateColumn, dossier: Dossier) -> bool:
    """True for a column of an earlier document, and for one of last year in a document of one year with this one (a
    budget tells what was carried out the year before).
    """
    own, of = (about(dossier)[each.document].year for each in (column.table, table))
    if own is None or of is None or of < own:
        return True
    return then.period is not None and then.period.year == own - 1


def _sisters(
    column: RateColumn, rows: Mapping[str, Rows], with_row: Mapping[tuple[str, ...], list[Table]], dossier: Dossier
) -> list[Table]:
    """The tables of other works, of no other organisation, that share the most rows with the table of the column."""
    works, known = versions(dossier), about(dossier)
    own = known[column.table.document]
    shared: dict[str, int] = defaultdict(int)
    named: dict[str, Table] = {}
    for key in rows[column.table.id]:
        for table in with_row[key]:
            shared[table.id] += 1
            named[table.id] = table
    found = []
    for name, count in shared.items():
        of = known[named[name].document]
        apart = own.whose is not None and of.whose is not None and not own.whose.same(of.whose)
        later = own.year is not None and of.year is not None and of.year > own.year
        if count >= FEWEST and works[of.document.id] != works[own.document.id] and not apart and not later:
            found.append((count, named[name]))
    return [table for _, table in sorted(found, key=lambda each: -each[0])]


def _judged(
    column: RateColumn, table: Table, then: int, rows: Mapping[str, Rows], dossier: Dossier
) -> list[tuple[Relation, bool]]:
    """Every rate with the amounts of both years, and whether it holds; nothing if the first rows do not bear it out."""
    there = rows[table.id]
    found: list[tuple[Relation, bool]] = []
    for key, row in rows[column.table.id].items():
        at = there.get(key)
        cells = column.table.rows[row].cells
        rate, now = cells[column.rates], amount(cells[column.now])
        base = amount(table.rows[at].cells[then]) if at is not None else None
        if rate is None or now is None or base is None or not _telling(rate, now, base):
            continue
        relation = _relation(column, base, now, rate)
        held = holds(relation, dossier.figures)
        if held or base.quantity.value > 0:  # over less than nothing a rate that does not come out says nothing
            found.append((relation, held))
        if len(found) == TRIED and 2 * sum(held for _, held in found) < TRIED:
            return []
    return found


def _telling(rate: Figure, now: Figure, base: Figure) -> bool:
    return base.quantity.value != 0 and now.quantity.value != 0 and rate.quantity.unit.is_rate


def _relation(column: RateColumn, base: Figure, now: Figure, rate: Figure) -> Relation:
    if column.kind is Kind.GROWTH:
        return growth(CODE, base, now, rate, Basis.INFERRED, now.label)
    return ratio(CODE, now, (base,), rate, Basis.INFERRED, now.label)
