"""An observation: something implausible or incomplete, with its place and its words; never an error."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from fiscal.document import Document, Passage
from fiscal.place import Place
from fiscal.table import Table
from reconcile.review import Severity

Words: TypeAlias = tuple[str, str]
"""A sentence in Chinese and in English."""


class Observation(Struct, frozen=True):
    """One thing that a careful reader would ask about.

    `working` says on what it rests; `key` are the words that name the thing, so that its id survives new page breaks.
    Raises ValueError for an error: what is only implausible or incomplete accuses nobody.
    """

    code: str
    severity: Severity
    place: Place
    message: Words
    working: Words = ("", "")
    related: tuple[Place, ...] = ()
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.severity is Severity.ERROR:
            raise ValueError(f"{self.code}: an observation is never an error")


def in_passage(document: Document, passage: Passage, start: int = 0, end: int | None = None) -> Place:
    """The place of the characters [start, end) of a passage; the line is one a reader can count only in a text file."""
    span = (start, len(passage.text) if end is None else end)
    line = passage.line if document.format == "text" else None
    place = Place(document.id, line, passage.page, sheet=passage.sheet, paragraph=passage.index)
    return replace(place, span=span)


def of_table(table: Table) -> Place:
    """The place of a table as a whole."""
    return replace(table.place, table=table.id, cell=None, row=None, column=None, bbox=None)


def quoted(text: str, start: int, end: int, around: int = 18) -> str:
    """`text` from a little before `start` to a little behind `end`, with “…” where it was cut.

    >>> quoted("全年一般公共预算收入XX亿元", 10, 12, around=4)
    '…预算收入XX亿元'
    """
    left, right = max(0, start - around), min(len(text), end + around)
    return "…" * (left > 0) + text[left:right].strip() + "…" * (right < len(text))
