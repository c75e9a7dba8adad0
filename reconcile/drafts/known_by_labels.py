"""Passages of which only the figures are known, each by its label: what a saved review keeps of a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from fiscal.document import Document, Passage
from fiscal.figure import Figure

END = "。"
"""Every passage is a sentence of its own."""


def by_labels(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with every passage that holds figures as `labelled` makes it; the others stay as they are."""
    return tuple(
        replace(
            document,
            passages=tuple(
                next(labelled(passage.figures)) if passage.figures else passage for passage in document.passages
            ),
        )
        for document in documents
    )


def labelled(figures: Iterable[Figure]) -> Iterator[Passage]:
    """A passage for every paragraph of the `figures`: each stands where it stood, its label in the room before it.

    >>> from decimal import Decimal
    >>> from fiscal.numbers.quantity import Quantity
    >>> from fiscal.numbers.units import unit
    >>> from fiscal.place import Place
    >>> one = Figure("f1", Quantity("80", Decimal(80), unit("万元")), Place("d0", paragraph=3, span=(8, 12)), "税收收入", "")
    >>> [(passage.index, passage.text) for passage in labelled([one])]
    [(3, '    税收收入80万元。')]
    """
    paragraphs: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.place.paragraph is not None and figure.place.span is not None:
            paragraphs[figure.place.paragraph].append(figure)
    for index, held in sorted(paragraphs.items()):
        text = ""
        for figure in held:
            room = max(figure.start - len(text), 0)
            printed = figure.quantity.text
            if figure.quantity.unit.name not in printed:
                printed += figure.quantity.unit.name
            text += figure.label[-room:].rjust(room) if room else ""
            text += printed[: figure.end - figure.start].ljust(figure.end - figure.start)
        text += END
        place = held[0].place
        yield Passage(
            index, text, place.line or 0, 0, (), ((0, len(text)),), tuple(held), page=place.page, sheet=place.sheet
        )
