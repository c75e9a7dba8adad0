"""The one figure of a relation that is printed in another unit than all others: 亿元 among 万元."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from fiscal.figure import Figure
from fiscal.numbers.units import Unit
from fiscal.relation import Relation

FEWEST = 3
"""Of two figures nobody can say which is odd."""


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
