"""Quotes what a finding is about: the rows or the sentence, as printed, the figure in question marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from unicodedata import east_asian_width

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.relation import Kind, Role
from fiscal.table import Table
from reconcile.messages import label
from reconcile.reports.lookup import Lookup
from reconcile.reports.numbers import grouped, in_unit
from reconcile.reports.places import place_words, visible
from reconcile.review import Finding, Verdict

ROWS = 14
BEFORE, AFTER = 60, 40
Home = str | tuple[str, int]
CLAIMED = (Role.TOTAL, Role.TO, Role.RATE)


def quoted(finding: Finding, lookup: Lookup, lang: str) -> Iterator[str]:
    """The lines to show under a finding: tables and passages in the order in which its figures name them."""
    verdict = lookup.verdict_of(finding)
    if verdict is None:
        return
    notes = dict(_notes(verdict, lookup, lang))
    homes: dict[Home, list[Figure]] = {}
    for figure in lookup.figures_of(finding):
        home = _home(figure, lookup)
        if home is not None:
            homes.setdefault(home, []).append(figure)
    for home, figures in homes.items():
        if len(homes) > 1:
            yield f"{_heading(home, figures[0], lookup, lang)}:"
        if isinstance(home, str):
            yield from _rows(lookup.tables[home], [lookup.cells[f.id] for f in figures], notes, lang)
        else:
            yield from _sentences(lookup.passages[home], figures, notes)


def _heading(home: Home, figure: Figure, lookup: Lookup, lang: str) -> str:
    """Where a quotation is from; of a table its place, not that of one cell."""
    place = replace(lookup.tables[home].place, table=home) if isinstance(home, str) else figure.place
    return place_words(place, lookup, lang, document=len(lookup.documents) > 1)


def _home(figure: Figure, lookup: Lookup) -> Home | None:
    """The table or the passage in which a figure stands, or None if neither is known."""
    if figure.id in lookup.cells:
        return lookup.cells[figure.id][0]
    passage = lookup.passage_at(figure.place)
    return None if passage is None or figure.place.span is None else (figure.place.document, passage.index)


def _notes(verdict: Verdict, lookup: Lookup, lang: str) -> Iterator[tuple[str, str]]:
    """What to write beside the figure that the others should yield."""
    if verdict.computed_centre is None or verdict.relation.kind in (Kind.SAME, Kind.AT_MOST):
        return
    for term in verdict.relation.terms:
        figure = lookup.figures.get(term.figure)
        if term.role in CLAIMED and figure is not None:
            unit = figure.quantity.unit
            same = verdict.unit is not None and unit.dimension == verdict.unit.dimension
            computed = in_unit(verdict.computed_centre, unit if same else verdict.unit)
            named = "" if figure.id in lookup.cells or not same else f" {unit.name}"
            kind = "adds_up" if term.role is Role.TOTAL else "works_out"
            yield figure.id, label(kind, lang, n=f"{grouped(computed)}{named}")


def _rows(table: Table, cells: list[tuple[str, int, int]], notes: dict[str, str], lang: str) -> Iterator[str]:
    columns = sorted({x for _, _, x in cells})
    rows = sorted({y for _, y, _ in cells})
    kept = rows if len(rows) <= ROWS else rows[: ROWS - 1] + rows[-1:]
    grid: list[list[str]] = []
    remarks: list[str] = []
    if len(columns) > 1:
        grid.append(["", *(visible(table.columns[x].title) for x in columns)])
        remarks.append("")
    wanted = {(y, x) for _, y, x in cells}
    for y in kept:
        row = table.rows[y]
        found = [row.cells[x] if (y, x) in wanted else None for x in columns]
        named = "  " * (row.level or 0) + visible(row.label)
        grid.append([named, *("" if cell is None else cell.quantity.text for cell in found)])
        remarks.append("；".join(notes[cell.id] for cell in found if cell is not None and cell.id in notes))
    yield from _aligned(grid, remarks)
    if len(kept) < len(rows):
        yield label("more_rows", lang, n=len(rows) - len(kept))


def _aligned(grid: list[list[str]], remarks: list[str]) -> Iterator[str]:
    """The first column to the left, the others to the right, as wide as their widest cell."""
    widths = [max(_width(line[x]) for line in grid) for x in range(len(grid[0]))]
    for line, remark in zip(grid, remarks, strict=True):
        cells = [line[0] + " " * (widths[0] - _width(line[0]))]
        cells += [" " * (wide - _width(text)) + text for text, wide in zip(line[1:], widths[1:], strict=True)]
        yield ("    ".join(cells) + (f"   <-- {remark}" if remark else "")).rstrip()


def _width(text: str) -> int:
    """How many columns a terminal uses for `text`: two for a Chinese character.

    >>> _width("合计 1")
    6
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _sentences(passage: Passage, figures: list[Figure], notes: dict[str, str]) -> Iterator[str]:
    """Each sentence that holds one of the figures, the figures in 【】."""
    spans = sorted({f.place.span: f for f in figures if f.place.span is not None}.items())
    for (start, end), inside in groupby(spans, key=lambda item: _sentence(passage, item[0])):
        held = list(inside)
        text, at = [], max(start, held[0][0][0] - BEFORE)
        text.append("……" if at > start else "「")
        for (a, b), _ in held:
            text += [_between(passage.text[at:a]), "【", passage.text[a:b], "】"]
            at = b
        text.append(passage.text[at : min(end, at + AFTER)])
        text.append("……" if at + AFTER < end else "」")
        yield visible("".join(text))
        remarks = [f"【{figure.quantity.text}】 <-- {notes[figure.id]}" for _, figure in held if figure.id in notes]
        yield from map(visible, remarks)


def _sentence(passage: Passage, span: tuple[int, int]) -> tuple[int, int]:
    return next(((a, b) for a, b in passage.sentences if a <= span[0] < b), (0, len(passage.text)))


def _between(text: str) -> str:
    """What stands between two marked figures, its middle left out if it is long."""
    return text if len(text) <= BEFORE + AFTER else f"{text[:AFTER]}……{text[-BEFORE:]}"
