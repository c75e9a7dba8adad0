"""What a year leaves over and the next takes up: 结转下年, 年终结余 and 上年结转, 上年结余, in rows and sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from fiscal.budget import Stage
from fiscal.document import Document
from fiscal.figure import Figure
from reconcile.dossier import Dossier, once
from reconcile.linking.years.column_settings import Scope, amount, scope, year_and_stage
from reconcile.linking.years.document_years import about
from reconcile.linking.years.told_amounts import told_amounts
from tables.measured.line_names import carries
from tables.measured.organisations import Organisation

SUREST_FIRST = (Stage.FINAL, Stage.EXECUTED, Stage.EXPECTED, Stage.ADJUSTED, Stage.CHANGED, Stage.BUDGET)
"""Of several statements on one year the one whose stage stands first here is the surest."""


class Key(Struct, frozen=True):
    """What is carried over at the end of the year before `year`: whose, of which budget, and which part of it."""

    scope: Scope
    item: str
    year: int


class Carried(Struct, frozen=True):
    """One statement: the figure, the stage of its year, the document it stands in, and whether its level is sure."""

    figure: Figure
    stage: Stage
    document: Document
    whose: Organisation | None
    sure: bool = True


class YearTurn(Struct):
    """All that is said about one turn of the year: what the old year hands over, what the new one takes up."""

    out: list[Carried]
    taken: list[Carried]


@once
def turns(dossier: Dossier) -> Mapping[Key, YearTurn]:
    """Every turn of a year that tables or sentences speak of from both sides."""
    found: dict[Key, YearTurn] = defaultdict(lambda: YearTurn([], []))
    for key, taken, carried in (*_rows(dossier), *_sentences(dossier)):
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


def _sentences(dossier: Dossier) -> Iterator[tuple[Key, bool, Carried]]:
    """The same for every amount of the narrative that is called so; what months carry over is not the year's."""
    for told in told_amounts(dossier):
        figure = told.figure
        said = carries(figure.label)
        if said is None or figure.budget is None:
            continue
        item, taken = said
        months = figure.period is not None and figure.period.span not in ("year", "start", "end")
        if months and not taken:
            continue
        home = told.of.whose.places[-1] if told.of.whose is not None else None
        part = figure.place_of if figure.place_of not in (None, home) else ""
        key = Key(Scope(figure.budget, told.level, part or ""), item, told.year + (0 if taken else 1))
        yield key, taken, Carried(figure, told.stage, told.of.document, told.of.whose, told.sure)


def groups_of(taken: Sequence[Carried]) -> Iterator[list[Carried]]:
    """The statements of one organisation that print one number; those that tell what came of the year lead."""
    groups: list[list[Carried]] = []
    for each in sorted(taken, key=lambda each: SUREST_FIRST.index(each.stage)):
        fits = (
            g for g in groups if g[0].figure.quantity.centre == each.figure.quantity.centre and together(g[0], each)
        )
        group = next(fits, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    yield from groups


def together(one: Carried, other: Carried) -> bool:
    """True if both stand in one document or in documents of one organisation."""
    if one.document is other.document:
        return True
    return one.whose is not None and other.whose is not None and one.whose.same(other.whose)
