"""The checks, one file each: dropping a module into this folder is all it takes to add one.

A check module has CODE ("TOT01"), NAME ("rows-sum-to-total"), TITLE ({"zh": …, "en": …}), a docstring that documents
it, and `propose(dossier) -> Iterator[Relation]`. Modules whose name begins with "_" are shared by checks and are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

REQUIRED = ("CODE", "NAME", "TITLE", "propose")


@cache
def _found() -> tuple[ModuleType, ...]:
    listed = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}") for name in listed)


def checks() -> dict[str, ModuleType]:
    """Every check module by its code, in the order of the codes. Raises ImportError as `by_code` does."""
    return by_code(_found())


def by_code(modules: Iterable[ModuleType]) -> dict[str, ModuleType]:
    """The modules by their CODE, in the order of the codes.

    Raises ImportError with a sentence if a module lacks something or two have one code.
    """
    known: dict[str, ModuleType] = {}
    for module in modules:
        missing = [name for name in REQUIRED if not hasattr(module, name)]
        if missing:
            raise ImportError(f"the check in {module.__name__} lacks {', '.join(missing)}")
        code: str = module.CODE
        if code in known:
            raise ImportError(f"the code {code} belongs to two checks: {known[code].__name__} and {module.__name__}")
        known[code] = module
    return dict(sorted(known.items()))


def proposers() -> Iterator[Callable[..., Any]]:
    """The `propose` function of every check, in the order of the codes."""
    for module in checks().values():
        yield module.propose


def names() -> dict[str, str]:
    """The readable name of every check by its code."""
    return {code: module.NAME for code, module in checks().items()}
