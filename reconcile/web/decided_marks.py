"""What has been decided on findings and relations of a dossier, worked out anew only when something was decided."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from fiscal.document import Document, Passage
from fiscal.table import Table
from reconcile.decisions.added_relations import CODE, judged, relation_of
from reconcile.decisions.decided import Addition, Decision, Event, Meaning, TermKept
from reconcile.decisions.decision_store import DecisionStore, subject_of
from reconcile.dossier import Dossier
from reconcile.reports.quoted.lookup import Lookup
from reconcile.review import Coverage, Review
from reconcile.web.desk.dossiers import OpenDossier
from reconcile.web.shelf.shelf_reading import Shelf
from reconcile.web.shelf.shown_findings import findings_shown
from reconcile.web.shelf.shown_records import FindingShown, RelationShown
from reconcile.web.shelf.shown_relations import relation_shown
from reconcile.words.messages import page_word


class Added(Struct, frozen=True):
    """A relation that somebody added, as this draft has it; `finding` if it does not hold."""

    event: Event
    relation: RelationShown
    finding: FindingShown | None


class Marks(Struct, frozen=True):
    """`findings` are events by the finding's id, `changed` those about figures that are others by now, `struck` the
    relations that are not meant, by id, `added` those added, `lost` what speaks of figures that are gone.
    """

    last: int
    findings: dict[str, Event] = field(default_factory=dict)
    changed: dict[str, Event] = field(default_factory=dict)
    struck: dict[str, Event] = field(default_factory=dict)
    added: tuple[Added, ...] = ()
    lost: tuple[Event, ...] = ()

    def state(self, finding: FindingShown) -> str:
        """In a word: "confirmed", "explained", "scope", "false-alarm", "not-meant", "changed" or "open"."""
        if finding.relation in self.struck:
            return "not-meant"
        event = self.findings.get(finding.id)
        if event is not None and isinstance(event.record, Decision):
            return event.record.state
        return "changed" if finding.id in self.changed else "open"

    def added_of(self, figure: str) -> list[Added]:
        """The added relations in which a figure stands."""
        return [one for one in self.added if any(term.figure == figure for term in one.relation.terms)]


class Marking:
    """The marks of every dossier, each kept until the store or the shelf says something new."""

    def __init__(self, store: DecisionStore, lang: str) -> None:
        self.store = store
        self._lang = lang
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[tuple[object, ...], Marks]] = {}

    def of(self, dossier: OpenDossier) -> Marks:
        """What holds now. Raises StoreRefused."""
        key = self.store.last, dossier.folder, dossier.progress.state
        with self._lock:
            known = self._kept.get(dossier.id)
        if known is not None and known[0] == key:
            return known[1]
        made = marks(dossier.shelf, list(self.store.latest().values()), self.store.last, self._lang)
        with self._lock:
            self._kept[dossier.id] = key, made
        return made

    def leave(self, dossier: str) -> None:
        """Nothing of a dossier is kept."""
        with self._lock:
            self._kept.pop(dossier, None)


def marks(shelf: Shelf, events: Sequence[Event], last: int, lang: str) -> Marks:
    """The marks of the review on a shelf."""
    struck, gone = _struck(shelf, events)
    added, lost = _added(shelf, events, lang)
    made = Marks(last, struck=struck, added=tuple(added), lost=(*gone, *lost))
    decisions = {one.subject: one for one in events if isinstance(one.record, Decision)}
    by_id = {one.record.id.partition("-")[0]: one for one in decisions.values() if isinstance(one.record, Decision)}
    for finding in every_finding(shelf, made):
        event = decisions.get(subject_of(decision_on(finding, "open")))
        if event is not None:
            made.findings[finding.id] = event
        elif (before := by_id.get(finding.id.partition("-")[0])) is not None:
            if isinstance(before.record, Decision) and before.record.state != "open":
                made.changed[finding.id] = before
    return made


def every_finding(shelf: Shelf, made: Marks) -> list[FindingShown]:
    """The findings of the review and those of added relations, errors first."""
    own = [one.finding for one in made.added if one.finding is not None]
    return [*own, *shelf.findings()]


def decision_on(finding: FindingShown, state: Any, reason: str = "", comment: str = "") -> Decision:
    """A decision on a finding."""
    return Decision(finding.id, finding.code, finding.printed, state, reason, comment, finding.message)


def _struck(shelf: Shelf, events: Sequence[Event]) -> tuple[dict[str, Event], list[Event]]:
    found: dict[str, Event] = {}
    lost: list[Event] = []
    for event in events:
        record = event.record
        if not isinstance(record, Meaning) or record.meant or not record.terms:
            continue
        names = _figures(shelf, record.terms)
        relations = shelf.relations_of(names[0]) if names and _unchanged(shelf, names, record.terms) else []
        same = [one for one in relations if one.code == record.code and [t.figure for t in one.terms] == names]
        found |= {one.id: event for one in same}
        if not same:
            lost.append(event)
    return found, lost


def _figures(shelf: Shelf, terms: Sequence[TermKept]) -> list[str]:
    """The figures of terms in this draft, nothing if one is gone."""
    known = shelf.by_key([term.key for term in terms])
    found = [known[term.key] for term in terms if term.key in known]
    return found if len(found) == len(terms) else []


def _unchanged(shelf: Shelf, names: Sequence[str], terms: Sequence[TermKept]) -> bool:
    return [key[1] for key in shelf.keys(names)] == [term.printed for term in terms]


def _added(shelf: Shelf, events: Sequence[Event], lang: str) -> tuple[list[Added], list[Event]]:
    found: list[Added] = []
    lost: list[Event] = []
    for event in events:
        record = event.record
        if not isinstance(record, Addition) or record.withdrawn:
            continue
        names = _figures(shelf, record.terms)
        made = added_here(shelf, event, record, names, lang) if names else None
        if made is None:
            lost.append(event)
        else:
            found.append(made)
    return found, lost


def added_here(shelf: Shelf, event: Event, record: Addition, names: Sequence[str], lang: str) -> Added | None:
    """An added relation judged over the figures `names`; None while these are not yet on the shelf."""
    dossier = dossier_of(shelf, names)
    if any(name not in dossier.figures for name in names):
        return None
    verdict, finding = judged(relation_of(record, names), dossier, lang)
    shown = None
    if finding is not None:
        review = Review(dossier.documents, (verdict,), (finding,), Coverage(0, 0, 0, ()), lang)
        title = {CODE: page_word("added-relation", lang)}
        (shown,) = findings_shown(review, Lookup.of(review), title, shelf.figures(names))
    return Added(event, relation_shown(verdict, lang), shown)


def dossier_of(shelf: Shelf, names: Sequence[str]) -> Dossier:
    """The documents of a shelf, of which only the tables and passages are there in which these figures stand."""
    figures = shelf.figures(names)
    homes = shelf.homes([one.home for one in figures.values()])
    held: dict[str, list[Table | Passage]] = {}
    for one in {figure.home: figure for figure in figures.values()}.values():
        if one.home in homes:
            held.setdefault(one.document, []).append(homes[one.home])
    return Dossier(
        [
            replace(
                Document(one.id, one.name, one.format, "", one.views),
                tables=tuple(home for home in held.get(one.id, ()) if isinstance(home, Table)),
                passages=tuple(home for home in held.get(one.id, ()) if isinstance(home, Passage)),
            )
            for one in shelf.documents()
        ]
    )
