"""Which rules of a page hang together, found in one sweep across the page: a page may hold thousands of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from tables.pages.marks import Rule

_BEGINS, _CROSSES, _ENDS = range(3)
Lying = tuple[int, int]
"""The height of a horizontal rule and its number."""


class _Groups:
    """Numbers put together step by step; `of` names the group of a number."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        self._parent[self.of(one)] = self.of(other)


class _Open:
    """The horizontal rules that the sweep is over, by height. `apart` are those that may be in another group than the
    one above them; all others are known to be in the same, and need not be looked at again.
    """

    def __init__(self) -> None:
        self._rules: list[Lying] = []
        self._apart: list[Lying] = []

    def begin(self, rule: Lying) -> None:
        at = bisect_left(self._rules, rule)
        self._rules.insert(at, rule)
        self._set_apart(rule)
        if at + 1 < len(self._rules):
            self._set_apart(self._rules[at + 1])

    def end(self, rule: Lying) -> None:
        at = bisect_left(self._rules, rule)
        del self._rules[at]
        place = bisect_left(self._apart, rule)
        if place < len(self._apart) and self._apart[place] == rule:
            del self._apart[place]
            if at < len(self._rules):
                self._set_apart(self._rules[at])

    def _set_apart(self, rule: Lying) -> None:
        place = bisect_left(self._apart, rule)
        if place == len(self._apart) or self._apart[place] != rule:
            insort(self._apart, rule)

    def join(self, top: int, bottom: int, number: int, groups: _Groups) -> None:
        """All rules from the height `top` to `bottom` are in the group of `number`."""
        first = bisect_left(self._rules, (top, -1))
        if first == len(self._rules) or self._rules[first][0] > bottom:
            return
        groups.join(self._rules[first][1], number)
        low = bisect_right(self._apart, self._rules[first])
        high = bisect_left(self._apart, (bottom + 1, -1))
        for _, other in self._apart[low:high]:
            groups.join(other, number)
        del self._apart[low:high]


def groups_of(horizontals: Sequence[Rule], verticals: Sequence[Rule], reach: int) -> list[int]:
    """For every rule, horizontal ones first, the number of its group: rules that cross, or miss each other by `reach`.

    >>> groups_of([Rule(0, 0, 50), Rule(90, 0, 50)], [Rule(10, 0, 40), Rule(70, 0, 90)], 5)
    [2, 1, 2, 3]
    """
    count = len(horizontals)
    groups = _Groups(count + len(verticals))
    events = [(rule.start - reach, _BEGINS, i) for i, rule in enumerate(horizontals)]
    events += [(rule.end + reach, _ENDS, i) for i, rule in enumerate(horizontals)]
    events += [(rule.at, _CROSSES, j) for j, rule in enumerate(verticals)]
    crossed = _Open()
    for _, kind, number in sorted(events):
        if kind == _BEGINS:
            crossed.begin((horizontals[number].at, number))
        elif kind == _ENDS:
            crossed.end((horizontals[number].at, number))
        else:
            upright = verticals[number]
            crossed.join(upright.start - reach, upright.end + reach, count + number, groups)
    return [groups.of(at) for at in range(count + len(verticals))]
