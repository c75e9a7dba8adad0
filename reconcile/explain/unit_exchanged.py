"""A figure of the narrative whose unit is another than the one that was meant: 203,000亿元 for 203,000万元.

Writing 亿 for 万 is the commoner slip than moving the point by four places: where the number as printed, with the other
unit, makes all agree, the unit is what to look at.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.numbers.units import Unit, known_units

NAMES = ("元", "万元", "亿元")


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


def with_unit_exchanged(figure: Figure, unit: Unit) -> Figure:
    """The figure, had it been printed with `unit`."""
    return replace(figure, quantity=replace(figure.quantity, unit=unit))
