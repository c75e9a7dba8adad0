"""Of what date a draft is, from its file names, its first and its last lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath

from fiscal.document import Document
from fiscal.words.label_patterns import label_pattern

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SAID = label_pattern("date-written")
_NAMED = label_pattern("date-in-name")
EDGE = 6
"""So many passages at the beginning and at the end may carry the date of the whole."""
SHORT = 40
"""A passage of the end that is longer is no date line."""


def older(old: Sequence[Document], new: Sequence[Document]) -> tuple[str, str] | None:
    """The dates of the two drafts, as texts, if the new one's is the older; None if not, or if nothing tells."""
    for dates in (_named, _dated, _years):
        before, after = (
            max((one for document in side for one in dates(document)), default=None) for side in (old, new)
        )
        if before is not None and after is not None and before != after:
            return (before, after) if after < before else None
    return None


def _named(document: Document) -> Iterator[str]:
    """Dates in the name of the file."""
    yield from _dates(_NAMED.findall(PurePath(document.path).name))


def _dated(document: Document) -> Iterator[str]:
    """Dates in its first passages and in the short ones at its end."""
    edges = [*document.passages[:EDGE], *document.passages[-EDGE:]]
    for passage in edges:
        if len(passage.text) <= SHORT:
            yield from _dates(_SAID.findall(passage.text.translate(_DIGITS)))


def _years(document: Document) -> Iterator[str]:
    """Budget years in the titles of its reports."""
    yield from (str(report.year) for report in document.reports if report.year is not None)


def _dates(found: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for year, month, day in found:
        try:
            yield date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
