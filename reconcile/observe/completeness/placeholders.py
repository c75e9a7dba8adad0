"""Words that hold a place for something not yet written: XX局, ____万元, 比年增长, （待补充）, #REF!; and forms full of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from fiscal.document import Document
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier, once

_CERTAIN = (
    label_pattern("spreadsheet-error"),
    label_pattern("crosses-for-number"),
    label_pattern("cross-for-number"),
    label_pattern("underscores-for-number"),
    label_pattern("year-left-out"),
    label_pattern("to-be-filled-in"),
)
_LIKELY = (
    label_pattern("crosses"),
    label_pattern("circles"),
    label_pattern("underscores"),
    label_pattern("date-left-open"),
    label_pattern("empty-brackets"),
    label_pattern("choice-left-open"),
)
_HEADING = label_pattern("crosses-for-office")
"""In a heading the name of an office was not put in; in prose it may have been left out on purpose."""
LONGEST_HEADING = 60
_CELL = label_pattern("overflowing-cell")
"""What a spreadsheet prints where a column is too narrow for its number."""

_MARKS = label_pattern("placeholder-signs")
"""No placeholder is without one of these."""

LEAST_IN_FORM = 3
MOST_IN_TEXT = 50
"""Of one kind in one passage; more are not told apart."""
MOST_FIGURES = 200
"""A document with more figures is no form."""


class Placeholder(Struct, frozen=True):
    """Where one stands in its text; `certain` tells that it can hardly be meant."""

    start: int
    end: int
    text: str
    certain: bool


def placeholders(text: str, cell: bool = False) -> list[Placeholder]:
    """Every placeholder in `text`, in order; in a `cell` #### is one too.

    >>> [found.text for found in placeholders("全区XX局2024年收入____万元，比年增长3%")]
    ['XX', '____', '年']
    >>> placeholders("二〇〇八年发行3×5亿元，联系人ljxx@example.org")
    []
    """
    found: list[Placeholder] = []
    if not _MARKS.search(text):
        return found
    firm = [*_CERTAIN, *([_CELL] if cell else []), *([_HEADING] if len(text) <= LONGEST_HEADING else [])]
    for certain, patterns in ((True, firm), (False, _LIKELY)):
        for pattern in patterns:  # the certain ones first: what they take is not taken again
            for match in islice(pattern.finditer(text), MOST_IN_TEXT):
                if not any(one.start < match.end() and match.start() < one.end for one in found):
                    found.append(Placeholder(match.start(), match.end(), match[0], certain))
    return sorted(found, key=lambda one: one.start)


def texts(document: Document) -> Iterator[str]:
    """Every passage, and of every table the title, the headers and labels, and the cells that are no figures."""
    yield from (passage.text for passage in document.passages)
    for table in document.tables:
        yield table.title
        yield from (part for column in table.columns for part in column.path)
        yield from (row.label for row in table.rows)
        yield from (text for _, _, text in table.strange)


@once
def forms(dossier: Dossier) -> frozenset[str]:
    """The documents that are forms to fill in, by their ids."""
    return frozenset(document.id for document in dossier.documents if _is_form(document))


def _is_form(document: Document) -> bool:
    """True for a form to fill in: it holds more places left open than figures, and is complete as it is."""
    figures = len(list(islice((one for one in document.figures() if one.quantity.value), MOST_FIGURES + 1)))
    if figures > MOST_FIGURES:
        return False
    left = sum(len(placeholders(text)) for text in texts(document))
    return left >= LEAST_IN_FORM and left > figures
