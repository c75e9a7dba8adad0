"""Captions with nothing under them: a 单位： line that no table took is a table that was not read, and must be named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.document import Note
from tables.cell_words import caption_number, is_title, unit_text

REACH = 6
"""Lines above 单位： in which the number and the title of its table are looked for."""

_ALONE = re.compile(r"\s*[（(]?\s*(?:金额)?单位\s*[：:]\s*\S{1,6}\s*[)）]?\s*$")


def lone_captions(lines: Sequence[str], taken: set[int], grids: Collection[int] = ()) -> Iterator[Note]:
    """A note DOC08 for every line that holds nothing but 单位：… and belongs to no table; `taken` are 1-based.

    `grids` are lines of grids that hold no figures: the form under the caption is there, only nothing is filled in.
    """
    for number, line in enumerate(lines, 1):
        if number in taken or not _ALONE.match(line) or unit_text(line) is None:
            continue
        if any(below in grids for below in range(number + 1, number + 4)):
            continue
        above = [text.strip() for text in lines[max(0, number - 1 - REACH) : number - 1] if text.strip()]
        numbered = next((found[0] for text in reversed(above) if (found := caption_number(text))), "")
        title = next((text for text in reversed(above) if is_title(text) and not caption_number(text)), "")
        name = f"{numbered}《{title}》" if title else numbered
        yield Note("DOC08", f"有表名和单位，没有读到表格：{name or line.strip()}", number)
