"""Documents that are one text in several formats: one of them is judged, the others are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.document import Document
from tables.reading.gathering import Skipped

FEWEST = 5
"""With fewer figures two short texts may well be alike by accident."""
_NUMBER = re.compile(r"\d+")
_HAN = re.compile(r"[\u3400-\u9fff]")
MOST_OTHER = 50
"""One character in so many may differ: formats differ in running heads and captions."""


class _Content(Struct, frozen=True):
    figures: Counter[tuple[str, str, str]]
    numbers: Counter[str]
    words: Counter[str]

    def same(self, other: _Content) -> bool:
        """True if every number is in both, and all but a few of the characters."""
        if self.figures != other.figures or self.numbers != other.numbers:
            return False
        apart = (self.words - other.words).total() + (other.words - self.words).total()
        return apart * MOST_OTHER <= self.words.total() + other.words.total()


def judged_once(documents: Sequence[Document]) -> tuple[list[Document], list[Skipped]]:
    """The documents to judge, and those that say the same as one before, with the same figures, in another format."""
    kept: list[tuple[Document, _Content]] = []
    repeated: list[Skipped] = []
    for document in documents:
        content = _content(document)
        twin = next((one for one, before in kept if one.format != document.format and content.same(before)), None)
        if twin is not None and content.figures.total() >= FEWEST:
            repeated.append(Skipped(document.path, f"same-text: {twin.path}"))
        else:
            kept.append((document, content))
    return [document for document, _ in kept], repeated


def _content(document: Document) -> _Content:
    text = "".join(passage.text for passage in document.passages)
    labels = "".join(table.title + "".join(row.label for row in table.rows) for table in document.tables)
    figures = Counter((str(f.quantity.value), f.quantity.unit.name, f.source) for f in document.figures())
    return _Content(figures, Counter(_NUMBER.findall(text)), Counter(_HAN.findall(text + labels)))
