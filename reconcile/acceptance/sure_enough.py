"""A review that tells only what is likely enough for its reader: the rest is kept as possible differences."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from fiscal import late_patterns as re
from reconcile.explain.findings import likely
from reconcile.review import Review

PROBABILITY = re.compile(r"0?\.[0-9]+|[01]|1\.0+", re.ASCII)


def probability(text: str) -> Decimal | None:
    """The probability that a text names: a number from 0 to 1 in decimals, or None for anything else.

    >>> probability("0.75"), probability(".5"), probability("1.5"), probability("70%")
    (Decimal('0.75'), Decimal('0.5'), None, None)
    """
    return Decimal(text) if PROBABILITY.fullmatch(text.strip()) else None


def sure_enough(review: Review, least: Decimal) -> Review:
    """`review` with the findings that are less likely than `least` among the possible differences, weightiest first.

    Notes and what nobody can be more or less sure of (what was not read, observations) stay; nothing is told that was
    only possible before.
    """
    told = tuple(one for one in review.findings if likely(one, least))
    moved = tuple(one for one in review.findings if not likely(one, least))
    return replace(review, findings=told, possible=(*moved, *review.possible)) if moved else review
