"""A review after the settings and the baseline: other weights, and accepted findings set apart with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from reconcile.acceptance.baseline import Entry, entry_of, printed_figures
from reconcile.acceptance.settings import Exempted, Settings
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown_path, table_name
from reconcile.review import Accepted, Finding, Review, Severity


class Applied(Struct, frozen=True):
    """The review, and what was of no use: entries whose finding is gone, exceptions that lapsed or cover nothing."""

    review: Review
    unused: tuple[Entry, ...] = ()
    lapsed: tuple[Exempted, ...] = ()
    idle: tuple[Exempted, ...] = ()


def apply(review: Review, settings: Settings, baseline: Sequence[Entry], today: date) -> Applied:
    """`review` with severities as set and accepted findings in `accepted`; the order by weight is kept.

    A finding that is turned off is accepted too, so that it can still be counted; an exception holds through its
    last day. Possible differences are accepted like findings; what they would weigh is not told.
    """
    lookup, printed = Lookup.of(review), printed_figures(review)
    entries = {entry.key: entry for entry in baseline}
    valid = [one for one in settings.exceptions if one.until is None or one.until >= today]
    used: set[object] = set()
    kept: list[Finding] = []
    possible: list[Finding] = []
    accepted: list[Accepted] = list(review.accepted)
    told = len(review.findings)
    for number, finding in enumerate((*review.findings, *review.possible)):
        entry = entries.get(entry_of(finding, printed, "").key)
        exempted = next((one for one in valid if covers(one, finding, lookup)), None)
        weight = settings.severity.get(finding.code)
        if entry is not None and entry.code == finding.code:
            used.add(entry.key)
            accepted.append(Accepted(finding, entry.reason, "baseline"))
        elif exempted is not None:
            used.add(exempted.number)
            accepted.append(Accepted(finding, exempted.reason, "settings"))
        elif weight == "off":
            accepted.append(Accepted(finding, "", "off"))
        elif number >= told:
            possible.append(finding)
        else:
            kept.append(replace(finding, severity=Severity(weight)) if weight else finding)
    kept.sort(key=lambda finding: finding.severity.rank)
    return Applied(
        replace(review, findings=tuple(kept), accepted=tuple(accepted), possible=tuple(possible)),
        tuple(entry for entry in baseline if entry.key not in used),
        tuple(one for one in settings.exceptions if one not in valid),
        tuple(one for one in valid if one.number not in used),
    )


def covers(exempted: Exempted, finding: Finding, lookup: Lookup) -> bool:
    """True if an exception is about this finding: its id or code, and every word about the place."""
    if exempted.finding is not None and exempted.finding != finding.id:
        return False
    if exempted.code is not None and exempted.code != finding.code:
        return False
    place = finding.place
    document = lookup.documents.get(place.document)
    table = lookup.tables.get(place.table) if place.table else None
    known = {
        "file": shown_path(document.path) if document else "",
        "table": table_name(table) if table else "",
        "row": place.row or "",
        "column": place.column or "",
    }
    return all(text in known[key] for key, text in exempted.places)
