"""What a careful reader notices beside the arithmetic, one file each: plausibility (PLA) and completeness (CPL).

An observation module has CODE, NAME, TITLE and a docstring like a check, and `observe(dossier, verdicts) ->
Iterator[Observation]`; the verdicts are those of the checks. It never yields more than a warning. Modules whose name
begins with "_" are shared and are none.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType

from reconcile import discovery

REQUIRED = ("CODE", "NAME", "TITLE", "observe")


@cache
def observers() -> dict[str, ModuleType]:
    """Every observation module by its code, in the order of the codes."""
    return discovery.by_code(discovery.modules_in(__name__, __path__), REQUIRED)
