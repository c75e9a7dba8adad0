"""The one figure of a relation that is printed in another unit than all others: 亿元 among 万元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fiscal.figure import Figure
from fiscal.numbers.units import Unit
from fiscal.relation import Relation

FEWEST = 3
"""Of two figures nobody can say which is odd."""


def vanishes(relation: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if the odd figure is too small to be seen beside the others: 40万元 in a sum of 亿元 with two places.

    That such a relation holds says nothing of the figure.
    """
    found = odd_unit(relation, figures)
    if found is None:
        return False
    odd, _ = found
    return abs(odd.quantity.centre) < max(figures[name].quantity.step for name in relation.figures())


def odd_unit(relation: Relation, figures: Mapping[str, Figure]) -> tuple[Figure, Unit] | None:
    """The odd figure and the unit of all others; None if none is odd, or if its unit measures something else."""
    members = [figures[name] for name in relation.figures()]
    units = Counter(figure.quantity.unit for figure in members)
    if len(members) < FEWEST or len(units) != 2 or units.most_common()[1][1] != 1:
        return None
    (common, _), (odd, _) = units.most_common()
    if common.dimension != odd.dimension:
        return None
    return next(figure for figure in members if figure.quantity.unit == odd), common
