"""What a year leaves over and the next takes up: 结转下年, 年终结余 and 上年结转, 上年结余, as rows of tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fiscal.budget import Stage
from fiscal.document import Document
from fiscal.figure import Figure
from reconcile.dossier import Dossier, once
from reconcile.linking.years.column_settings import Scope, amount, scope, year_and_stage
from reconcile.linking.years.document_years import about
from tables.measured.line_names import carries
from tables.measured.organisations import Organisation


@dataclass(frozen=True, slots=True)
class Key:
    """What is carried over at the end of the year before `year`: whose, of which budget, and which part of it."""

    scope: Scope
    item: str
    year: int


@dataclass(frozen=True, slots=True)
class Carried:
    """One statement: the figure, the stage of its year, and the document it stands in."""

    figure: Figure
    stage: Stage
    document: Document
    whose: Organisation | None


@dataclass(slots=True)
class YearTurn:
    """All that is said about one turn of the year: what the old year hands over, what the new one takes up."""

    out: list[Carried]
    taken: list[Carried]


@once
def turns(dossier: Dossier) -> Mapping[Key, YearTurn]:
    """Every turn of a year that some table speaks of from both sides."""
    found: dict[Key, YearTurn] = defaultdict(lambda: YearTurn([], []))
    for key, taken, carried in _rows(dossier):
        turn = found[key]
        (turn.taken if taken else turn.out).append(carried)
    return {key: turn for key, turn in found.items() if turn.out and turn.taken}


def _rows(dossier: Dossier) -> Iterator[tuple[Key, bool, Carried]]:
    """(turn, whether it is taken up there, statement) for every cell of a row that carries something over."""
    for known in about(dossier).values():
        for table in known.document.tables:
            for row in table.rows:
                said = carries(row.label)
                if said is None:
                    continue
                item, taken = said
                for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=False)):
                    figure, when = amount(cell), year_and_stage(table, column, known)
                    part = scope(table, index, figure, known) if figure is not None else None
                    if figure is not None and when is not None and part is not None:
                        key = Key(part, item, when[0] + (0 if taken else 1))
                        yield key, taken, Carried(figure, when[1], known.document, known.whose)
