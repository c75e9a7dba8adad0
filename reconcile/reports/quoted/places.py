"""Says in words where something stands: document, page, line, table, row, column."""

from __future__ import annotations

from pathlib import Path

from fiscal import late_patterns as re
from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.table import Table
from reconcile.reports.quoted.lookup import Lookup
from reconcile.words.messages import label
from reconcile.words.wording import where

LONGEST = 1200
"""Characters of one text of a document that are shown."""

# Control characters of a document could drive the terminal, and the marks that turn writing round could fake a line.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def visible(text: str) -> str:
    """`text` on one line, without control characters.

    >>> visible("合计\\n\\x1b[31m100")
    '合计 [31m100'
    """
    return _UNSEEN.sub(" ", text).strip()


def shown_path(path: str) -> str:
    """The path as it was given; of an absolute one only the name, which is the same on every machine.

    >>> shown_path("/home/someone/预算.txt"), shown_path("卷/预算.txt")
    ('预算.txt', '卷/预算.txt')
    """
    return Path(path).name if Path(path).is_absolute() else path


def table_name(table: Table) -> str:
    """The number and title of a table as a reader would cite it."""
    number, title = table.number or "", table.title
    return visible(title if number and title.startswith(number) else f"{number} {title}")


def document_words(document: str, lookup: Lookup) -> str:
    """What a document is called, where the material holds several; "" where there is but one."""
    return visible(lookup.names.get(document, "")) if len(lookup.documents) > 1 else ""


def home_words(figure: Figure, lookup: Lookup, lang: str) -> str:
    """The table or the narrative of a figure, after the name of its file where there are several."""
    table = lookup.cells[figure.id].table if figure.id in lookup.cells else None
    name = table_name(table) if table else label("narrative", lang)
    return f"{visible(lookup.names[figure.place.document])}  {name}" if len(lookup.documents) > 1 else name


def place_words(place: Place, lookup: Lookup, lang: str, document: bool = True) -> str:
    """One line that says where `place` is, in the words of the findings; what the format does not have is left out."""
    path = lookup.names.get(place.document, place.document)
    if (place.page, place.line, place.sheet, place.table, place.row, place.column) == (None,) * 6:
        return visible(path) if document else ""
    table = lookup.tables.get(place.table) if place.table else None
    return visible(where(place, table, path if document else None, lang))


def spot_words(place: Place, lang: str, file: str = "") -> str:
    """The page, line or cell of a place and nothing else, behind the name of its `file` if that is given.

    >>> spot_words(Place("d0", page=3, table="d0.t1", row="合计"), "zh"), spot_words(Place("d0"), "zh", "预算.pdf")
    ('第3页', '预算.pdf')
    """
    spot = Place(place.document, page=place.page, line=place.line, sheet=place.sheet, cell=place.cell)
    if (spot.page, spot.line, spot.sheet, spot.cell) == (None,) * 4:
        return visible(file)
    return visible(where(spot, None, file or None, lang))


def shortened(text: str, most: int, lang: str) -> str:
    """The first `most` characters of `text`, and how many were left out where there are more; lines stay lines.

    >>> shortened("合计", 5, "zh"), shortened("长" * 9, 2, "en")
    ('合计', '长长… (7 characters left out here; the other reports have them)')
    """
    return text if len(text) <= most else text[:most] + label("left_out", lang, n=len(text) - most)


def shown(text: str, lang: str) -> str:
    """A text of a document as it may stand in a report: on one line, cut if it is very long.

    >>> shown("合计\\n1", "zh"), shown("长" * 1300, "zh")[-20:]
    ('合计 1', '长……（原文共 1300 字，此处截断）')
    """
    text = visible(text)
    return text if len(text) <= LONGEST else text[:LONGEST] + label("cut", lang, n=len(text))
