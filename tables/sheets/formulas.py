"""Formulas made of nothing but +, −, SUM and cells of their own sheet: which cells they add up, and with which sign.

A formula is read, never worked out. Anything else in it (other sheets, numbers, products, other functions) makes it
none of these.
"""

from __future__ import annotations

from fiscal import late_patterns as re
from tables.sheets.sheet import Area, area_named

MOST_CELLS = 20_000
MOST_LENGTH = 4000
_TOKENS = re.compile(
    r"\s*(?:(?P<sum>SUM\s*\()|(?P<area>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?)|(?P<sign>[-+(),]))", re.I
)

Term = tuple[int, Area]
"""Sign (1 or −1) and the cells it applies to."""


def added_up(formula: str | None) -> tuple[Term, ...] | None:
    """The areas that a formula adds up and takes away, or None where it does anything else.

    >>> added_up("=B3+SUM(B5:B9)-B12")
    ((1, (2, 1, 2, 1)), (1, (4, 1, 8, 1)), (-1, (11, 1, 11, 1)))
    >>> added_up("=B3*2"), added_up("='01'!B3"), added_up("=IF(B3>0,B3,0)")
    (None, None, None)
    """
    if formula is None or not formula.startswith("=") or len(formula) > MOST_LENGTH:
        return None
    tokens = _tokens(formula[1:])
    terms = _terms(tokens) if tokens else None
    if not terms or sum((a[2] - a[0] + 1) * (a[3] - a[1] + 1) for _, a in terms) > MOST_CELLS:
        return None
    return tuple(terms)


def _tokens(text: str) -> list[tuple[str, str]]:
    """The parts of a formula, [] if one of them is of another kind."""
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        match = _TOKENS.match(text, at)
        if match is None:
            return []
        kind = match.lastgroup or ""
        found.append((kind, match[kind]))
        at = match.end()
    return found


def _terms(tokens: list[tuple[str, str]]) -> list[Term] | None:
    """The terms, with the signs of all brackets around them; None where the tokens make no such formula."""
    signs, inside, sign = [1], [""], 1
    found: list[Term] = []
    awaits = True
    for kind, text in tokens:
        if kind == "sum" or text == "(":
            if not awaits:
                return None
            signs.append(signs[-1] * sign)
            inside.append(kind)
            sign = 1
        elif kind == "area":
            area = area_named(text)
            if not awaits or area is None or (":" in text and inside[-1] != "sum"):
                return None
            found.append((signs[-1] * sign, area))
            awaits = False
        elif text == ")":
            if awaits or len(signs) == 1:
                return None
            signs.pop()
            inside.pop()
        elif text == ",":
            if awaits or inside[-1] != "sum":
                return None
            sign, awaits = 1, True
        else:  # a sign; one in front of a term stands for itself
            sign = (1 if awaits is False else sign) * (-1 if text == "-" else 1)
            awaits = True
    return None if awaits or len(signs) != 1 else found
