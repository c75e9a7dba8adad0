"""Quotations as lines of plain text: tables aligned for a terminal, the figures of a sentence in 【】."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import visible
from reconcile.reports.quoted.quotation import QuotedSentence, QuotedTable, quotations
from reconcile.review import Finding
from reconcile.words.messages import label


def quoted(finding: Finding, lookup: Lookup, lang: str) -> Iterator[str]:
    """The lines to show under a finding; each quotation is headed by its place if there are several."""
    found = quotations(finding, lookup, lang)
    for quotation in found:
        if len(found) > 1:
            yield f"{quotation.heading}:"
        for part in quotation.parts:
            yield from _table(part, lang) if isinstance(part, QuotedTable) else _sentence(part)


def _table(table: QuotedTable, lang: str) -> Iterator[str]:
    grid: list[list[str]] = []
    remarks: list[str] = []
    if len(table.titles) > 1:
        grid.append(["", *table.titles])
        remarks.append("")
    for row in table.rows:
        grid.append(["  " * row.level + row.label, *("" if cell is None else cell.text for cell in row.cells)])
        remarks.append(row.remark)
    yield from _aligned(grid, remarks)
    if table.left_out:
        yield label("more_rows", lang, n=table.left_out)


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


def _sentence(sentence: QuotedSentence) -> Iterator[str]:
    text = "".join(piece.text if piece.figure is None else f"【{piece.text}】" for piece in sentence.pieces)
    yield visible(text)
    yield from (visible(f"【{printed}】 <-- {remark}") for printed, remark in sentence.remarks)
