"""Targets of indicators that a second table or the text tells again: 年初预期目标 in a table and in the next one.

A target is that of one indicator for one year; what the same report calls so twice is one number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.slips.misprint import slip
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from tables.measured.concepts import concept, likeness
from tables.prose.spans import sentence_start

FEWEST = 3
"""So many targets must agree before two tables are taken to state the same ones."""

ALIKE = 50
"""How alike the name of an indicator and what a sentence calls its target must be, if the number and its unit agree."""

_TARGET = label_pattern("target-column")
_TARGET_TOLD = label_pattern("target-told")


class TwoTables(Struct, frozen=True):
    """The target of one indicator in two tables; `sure` where so many others agree that no other can be meant."""

    one: Figure
    two: Figure
    sure: bool


def in_two_tables(dossier: Dossier) -> Iterator[TwoTables]:
    """Every target that two tables of one report state."""
    known: dict[tuple[str, int], list[tuple[Table, int]]] = defaultdict(list)
    for table in dossier.tables():
        columns = [at for at, column in enumerate(table.columns) if _TARGET.search("".join(column.path))]
        if len(columns) == 1:
            known[table.document, table.report].append((table, columns[0]))
    for tables in known.values():
        for n, (first, at) in enumerate(tables):
            for second, other in tables[n + 1 :]:
                pairs = list(_pairs(first, at, second, other))
                equal = sum(_equal(one, two) for one, two in pairs)
                if equal >= FEWEST and 4 * equal >= 3 * len(pairs):
                    for one, two in pairs:
                        slipped = slip(one.quantity.value, two.quantity.value) is not None
                        if _equal(one, two) or slipped:
                            yield TwoTables(one, two, slipped and equal >= 2 * FEWEST)


def _pairs(first: Table, at: int, second: Table, other: int) -> Iterator[tuple[Figure, Figure]]:
    """The targets of the indicators that both tables name, each in one row; of one year, unit and kind."""
    rows = {concept(row.label): row.cells[at] for row in first.rows}
    for row in second.rows:
        one, two = rows.get(concept(row.label)), row.cells[other]
        if one is not None and two is not None and _comparable(one, two) and one.period == two.period:
            yield one, two


def _comparable(one: Figure, two: Figure) -> bool:
    return one.quantity.unit == two.quantity.unit and one.measure is two.measure


def _equal(one: Figure, two: Figure) -> bool:
    return one.quantity.value == two.quantity.value and one.quantity.hedge is two.quantity.hedge


def in_the_text(dossier: Dossier) -> Iterator[tuple[Figure, Figure]]:
    """Every target of a table with the figure of the same report that a sentence about a target tells of it."""
    for document in dossier.documents:
        targets = [target for table in document.tables for target in _targets(table)]
        for passage in document.passages if targets else ():
            for figure in passage.figures:
                end = passage.text[figure.end : figure.end + len("的年度预期目标")]
                before = passage.text[sentence_start(passage, figure.start) : figure.start]
                if not (_TARGET_TOLD.search(before) or _TARGET_TOLD.search(end)):
                    continue
                alike = [
                    target
                    for target in targets
                    if target.report == figure.report
                    and _equal(target, figure)
                    and target.quantity.unit == figure.quantity.unit
                    and likeness(concept(target.label), concept(figure.label)) >= ALIKE
                ]
                if len({concept(target.label) for target in alike}) == 1:
                    yield alike[0], figure


def _targets(table: Table) -> Iterator[Figure]:
    columns = [at for at, column in enumerate(table.columns) if _TARGET.search("".join(column.path))]
    for row in table.rows:
        yield from (cell for at in columns if (cell := row.cells[at]) is not None)
