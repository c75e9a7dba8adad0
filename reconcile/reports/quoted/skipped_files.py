"""The files that took no part in a review, each named, under a sentence for each reason."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from reconcile.reports.quoted.places import visible
from reconcile.review import Review
from reconcile.words.skipped_words import skipped_sentence

USUAL = frozenset({"ours", "readme", "same-bytes", "same-text"})
"""Reasons that need no second look."""


class SkippedFiles(Struct, frozen=True):
    """The files skipped for one reason; `odd` if somebody has to look whether they belong to what was to be checked.

    `paths` name a copy with the file that stands for it, `files` are the paths alone.
    """

    sentence: str
    paths: Sequence[str]
    files: Sequence[str]
    odd: bool


def skipped_files(review: Review) -> list[SkippedFiles]:
    """All files skipped, by reason in the order of the first of each; copies with the file that stands for them."""
    by_reason: dict[str, list[tuple[str, str]]] = {}
    for one in review.skipped:
        reason, _, other = one.reason.partition(": ")
        by_reason.setdefault(reason, []).append((visible(one.path), visible(other)))
    return [
        SkippedFiles(
            skipped_sentence(reason, [path for path, _ in files], review.lang),
            [f"{path} = {other}" if other else path for path, other in files],
            [path for path, _ in files],
            reason not in USUAL,
        )
        for reason, files in by_reason.items()
    ]
