"""A document as read: its reports, passages of prose, tables and figures, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.table import Table


class Note(Struct, frozen=True):
    """Something the reader has to tell the user: a DOC code and the line, page or sheet it was seen on, or None."""

    code: str
    message: str
    line: int | None = None
    page: int | None = None
    sheet: str | None = None


class Unread(Struct, frozen=True):
    """Figures that are printed and were not read: how many, and the line, page or sheet they stand on, or None."""

    count: int
    line: int | None = None
    page: int | None = None
    sheet: str | None = None


class Report(Struct, frozen=True):
    """One report inside a gazette (议案, 说明, 审查结果报告, 决议 …): the same words mean different things in different reports.

    `year` is the budget year its title names, or None.
    """

    title: str
    kind: str
    line: int
    year: int | None = None


class Breakdown(Struct, frozen=True):
    """A list of parts that the wording announces: 其中, 包括, 用于, 分别为, or a bracket right behind a figure.

    `candidates` are the figures that may be the whole, likeliest first; `parts` the figures listed, in order; `open` is
    True where the wording leaves parts out (等, 主要); `trigger` is the word that announces the list, `sentence_start`
    tells that it opens its sentence, `span` is the stretch of the passage that says it. Figures are ids.
    """

    candidates: tuple[str, ...]
    parts: tuple[str, ...]
    trigger: str
    open: bool
    sentence_start: bool
    span: tuple[int, int]


class Passage(Struct, frozen=True):
    """A paragraph of prose, joined across hard wraps and page turns and normalised.

    `text` is what the figures' spans count in; `headings` are the headings above it, outermost first; `figures` are in
    the order of the text; `sentences` are the [a, b) spans of its sentences; `page` or `sheet` is where it begins, None
    where the format has none.
    """

    index: int
    text: str
    line: int
    report: int
    headings: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...] = ()
    page: int | None = None
    sheet: str | None = None


class Document(Struct, frozen=True):
    """One file, read."""

    id: str
    path: str
    format: str
    sha256: str
    pages: int
    reports: tuple[Report, ...] = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
    unread: tuple[Unread, ...] = ()

    def __getitem__(self, name: str) -> Table:
        """The table of this printed number, else of this title; spaces do not count.

        Raises KeyError with a sentence where there is none, naming near ones, or several.
        """
        wanted = _bare(name)
        by_number = [table for table in self.tables if table.number and _bare(table.number) == wanted]
        found = by_number or [table for table in self.tables if _bare(table.title) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            raise KeyError(f"{len(found)} tables are called {name}: choose among document.find({name!r})")
        from difflib import get_close_matches  # who only reads and judges does without

        known = [word for table in self.tables for word in (table.number, table.title) if word]
        near = get_close_matches(name, dict.fromkeys(known), n=3)
        raise KeyError(f"no table is called {name}" + (f"; near it: {', '.join(near)}" if near else ""))

    def find(self, word: str) -> tuple[Table, ...]:
        """The tables whose number, title, column headers or row labels hold `word`; spaces do not count."""
        wanted = _bare(word)

        def said(table: Table) -> Iterator[str]:
            yield from (table.number or "", table.title)
            yield from (part for column in table.columns for part in column.path)
            yield from (row.label for row in table.rows)

        return tuple(table for table in self.tables if any(wanted in _bare(text) for text in said(table)))

    def figures(self) -> Iterator[Figure]:
        """Every figure, narrative first, then table by table, row by row; the order is stable."""
        for passage in self.passages:
            yield from passage.figures
        for table in self.tables:
            for row in table.rows:
                for cell in row.cells:
                    if cell is not None:
                        yield cell


def _bare(text: str) -> str:
    """`text` without any space."""
    return "".join(text.split())
