"""Trends of debt against its limit: two lines over the years, drawn in whole numbers; what counts is printed beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct

from reconcile.site.site_answers import Record

WIDTH, HEIGHT, EDGE = 640, 220, 30
"""The picture, and the margin around what is drawn."""


class Trend(Struct, frozen=True):
    """The limit and the balance of one level and kind of debt: points to draw, years along the bottom."""

    level: str
    kind: str
    limit: str
    balance: str
    dots: tuple[tuple[int, int, str], ...]
    years: tuple[tuple[int, int], ...]


def trends(debt: Iterable[Record]) -> list[Trend]:
    """A trend for every level and kind whose limit and balance are known, one of them for two years; of one place."""
    found = []
    for (level, kind), rows in groupby(debt, key=lambda one: (one["level"], one["kind"])):
        known = list(rows)
        sides = [sum(row[side] is not None for row in known) for side in ("limit_yuan", "balance_yuan")]
        if max(sides) > 1 and min(sides) > 0:
            found.append(_trend(str(level), str(kind), known))
    return found


def _trend(level: str, kind: str, rows: Sequence[Record]) -> Trend:
    years = [int(row["year"]) for row in rows]
    first, span = min(years), max(max(years) - min(years), 1)
    amounts = [row[side] for row in rows for side in ("limit_yuan", "balance_yuan") if row[side] is not None]
    most = max([*amounts, Decimal(1)])

    def across(year: int) -> int:
        return EDGE + (WIDTH - 2 * EDGE) * (year - first) // span

    def up(amount: Decimal) -> int:
        return HEIGHT - EDGE - int((HEIGHT - 2 * EDGE) * max(amount, Decimal(0)) / most)

    def line(side: str) -> list[tuple[int, int]]:
        return [(across(int(row["year"])), up(row[side])) for row in rows if row[side] is not None]

    sides = {side: line(f"{side}_yuan") for side in ("limit", "balance")}
    return Trend(
        level,
        kind,
        limit=" ".join(f"{x},{y}" for x, y in sides["limit"]),
        balance=" ".join(f"{x},{y}" for x, y in sides["balance"]),
        dots=tuple((x, y, side) for side, points in sides.items() for x, y in points),
        years=tuple((across(year), year) for year in years),
    )
