"""A figure of the narrative whose unit is another than the one that was meant: 203,000亿元 for 203,000万元.

Writing 亿 for 万 is the commoner slip than moving the point by four places: where the number as printed, with the other
unit, makes all agree, the unit is what to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from decimal import Decimal

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.units import Unit, known_units

NAMES = ("元", "万元", "亿元")

FEW = 3
"""So few amounts do not show which unit a paragraph uses."""


def exchanged_unit(figure: Figure, value: Decimal) -> Unit | None:
    """The unit with which the printed number is as much as `value` in the figure's own unit; None if there is none.

    A cell has the unit of its table: there the number is wrong, not the unit.
    """
    quantity = figure.quantity
    if figure.source != "narrative" or quantity.unit.name not in NAMES or quantity.value == 0:
        return None
    amount = EXACT.multiply(value, quantity.unit.factor)
    units = [known_units()[name] for name in NAMES]
    return next((unit for unit in units if EXACT.multiply(quantity.value, unit.factor) == amount), None)


class UnitsAround:
    """In which units the amounts of a paragraph of the narrative are printed, or of its report where it has few."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self._figures = figures
        self._units: dict[Hashable, Counter[str]] = {}

    def times(self, figure: Figure, unit: Unit) -> tuple[int, int]:
        """How many of the amounts beside a figure have `unit`, and how many the unit it is printed with."""
        if not self._units:
            for one in self._figures.values():
                if one.source == "narrative" and one.quantity.unit.name in NAMES:
                    for stretch in _stretches(one):
                        self._units.setdefault(stretch, Counter())[one.quantity.unit.name] += 1
        around = [self._units.get(stretch, Counter()) for stretch in _stretches(figure)]
        beside = next((units for units in around if units.total() > FEW), around[-1])
        return beside[unit.name], max(beside[figure.quantity.unit.name] - 1, 0)  # without the figure itself


def _stretches(figure: Figure) -> tuple[Hashable, Hashable]:
    """The paragraph and the report in which a figure stands."""
    return (figure.place.document, "p", figure.place.paragraph), (figure.place.document, "r", figure.report)


def with_unit_exchanged(figure: Figure, unit: Unit) -> Figure:
    """The figure, had it been printed with `unit`."""
    return replace(figure, quantity=replace(figure.quantity, unit=unit))
