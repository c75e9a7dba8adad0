"""A Review with everything applied that reviewers decided: the same Review that reports have always shown.

What was explained stands among the accepted with its reason, what was confirmed says so in its working, a relation that
is not meant raises nothing, and one that was added is judged like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reconcile.acceptance.baseline import entry_of, printed_figure, printed_figures
from reconcile.decisions.added_relations import judged, relation_of, same_relation
from reconcile.decisions.decided import ACCEPTING, Addition, Decision, Event, Meaning, TermKept
from reconcile.decisions.decision_store import subject_of
from reconcile.decisions.figure_keys import figure_keys
from reconcile.review import HOLDS, Accepted, Coverage, Finding, Outcome, Review
from reconcile.words.texts import text

SOURCE = "baseline"
"""Decisions and baselines are one truth, so that both are told alike."""


class DecidedReview(Struct, frozen=True):
    """The Review, and the decisions that could not be applied because what they speak of has changed or is gone."""

    review: Review
    changed: tuple[Event, ...]


def with_decisions(review: Review, events: Iterable[Event]) -> DecidedReview:
    """`review` with the latest decision on every subject applied."""
    held = list(events)
    additions = [one for one in held if isinstance(one.record, Addition) and not one.record.withdrawn]
    meanings = [one for one in held if isinstance(one.record, Meaning) and not one.record.meant]
    review, lost = _with_additions(review, additions)
    struck, gone = _not_meant(review, meanings)
    decisions = {one.subject: one for one in held if isinstance(one.record, Decision)}
    return DecidedReview(_decided(review, decisions, struck), (*lost, *gone))


def _decided(review: Review, decisions: dict[str, Event], struck: dict[str, Event]) -> Review:
    told: list[Finding] = []
    possible: list[Finding] = []
    accepted = list(review.accepted)
    both = (*review.findings, *review.possible)
    numbers = printed_figures(replace(review, findings=both))
    for at, finding in enumerate(both):
        entry = entry_of(finding, numbers, "")
        event = decisions.get(subject_of(Decision(entry.id, entry.code, entry.figures, "open")))
        record = event.record if event is not None else None
        if finding.relation in struck:
            accepted.append(Accepted(finding, _said("not-meant", struck[finding.relation], review.lang), SOURCE))
        elif event is not None and isinstance(record, Decision) and record.state in ACCEPTING:
            accepted.append(Accepted(finding, _said(record.state, event, review.lang), SOURCE))
        else:
            if event is not None and isinstance(record, Decision) and record.state == "confirmed":
                finding = replace(
                    finding, working=f"{finding.working}\n{_said('confirmed', event, review.lang)}".strip()
                )
            (told if at < len(review.findings) else possible).append(finding)
    return replace(review, findings=tuple(told), possible=tuple(possible), accepted=tuple(accepted))


def _said(state: str, event: Event, lang: str) -> str:
    """What was decided, why, by whom and when, in one line."""
    record = event.record
    reason = "；".join(part for part in (record.reason, getattr(record, "comment", "")) if part)
    words = {"state": text("page", f"decision-{state}", lang), "who": event.who, "day": event.at[:10]}
    return text("page", "decided", lang, reason=f"：{reason}" if reason and lang == "zh" else reason, **words)


def _with_additions(review: Review, additions: Sequence[Event]) -> tuple[Review, list[Event]]:
    lost: list[Event] = []
    for event in additions:
        assert isinstance(event.record, Addition)
        names = resolved(event.record.terms, review)
        if names is None:
            lost.append(event)
            continue
        verdict, finding = judged(relation_of(event.record, names), review.dossier, review.lang)
        if verdict.id in review.verdict_by_relation:
            continue
        found = review.findings if finding is None else (*review.findings, finding)
        ordered = tuple(sorted(found, key=lambda one: one.severity.rank))
        counted = _covered(review.coverage, names, verdict.outcome)
        review = replace(review, verdicts=(*review.verdicts, verdict), findings=ordered, coverage=counted)
    return review, lost


def resolved(terms: Sequence[TermKept], review: Review) -> list[str] | None:
    """The figures that these terms are in `review`, or None if one of them is gone."""
    by_key = {key: name for name, key in figure_keys(review.dossier).items()}
    found = [by_key.get(term.key) for term in terms]
    known = [name for name in found if name is not None]
    return known if len(known) == len(terms) else None


def _not_meant(review: Review, meanings: Sequence[Event]) -> tuple[dict[str, Event], list[Event]]:
    """The relations that are not meant, by their ids; and what speaks of figures that are others by now."""
    keys, figures = figure_keys(review.dossier), review.dossier.figures
    by_code: dict[str, list[Event]] = {}
    for event in meanings:
        assert isinstance(event.record, Meaning)
        by_code.setdefault(event.record.code, []).append(event)
    struck: dict[str, Event] = {}
    used: set[str] = set()
    for verdict in review.verdicts:
        for event in by_code.get(verdict.relation.code, ()):
            assert isinstance(event.record, Meaning)
            now = [printed_figure(figures[name]) for name in verdict.relation.figures()]
            if same_relation(event.record, verdict.relation, keys) and now == [t.printed for t in event.record.terms]:
                struck[verdict.id] = event
                used.add(event.subject)
    return struck, [event for event in meanings if event.subject not in used]


def _covered(coverage: Coverage, names: Sequence[str], outcome: Outcome) -> Coverage:
    """The coverage with the figures of one more relation bound; how many hold is left to the relations that say so."""
    if outcome is Outcome.UNDECIDED:
        return coverage
    fresh = set(names) & set(coverage.unchecked)
    holds = len(fresh) if outcome in HOLDS else 0
    return replace(
        coverage,
        bound=coverage.bound + len(fresh),
        verified=coverage.verified + holds,
        unchecked=tuple(name for name in coverage.unchecked if name not in fresh),
    )
