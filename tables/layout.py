"""What every reader hands over: a document as lines of prose and grids of cells, each with its place on its page.

Lengths are whole hundredths of a point (1/7200 inch) from the top left of the page as a reader holds it, so that
nothing depends on floating point. A format without pages or geometry leaves them out.
"""

from __future__ import annotations

from msgspec import Struct

from fiscal.document import Note
from tables.cell_words import is_broken_number, is_number

Box = tuple[int, int, int, int]
"""Left, top, right, bottom; top is above bottom, so smaller."""


def points(box: Box) -> tuple[str, str, str, str]:
    """The box in points, as exact decimals.

    >>> points((7200, 1050, 9000, 1201))
    ('72.00', '10.50', '90.00', '12.01')
    """
    left, top, right, bottom = (f"{'-' * (n < 0)}{abs(n) // 100}.{abs(n) % 100:02d}" for n in box)
    return left, top, right, bottom


def unwrapped(text: str) -> str:
    """The lines of a cell as one, with a blank only between two Latin words or two numbers.

    >>> unwrapped("完成\\n预算%"), unwrapped("PPP\\nfund"), unwrapped("308,37\\n2"), unwrapped("308\\n372")
    ('完成预算%', 'PPP fund', '308,372', '308 372')
    """
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if len(lines) > 1 and all(map(is_number, lines)) and not is_broken_number(lines):
        return " ".join(lines)
    joined = ""
    for line in lines:
        apart = joined[-1:].isascii() and joined[-1:].isalpha() and line[0].isascii() and line[0].isalpha()
        joined += f" {line}" if apart else line
    return joined


class Line(Struct, frozen=True):
    """One printed line of prose, or a whole paragraph where the format knows paragraphs.

    `edges` are the left edge of every character of `text` and the right edge of the last one, or () where the format
    has no geometry. `begins` tells whether a new paragraph begins here, None where the format does not know.
    `confidence` is what a recogniser of characters thinks of its reading, in percent; None for text that was text.
    `size` is the type size of most of its Chinese characters, 0 where the format does not tell.
    `sureness` is the same for every character of `text`, or ().
    """

    text: str
    page: int | None = None
    box: Box | None = None
    edges: tuple[int, ...] = ()
    begins: bool | None = None
    sheet: str | None = None
    cell: str | None = None
    confidence: int | None = None
    size: int = 0
    sureness: tuple[int, ...] = ()


class Cell(Struct, frozen=True):
    """One cell of a grid: its text as printed (line breaks kept), the row and column of its top left corner, its spans.

    `ref` is its name in a spreadsheet (B7); `indent` how far its text is set in, in half-width blanks; `formula` the
    formula behind a value, as the spreadsheet states it (=SUM(B2:B6)); `page` where it stands, if not on that of its
    segment.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    box: Box | None = None
    ref: str | None = None
    indent: int = 0
    confidence: int | None = None
    formula: str | None = None
    page: int | None = None


class Margin(Struct, frozen=True):
    """Where the leftmost label of a column of a grid begins: how far from the edge of the column, and the width of one
    Chinese character there. The indents of the column's labels count from here.
    """

    column: int
    offset: int
    em: int


class Segment(Struct, frozen=True):
    """One grid as it stands on one page or sheet, before continuations are joined and headers understood.

    `cells` hold no two cells for one place; places that a span covers have none. `reader` names what read it, `quality`
    is how far the reading can be trusted, in percent; `margins` are where the indents of its labels count from; `edges`
    where rules begin its columns and end the last, () where no rules do.
    """

    cells: tuple[Cell, ...]
    height: int
    width: int
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    reader: str = ""
    quality: int = 100
    margins: tuple[Margin, ...] = ()
    edges: tuple[int, ...] = ()

    def rows(self) -> list[list[str]]:
        """The texts, row by row, every row `width` long; places covered by a span are empty.

        >>> Segment((Cell("收入", 0, 0, columns=2), Cell("80", 1, 1)), 2, 2).rows()
        [['收入', ''], ['', '80']]
        """
        rows = [[""] * self.width for _ in range(self.height)]
        for cell in self.cells:
            rows[cell.row][cell.column] = cell.text
        return rows

    def spans(self) -> list[tuple[int, int, int, int]]:
        """(row, column, rows, columns) of every cell that covers more than one place."""
        return [(c.row, c.column, c.rows, c.columns) for c in self.cells if c.rows > 1 or c.columns > 1]


class Layout(Struct, frozen=True):
    """A whole document in reading order. `format` names what it was (pdf, docx …); `pages` counts pages or sheets."""

    format: str
    pages: int
    blocks: tuple[Line | Segment, ...] = ()
    notes: tuple[Note, ...] = ()

    def segments(self) -> list[Segment]:
        """The grids alone, in reading order."""
        return [block for block in self.blocks if isinstance(block, Segment)]
