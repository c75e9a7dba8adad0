"""A claim: what a document (or the law) says of its figures, with the readings of it that are possible.

A proposer states what it recognised; whether that is what the document means is settled where readings are chosen
(reconcile/judge/choose.py). The other readings are made by structure, and only where the likeliest does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from fiscal.relation import Relation


class Policy(StrEnum):
    """What becomes of a claim of which no reading holds."""

    TELL = "tell"  # it is weighed, and told if it is likely enough
    COUNT = "count"  # the wording leaves open whether it has to hold: nothing is told, and that is counted


class Claim(Struct, frozen=True):
    """`readings` are relations of which one is meant, likeliest first; there is at least one.

    If none holds, and no rival that structure knows, the first is what is broken; `policy` says what becomes of it.
    """

    readings: tuple[Relation, ...]
    policy: Policy = Policy.TELL

    @property
    def likeliest(self) -> Relation:
        """The reading that is meant if figures do not say otherwise."""
        return self.readings[0]


class Rival(Struct, frozen=True):
    """Another reading of a claim, and why it is one: "run", "statement", "addend", "twice", "base" …"""

    relation: Relation
    why: str


def claims(proposed: Iterable[Relation | Claim]) -> Iterator[Claim]:
    """What was proposed as claims: a relation is a claim with one reading."""
    for one in proposed:
        yield one if isinstance(one, Claim) else Claim((one,))
