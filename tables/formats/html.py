"""The reader of web pages: shown words as paragraphs, data tables as grids, in order; nothing is fetched."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field

from fiscal import late_patterns as re
from tables.cell_words import caption_number, is_title, unit_text
from tables.grids.parted_grid import parted
from tables.large_pictures import is_large, picture_notes
from tables.layout import Layout, Line, Segment
from tables.reading_options import Reading
from tables.web.data_tables import cells_of, grid_of, is_layout, rows_of, tables_inside
from tables.web.markup import page_body, page_text
from tables.web.shown_words import BLOCKS, flowed, is_shown, raised, size_of, tag

_FINISHED = re.compile(r"[。！？：；!?:;][”’」』）)\]】]*$")
_SET_IN = re.compile(r"[\u3000\u2003\xa0]")


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a web page. Raises UnreadableDocument where it is none, or nested beyond reason."""
    page = Page()
    page.walk(page_body(page_text(data)))
    page.end_line(True)
    reading.progress(1, 1)
    return Layout("html", 1, tuple(page.blocks), picture_notes(page.pictures))


class Page(Struct):
    """The page so far: what is finished, and the words of the line that is being written."""

    blocks: list[Line | Segment] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    begins: bool = True
    pictures: int = 0

    def walk(self, element: etree._Element) -> None:
        """Take in everything that `element` shows."""
        kept = tag(element) == "pre"
        self._say(element.text, kept)
        for child in element:
            if is_shown(child):
                self._child(child)
            self._say(child.tail, kept)

    def end_line(self, new_paragraph: bool) -> None:
        """The line is complete; what follows begins a new paragraph, or may go on with this one."""
        text = flowed("".join(self.words)).strip(" ").rstrip()
        self.words.clear()
        if text.strip():
            begins = self.begins or bool(_SET_IN.match(text)) or self._is_finished()
            self.blocks.append(Line(text, begins=begins))
            self.begins = new_paragraph
        else:
            self.begins = self.begins or new_paragraph

    def _is_finished(self) -> bool:
        """True if the line before ends a sentence."""
        last = self.blocks[-1] if self.blocks else None
        return not isinstance(last, Line) or bool(_FINISHED.search(last.text))

    def _child(self, child: etree._Element) -> None:
        name = tag(child)
        if name == "br":
            self.end_line(False)
        elif name == "table":
            self.end_line(True)
            self._table(child)
        elif name == "img":
            self.pictures += self._may_be_table(child)
        elif name == "sup":
            self.words.append(raised("".join(map(str, child.itertext()))))
        elif name in BLOCKS:
            self.end_line(True)
            self.walk(child)
            self.end_line(True)
        else:
            self.walk(child)

    def _may_be_table(self, picture: etree._Element) -> bool:
        """True for a large picture, and for one that does not say its size below the title or the unit of a table."""
        width, height = size_of(picture)
        if width or height:
            return is_large(width, height) if width and height else is_large(width or height, width or height)
        if _leads_words(picture):
            return False
        last = self.blocks[-1] if self.blocks else None
        above = "".join(self.words) or (last.text if isinstance(last, Line) else "")
        return is_title(above) or bool(unit_text(above)) or caption_number(above) is not None

    def _table(self, table: etree._Element) -> None:
        for caption in (child for child in table if tag(child) == "caption" and is_shown(child)):
            self._child(caption)
        if is_layout(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self._child(cell)
            return
        grid = grid_of(table)
        if grid is not None:
            self.blocks += [part for _, part in parted(grid)]
        for inner in tables_inside(table):
            self._child(inner)

    def _say(self, text: str | None, kept: bool) -> None:
        """Words that are shown; in <pre> every line of the source is one."""
        if not text:
            return
        if not kept:
            self.words.append(text)
            return
        first, *others = text.split("\n")
        self.words.append(first)
        for line in others:
            self.end_line(False)
            self.words.append(line)


def _leads_words(picture: etree._Element) -> bool:
    """True if words follow the picture on its own line: then it is the sign of a link, not a table."""
    if (picture.tail or "").strip():
        return True
    after = picture.getnext()
    return (
        after is not None
        and tag(after) not in BLOCKS | {"br", "img", "table"}
        and bool("".join(map(str, after.itertext())).strip())
    )
