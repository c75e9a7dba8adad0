"""What stands above a table: its number (附表1), its title and its unit (单位：万元), on lines or on rows of its grid."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.words.vocabulary import budget_in, period_in
from tables.cell_words import caption_number, is_continued, is_title, squeezed, unit_text, without_unit
from tables.grids.grid import is_banner_text
from tables.grids.grid_rows import GridRow

CAPTION_REACH = 8
_SENTENCE = re.compile("[。；！？]")
_ADDED = re.compile(r"[（(][^（()）：:]{2,20}[)）]")
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十\d]+[章节部]|[（(]|附|表|注"
)


class Caption(Struct, frozen=True):
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
    added = ""
    waiting: tuple[int, ...] = ()  # a line that only adds to the title above it, and where it stands
    while at >= taken and seen < CAPTION_REACH:
        text = lines[at].strip().strip("#* \u3000")
        if text and not found.title and not added and is_addition(text):
            added, waiting = text, (at + 1,)
            seen += 1
        elif text:
            read = (
                _read_caption_line(text, found)
                or _title_below_number(lines, at, taken, found)
                or _title_above_unit(text, found, at)
            )
            if read is None:
                break
            if read.title and not found.title:
                read = replace(read, title=read.title + added)
            found = replace(read, lines=(at + 1, *waiting, *found.lines))
            waiting = ()
            seen += 1
            if found.number:
                return found if found.title else _titled_above(lines, at, taken, found)
        at -= 1
    return found


def is_addition(text: str) -> bool:
    """True for a line in brackets that adds to the title above it and names neither a unit nor a number.

    >>> is_addition("（按功能分类）"), is_addition("（草案）"), is_addition("（单位：万元）"), is_addition("（12）")
    (True, True, False, False)
    """
    added = bool(_ADDED.fullmatch(squeezed(text)))
    return added and unit_text(text) is None and not is_continued(text) and is_banner_text(text)


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


def _titled_above(lines: Sequence[str], at: int, taken: int, found: Caption) -> Caption:
    """`found`, whose number stands alone in line `at`, with the title right above it, if there is one."""
    above = next((one for one in range(at - 1, max(taken, at - 3) - 1, -1) if lines[one].strip()), None)
    if above is None:
        return found
    text = lines[above].strip().strip("#* \u3000")
    if len(text) > 80 or caption_number(text) or not (is_title(text) or names_budget(text)):
        return found
    return replace(found, title=text, lines=(above + 1, *found.lines))


def _title_above_unit(text: str, found: Caption, at: int) -> Caption | None:
    """`found` with the line `at` as its title where it names a budget and stands right above a line with the unit:
    …预算草案, …收入情况 need not call themselves a table.
    """
    first = found.lines[0] if found.lines else 0
    if found.title or found.number or found.unit_name is None or first not in (at + 2, at + 3):
        return None
    return replace(found, title=text) if names_budget(text) else None


def names_budget(text: str) -> bool:
    """True for a line that names a budget and its year as titles do, though it does not call itself a table.

    >>> names_budget("市本级2025年一般公共预算支出预算草案"), names_budget("一、2025年一般公共预算支出安排")
    (True, False)
    """
    if not is_banner_text(text) or len(text) > 40 or _HEADING.match(text) or re.search("[，、：:]", text):
        return False
    return budget_in(squeezed(text)) is not None and period_in(squeezed(text)) is not None


def unit_below(lines: Sequence[str], last: int) -> tuple[int, str] | None:
    """(line number, unit) where the line under the table says 单位：…"""
    for at in range(last + 1, min(last + 3, len(lines))):
        if lines[at].strip():
            name = unit_text(lines[at]) if len(lines[at]) <= 40 else None
            return (at + 1, name) if name else None
    return None
