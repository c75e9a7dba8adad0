"""What stands above a table: its number (附表1), its title and its unit (单位：万元), on lines or on rows of its grid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tables.cell_words import caption_number, is_continued, is_title, squeezed, unit_text, without_unit
from tables.grids.grid import is_banner_text
from tables.grids.grid_rows import GridRow

CAPTION_REACH = 8
_SENTENCE = re.compile("[。；！？]")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table: its number (附表1), title and the word behind 单位：, and the lines they take up."""

    number: str | None = None
    title: str = ""
    unit_name: str | None = None
    lines: tuple[int, ...] = ()
    continued: bool = False


def caption_above(lines: Sequence[str], start: int, taken: int, preamble: Sequence[GridRow]) -> Caption:
    """The caption above the line index `start`, not reaching above `taken`, and from the title rows inside the grid."""
    found = Caption()
    inside = [
        " ".join({squeezed(cell): cell.strip() for cell in row.cells if cell.strip()}.values()) for row in preamble
    ]
    for text in reversed(inside):
        found = _read_caption_line(text, found) or found
    if not found.title:
        found = replace(found, title=max((text for text in inside if is_banner_text(text)), key=len, default=""))
    at, seen = start - 1, 0
    while at >= taken and seen < CAPTION_REACH:
        text = lines[at].strip().strip("#* \u3000")
        if text:
            read = _read_caption_line(text, found) or _title_below_number(lines, at, taken, found)
            if read is None:
                break
            found = replace(read, lines=(at + 1, *found.lines))
            seen += 1
            if found.number:
                break
        at -= 1
    return found


def _read_caption_line(text: str, found: Caption) -> Caption | None:
    """`found` with what one more line above says, or None if the line is no part of a caption."""
    if len(text) > 80 or _SENTENCE.search(text):
        return None
    unit_name = found.unit_name or unit_text(text)
    rest = without_unit(text)
    continued = found.continued or is_continued(text)
    numbered = caption_number(re.sub("^续(?=表)", "", rest))
    if numbered and (numbered[1] == "" or not found.title or is_title(numbered[1])):
        title = found.title or re.sub(r"[（(]续.?[)）]", "", numbered[1])
        return replace(found, number=numbered[0], title=title, unit_name=unit_name, continued=continued)
    if unit_text(text) is not None and (not is_title(rest) or found.title):
        return replace(found, unit_name=unit_name, continued=continued)
    if not found.title and (is_title(rest) or continued):
        return replace(found, title=re.sub(r"[（(]续.?[)）]", "", rest), unit_name=unit_name, continued=continued)
    return None


def _title_below_number(lines: Sequence[str], at: int, taken: int, found: Caption) -> Caption | None:
    """`found` with the line `at` as its title, whatever its words, if the number of a table stands alone above it."""
    text = lines[at].strip()
    above = next((line.strip() for line in reversed(lines[taken:at]) if line.strip()), "")
    numbered = caption_number(above)
    if found.title or found.number or not numbered or numbered[1] or not is_banner_text(text):
        return None
    return replace(found, title=text)


def unit_below(lines: Sequence[str], last: int) -> tuple[int, str] | None:
    """(line number, unit) where the line under the table says 单位：…"""
    for at in range(last + 1, min(last + 3, len(lines))):
        if lines[at].strip():
            name = unit_text(lines[at]) if len(lines[at]) <= 40 else None
            return (at + 1, name) if name else None
    return None
