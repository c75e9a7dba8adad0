"""Every broken relation weighed: how likely it is a true difference, who bears its reading out, what would fill it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from fiscal.figure import Figure
from reconcile.dossier import Dossier
from reconcile.explain.confidence import confidence, signals
from reconcile.explain.fillings import Filling, Fillings
from reconcile.explain.gaps_told_once import GapsToldOnce
from reconcile.explain.list_habits import of_main_parts
from reconcile.explain.other_base import of_another_base
from reconcile.explain.witnesses import Witnesses, Witnessing
from reconcile.review import Outcome, Suspect, Verdict


class Weighed(Struct, frozen=True):
    """What a broken relation weighs. `known` names a kind of gap that everyone knows, or is None."""

    confidence: Decimal
    witnesses: Witnesses
    filling: Filling | None = None
    known: str | None = None


def weighed(verdicts: Sequence[Verdict], dossier: Dossier, suspects: Mapping[str, Suspect]) -> dict[str, Weighed]:
    """Every broken verdict by its id. `suspects` are the figures that would mend them, by the same ids."""
    found, known = {}, GapsToldOnce(verdicts, dossier)
    for verdict, witnesses, filling, told in _looked_at(verdicts, dossier, suspects):
        kind = None if mended(told) else known.kind(verdict)
        found[verdict.id] = Weighed(confidence(told), witnesses, filling, kind or known.last_digit(verdict))
    return found


def mended(told: Mapping[str, int]) -> bool:
    """True if one slip of the pen in one figure mends all: then nothing is withheld, and no row is left out.

    `told` are the signals of a broken relation.
    """
    return bool(told["slip"] and told["repairs"])


def signals_of(
    verdicts: Sequence[Verdict], dossier: Dossier, suspects: Mapping[str, Suspect]
) -> dict[str, dict[str, int]]:
    """What speaks for and against every broken verdict, by its id: what the weights are fitted on."""
    return {verdict.id: told for verdict, _, _, told in _looked_at(verdicts, dossier, suspects)}


def _looked_at(
    verdicts: Sequence[Verdict], dossier: Dossier, suspects: Mapping[str, Suspect]
) -> Iterator[tuple[Verdict, Witnesses, Filling | None, dict[str, int]]]:
    figures: Mapping[str, Figure] = dossier.figures
    witnessing = Witnessing(verdicts, figures, dossier.cells)
    fillings = Fillings(dossier.tables(), dossier.cells)
    for verdict in verdicts:
        if verdict.outcome is Outcome.BROKEN:
            suspect = suspects.get(verdict.id)
            mended = suspect.repairs if suspect is not None else ()
            witnesses, filling = witnessing.of(verdict, mended), fillings.of(verdict)
            exchanged = suspect is not None and suspect.unit is not None
            told = signals(verdict, witnesses, len(mended), filling is not None, figures, exchanged)
            known = {
                "other_base": int(of_another_base(verdict, dossier)),
                "main_parts": int(of_main_parts(verdict, dossier)),
            }
            yield verdict, witnesses, filling, {**told, **known}
