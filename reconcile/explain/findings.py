"""From verdicts to findings: what to tell the committee, in the order in which it matters.

One root cause is one finding: relations over the same figures are told once, under the stronger of them, and what else
is broken for the same cause is folded under it (`reconcile.explain.folding`). Every finding
carries its working with all the numbers used and their places, and what rounding can explain of the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b

from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role
from fiscal.words.vocabulary import fold
from reconcile.dossier import Cells, Dossier
from reconcile.explain.diagnose import diagnose
from reconcile.explain.finding_text import Teller, Told, shown_figure
from reconcile.explain.folding import folded, money
from reconcile.explain.severity import severity
from reconcile.review import Finding, Outcome, Severity, Verdict
from reconcile.words.note_wording import note_sentence
from reconcile.words.wording import phrase

CERTAINTY = {Basis.STATED: 0, Basis.DERIVED: 1, Basis.INFERRED: 2}
NOTE_SEVERITY = {
    "DOC01": Severity.ERROR,
    "DOC04": Severity.WARNING,
    "DOC05": Severity.WARNING,
    "DOC10": Severity.WARNING,
    "DOC30": Severity.WARNING,
    "DOC40": Severity.WARNING,
}
"""Severity of what a reader noted: unread, read in part, rows left out; all other codes are notes."""


def findings(verdicts: Sequence[Verdict], dossier: Dossier, lang: str) -> tuple[Finding, ...]:
    """Everything to tell, by weight: severity, money at stake, certainty, number of places. Texts are in `lang`."""
    figures = dossier.figures
    told = [
        Told(verdict, grade)
        for verdict in verdicts
        if verdict.outcome in (Outcome.BROKEN, Outcome.ROUNDING) and (grade := severity(verdict, figures)) is not None
    ]
    suspects, candidates = diagnose(verdicts, figures, dossier.tables())
    explained = [
        replace(one, suspect=suspects.get(name), candidates=candidates.get(name, ()))
        for one in _strongest(told)
        for name in [one.verdict.id]
    ]
    teller = Teller(dossier, lang, verdicts)
    order = {name: i for i, name in enumerate(figures)}
    keyed = []
    counts: dict[str, int] = {}
    for one in folded(explained, figures, Cells(dossier.tables(), figures)):
        name = finding_id(one.verdict, figures)
        count = counts[name] = counts.get(name, 0) + 1
        finding = teller.finding(one, name if count == 1 else f"{name}-{count}")
        place = order.get(shown_figure(one.verdict, figures).id, len(order))
        weight = (one.severity.rank, -money(one), CERTAINTY[one.verdict.relation.basis], -len(one.folded))
        keyed.append(((*weight, place, finding.id), finding))
    for i, finding in enumerate(_notes(dossier, counts, lang)):
        keyed.append(((finding.severity.rank, Decimal(0), len(CERTAINTY), 0, len(order) + i, finding.id), finding))
    return tuple(finding for _, finding in sorted(keyed, key=lambda pair: pair[0]))


def finding_id(verdict: Verdict, figures: Mapping[str, Figure]) -> str:
    """A hash of the code and the labels of the terms, so that page turns and corrected digits leave it alone."""
    parts = [verdict.relation.code]
    for term in verdict.relation.terms:
        figure = figures[term.figure]
        parts += (term.role, fold(figure.label), figure.place.column or "")
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()


def _strongest(told: Sequence[Told]) -> list[Told]:
    """One per cause: the most severe, of equals the first; a pair inside a longer chain of mentions is dropped."""
    best: dict[frozenset[str], Told] = {}
    for one in told:
        key = _cause(one.verdict.relation)
        known = best.get(key)
        if known is None or one.severity.rank < known.severity.rank:
            best[key] = one
    chains: dict[str, list[tuple[frozenset[str], Told]]] = {}
    for key, one in best.items():
        if one.verdict.relation.kind is Kind.SAME and len(key) > 2:
            for name in key:
                chains.setdefault(name, []).append((key, one))

    def covered(key: frozenset[str], one: Told) -> bool:
        return one.verdict.relation.kind is Kind.SAME and any(
            key < other and longer.severity.rank <= one.severity.rank for other, longer in chains.get(min(key), ())
        )

    return [one for key, one in best.items() if not covered(key, one)]


def _cause(relation: Relation) -> frozenset[str]:
    """The figures that make two relations one matter: all of them; of a ratio rate and part, whatever the base."""
    if relation.kind is Kind.RATIO:
        return frozenset(term.figure for term in relation.terms if term.role is not Role.WHOLE)
    return frozenset(relation.figures())


def _notes(dossier: Dossier, counts: dict[str, int], lang: str) -> list[Finding]:
    """What the readers noted, as findings."""
    found = []
    for document in dossier.documents:
        for note in document.notes:
            name = blake2b(f"{note.code}\x1f{document.path}\x1f{note.message}".encode(), digest_size=6).hexdigest()
            count = counts[name] = counts.get(name, 0) + 1
            grade = NOTE_SEVERITY.get(note.code, Severity.NOTE)
            place = Place(document.id, line=note.line, page=note.page, sheet=note.sheet)
            message = note_sentence(note.code, note.message, lang)
            help_text = phrase("document-help", lang, code=note.code)
            unique = name if count == 1 else f"{name}-{count}"
            found.append(Finding(unique, note.code, grade, message, place, (), None, "", help_text))
    return found
