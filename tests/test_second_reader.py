"""camelot as the second reader: what it reads, when it is asked, and that it never takes over without proof."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from msgspec.structs import replace

from reconcile.words.note_wording import note_sentence
from tables.formats.pdf import joined, opened, page_count, pages_of, read_layout
from tables.layout import Cell, Layout, Line, Segment, unwrapped
from tables.pages.marks import Glyph, PageMarks
from tables.pages.page_blocks import page_blocks
from tables.pages.pdfium import page_marks
from tables.pages.second_opinion import doubt_about, is_better
from tables.reading_options import USUAL, Reading
from tests.drawn_pdf import Page, draw_table, pdf

LONG = "关于进一步加强和改进城乡义务教育经费保障机制改革以及相关配套补助资金的安排"
HEAD = ("项目", "预算数", "调整数", "调整预算数")


def table(prefix: str = "") -> list[tuple[str, ...]]:
    """Seven rows and their total: budget plus change makes adjusted budget."""
    numbers = [(1000 + 137 * i, 50 + 13 * i) for i in range(7)]
    rows = [
        (f"{prefix}支出{'一二三四五六七'[i]}", f"{a:,}", f"{b:,}", f"{a + b:,}") for i, (a, b) in enumerate(numbers)
    ]
    left, right = (sum(column) for column in zip(*numbers, strict=True))
    return [HEAD, *rows, ("合计", f"{left:,}", f"{right:,}", f"{left + right:,}")]


def drawn(style: str, prefix: str = "", label: int = 150, **page: object) -> bytes:
    """A page with a caption and the table."""
    paper = Page(842, 595, **page)  # type: ignore[arg-type]
    paper.text(60, 60, "附表1")
    paper.text(500, 100, "单位：万元")
    draw_table(paper, table(prefix), style, label=label)
    return pdf([paper])


def grids(read: Layout) -> list[list[list[str]]]:
    """The texts of the grids, every cell as one line."""
    return [[[unwrapped(text) for text in row] for row in segment.rows()] for segment in read.segments()]


def as_rows(rows: list[tuple[str, ...]]) -> list[list[str]]:
    """A table as `grids` gives it."""
    return [list(row) for row in rows]


@pytest.mark.parametrize(
    ("style", "reader"),
    [("ruled", "camelot-lattice"), ("open sides", "camelot-lattice"), ("none", "camelot-network")],
)
def test_camelot_reads_the_tables_where_it_is_asked_to(style: str, reader: str) -> None:
    """Cell by cell the same table, named after its reader; caption and unit stay lines; a note says who read."""
    read = read_layout(drawn(style), Reading(engine="camelot"))
    assert grids(read) == [as_rows(table())]
    assert [segment.reader for segment in read.segments()] == [reader]
    assert [block.text for block in read.blocks if isinstance(block, Line)] == ["附表1", "单位：万元"]
    assert [(note.code, note.page) for note in read.notes] == [("DOC09", 1)]


@pytest.mark.parametrize("turned", [{"turn": 90, "matrix": True}, {"matrix": True}])
def test_camelot_reads_turned_pages_too(turned: dict[str, object]) -> None:
    """Boxes are those of the upright page, the same as ours to a point."""
    paper = Page(595, 842, **turned)  # type: ignore[arg-type]
    draw_table(paper, table(), "ruled")
    ours, theirs = (read_layout(pdf([paper]), Reading(engine=engine)).segments()[0] for engine in ("grid", "camelot"))
    assert theirs.reader == "camelot-lattice"
    places = {(cell.row, cell.column): cell.box for cell in theirs.cells}
    assert places == {(cell.row, cell.column): cell.box for cell in ours.cells}


def test_merged_headers_keep_their_spans() -> None:
    """A cell that no wall parts from the next covers both."""
    paper = Page()
    draw_table(paper, table(), "ruled", top=140)
    paper.text(280, 132, "预算")
    paper.rule(60, 120, 450, 120)
    for x in (60, 210, 450):
        paper.rule(x, 120, x, 140)
    (segment,) = read_layout(pdf([paper]), Reading(engine="camelot")).segments()
    assert [cell for cell in segment.cells if cell.columns == 3 and cell.text == "预算"]


@pytest.mark.parametrize("style", ["none", "three lines", "horizontals"])
def test_a_page_that_we_cannot_read_is_read_by_camelot(style: str) -> None:
    """Labels longer than any that our reader takes for labels: it sees no table under the unit, camelot proves one."""
    data = drawn(style, LONG, label=450)
    assert not read_layout(data, Reading(engine="grid")).segments()
    read = read_layout(data, USUAL)
    assert grids(read) == [as_rows(table(LONG))]
    (note,) = read.notes
    assert (note.code, note.page) == ("DOC09", 1)
    assert note_sentence(note.code, note.message, "en").startswith("page(s) 1: no table was found below a unit")


def test_no_character_is_lost_or_doubled_when_camelot_reads() -> None:
    """Lines and cells together have what is printed, exactly once."""
    data = drawn("none", LONG, label=450)
    document = opened(data)
    marks = page_marks(document, 0)
    document.close()
    blocks = read_layout(data, USUAL).blocks
    texts = [t for b in blocks for t in ([b.text] if isinstance(b, Line) else [cell.text for cell in b.cells])]
    read = Counter(char for text in texts for char in text if not char.isspace())
    assert read == Counter(glyph.text for glyph in marks.glyphs)


def test_without_proof_ours_stays() -> None:
    """The same page with one wrong total in each column and row: camelot's table is there, but no sum speaks for it."""
    rows = [(row[0], f"{9000 + 7 * at * at:,}", f"{50 + at**3:,}", "5") for at, row in enumerate(table(LONG)[1:8], 1)]
    paper = Page(842, 595)
    paper.text(500, 100, "单位：万元")
    draw_table(paper, [HEAD, *rows], "none", label=450)
    assert read_layout(pdf([paper]), Reading(engine="camelot")).segments()
    read = read_layout(pdf([paper]), USUAL)
    assert not read.segments() and not read.notes


def test_a_reading_that_loses_a_sum_an_amount_or_a_character_is_not_better() -> None:
    """However much else it has."""
    document = opened(drawn("ruled"))
    marks = page_marks(document, 0)
    document.close()
    whole = page_blocks(marks)
    (full,) = [block for block in whole if isinstance(block, Segment)]
    lines: list[Line | Segment] = [block for block in whole if isinstance(block, Line)]
    poor = replace(full, cells=tuple(cell for cell in full.cells if cell.column != 3))
    fallen = Line("".join(cell.text for cell in full.cells if cell.column == 3), 1)
    assert is_better([*lines, full], [*lines, fallen, poor], marks)
    assert not is_better([*lines, fallen, poor], [*lines, full], marks)
    assert not is_better([*lines, full], [*lines, full], marks)
    assert not is_better([*lines[1:], full], [*lines, fallen, poor], marks)
    other = replace(poor, cells=(*poor.cells[:-1], Cell("别", 8, 1)))
    assert not is_better([*lines, other], [*lines, fallen, poor], marks)


def test_what_makes_a_page_doubtful() -> None:
    """Numbers melted in a cell, a unit without a table, rows of figures among the lines; prose does none of it."""
    good = Segment((Cell("税收", 0, 0), Cell("80", 0, 1)), 1, 2)
    assert doubt_about([Line("单位：万元"), good, Line("注：本表为预计数。")]) is None
    assert doubt_about([Line("单位：万元"), replace(good, quality=60)])
    assert doubt_about([good, Line("单位：万元"), Line("税收")])
    assert doubt_about([Line(f"支出{at} 1,0{at}0 2,000") for at in range(10, 13)])
    prose = [
        Line("新增债券 203000 万元，主要用于"),
        Line("其中 2019 年安排 15000 万元、环城水系项目"),
        Line("截至 2020"),
    ]
    assert doubt_about(prose) is None


def test_camelot_is_not_loaded_for_pages_that_read_well() -> None:
    """It brings pandas and OpenCV along: half a second and a hundred megabytes."""
    code = (
        "import sys; from tables.formats.pdf import read_layout; from tables.reading_options import USUAL; "
        "from tests.test_second_reader import drawn; read_layout(drawn('ruled'), USUAL); "
        "print([name for name in ('camelot', 'pandas', 'cv2', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_that_camelot_fails_on_keeps_our_reading() -> None:
    """A second opinion may be missing; the first stays."""
    document = opened(drawn("ruled"))
    from tables.pages.second_opinion import with_second_opinion

    empty = PageMarks(1, 59500, 84200, tuple(Glyph("1", 0, 0, 5, 5, 5, 5) for _ in range(9)))
    kept: list[Line | Segment] = [Line("税收 80")]
    assert with_second_opinion(document, empty, kept, "camelot") == (kept, ())
    document.close()


def test_pages_read_in_ranges_make_the_same_document() -> None:
    """Any process may read any range; together they are what one process reads."""
    papers = []
    for number in range(1, 6):
        paper = Page()
        paper.text(60, 40, "云溪区人民代表大会常务委员会公报", 9)
        for at in range(6):
            paper.text(60, 100 + 24 * at, "全区收入预算由一百七十一亿元调整为一百八十亿元，主要是根据执行情况", 11)
        if number % 2:
            draw_table(paper, table(), "ruled", top=300)
        papers.append(paper)
    data = pdf(papers)
    count = page_count(data)
    assert count == 5
    told: list[tuple[int, int]] = []
    reading = Reading(progress=lambda done, of: told.append((done, of)))
    parts = [page for first in (0, 2, 4) for page in pages_of(data, first, min(first + 2, count), reading)]
    assert joined(parts) == read_layout(data, USUAL)
    assert told == [(1, 2), (2, 2), (1, 2), (2, 2), (1, 1)]
