"""From verdicts to findings: what to tell the committee, in the order in which it matters.

One root cause is one finding: relations over the same figures are told once, under the stronger of them, and what else
is broken for the same cause is folded under it (`reconcile.explain.folding`). Every finding
carries its working with all the numbers used and their places, and what rounding can explain of the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role
from fiscal.words.vocabulary import fold, names_public_money
from reconcile.dossier import Dossier
from reconcile.explain.confidence import WARNING
from reconcile.explain.diagnose import diagnose
from reconcile.explain.finding_text import ReportedVerdict, Teller, shown_figure
from reconcile.explain.folding import folded, money
from reconcile.explain.severity import lighter, severity
from reconcile.explain.weighing import weighed
from reconcile.review import Finding, Outcome, Severity, Verdict
from reconcile.stable_ids import StableIds, id_of
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


class Found(NamedTuple):
    """What to tell, and what is too little likely to be told; both by weight."""

    told: tuple[Finding, ...]
    possible: tuple[Finding, ...]


def findings(verdicts: Sequence[Verdict], dossier: Dossier, lang: str) -> Found:
    """Everything to tell, by weight: severity, reports of the budget before others, money at stake, certainty, number
    of places. Texts are in `lang`.

    What is less likely than a warning has to be is told apart, as possible.
    """
    figures = dossier.figures
    teller = Teller(dossier, lang, verdicts)
    order = {name: i for i, name in enumerate(figures)}
    keyed = []
    ids = StableIds()
    for one in folded(_worth_telling(verdicts, dossier), figures, dossier.cells):
        finding = teller.finding(one, ids.another(finding_id(one.verdict, figures)))
        shown = shown_figure(one.verdict, figures)
        weight = (-money(one), CERTAINTY[one.verdict.relation.basis], -len(one.folded))
        place = order.get(shown.id, len(order))
        keyed.append(((one.severity.rank, _beside_the_budget(shown, dossier), *weight, place, finding.id), finding))
    for i, finding in enumerate(_notes(dossier, ids, lang)):
        last = (finding.severity.rank, True, Decimal(0), len(CERTAINTY), 0, len(order) + i)
        keyed.append(((*last, finding.id), finding))
    ordered = [finding for _, finding in sorted(keyed, key=lambda pair: pair[0])]
    return Found(
        tuple(one for one in ordered if likely(one)),
        tuple(one for one in ordered if not likely(one)),
    )


def _beside_the_budget(figure: Figure, dossier: Dossier) -> bool:
    """True if the figure stands in a report whose title names no public money: a work report, a speech."""
    document = dossier.document_by_id.get(figure.place.document)
    reports = document.reports if document is not None else ()
    title = reports[figure.report].title if figure.report < len(reports) else ""
    return bool(title) and not names_public_money(title)


def likely(finding: Finding, least: Decimal = WARNING) -> bool:
    """True unless a finding is less likely than `least`; notes and what was not judged are told as they are."""
    return finding.severity is Severity.NOTE or finding.confidence is None or finding.confidence >= least


def _worth_telling(verdicts: Sequence[Verdict], dossier: Dossier) -> list[ReportedVerdict]:
    """One for every matter, weighed, with its suspect or those that come into question."""
    accused = [verdict for verdict in verdicts if not verdict.relation.known]
    suspects, candidates = diagnose(accused, dossier.figures, dossier.cells)
    weights = weighed(verdicts, dossier, suspects)
    told = []
    for verdict in verdicts:
        if verdict.outcome in (Outcome.BROKEN, Outcome.ROUNDING):
            grade, weight = (
                severity(verdict, dossier.figures),
                None if verdict.relation.known else weights.get(verdict.id),
            )
            if grade is not None:
                grade = lighter(grade, weight.confidence if weight else None)
                grade = Severity.NOTE if weight is not None and weight.known is not None else grade
                told.append(ReportedVerdict(verdict, grade, weighed=weight))
    return [
        replace(one, suspect=suspects.get(name), candidates=candidates.get(name, ()))
        for one in _strongest(told)
        for name in [one.verdict.id]
    ]


def finding_id(verdict: Verdict, figures: Mapping[str, Figure]) -> str:
    """A hash of the code and the labels of the terms, so that page turns and corrected digits leave it alone."""
    parts = [verdict.relation.code]
    for term in verdict.relation.terms:
        figure = figures[term.figure]
        parts += (term.role, fold(figure.label), figure.place.column or "")
    return id_of(parts)


def _strongest(reported: Sequence[ReportedVerdict]) -> list[ReportedVerdict]:
    """One per cause: the gravest, of equals the first; a pair inside a longer chain of mentions is dropped."""
    best: dict[frozenset[str], ReportedVerdict] = {}
    for one in reported:
        key = _cause(one.verdict.relation)
        known = best.get(key)
        if known is None or _gravity(one) < _gravity(known):
            best[key] = one
    chains: dict[str, list[tuple[frozenset[str], ReportedVerdict]]] = {}
    for key, one in best.items():
        if one.verdict.relation.kind is Kind.SAME and len(key) > 2:
            for name in key:
                chains.setdefault(name, []).append((key, one))

    def covered(key: frozenset[str], one: ReportedVerdict) -> bool:
        return one.verdict.relation.kind is Kind.SAME and any(
            key < other and _gravity(longer)[:2] <= _gravity(one)[:2] for other, longer in chains.get(min(key), ())
        )

    return [one for key, one in best.items() if not covered(key, one)]


def _gravity(one: ReportedVerdict) -> tuple[bool, int, Decimal]:
    """What will be told comes before what is only possible, then the more severe, then the surer."""
    sure = Decimal(1) if one.weighed is None else one.weighed.confidence
    return (one.severity is not Severity.NOTE and sure < WARNING, one.severity.rank, -sure)


def _cause(relation: Relation) -> frozenset[str]:
    """The figures that make two relations one matter: all of them; of a ratio rate and part, whatever the base."""
    if relation.kind is Kind.RATIO:
        return frozenset(term.figure for term in relation.terms if term.role is not Role.WHOLE)
    return frozenset(relation.figures())


def _notes(dossier: Dossier, ids: StableIds, lang: str) -> list[Finding]:
    """What the readers noted, as findings."""
    found = []
    for document in dossier.documents:
        for note in document.notes:
            unique = ids.another(id_of((note.code, document.path, note.message)))
            grade = NOTE_SEVERITY.get(note.code, Severity.NOTE)
            place = Place(document.id, line=note.line, page=note.page, sheet=note.sheet)
            message = note_sentence(note.code, note.message, lang)
            help_text = phrase("document-help", lang, code=note.code)
            found.append(Finding(unique, note.code, grade, message, place, (), None, "", help_text))
    return found
