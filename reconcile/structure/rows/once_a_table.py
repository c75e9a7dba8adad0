"""What is worked out of a table once, kept as long as the table lives, and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from fiscal.table import Table

P = ParamSpec("P")
T = TypeVar("T")


def once_a_table(work: Callable[Concatenate[Table, P], T]) -> Callable[Concatenate[Table, P], T]:
    """`work`, done once for each table and each set of further (hashable) arguments.

    What it answers must not hold the table itself: the table would be kept alive by what is known of it.
    """
    known: WeakKeyDictionary[Table, dict[Hashable, T]] = WeakKeyDictionary()

    @wraps(work)
    def kept(table: Table, /, *args: P.args, **kwargs: P.kwargs) -> T:
        answers = known.setdefault(table, {})
        asked = cast(Hashable, (args, tuple(kwargs.items())))
        if asked not in answers:
            answers[asked] = work(table, *args, **kwargs)
        return answers[asked]

    return kept
