"""How much was checked: which figures stand in a relation, which in one that holds, and which in none at all."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.dossier import Dossier
from reconcile.review import Coverage, Outcome, Verdict

HOLDS = (Outcome.EXACT, Outcome.ROUNDING)


def coverage(verdicts: Sequence[Verdict], dossier: Dossier, otherwise: int = 0, silent: int = 0) -> Coverage:
    """Counts over all figures of the dossier; `unchecked` are those in no decided relation, in the document's order."""
    bound: set[str] = set()
    verified: set[str] = set()
    for verdict in verdicts:
        if verdict.outcome is Outcome.UNDECIDED:
            continue
        names = verdict.relation.figures()
        bound.update(names)
        if verdict.outcome in HOLDS:
            verified.update(names)
    unchecked = tuple(name for name in dossier.figures if name not in bound)
    known = dossier.figures.keys()
    return Coverage(len(known), len(bound & known), len(verified & known), unchecked, otherwise, silent)
