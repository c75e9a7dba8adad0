"""Balances (合计 = 各项之和, 调整后 = 调整前 + 调整额) and orders (余额 ≤ 限额).

A balance adds the weighted terms on either side. Percentages and percentage points add up with each other. The
relation's `constant`, in base units, is added to the parts (to the greater side of an order); where no total is printed
the constant itself is the total (shares that make up 100 %).
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal.relation import Relation, Role
from reconcile.judge.expression import amount, number, summed
from reconcile.judge.ruling import UNDECIDED, Ruling, Working, compare, compare_order
from reconcile.judge.terms_read import NOTHING, Addend, Bounds, Readings, common_unit, one_dimension, shared_unit, total
from reconcile.review import Outcome

TOTALS = (Role.TOTAL, Role.TO)
POINTS_ARE_PERCENT = {"points": "percent"}


def judge_balance(relation: Relation, readings: Readings) -> Ruling:
    """Σ total = Σ parts + constant; if partial, Σ parts + constant ≤ Σ total. A `delta` counts with its sign."""
    stated: list[Addend] = []
    computed: list[Addend] = []
    for term in relation.terms:
        reading = readings[term.figure]
        if reading is None:
            return UNDECIDED
        factor = term.weight * reading.figure.sign if term.role is Role.DELTA else term.weight
        (stated if term.role in TOTALS else computed).append(Addend(reading, factor))
    everything = computed + stated
    if not computed or not (stated or relation.constant) or not one_dimension(everything, POINTS_ARE_PERCENT):
        return UNDECIDED
    if relation.partial:
        return _ordered(relation, computed, stated)
    parts = total(computed).plus(relation.constant) if stated else total(computed)
    whole = total(stated) if stated else NOTHING.plus(relation.constant)
    outcome = compare(parts, whole)
    return Ruling(outcome, lambda: _sum_written(relation, outcome, computed, stated, parts, whole))


def _sum_written(
    relation: Relation, outcome: Outcome, computed: list[Addend], stated: list[Addend], parts: Bounds, whole: Bounds
) -> Working:
    everything = computed + stated
    unit = common_unit(everything)
    plain = shared_unit(everything) is not None
    left, right = summed(computed, not plain), summed(stated, not plain)
    if relation.constant:
        shown = number(relation.constant / unit.factor)
        left, right = (left + f" + {shown}", right) if stated else (left, shown)
    if outcome in (Outcome.EXACT, Outcome.UNDECIDED):
        expression = f"{left} = {right}"
    else:
        middle = _result(computed, relation, amount(parts.centre, unit), "" if plain else f" {unit.name}")
        expression = f"{left}{middle} {'≈' if outcome is Outcome.ROUNDING else '≠'} {right}"
    return Working(expression, unit, parts, whole)


def _result(addends: Sequence[Addend], relation: Relation, result: str, unit: str) -> str:
    """` = 100,700`, or nothing where a single term is its own sum."""
    if len(addends) == 1 and addends[0].factor in (1, -1) and not relation.constant:
        return ""
    return f" = {result}{unit}"


def judge_at_most(relation: Relation, readings: Readings) -> Ruling:
    """Σ lesser ≤ Σ greater + constant."""
    lesser = readings.addends(term for term in relation.terms if term.role is Role.LESSER)
    greater = readings.addends(term for term in relation.terms if term.role is Role.GREATER)
    if not lesser or greater is None or len(lesser) + len(greater) != len(relation.terms):
        return UNDECIDED
    if not (greater or relation.constant) or not one_dimension([*lesser, *greater]):
        return UNDECIDED
    return _ordered(relation, lesser, greater)


def _ordered(relation: Relation, lesser: list[Addend], greater: list[Addend]) -> Ruling:
    # A partial balance carries its constant with the parts, an order with the greater side.
    low, high = total(lesser), total(greater)
    if relation.partial and greater:
        low = low.plus(relation.constant)
    else:
        high = high.plus(relation.constant)
    outcome = compare_order(low, high)
    return Ruling(outcome, lambda: _order_written(relation, outcome, lesser, greater, low, high))


def _order_written(
    relation: Relation, outcome: Outcome, lesser: list[Addend], greater: list[Addend], low: Bounds, high: Bounds
) -> Working:
    everything = lesser + greater
    unit = common_unit(everything)
    plain = shared_unit(everything) is not None
    left, right = summed(lesser, not plain), summed(greater, not plain) if greater else ""
    if relation.constant:
        shown = number(relation.constant / unit.factor)
        if relation.partial and greater:
            left += f" + {shown}"
        else:
            right = f"{right} + {shown}" if right else shown
    if outcome in (Outcome.EXACT, Outcome.UNDECIDED):
        return Working(f"{left} ≤ {right}", unit, low, high)
    suffix = "" if plain else f" {unit.name}"
    left += _result(lesser, relation, amount(low.centre, unit), suffix)
    if len(greater) > 1 or any(addend.factor != 1 for addend in greater):
        right += f" = {amount(high.centre, unit)}{suffix}"
    sign = "≲" if outcome is Outcome.ROUNDING else ">"
    return Working(f"{left} {sign} {right}", unit, low, high)
