"""Rules put together: pieces on one line become one rule, and rules that touch become the frame of one grid."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from tables.layout import Box
from tables.pages.crossings import groups_of
from tables.pages.marks import Rule

SAME_LINE = 150
"""Rules at most 1.5 points apart lie on one line: double lines, and borders that two cells draw each for itself."""

CLOSED_GAP = 300
REACH = 300
"""How far a rule may end before the rule it is meant to touch."""


class Frame(Struct, frozen=True, dict=True):
    """Rules that cross or touch one another, with the box around them."""

    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]

    @cached_property
    def left(self) -> int:
        """Its left edge."""
        return min([r.start for r in self.horizontals] + [r.at for r in self.verticals])

    @cached_property
    def right(self) -> int:
        """Its right edge."""
        return max([r.end for r in self.horizontals] + [r.at for r in self.verticals])

    @cached_property
    def top(self) -> int:
        """Its upper edge."""
        return min([r.at for r in self.horizontals] + [r.start for r in self.verticals])

    @cached_property
    def bottom(self) -> int:
        """Its lower edge."""
        return max([r.at for r in self.horizontals] + [r.end for r in self.verticals])


def lies_in(rule: Rule, box: Box | None) -> bool:
    """True if a horizontal rule runs through the box, or at most three points above or below it."""
    if box is None:
        return False
    left, top, right, bottom = box
    return top - REACH <= rule.at <= bottom + REACH and rule.start < right and rule.end > left


def merged(rules: Sequence[Rule]) -> list[Rule]:
    """`rules` with the pieces of one line joined, in the order of their place.

    >>> merged([Rule(100, 0, 50), Rule(120, 51, 90), Rule(900, 0, 50)])
    [Rule(at=110, start=0, end=90), Rule(at=900, start=0, end=50)]
    """
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at <= SAME_LINE:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    found: list[Rule] = []
    for line in lines:
        at = sum(rule.at for rule in line) // len(line)
        start = end = None
        for rule in sorted(line, key=lambda piece: piece.start):
            if start is None or end is None:
                start, end = rule.start, rule.end
            elif rule.start <= end + CLOSED_GAP:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None and end is not None:
            found.append(Rule(at, start, end))
    return found


def frames(horizontals: Sequence[Rule], verticals: Sequence[Rule]) -> list[Frame]:
    """The groups of rules that touch one another, from the top of the page down; a lone rule is a frame too."""
    numbers = groups_of(horizontals, verticals, REACH)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for rule, number in zip(horizontals, numbers, strict=False):
        groups.setdefault(number, ([], []))[0].append(rule)
    for rule, number in zip(verticals, numbers[len(horizontals) :], strict=True):
        groups.setdefault(number, ([], []))[1].append(rule)
    found = [Frame(tuple(lying), tuple(upright)) for lying, upright in groups.values()]
    return sorted(found, key=lambda frame: (frame.top, frame.left))
