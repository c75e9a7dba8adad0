"""Budget, adjusted budget and outturn told one after the other: 预算X，执行中调整为Y，实际完成Z，为调整预算的p%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.figure import Figure, Measure
from fiscal.statement import Change, Compare, Signed
from tables.statements.lexicon import ends_with, holds_any
from tables.statements.running_totals import name_of
from tables.statements.skeleton import AMOUNT, BASE, DELTA, RATE, Piece

MOST = 3
"""Bases that are weighed for one rate, the nearest first."""


def plans_and_outturns(piece: Piece, said: str) -> Iterator[Compare | Change]:
    """Every rate of a plan that was told before the outturn, and every difference between plan and adjusted plan."""
    planned: list[Figure] = []
    adjusted: list[Figure] = []
    done: Figure | None = None
    for at, figure in enumerate(piece.figures):
        kind, lead = piece.sign(at), piece.lead(at)
        if kind == AMOUNT:
            planned, adjusted, done = _amount(figure, lead, planned, adjusted, done)
        elif kind == BASE:
            done = None  # the base stands right here: 为调整预算126,000万元的101.3%
        elif kind == RATE and done is not None and ends_with("of-plan-rate", lead):
            first, second = (adjusted, planned) if holds_any("adjusting", lead) else (planned, adjusted)
            bases = [base.id for base in (*first[::-1], *second[::-1]) if base.id != done.id]
            if bases:
                yield Compare(done.id, tuple(bases[:MOST]), figure.id, said)
        elif kind == DELTA and adjusted and planned and figure.measure is Measure.DELTA and _from_plan(lead):
            yield Change(planned[-1].id, adjusted[-1].id, (Signed(figure.id),), said)


def _amount(
    figure: Figure, lead: str, planned: Sequence[Figure], adjusted: Sequence[Figure], done: Figure | None
) -> tuple[list[Figure], list[Figure], Figure | None]:
    """What is planned, adjusted and done once an amount has been read; a new plan starts a new account."""
    last = lead.rsplit("，", 1)[-1]
    name = name_of(lead)
    if holds_any("adjusting", last) and (ends_with("adjusted", last.removesuffix("为") + "为") or "为" in last):
        return list(planned), [*adjusted, figure], None
    if (ends_with("planned", name.removesuffix("合计")) or holds_any("approved", lead)) and "完成" not in last:
        return [*planned, figure] if done is None else [figure], [] if done is not None else list(adjusted), None
    if holds_any("done", last):
        return list(planned), list(adjusted), figure
    return list(planned), list(adjusted), done


def _from_plan(lead: str) -> bool:
    """True for 比年初预算增加: the difference is one from the plan, not from last year.

    >>> _from_plan("，比年初预算增加"), _from_plan("，比上年增加")
    (True, False)
    """
    last = lead.rsplit("，", 1)[-1]
    return holds_any("compare", last) and holds_any("planned", last)
