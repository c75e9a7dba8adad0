"""The sheets of a workbook to a Layout, whatever file format they came from."""

from __future__ import annotations

from collections.abc import Sequence

from tables.layout import Layout, Line, Segment
from tables.sheets.blocks import blocks_of_sheet, shown_part
from tables.sheets.notes import notes_of
from tables.sheets.sheet import Sheet


def layout_of_sheets(form: str, sheets: Sequence[Sheet]) -> Layout:
    """The Layout of the sheets that are shown; what is not shown is noted."""
    blocks: list[Line | Segment] = []
    for sheet in sheets:
        if not sheet.hidden:
            blocks += blocks_of_sheet(sheet, shown_part(sheet))
    return Layout(form, len(sheets), tuple(blocks), tuple(notes_of(sheets)))
