"""How often Python looks for objects that hold one another in a circle: while judging, seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 100)
"""So many new objects before the young ones are looked through, and so many times that before the older ones are."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Within it cycles are looked for a hundredth as often: judging makes hundreds of thousands of objects and hardly a
    circle, and going through every figure of a document again and again took a tenth of the time.
    """
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
