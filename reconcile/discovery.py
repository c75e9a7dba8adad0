"""Finds the modules of a folder in which one file is one check: dropping a file into it is all it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from fiscal import late_patterns as re

CODED = re.compile(r"\.[a-z]{3}\d\d_\w+$")
"""The name of a module that is a check: tot01_total_rows."""


def modules_in(package: str, path: Iterable[str]) -> tuple[ModuleType, ...]:
    """The modules in `package`, which lies at `path`, and below it whose names begin with a code, by name."""
    listed = [found.name for found in walk_packages(path, f"{package}.") if CODED.search(found.name)]
    return tuple(import_module(name) for name in sorted(listed))


def by_code(modules: Iterable[ModuleType], required: Sequence[str]) -> dict[str, ModuleType]:
    """The modules by their CODE, in the order of the codes.

    Raises ImportError with a sentence if a module lacks something `required` or two have one code.
    """
    known: dict[str, ModuleType] = {}
    for module in modules:
        missing = [name for name in required if not hasattr(module, name)]
        if missing:
            raise ImportError(f"the check in {module.__name__} lacks {', '.join(missing)}")
        code: str = module.CODE
        if code in known:
            raise ImportError(f"the code {code} belongs to two checks: {known[code].__name__} and {module.__name__}")
        known[code] = module
    return dict(sorted(known.items()))
