"""What is left of an amount once others are taken off it: A，扣除B、C后，D."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.statement import Signed, Source, Total
from tables.statements.running_totals import (
    LEAST_DIGITS,
    LONGEST,
    Item,
    adds_up,
    digits_of,
    items,
    name_of,
    takes_off,
)
from tables.statements.skeleton import Piece

MOST_BASES = 6
"""So many amounts before 扣除 may be what it is taken off."""


def net_of(piece: Piece) -> Iterator[Total]:
    """A，扣除B、C后，D: what is left of an amount told before once B and C are taken off; which one the figures say.

    Without 后 the amount that is left is the first that comes out to the digit.
    """
    some = items(piece)
    for at in range(1, len(some) - 1):
        if takes_off(some[at].lead) and not takes_off(some[at - 1].lead):
            found = _net(some, at)
            if found is not None:
                yield found


def _net(some: Sequence[Item], at: int) -> Total | None:
    """What is left behind the deductions that begin with the amount number `at`, if the words or the figures tell."""
    figures = {item.figure.id: item.figure for item in some}
    bases = [item.figure.id for item in reversed(some[max(0, at - MOST_BASES) : at])]
    for end in range(at + 1, min(len(some), at + LONGEST)):
        net = some[end]
        taken = tuple(Signed(item.figure.id, -1) for item in some[at:end])
        readings = tuple((Signed(base), *taken) for base in bases)
        said = net.lead.startswith("后") and digits_of(net.figure) >= LEAST_DIGITS - 1
        long = end > at + 1 and digits_of(net.figure) >= LEAST_DIGITS
        if said or (long and any(adds_up(net.figure, run, figures, exactly=True) for run in readings)):
            return Total(net.figure.id, readings, name_of(net.lead), Source.COUNTED, said=name_of(net.lead))
        if net.lead.startswith(("。", "后")):
            return None
    return None
