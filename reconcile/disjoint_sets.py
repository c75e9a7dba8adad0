"""Disjoint sets (并查集): things that turn out, pair by pair, to belong together."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class DisjointSets(Generic[T]):
    """Every thing is in one set: at first alone, later with all that it was joined to, directly or through others.

    >>> sets = DisjointSets("abcd")
    >>> sets.join("a", "c"), sets.join("d", "c"), sets.join("a", "d")
    (True, True, False)
    >>> sets.sets()
    [['d', 'a', 'c'], ['b']]
    """

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._parent: dict[T, T] = {thing: thing for thing in things}
        self._members: dict[T, list[T]] = {thing: [thing] for thing in self._parent}

    def find(self, thing: T) -> T:
        """The one member that stands for the set of `thing`; a thing not seen before is a set of its own."""
        parent = self._parent
        if thing not in parent:
            parent[thing], self._members[thing] = thing, [thing]
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    def join(self, one: T, other: T) -> bool:
        """The sets of both are one set, the members of `other`'s behind those of `one`'s; False if they were before."""
        kept, moved = self.find(one), self.find(other)
        if kept == moved:
            return False
        self._parent[moved] = kept
        self._members[kept] += self._members.pop(moved)
        return True

    def members(self, thing: T) -> list[T]:
        """All that are in the set of `thing`."""
        return self._members[self.find(thing)]

    def sets(self) -> list[list[T]]:
        """Every set, in the order in which the first of its members was seen."""
        return [self._members[root] for root in dict.fromkeys(map(self.find, tuple(self._parent)))]
