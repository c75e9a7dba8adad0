"""What a recogniser of characters may have made of a printed number: which digits it confuses, drops or doubles.

A scan's figure that breaks a sum by such a misreading is told as a place to look at, never silently put right.
"""

from __future__ import annotations

from decimal import Decimal

from fiscal.numbers.interval import EXACT
from fiscal.slips.misprint import slip

CONFUSED = {
    "38": "3 closed by a smudge is 8; 8 printed faintly on its left is 3",
    "06": "0 and 6 differ by a stroke inside",
    "08": "8 filled in the middle by coarse scanning, or its waist lost",
    "17": "7 with a faint bar is 1; 1 with a flag is 7",
    "56": "5 whose lower bow closes is 6",
    "35": "3 and 5 differ at the top only",
    "58": "5 closed on both sides is 8",
    "68": "6 whose upper bow closes is 8",
    "89": "9 whose lower bow closes is 8",
    "09": "9 and 0 differ by a stroke inside",
    "27": "2 whose foot is faint is 7",
    "49": "4 with a closed top is 9",
}
"""Pairs of digits that look alike, and why."""

REASONS = ("alike", "dropped", "doubled", "sign-lost", "separator", "point-lost")
"""Reason codes: look-alike digit, digit not seen, digit seen twice, △ or minus not seen, `,` read as `.` or the other
way round, point not seen.
"""

DOUBTFUL = 80
"""Below this confidence, in percent, the recogniser itself was in doubt; seldom is it right then."""

GROUP = 3
"""A comma stands before every third digit, so that a comma taken for a point divides by a thousand."""


def misread(seen: Decimal, printed: Decimal) -> str | None:
    """The reason why a recogniser may have given `seen` where `printed` stands, or None if nothing plausible does.

    >>> misread(Decimal("3391"), Decimal("8391")), misread(Decimal("9299"), Decimal("-9299"))
    ('alike', 'sign-lost')
    >>> misread(Decimal("12.345"), Decimal("12345")), misread(Decimal("345"), Decimal("34.5"))
    ('separator', 'point-lost')
    >>> misread(Decimal("1200"), Decimal("12200")), misread(Decimal("12200"), Decimal("1200"))
    ('dropped', 'doubled')
    >>> misread(Decimal("2391"), Decimal("8391")), misread(Decimal("3472546"), Decimal("3472564"))
    (None, None)
    """
    if printed == printed.to_integral_value():
        printed = printed.quantize(Decimal(1), context=EXACT)  # worked out as 12345.000
    kind = slip(seen, printed)
    if kind == "sign":
        return "sign-lost"
    if kind == "digit":
        return "alike" if _alike(_digits(seen), _digits(printed)) else None
    if kind in ("lost", "extra", "zero"):
        return _counted(_digits(seen), _digits(printed))
    return _point(seen, printed) if kind == "power" else None


def _digits(value: Decimal) -> str:
    """The digits as printed, a nought before the point included."""
    return f"{abs(value):f}".replace(".", "")


def _alike(one: str, two: str) -> bool:
    differing = [a + b for a, b in zip(one, two, strict=False) if a != b]
    return len(differing) == 1 and "".join(sorted(differing[0])) in CONFUSED


def _counted(seen: str, printed: str) -> str | None:
    """A digit too few may be any; one too many stands beside its like."""
    if len(seen) < len(printed):
        return "dropped"
    at = next((i for i, digit in enumerate(printed) if digit != seen[i]), len(printed))
    return "doubled" if at > 0 and seen[at] == seen[at - 1] else None


def _point(seen: Decimal, printed: Decimal) -> str | None:
    """The same digits with the point elsewhere: a comma and a point exchanged, or no point seen."""
    one, two = _places(seen), _places(printed)
    if abs(one - two) == GROUP and 0 in (one, two):
        return "separator"
    return "point-lost" if one == 0 < two else None


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
