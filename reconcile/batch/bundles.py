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
SHARES = 4
"""A bundle is at most this part of what is left for a worker."""


def bundles(orders: Sequence[Order], workers: int) -> Iterator[Bundle]:
    """All orders, those of large dossiers first: what takes long must not begin last.

    It depends on the orders and the number of workers alone, and nothing that is stored depends on it.
    """
    waiting = sorted(orders, key=lambda one: (-one.size, one.dossier.name))
    at = 0
    while at < len(waiting):
        most = min(MOST_DOSSIERS, (len(waiting) - at) // (SHARES * workers))
        found, size = [waiting[at]], waiting[at].size
        for one in waiting[at + 1 : at + most]:
            size += one.size
            if size > MOST_BYTES:
                break
            found.append(one)
        yield tuple(found)
        at += len(found)


def judged_all(bundle: Bundle) -> tuple[Outcome, ...]:
    """The outcome of every order of a bundle. Raises OSError where a part cannot be written."""
    return tuple(judged(order) for order in bundle)
