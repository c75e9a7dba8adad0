"""The baseline of `fiscal accept` and the store are one truth: each is written from the other without loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reconcile.acceptance.baseline import Entry
from reconcile.decisions.decided import ACCEPTING, STATES, Decision, Event
from reconcile.decisions.decision_store import DecisionStore, subject_of
from reconcile.stable_ids import id_of

UNNAMED = "baseline"
"""Who decided, where a baseline does not say."""


def entries_of(events: Iterable[Event]) -> Iterator[Entry]:
    """The entries of a baseline that accepts what these decisions accept."""
    for event in events:
        record = event.record
        if isinstance(record, Decision) and record.state in ACCEPTING:
            yield Entry(
                record.id,
                record.code,
                record.figures,
                record.message,
                record.reason,
                state=record.state,
                comment=record.comment,
                who=event.who,
                at=event.at,
            )


def decisions_of(entries: Sequence[Entry]) -> Iterator[tuple[Decision, str, str]]:
    """The decisions that these entries stand for, who made each, and the key under which it is kept once."""
    for entry in entries:
        state = next((one for one in STATES if one in ACCEPTING and one == entry.state), STATES[1])
        reason, comment = entry.reason, entry.comment
        decision = Decision(entry.id, entry.code, entry.figures, state, reason, comment, entry.message)
        yield decision, entry.who or UNNAMED, id_of((entry.id, *entry.figures, state, reason, comment, entry.who))


def taken_in(store: DecisionStore, entries: Sequence[Entry], prefix: str = UNNAMED) -> int:
    """How many decisions are new: every entry is kept, unless the same was decided already.

    Raises StoreRefused.
    """
    latest = store.latest()
    count = 0
    for decision, who, key in decisions_of(entries):
        known = latest.get(subject_of(decision))
        held = known.record if known is not None else None
        if isinstance(held, Decision) and (held.state, held.reason) == (decision.state, decision.reason):
            continue
        store.add(decision, who, f"{prefix}:{store.last}:{key}")
        count += 1
    return count
