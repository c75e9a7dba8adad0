"""The figures of a document as rows of the store, with what each is known to measure and whether it was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from fiscal.budget import Level
from fiscal.debt import DebtFact
from fiscal.document import Document
from fiscal.figure import Figure
from reconcile.linking.debt_facts import debt_facts
from reconcile.linking.years.debt_stocks import Stock, stocks_told
from reconcile.review import Outcome, Review
from reconcile.store.decimals_held import held, in_yuan, slack_in_yuan, text_held
from tables.measured.concepts import concept

_LEVELS = frozenset(level.value for level in Level)
_HOLDS = frozenset({Outcome.EXACT, Outcome.ROUNDING})


class Told(Struct, frozen=True):
    """What is known of the figures of a dossier, by their ids: debt facts, stocks, which of them were checked."""

    facts: Mapping[str, DebtFact]
    stocks: Mapping[str, Stock]
    bound: frozenset[str]
    verified: frozenset[str]

    @classmethod
    def by(cls, review: Review) -> Told:
        """What `review` tells."""
        bound = {name for one in review.verdicts for name in one.relation.figures()}
        verified = {name for one in review.verdicts if one.outcome in _HOLDS for name in one.relation.figures()}
        dossier = review.dossier
        return cls(debt_facts(dossier), stocks_told(dossier), frozenset(bound), frozenset(verified))


def figures_of(document: Document, ids: tuple[str, str], told: Told, place: str) -> Iterator[tuple[Any, ...]]:
    """A row for every figure of `document`, whose place is `place`, in their order."""
    for passage in document.passages:
        for figure in passage.figures:
            yield _row(figure, ids, told, place, (None, None))
    for table in document.tables:
        for y, row in enumerate(table.rows):
            for x, cell in enumerate(row.cells):
                if cell is not None:
                    yield _row(cell, ids, told, place, (y, x))


def _row(
    figure: Figure, ids: tuple[str, str], told: Told, place: str, at: tuple[int | None, int | None]
) -> tuple[Any, ...]:
    quantity, period, where = figure.quantity, figure.period, figure.place
    fact, stock = told.facts.get(figure.id), told.stocks.get(figure.id)
    part = fact.level if fact is not None and fact.level not in _LEVELS else ""
    level = fact.level if fact is not None and fact.level and not part else figure.level and figure.level.value
    return (
        *ids,
        figure.id.partition(".")[2],
        figure.source,
        text_held(figure.label),
        text_held(concept(figure.label)),
        text_held(quantity.text),
        held(quantity.value),
        text_held(quantity.unit.name),
        in_yuan(quantity),
        slack_in_yuan(quantity),
        held(quantity.upper),
        quantity.hedge.value,
        figure.sign,
        figure.measure.value,
        figure.budget and figure.budget.value,
        level,
        text_held(place + part),
        fact.year if fact is not None and fact.year else period.year if period else None,
        period.span if period else None,
        figure.stage and figure.stage.value,
        fact and fact.concept.value,
        fact and fact.kind.value,
        fact and fact.when,
        stock and stock.settled,
        where.page,
        where.line,
        text_held(where.sheet),
        where.cell,
        where.table.partition(".")[2] if where.table else None,
        text_held(where.row),
        text_held(where.column),
        *at,
        where.paragraph,
        where.span[0] if where.span else None,
        figure.confidence,
        figure.id in told.bound,
        figure.id in told.verified,
    )
