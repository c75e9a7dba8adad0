"""Compares two reviewed drafts: the straight line from two Reviews to a Comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from fiscal.document import Document
from fiscal.figure import Figure
from reconcile.dossier import Dossier
from reconcile.drafts.comparison import Change, Comparison, FindingChanges, Hint, Told
from reconcile.drafts.draft_dates import older
from reconcile.drafts.figure_matches import Matches, matches
from reconcile.drafts.finding_changes import Touched, finding_changes
from reconcile.drafts.known_by_labels import by_labels
from reconcile.drafts.repeated_figures import Repeated, ordered
from reconcile.drafts.same_amount import Sameness, difference, sameness
from reconcile.drafts.total_changes import total_changes
from reconcile.review import Category, Review, Severity

HARDLY = 10
"""If less than one figure in so many has a counterpart, the two are hardly drafts of one document."""


def compare(old: Review, new: Review) -> Comparison:
    """What changed from `old` to `new`, figure by figure.

    Both are whole reviews of one dossier each, in any formats; nothing of either is changed.
    """
    found = _matched(old, new)
    changes, restated = _changes(found.pairs)
    counterparts = {one.id: other.id for one, other in found.pairs}
    changed = {change.old.id: change for change in changes}
    repeated = Repeated(old, new, counterparts)
    changes = [replace(one, repeated_unchanged=repeated.unchanged(one, changed)) for one in changes]
    totals = total_changes(old, new, counterparts, changed)
    touched = _touched(old, new, found, changes)
    findings = finding_changes(old, new, counterparts, changed, touched)
    return Comparison(
        old=old,
        new=new,
        changed=ordered(changes),
        added=found.added,
        removed=found.removed,
        words=found.turned,
        tables_added=found.tables_added,
        tables_removed=found.tables_removed,
        totals=totals,
        findings=findings,
        counterparts=counterparts,
        table_counterparts=found.tables,
        restated=restated,
        reworded=found.reworded,
        hints=tuple(_hints(old, new, found, len(restated), findings)),
    )


def _matched(old: Review, new: Review) -> Matches:
    """Which figure is which. Where one side was saved without its sentences, both are met by the labels of figures."""
    if not (old.saved or new.saved):
        return matches(old.dossier, new.dossier)
    return replace(matches(*(Dossier(by_labels(side.documents)) for side in (old, new))), turned=(), reworded=())


def _changes(pairs: Iterable[tuple[Figure, Figure]]) -> tuple[list[Change], tuple[tuple[Figure, Figure], ...]]:
    """The pairs that state two amounts, and those that state one in two ways."""
    changes: list[Change] = []
    restated = []
    for one, other in pairs:
        found = sameness(one.quantity, other.quantity)
        if found is Sameness.CHANGED:
            changes.append(Change(one, other, *difference(one, other)))
        elif found is Sameness.RESTATED:
            restated.append((one, other))
    return changes, tuple(restated)


def _touched(old: Review, new: Review, found: Matches, changes: Sequence[Change]) -> tuple[Touched, Touched]:
    """Where the drafts differ, for either of them."""
    sides = (
        ([change.old for change in changes], found.removed, [one.old for one in found.turned]),
        ([change.new for change in changes], found.added, [one.new for one in found.turned]),
    )
    paired = found.tables
    here = {figure.place.table for figure in (*sides[0][0], *sides[0][1]) if figure.place.table is not None}
    back = {other: one for one, other in paired.items()}
    there = {figure.place.table for figure in (*sides[1][0], *sides[1][1]) if figure.place.table is not None}
    tables = (
        frozenset(here | {back[name] for name in there if name in back}),
        frozenset(there | {paired[name] for name in here if name in paired}),
    )
    anything = any((changes, found.added, found.removed, found.turned))
    formats = [sorted({document.format for document in review.documents}) for review in (old, new)]
    first, second = (
        Touched(
            frozenset(figure.id for figure in (*moved, *lone)),
            tables[side],
            frozenset(
                (place.document, place.paragraph)
                for place in (*(f.place for f in (*moved, *lone)), *(said.place for said in turned))
                if place.paragraph is not None
            ),
            bool(found.tables_added or found.tables_removed),
            reread=formats[0] != formats[1] or not anything,
        )
        for side, (moved, lone, turned) in enumerate(sides)
    )
    return first, second


def _hints(old: Review, new: Review, found: Matches, restated: int, findings: FindingChanges) -> Iterable[Told]:
    if old.saved or new.saved:
        yield Told(Hint.SAVED)
    dates = older(old.documents, new.documents)
    if dates is not None:
        yield Told(Hint.ORDER, words=f"{dates[1]} < {dates[0]}")
    sides = ((old, Hint.OLD_UNREAD, Hint.OLD_PARTLY), (new, Hint.NEW_UNREAD, Hint.NEW_PARTLY))
    for review, unread, partly in sides:
        gone = [document for document in review.documents if _unread(document)]
        if gone:
            yield Told(unread, len(gone), "、".join(document.path for document in gone))
        missed = [
            one
            for one in review.findings
            if one.category is Category.READING and one.code != "DOC01" and one.severity is not Severity.NOTE
        ]
        if missed:
            yield Told(partly, len(missed))
    for hint, count in zip((Hint.NEW_UNCOMPARED, Hint.OLD_UNCOMPARED), found.uncompared, strict=True):
        if count:
            yield Told(hint, count)
    worded = [any(figure.source == "narrative" for figure in review.dossier.figures.values()) for review in (old, new)]
    if worded[0] != worded[1]:
        yield Told(Hint.NEW_WORDLESS if worded[0] else Hint.OLD_WORDLESS)
    if restated:
        yield Told(Hint.RESTATED, restated)
    if found.reworded:
        yield Told(Hint.REWORDED, len(found.reworded))
    reread = len(findings.reread_new) + len(findings.reread_gone)
    if reread:
        yield Told(Hint.REREAD, reread)
    fewer = min(len(old.dossier.figures), len(new.dossier.figures))
    if len(found.pairs) * HARDLY < fewer:
        yield Told(Hint.UNRELATED, len(found.pairs))


def _unread(document: Document) -> bool:
    return any(note.code == "DOC01" for note in document.notes)


def unreadable(review: Review) -> bool:
    """True if nothing of a draft could be read, or no figure was found in it: then there is nothing to compare."""
    return all(map(_unread, review.documents)) or not review.dossier.figures
