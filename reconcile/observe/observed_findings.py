"""From observations to findings: those of every module, in words, behind the findings of arithmetic of equal weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.dossier import Dossier
from reconcile.observe import observers
from reconcile.observe.observation import Observation
from reconcile.review import Finding, Severity, Verdict
from reconcile.stable_ids import StableIds, id_of
from reconcile.words.wording import phrase

RECOGNISED = "DOC41"
"""Of pages read off a picture nothing is missing or left over for sure: a title or a year may have been misread."""


def with_observations(
    found: Sequence[Finding], dossier: Dossier, verdicts: Sequence[Verdict], lang: str
) -> tuple[Finding, ...]:
    """`found` and what is implausible or incomplete in the dossier, by weight; arithmetic comes first among equals."""
    return tuple(sorted((*found, *_told(dossier, verdicts, lang)), key=lambda finding: finding.severity.rank))


def observed(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """Every observation, module by module in the order of their codes."""
    for module in observers().values():
        yield from module.observe(dossier, verdicts)


def _told(dossier: Dossier, verdicts: Sequence[Verdict], lang: str) -> Iterator[Finding]:
    ids = StableIds()
    pictures = {document.id for document in dossier.documents if any(n.code == RECOGNISED for n in document.notes)}
    for one in observed(dossier, verdicts):
        spoken = 1 if lang == "en" else 0
        yield Finding(
            ids.another(id_of((one.code, *one.key))),
            one.code,
            Severity.NOTE if one.place.document in pictures else one.severity,
            one.message[spoken],
            one.place,
            one.related,
            None,
            one.working[spoken],
            phrase("help", lang, code=one.code),
        )
