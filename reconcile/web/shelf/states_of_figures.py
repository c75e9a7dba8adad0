"""What is known of each figure: it differs, takes part in a difference, may differ, agrees, was not checked."""

from __future__ import annotations

from collections.abc import Iterable

from reconcile.review import Finding, Outcome, Review

STATES = ("differs", "involved", "possible", "rounding", "agrees", "unchecked")
"""From the gravest on; a figure has the first that is true of it."""


def states(review: Review) -> dict[str, str]:
    """The state of every figure that stands in some relation; all others are "unchecked"."""
    found: dict[str, str] = {}

    def mark(names: Iterable[str], state: str) -> None:
        for name in names:
            known = found.get(name)
            if known is None or STATES.index(state) < STATES.index(known):
                found[name] = state

    told = {name for finding in review.findings for name in _relations(finding)}
    for verdict in review.verdicts:
        names = verdict.relation.figures()
        if verdict.outcome is Outcome.BROKEN:
            mark(names, "involved" if verdict.id in told else "possible")
        elif verdict.outcome is not Outcome.UNDECIDED:
            mark(names, "agrees" if verdict.outcome is Outcome.EXACT else "rounding")
    for finding in review.findings:
        about = review.verdict_by_relation.get(finding.relation or "")
        if about is None or about.outcome is not Outcome.BROKEN:
            continue
        figures = review.dossier.figures
        mark((name for name in about.relation.figures() if figures[name].place == finding.place), "differs")
        if finding.suspect is not None:
            mark((finding.suspect.figure,), "differs")
    return found


def _relations(finding: Finding) -> Iterable[str]:
    yield finding.relation or ""
    yield from (one.relation for one in finding.folded)
