"""Which entries a baseline holds after findings were accepted and old entries cleared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from reconcile.acceptance.baseline import Entry, entry_of, printed_figures
from reconcile.review import Finding, Review


class Result(Struct, frozen=True):
    """The entries afterwards, how many are new, and how many were cleared."""

    entries: tuple[Entry, ...]
    added: int
    removed: int


def missing(review: Review, wanted: Sequence[str]) -> str | None:
    """The first id of `wanted` that no finding has, or None."""
    known = {finding.id for finding in review.findings}
    return next((name for name in wanted if name not in known), None)


def chosen(review: Review, wanted: Sequence[str]) -> tuple[Finding, ...]:
    """The findings named in `wanted`, or all where none is named."""
    return tuple(one for one in review.findings if not wanted or one.id in wanted)


def accepted(
    known: Sequence[Entry], findings: Sequence[Finding], review: Review, reason: str | Mapping[str, str], *, prune: bool
) -> Result:
    """The entries of `known` and one for each of `findings`; a finding that was accepted before keeps its reason.

    `reason` is one for all, or that of each finding by its id. With `prune` only entries whose finding still stands,
    with the same figures, are kept.
    """
    printed = printed_figures(review)
    standing = {entry_of(finding, printed, "").key for finding in review.findings}
    kept = {entry.key: entry for entry in known if not prune or entry.key in standing}
    removed, before = len(known) - len(kept), len(kept)
    for finding in findings:
        why = reason if isinstance(reason, str) else reason[finding.id]
        entry = entry_of(finding, printed, why)
        kept.setdefault(entry.key, entry)
    return Result(tuple(kept.values()), len(kept) - before, removed)
