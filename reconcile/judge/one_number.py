"""Whether two printed amounts can be one number."""

from __future__ import annotations

from fiscal.figure import Figure


def agree(one: Figure, other: Figure) -> bool:
    """True if two amounts may be one number: their intervals meet, and equally printed ones have the same digits."""
    a, b = one.quantity, other.quantity
    if a.unit.dimension != b.unit.dimension:
        return False
    if a.step == b.step:
        return a.centre == b.centre
    mine, theirs = a.interval(), b.interval()
    return mine.low <= theirs.high and theirs.low <= mine.high
