"""Where something stands in a document: every figure, table and finding has a place."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True):
    """A place in one document. What the format does not have is None.

    `line` and `page` count from 1; `line` is the line on which the figure's first digit stands; `paragraph` is the
    index of the passage in `Document.passages` and `span` the characters [a, b) inside that passage's joined text;
    `table` is a table's id, `row` and `column` are labels as a reader sees them.
    """

    document: str
    line: int | None = None
    page: int | None = None
    bbox: tuple[str, str, str, str] | None = None
    sheet: str | None = None
    cell: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    paragraph: int | None = None
    span: tuple[int, int] | None = None
