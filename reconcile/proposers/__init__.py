"""The checks, one file each: dropping a module into this folder is all it takes to add one.

A check module has CODE ("TOT01"), NAME ("rows-sum-to-total"), TITLE ({"zh": …, "en": …}), a docstring that documents
it, and `propose(dossier) -> Iterator[Relation]`. Modules whose name begins with "_" are shared by checks and are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from reconcile import discovery

REQUIRED = ("CODE", "NAME", "TITLE", "propose")


@cache
def _found() -> tuple[ModuleType, ...]:
    return discovery.modules_in(__name__, __path__)


def checks() -> dict[str, ModuleType]:
    """Every check module by its code, in the order of the codes. Raises ImportError as `by_code` does."""
    return by_code(_found())


def by_code(modules: Iterable[ModuleType]) -> dict[str, ModuleType]:
    """The modules by their CODE, in the order of the codes.

    Raises ImportError with a sentence if a module lacks something or two have one code.
    """
    return discovery.by_code(modules, REQUIRED)


def proposers() -> Iterator[Callable[..., Any]]:
    """The `propose` function of every check, in the order of the codes."""
    for module in checks().values():
        yield module.propose
