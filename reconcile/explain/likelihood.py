"""How likely it is that a certain figure, printed in place of another value, is what broke a sum.

Many figures of a sum can often be mended by one slip of the pen; then the likelier one is asked for. Likelihood has two
factors, both as odds. How easily is the value written as what is printed: of the six pairs of digits of a number one
was exchanged. And how well does the value fit its place compared with what is printed: an amount is mostly near the
other amounts of its row, seldom the only minus of its column. The densities were counted in published budgets.
"""

from __future__ import annotations

from decimal import Context, Decimal

from fiscal.figure import Figure
from fiscal.slips.misreading import REASONS as MISREADINGS
from reconcile.explain.neighbours import Habits, TableNeighbours, ends_in_zero

SHORT = Context(prec=16)
"""Odds need no more digits."""

SHARE = {
    "digit": 30,
    "swap": 12,
    "lost": 12,
    "extra": 10,
    "zero": 10,
    "power": 5,
    "unit": 6,
    "sign": 8,
    "majority": 40,
    "beside": 8,
    "next-row": 4,
    "several": 5,
}
"""Of a hundred wrong figures so many are wrong in this way; misreadings of a recogniser count as wrong digits."""

NEARNESS = (
    (Decimal("1.02"), Decimal("5.6")),
    (Decimal("1.1"), Decimal("3")),
    (Decimal("1.3"), Decimal("1.3")),
    (Decimal("1.65"), Decimal("0.64")),
    (Decimal("2.7"), Decimal("0.25")),
    (Decimal("7.4"), Decimal("0.08")),
    (Decimal(55), Decimal("0.02")),
    (Decimal(400), Decimal("0.01")),
)
"""How densely amounts lie around the nearest other amount of their row, by how many times the one is the other."""

REPEATED = 20
"""Of so many rows one repeats the figure right above it, where nothing else is known of the column."""

FAR = Decimal("0.002")
ONE = Decimal(1)


def odds(
    figure: Figure, value: Decimal, reason: str | None, around: TableNeighbours, told_twice: bool = False
) -> Decimal:
    """How likely `figure` stands where `value` was meant, compared with nothing being wrong with it.

    Only the proportion between two figures of one broken relation means anything. If the number is `told_twice`, the
    other mention says what was meant.
    """
    printed = figure.quantity.value
    mates = [mate.quantity.value for mate in around.row(figure)]
    habits = _others(around.habits(figure), printed, mates)
    written = SHORT.divide(_share(reason), _ways(reason, printed, len(mates)))
    meant = _fits(value, mates, habits)
    stands = _fits(printed, mates, habits)
    if reason == "next-row":
        # What is printed twice, one below the other, is meant so as often as other pairs of the column are.
        stands = max(stands, _part(habits.repeated, habits.count, REPEATED))
    if told_twice and not mates and value * printed > 0:
        # Two mentions of one number: that it is rather a small than a large one is counted once, half for each.
        return SHORT.multiply(written, SHORT.sqrt(SHORT.divide(printed, value)))
    return SHORT.divide(SHORT.multiply(written, meant), stands)


def unit_odds(other: int, own: int) -> Decimal:
    """How likely a figure of the narrative has the wrong unit: beside it `other` amounts have that unit, `own` its own.

    >>> unit_odds(6, 0) > unit_odds(1, 1) > unit_odds(0, 6)
    True
    """
    written = SHORT.divide(_share("unit"), _ways("unit", ONE, 0))
    return SHORT.divide(SHORT.multiply(written, Decimal(other + 1)), Decimal(own + 1))


def _others(habits: Habits, printed: Decimal, mates: list[Decimal]) -> Habits:
    """The habits of the column without the figure itself."""
    return Habits(
        habits.count - 1,
        habits.negative - (printed < 0),
        habits.round - ends_in_zero(printed),
        habits.equal - (printed in mates),
        habits.paired - bool(mates),
        habits.repeated,
    )


def _share(reason: str | None) -> Decimal:
    return Decimal(SHARE["digit"] if reason in MISREADINGS else SHARE.get(reason or "several", SHARE["several"]))


def _ways(reason: str | None, printed: Decimal, mates: int) -> Decimal:
    """Among how many numbers such a slip chooses."""
    digits = len(printed.as_tuple().digits)
    counts = {
        "digit": 9 * digits,
        "swap": max(digits - 1, 1),
        "lost": digits + 1,
        "extra": 10 * digits,
        "zero": digits,
        "power": 6,
        "unit": 2,
        "beside": max(mates, 1),
        "next-row": 2,
        "sign": 1,
        "majority": 1,
    }
    if reason in MISREADINGS:
        return Decimal(digits)
    return Decimal(counts[reason]) if reason in counts else _size(printed)


def _fits(value: Decimal, mates: list[Decimal], habits: Habits) -> Decimal:
    """How likely it is that `value` stands at this place of the table, but for a factor that all values share."""
    below = _part(habits.negative, habits.count, 20)
    found = below if value < 0 else ONE - below
    even = _part(habits.round, habits.count, 4)
    found = SHORT.multiply(found, SHORT.multiply(even, Decimal(9)) if ends_in_zero(value) else ONE - even)
    if not mates:
        return SHORT.divide(found, _size(value))
    equal = _part(habits.equal, habits.paired, 5)
    if value in mates:
        return SHORT.multiply(found, equal)
    dense = SHORT.multiply(max(_density(value, mate) for mate in mates), ONE - equal)
    return SHORT.divide(SHORT.multiply(found, dense), _size(value))


def _part(some: int, of: int, doubt: int) -> Decimal:
    """`some` of `of` as a share that is never 0 or 1: as if one in `doubt` more had been counted."""
    return SHORT.divide(Decimal(max(some, 0) + 1), Decimal(max(of, some, 0) + doubt))


def _size(value: Decimal) -> Decimal:
    """The number without its decimal point: how many numbers of its length there are, roughly."""
    return abs(value.scaleb(-min(_exponent(value), 0), SHORT)) or ONE


def _density(value: Decimal, mate: Decimal) -> Decimal:
    if (value < 0) != (mate < 0):
        return FAR
    small, large = sorted((abs(value), abs(mate)))
    return next((dense for times, dense in NEARNESS if large <= SHORT.multiply(small, times)), FAR)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
