"""Cells of one draft whose numbers the other prints where no table was read: neither gone nor changed, not compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.words.label_patterns import label_pattern
from reconcile.drafts.sheets import label_key

_NUMBER = label_pattern("number-in-words")
_BARE = label_pattern("bare-number")
LONG = 3
"""Digits with which a number among words may be that of a cell; a shorter one has to stand alone."""


def unread_cells(lone: Sequence[Figure], documents: Iterable[Document]) -> set[str]:
    """The ids of the figures of tables among `lone` that the `documents` of the other draft print outside its figures.

    Where half of a table is, none of its cells can be said to be gone.
    """
    printed = Counter(number for document in documents for passage in document.passages for number in _loose(passage))
    if not printed:
        return set()
    tables: dict[str, list[Figure]] = defaultdict(list)
    for figure in lone:
        if figure.place.table is not None:
            tables[figure.place.table].append(figure)
    found: set[str] = set()
    for cells in tables.values():
        here = set()
        for cell in cells:
            number = f"{cell.quantity.value:f}"
            if printed[number]:
                printed[number] -= 1
                here.add(cell.id)
        found |= {cell.id for cell in cells} if 2 * len(here) >= len(cells) else here
    return found


def read_as_labels(lone: Sequence[Figure], documents: Sequence[Document], there: Sequence[Document]) -> set[str]:
    """The ids of figures of the narrative among `lone` that are numbers in a name: their whole passage in `documents`
    is the label of a row `there` (日处理6000吨污水处理厂).
    """
    words = [figure for figure in lone if figure.place.table is None and figure.place.paragraph is not None]
    if not words:
        return set()
    labels = {label_key(row.label) for document in there for table in document.tables for row in table.rows}
    said = {(document.id, passage.index): passage for document in documents for passage in document.passages}
    places = ((figure.id, said.get((figure.place.document, figure.place.paragraph or 0))) for figure in words)
    return {name for name, passage in places if passage is not None and label_key(passage.text) in labels}


def _loose(passage: Passage) -> Iterable[str]:
    """The numbers of a passage that are no figures: whole lines of them, and long ones."""
    known = {at for figure in passage.figures for at in range(figure.start, figure.end)}
    bare = _BARE.fullmatch(passage.text) is not None
    for found in _NUMBER.finditer(passage.text):
        number = found[0].replace(",", "")
        if found.start() not in known and (bare or sum(map(str.isdigit, number)) >= LONG):
            yield number
