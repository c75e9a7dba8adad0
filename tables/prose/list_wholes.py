"""The whole of a list: one that the parts add up to, else one whose label the parts share, else the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fiscal.document import Breakdown
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT, Interval
from fiscal.numbers.quantity import sum_of_centres
from fiscal.words.vocabulary import common_suffix

MOST_CANDIDATES = 8
"""Figures that are weighed as the whole of a list; what stands further away is hardly it."""


def breakdown_of(
    figures: Sequence[Figure],
    candidates: list[int],
    parts: list[int],
    trigger: str,
    open_: bool,
    begins: bool,
    span: tuple[int, int],
) -> Breakdown:
    """The list with its candidates for the whole, the likeliest first."""
    several = len(parts) >= 2 and len(candidates) > 1
    candidates = candidates[:MOST_CANDIDATES]
    ranked = sorted(
        candidates,
        key=lambda i: (
            any(figures[j].quantity.centre > figures[i].quantity.centre for j in parts) and several,
            -_fitness(figures, i, parts),
            _gap(figures, i, parts) if several and trigger != "从…看" else 0,
            candidates.index(i),
        ),
    )
    return Breakdown(
        tuple(figures[i].id for i in ranked),
        tuple(figures[i].id for i in parts),
        trigger,
        open_,
        begins,
        span,
    )


def _gap(figures: Sequence[Figure], whole: int, parts: Sequence[int]) -> Decimal:
    """By how much the parts miss a whole."""
    total = sum_of_centres(figures[i].quantity for i in parts)
    return abs(EXACT.subtract(figures[whole].quantity.centre, total))


def _fitness(figures: Sequence[Figure], whole: int, parts: Sequence[int]) -> int:
    """How well a candidate fits as the whole: 2 if the parts add up to it, 1 if they share its noun, else 0."""
    quantity = figures[whole].quantity
    if len(parts) >= 2:
        total = Interval.point(Decimal(0))
        for i in parts:
            total = total + figures[i].quantity.interval()
        if total.meets(quantity.interval()):
            return 2
    label = figures[whole].label
    shared = sum(common_suffix(label, figures[i].label) >= 2 for i in parts)
    return 1 if shared * 2 > len(parts) else 0
