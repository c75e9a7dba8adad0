"""Which of the supposed sums are taken: the best shown first, none twice, none in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from reconcile.structure.unannounced.sum_candidates import Candidate
from reconcile.structure.unannounced.sum_evidence import ENOUGH

SHAPE_BITS = 2
"""What a sum gains for every doubling of the number of totals that stand to their parts as it does."""

MOST_SHAPE_BITS = 8
FAILING_BITS = 16
"""Of two readings of one total, so much better shown is the one that holds in one place more."""

SHORT = 3
"""Up to so many parts their places are the shape; of longer lists, how far from the total they begin."""

Shape = tuple[int, ...]


class Choice(Struct):
    """The sums taken so far. `at` is the position of every line among those with numbers."""

    at: Mapping[int, int]
    taken: list[Candidate] = field(default_factory=list)
    parts: dict[int, list[frozenset[int]]] = field(default_factory=lambda: defaultdict(list))
    owner: dict[frozenset[int], int] = field(default_factory=dict)

    @property
    def hidden(self) -> set[int]:
        """Lines that are parts of some total."""
        return {line for one in self.taken for line in one.parts}

    def take(self, candidates: Iterable[Candidate]) -> bool:
        """Takes every candidate that is shown well enough and fits those taken; the best shown, then the nearest, go
        first. True if any was taken.
        """
        found = list(candidates)
        shapes = self._shapes(found)
        judged = [(one.bits + _support(shapes[self._shape(one)]), one) for one in found]
        judged.sort(key=lambda pair: (_price(pair[1]) - pair[0], -pair[0], len(pair[1].parts), _distance(pair[1])))
        before = len(self.taken)
        for bits, one in judged:
            if bits >= ENOUGH and self._fits(one):
                self.taken.append(one)
                self.parts[one.total].append(frozenset(one.parts))
                self.owner.setdefault(frozenset(one.parts), one.total)
        return len(self.taken) > before

    def _shapes(self, candidates: Sequence[Candidate]) -> dict[Shape, int]:
        """How many totals stand to their parts in the same way."""
        totals: dict[Shape, set[int]] = defaultdict(set)
        for one in (*candidates, *self.taken):
            totals[self._shape(one)].add(one.total)
        return {shape: len(lines) for shape, lines in totals.items()}

    def _shape(self, one: Candidate) -> Shape:
        away = [self.at[line] - self.at[one.total] for line in one.parts]
        return (one.side, *away) if len(away) <= SHORT else (one.side, 0, min(map(abs, away)), 0, 0)

    def _fits(self, one: Candidate) -> bool:
        parts = frozenset(one.parts)
        owner = self.owner.get(parts)
        if owner is not None and abs(self.at[owner] - self.at[one.total]) > 1:
            return False  # the same list has its total elsewhere; only a total printed twice over stays
        leaves = self._leaves(parts)
        if any(other & parts or self._leaves(other) == leaves for other in self.parts.get(one.total, ())):
            return False
        return one.total not in self._below(parts)

    def _below(self, lines: Iterable[int]) -> set[int]:
        """`lines`, their parts, the parts of these, and so on."""
        found: set[int] = set()
        waiting = list(lines)
        while waiting:
            line = waiting.pop()
            if line not in found:
                found.add(line)
                waiting += [part for parts in self.parts.get(line, ()) for part in parts]
        return found

    def _leaves(self, lines: Iterable[int]) -> set[int]:
        """The lines that `lines` come down to by the first list of every total."""
        found: set[int] = set()
        seen: set[int] = set()
        waiting = list(lines)
        while waiting:
            line = waiting.pop()
            if line in seen:
                continue
            seen.add(line)
            lists = self.parts.get(line)
            if lists:
                waiting += lists[0]
            else:
                found.add(line)
        return found


def _support(number: int) -> int:
    return min(SHAPE_BITS * (number - 1).bit_length(), MOST_SHAPE_BITS)


def _price(one: Candidate) -> int:
    """What a sum has to give way by to others as well shown: the longer, the farther, above all the one that fails."""
    return one.kind + len(one.parts).bit_length() + FAILING_BITS * one.failed


def _distance(one: Candidate) -> int:
    """How far the parts stand from their total on average, in hundredths of a line."""
    return 100 * sum(abs(one.total - line) for line in one.parts) // len(one.parts)
