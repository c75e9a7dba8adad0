"""Slips of a pen or a keyboard: when two printed numbers are one plausible slip apart.

The slips are those that readers of accounts know: one wrong digit, two neighbouring digits exchanged (such a difference
divides by nine), a digit or a zero too few or too many, the decimal point in another place, 万 taken for 亿, a lost
sign. `chance` says how easily a difference would be explained by accident, so that an explanation is taken as evidence
only where it is a rare one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Relation, Role

REASONS = ("swap", "digit", "zero", "lost", "extra", "unit", "power", "sign")
"""Reason codes. `lost`, `extra` and `zero` speak of the printed number: it lacks a digit, has one too many."""

POWERS = (1, -1, 2, -2, 3, -3, 4, -4)
"""Factors 10^n that slips of the decimal point or of the unit make."""

Pattern = tuple[int, str, int]
"""A printed number as sign, digits without leading zeros, and number of decimals."""


def misprint(printed: str, other: str) -> str | None:
    """The reason why `printed` may stand where `other` was meant, or None if it takes more than one slip.

    >>> misprint("3,472,546", "3,472,564"), misprint("101,000", "100,700"), misprint("35000", "3500")
    ('swap', None, 'zero')
    >>> misprint("34.72", "347.2"), misprint("19500", "195000000"), misprint("9500", "19500")
    ('power', 'unit', 'lost')
    """
    one, two = _pattern(printed), _pattern(other)
    if one is None or two is None:
        return None
    return _slip(one, two)


def slip(printed: Decimal, other: Decimal) -> str | None:
    """As `misprint`, for two decimals whose exponents are their printed places.

    >>> slip(Decimal("54.9"), Decimal("55.9"))
    'digit'
    """
    return _slip(_digits(printed), _digits(other))


def _pattern(text: str) -> Pattern | None:
    cleaned = text.strip().translate(str.maketrans("－−△（）０１２３４５６７８９．，", "---()0123456789.,"))
    cleaned = "".join(char for char in cleaned if char not in ", \u3000%‰")
    if cleaned.startswith("(") and cleaned.endswith(")"):
        cleaned = "-" + cleaned[1:-1]
    body = cleaned.removeprefix("-")
    if not body.isascii() or not body.replace(".", "", 1).isdigit():
        return None
    return _digits(Decimal(cleaned))


def _digits(value: Decimal) -> Pattern:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is not a finite number")
    text = "".join(map(str, digits)) + "0" * max(exponent, 0)
    decimals = max(-exponent, 0)
    return -1 if sign else 1, text.lstrip("0").rjust(decimals + 1, "0"), decimals


def _slip(one: Pattern, two: Pattern) -> str | None:
    (sign, a, decimals), (other_sign, b, other_decimals) = one, two
    if one == two or int(a) == 0 or int(b) == 0:
        return None
    if sign != other_sign:
        return "sign" if (a, decimals) == (b, other_decimals) else None
    if decimals == other_decimals and len(a) == len(b):
        return _same_length(a, b) or _digit_lost(a.lstrip("0"), b.lstrip("0"))
    if a.strip("0") == b.strip("0"):
        return _shift(one, two)
    shorter, longer = sorted((a, b), key=len)
    # 12.3 against 12.34 is a rounder number, not a lost digit.
    if len(longer) - len(shorter) != 1 or (longer[:-1] == shorter and decimals != other_decimals):
        return None
    if abs(decimals - other_decimals) > 1:
        return None
    return _digit_lost(a, b)


def _digit_lost(a: str, b: str) -> str | None:
    """The reason if one of two rows of digits is the other with one digit more: 8.14 typed as 84 in two decimals."""
    shorter, longer = sorted((a, b), key=len)
    if len(longer) - len(shorter) != 1 or not shorter:
        return None
    at = next((i for i, digit in enumerate(shorter) if digit != longer[i]), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return None
    if longer[at] == "0":
        return "zero"
    return "lost" if len(a) < len(b) else "extra"


def _same_length(a: str, b: str) -> str | None:
    differing = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differing) == 1:
        return "digit"
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        i, j = differing
        return "swap" if (a[i], a[j]) == (b[j], b[i]) else None
    return None


def _shift(one: Pattern, two: Pattern) -> str | None:
    """The power of ten between two numbers with the same digits."""
    power = _magnitude(one) - _magnitude(two)
    if power == 0 or abs(power) > max(POWERS):
        return None
    if abs(power) == 4:
        return "unit"
    return "zero" if abs(power) == 1 and one[2] == two[2] == 0 else "power"


def _magnitude(pattern: Pattern) -> int:
    return len(pattern[1].lstrip("0")) - pattern[2]


def candidates(value: Decimal) -> Iterator[tuple[str, Decimal]]:
    """Every number one slip away from the printed `value`, each once, with the reason; likeliest reasons first.

    >>> sorted(str(number) for reason, number in candidates(Decimal("12")) if reason in ("swap", "extra", "sign"))
    ['-12', '1', '2', '21']
    """
    sign, digits, decimals = _digits(value)
    if int(digits) == 0:
        return
    seen = {value}
    for reason, text, places in _printed_neighbours(digits, decimals):
        number = Decimal((0 if sign > 0 else 1, tuple(map(int, text)), -places))
        if number not in seen and number != 0:
            seen.add(number)
            yield reason, number
    yield "sign", EXACT.minus(value)


def _printed_neighbours(digits: str, decimals: int) -> Iterator[tuple[str, str, int]]:
    """The neighbours that somebody may print: nobody prints 012."""
    return (one for one in _neighbours(digits, decimals) if one[1][0] != "0" or len(one[1]) <= one[2] + 1)


def _neighbours(digits: str, decimals: int) -> Iterator[tuple[str, str, int]]:
    for i in range(len(digits) - 1):
        yield "swap", digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :], decimals
    for i in range(len(digits)):
        for digit in "0123456789":
            yield "digit", digits[:i] + digit + digits[i + 1 :], decimals
    for i in range(1, len(digits) + 1):
        yield "zero", digits[:i] + "0" + digits[i:], decimals
    for i, digit in enumerate(digits):
        if len(digits) > decimals + 1:
            yield ("zero" if digit == "0" else "extra"), digits[:i] + digits[i + 1 :], decimals
    for i in range(len(digits) + 1):
        for digit in "123456789":
            yield "lost", digits[:i] + digit + digits[i:], decimals
    for power in POWERS:
        reason = "unit" if abs(power) == 4 else "power"
        places = decimals - power
        yield reason, digits + "0" * max(-places, 0), max(places, 0)


class SumEntry(Struct, frozen=True):
    """One number of a sum that should come to nothing: printed value, and what one of it counts in base units."""

    figure: str
    value: Decimal
    factor: Decimal


class Repair(Struct, frozen=True):
    """One figure which, printed otherwise, would make the sum come out exactly."""

    figure: str
    value: Decimal
    reason: str


def addends(relation: Relation, figures: Mapping[str, Figure]) -> tuple[SumEntry, ...] | None:
    """The terms of a balance as numbers that add up to nothing, or None if they cannot be added."""
    found = []
    dimensions = set()
    for term in relation.terms:
        figure = figures.get(term.figure)
        if figure is None or not figure.quantity.value.is_finite():
            return None
        quantity = figure.quantity
        dimensions.add(quantity.unit.dimension)
        weight = term.weight * (figure.sign if term.role is Role.DELTA else 1)
        side = -weight if term.role in (Role.TOTAL, Role.TO) else weight
        factor = EXACT.multiply(quantity.unit.factor, Decimal(side))
        found.append(SumEntry(term.figure, quantity.value, factor))
    return tuple(found) if len(dimensions) == 1 else None


def gap_of(terms: Sequence[SumEntry], constant: Decimal = Decimal(0)) -> Decimal:
    """What the sum of the entries comes to, in base units."""
    gap = constant
    for entry in terms:
        gap = EXACT.add(gap, EXACT.multiply(entry.value, entry.factor))
    return gap


def explains(relation: Relation, figures: Mapping[str, Figure]) -> tuple[Repair, ...]:
    """Every single slip that would make a balance come out exactly, in order of the terms."""
    terms = addends(relation, figures)
    if terms is None:
        return ()
    gap = gap_of(terms, relation.constant)
    found = []
    for entry in terms:
        needed = needed_value(entry, gap)
        reason = None if needed is None else slip(entry.value, needed)
        if needed is not None and reason is not None:
            found.append(Repair(entry.figure, needed, reason))
    return tuple(found)


def needed_value(entry: SumEntry, gap: Decimal) -> Decimal | None:
    """The number that makes the sum come to nothing, if it has no more decimals than the printed one; else None."""
    if entry.factor == 0 or gap == 0:
        return None
    ratio = Fraction(gap) / Fraction(entry.factor)
    exact = Fraction(entry.value) - ratio
    exponent = min(_exponent(entry.value), 0)
    scaled = exact * Fraction(10) ** -exponent
    return Decimal(scaled.numerator).scaleb(exponent, EXACT) if scaled.denominator == 1 else None


def chance(relation: Relation, figures: Mapping[str, Figure], within: Decimal | None = None) -> Fraction:
    """How likely a difference that means nothing would look like a single slip: 0 (never) to 1 (always, no evidence).

    The number of different gaps that one slip can make, over the number of gaps there can be: multiples of the coarsest
    power of ten that divides all figures, as large as the largest figure, or as `within` if that is less, either way.
    """
    terms = addends(relation, figures)
    if not terms:
        return Fraction(1)
    amounts = [EXACT.multiply(entry.value, entry.factor) for entry in terms]
    sizes = [abs(amount) for amount in amounts if amount]
    if not sizes:
        return Fraction(1)
    resolution = min(_exponent(EXACT.normalize(size)) for size in sizes)
    widest = max(sizes) if within is None else min(max(sizes), within)
    largest = int(widest.scaleb(-resolution, EXACT))
    if not largest:
        return Fraction(1)
    gaps = {gap for entry in terms for gap in _slipped_gaps(entry, resolution) if abs(gap) <= largest}
    return min(Fraction(1), Fraction(len(gaps), 2 * largest))


def _slipped_gaps(entry: SumEntry, resolution: int) -> Iterator[int]:
    """The gaps that one slip in `entry` makes, in units of 10^`resolution`, as far as they are whole ones.

    The numbers are those of `candidates`; as whole numbers at one scale they are ten times as fast, and a document has
    many sums of many terms.
    """
    sign, digits, decimals = _digits(entry.value)
    if int(digits) == 0:
        return
    scale = decimals + max(POWERS)
    weight, shift = _weight(entry.factor, scale + resolution)
    value = int(digits) * 10 ** (scale - decimals)
    slipped = {-value}
    slipped |= {int(text) * 10 ** (scale - places) for _, text, places in _printed_neighbours(digits, decimals)}
    for number in slipped - {value, 0}:
        gap, rest = divmod(sign * (number - value) * weight, shift)
        if not rest:
            yield gap


def _weight(factor: Decimal, scale: int) -> tuple[int, int]:
    """`factor` ÷ 10^`scale` as numerator and denominator."""
    sign, digits, exponent = factor.as_tuple()
    assert isinstance(exponent, int)
    whole = int("".join(map(str, digits))) * (-1 if sign else 1)
    power = exponent - scale
    return (whole * 10**power, 1) if power >= 0 else (whole, 10**-power)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{value} is not a finite number")
    return exponent
