"""Bundles: small dossiers are handed out several at once, for handing out takes as long as judging some of them.

Each is judged, fails and is recorded by itself all the same. What is left is divided so that the last bundles are of
one dossier, and workers end together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.batch.dossier_task import judged
from reconcile.batch.orders import Order, Outcome

Bundle = tuple[Order, ...]

MOST_DOSSIERS = 16
MOST_BYTES = 1 << 20
"""Of all files of a bundle; a larger dossier is by itself."""
MANY = 16
"""With more workers than this a bundle may be larger in proportion, up to four times: one scheduler serves them all."""
SHARES = 4
"""A bundle is at most this part of what is left for a worker."""


def bundles(orders: Sequence[Order], workers: int) -> Iterator[Bundle]:
    """All orders, those of large dossiers first: what takes long must not begin last.

    It depends on the orders and the number of workers alone, and nothing that is stored depends on it.
    """
    waiting = sorted(orders, key=lambda one: (-one.size, one.dossier.name))
    at = 0
    for number in lengths([one.size for one in waiting], workers):
        yield tuple(waiting[at : at + number])
        at += number


def lengths(sizes: Sequence[int], workers: int) -> Iterator[int]:
    """How many dossiers each bundle has, of dossiers of these sizes in bytes.

    >>> list(lengths([2 << 20, *[9000] * 40], 1))
    [1, 10, 7, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1]
    """
    at, times = 0, min(max(workers // MANY, 1), 4)
    while at < len(sizes):
        most = min(times * MOST_DOSSIERS, (len(sizes) - at) // (SHARES * workers))
        number, size = 1, sizes[at]
        while number < most and size + sizes[at + number] <= times * MOST_BYTES:
            size += sizes[at + number]
            number += 1
        yield number
        at += number


def judged_all(bundle: Bundle) -> tuple[Outcome, ...]:
    """The outcome of every order of a bundle. Raises OSError where a part cannot be written."""
    return tuple(judged(order) for order in bundle)
