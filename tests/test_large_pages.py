"""Pages and tables far larger than any real one are read whole, which nothing does that grows with their square."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import product

import pytest

from tables.compose import Source
from tables.from_layout import document_of
from tables.layout import Cell, Layout, Line, Segment
from tables.pages.crossings import groups_of
from tables.pages.marks import Glyph, PageMarks, Rule
from tables.pages.page_blocks import page_blocks
from tests.counted_work import hang_limit

GLYPHS = 60_000


def _glyph(text: str, left: int, base: int) -> Glyph:
    return Glyph(text, left, base - 800, left + 800, base, base, 800)


def _cells(columns: int) -> tuple[Glyph, ...]:
    """Rows of a label and numbers, three ems apart."""
    return tuple(
        _glyph("1" if at % columns else "税", at % columns * 3000 + 1000, at // columns * 1500 + 1200)
        for at in range(GLYPHS)
    )


def _lying(count: int, width: int) -> tuple[Rule, ...]:
    return tuple(Rule(at * 1500, 0, width) for at in range(count))


def _upright(count: int, height: int) -> tuple[Rule, ...]:
    return tuple(Rule(at * 3000, 0, height) for at in range(count))


def _frames() -> PageMarks:
    """1,500 small frames, each with two columns."""
    flat, steep = [], []
    for x, y in product(range(0, 150_000, 5000), range(0, 250_000, 5000)):
        flat += [Rule(y, x, x + 4000), Rule(y + 4000, x, x + 4000)]
        steep += [Rule(x, y, y + 4000), Rule(x + 2000, y, y + 4000)]
    return PageMarks(1, 150_000, 250_000, _cells(50), tuple(flat), tuple(steep))


PAGES: dict[str, Callable[[], PageMarks]] = {
    "no rules": lambda: PageMarks(1, 60_000, 90_000, _cells(60)),
    "one line": lambda: PageMarks(1, 60_000, 90_000, _cells(GLYPHS)),
    "one column": lambda: PageMarks(1, 60_000, 90_000, _cells(1)),
    "a rule under every row": lambda: PageMarks(1, 60_000, 90_000, _cells(20), _lying(3000, 60_000)),
    "3,000 rows": lambda: PageMarks(1, 60_000, 90_000, _cells(20), _lying(3000, 60_000), _upright(21, 4_500_000)),
    "9 million crossings": lambda: PageMarks(
        1, 60_000, 90_000, _cells(3000), _lying(3000, 9_000_000), _upright(3000, 4_500_000)
    ),
    "1,500 frames": _frames,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_full_page_is_read_whole(name: str) -> None:
    """60,000 characters, in whatever order rules divide them."""
    marks = PAGES[name]()
    with hang_limit():
        blocks = page_blocks(marks)
    printed = sum(
        len(block.text.replace(" ", "")) if isinstance(block, Line) else sum(len(cell.text) for cell in block.cells)
        for block in blocks
    )
    assert printed >= GLYPHS - 1


def test_groups_are_those_of_comparing_every_pair() -> None:
    """The sweep finds what looking at every pair of rules finds, in many small cases."""
    source = random.Random(7)

    def some() -> list[Rule]:
        starts = [
            (source.randrange(30), source.randrange(30), source.randrange(12)) for _ in range(source.randrange(14))
        ]
        return [Rule(at, start, start + length) for at, start, length in starts]

    for _ in range(1500):
        flat, steep, reach = some(), some(), source.randrange(3)
        expected = list(range(len(flat) + len(steep)))
        for (i, lying), (j, upright) in product(enumerate(flat), enumerate(steep, len(flat))):
            meets = upright.start - reach <= lying.at <= upright.end + reach
            if meets and lying.start - reach <= upright.at <= lying.end + reach:
                old, new = expected[i], expected[j]
                expected = [new if group == old else group for group in expected]
        found = groups_of(flat, steep, reach)
        assert [found.index(group) for group in found] == [expected.index(group) for group in expected]


def _segment(page: int, first: int, rows: int) -> Segment:
    """A page of a long table, with the header on each page."""
    cells = [Cell(text, 0, column) for column, text in enumerate(("项目", "预算数", "执行数", "增长%"))]
    for row in range(1, rows + 1):
        cells.append(Cell(f"项目{first + row}", row, 0))
        cells += [Cell(str(first + row + column), row, column) for column in range(1, 4)]
    return Segment(tuple(cells), rows + 1, 4, page)


def test_a_table_over_500_pages_is_one_table() -> None:
    """20,000 rows, all of them read."""
    caption = (Line("附表1 支出表", 1), Line("单位：万元", 1))
    blocks: tuple[Line | Segment, ...] = (*caption, *(_segment(page, 40 * page, 40) for page in range(500)))
    with hang_limit():
        document = document_of(Layout("pdf", 500, blocks), Source("d0", "long.pdf", "pdf", "", 500))
    assert [len(table.rows) for table in document.tables] == [20_000]
