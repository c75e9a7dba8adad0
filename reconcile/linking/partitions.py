"""Evidence: whether a list of parts is meant to be the whole list, and whether a near miss looks like a slip.

The wording 其中 does not say whether parts are left out. What decides: the parts add up; or their names make a known
partition; or several weaker signs together. A near miss counts only if chance would rarely produce it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.hedge import OPEN
from fiscal.relation import Relation
from fiscal.slips.misprint import candidates, chance, explains
from fiscal.words.word_families import families, said_of
from reconcile.judge.verdicts import outcome_of
from reconcile.review import HOLDS
from tables.measured.concepts import concept

RARE = Fraction(1, 20)
"""A slip is evidence if a random difference would look like one at most this often."""

COMMON = Fraction(1, 3)
"""A slip is a weak sign if a random difference would look like one up to this often."""


def holds(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if the relation holds, exactly or by rounding; what 超过 or 不足 leaves open on one side is no evidence."""
    if any(figures[i].quantity.hedge in OPEN for i in relation.figures() if i in figures):
        return False
    return outcome_of(relation, figures) in HOLDS


def near_miss(relation: Relation, figures: Mapping[str, Figure], rarely: Fraction = RARE) -> bool:
    """True if one slip in one figure would make the balance come out, and chance would look so at most `rarely`."""
    return bool(explains(relation, figures)) and chance(relation, figures) <= rarely


def one_slip_away(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if some figure of the relation, misprinted by one slip, would have made it hold. For rarely met near
    misses.
    """
    for identifier in dict.fromkeys(relation.figures()):
        figure = figures[identifier]
        for _, value in candidates(figure.quantity.value):
            changed = replace(figure, quantity=replace(figure.quantity, value=value))
            if holds(relation, {**{i: figures[i] for i in relation.figures()}, identifier: changed}):
                return True
    return False


def is_partition(labels: Sequence[str]) -> bool:
    """True if the names of the parts are known to make up a whole together (一般债务 and 专项债务).

    >>> is_partition(["一般债务", "专项债务"]), is_partition(["教育支出", "农林水支出"])
    (True, False)
    """
    for family in families("whole"):
        hits = [min(said_of(family, label), default=None) for label in labels]
        if None not in hits and len(set(hits)) == len(labels) >= 2 and len(labels) >= len(family) - (len(family) > 2):
            return True
    return False


def parallel(labels: Sequence[str]) -> bool:
    """True if all labels end in the same two characters or more: names of one series (…用地, …还本)."""
    cores = [concept(label) for label in labels]
    tails = {core[-2:] for core in cores}
    return len(cores) >= 2 and len(tails) == 1 and len(set(cores)) == len(cores) and len(next(iter(tails))) == 2
