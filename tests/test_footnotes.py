"""Footnotes of a page do not cut a paragraph that goes on over it, and the raised marks of notes are no lines."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tables.layout import Line
from tables.pages.prose_lines import PageBlocks, flow

PROSE, SMALL = 1600, 1200
FULL = "全区一般公共预算收入完成一百零七亿元，同比增长，为汇总预"


def line(text: str, page: int, top: int, size: int = PROSE, right: int = 52000, left: int = 7600) -> Line:
    """One printed line."""
    return Line(text, page=page, box=(left, top, right, top + size), size=size)


def pages(notes: int, note_size: int) -> list[PageBlocks]:
    """A paragraph over two pages, with notes at the foot of the first and a raised mark on the second."""
    first = [line(FULL, 1, 10000 + 3000 * n) for n in range(10)]
    foot = [line(f"{'①②③'[n]}汇总预算是指汇总各级批准的预算", 1, 60000 + 2000 * n, note_size) for n in range(notes)]
    mark = line("③", 2, 9800, SMALL, right=10000, left=9200)
    rest = [line("算的98.7%，其中税收收入五十五亿元，非税收入五十一亿元，比上年增长", 2, 10300)]
    rest += [line(FULL, 2, 13300 + 3000 * n) for n in range(6)]
    new = line("全区一般公共预算支出完成一百八十七亿元。", 2, 34000, left=10800)
    page_mark = line("—1—", 1, 76000, 2600, right=30000, left=26000)
    return [PageBlocks(1, 60000, 84000, [*first, *foot, page_mark]), PageBlocks(2, 60000, 84000, [mark, *rest, new])]


@pytest.mark.parametrize("notes", [0, 1, 3])
def test_a_paragraph_goes_on_behind_the_notes_of_its_page(notes: int) -> None:
    """The notes stand behind the paragraph, before the next one; the mark is gone."""
    lines = [block for block in flow(pages(notes, SMALL)) if isinstance(block, Line)]
    texts = [one.text for one in lines]
    at = texts.index("算的98.7%，其中税收收入五十五亿元，非税收入五十一亿元，比上年增长")
    assert texts[at - 1] == FULL and lines[at].begins is False
    assert [text[0] for text in texts if text[0] in "①②③"] == list("①②③"[:notes])
    assert texts[-1].startswith("全区一般公共预算支出") and texts[-1 - notes - 1] == FULL


def test_lines_in_the_type_of_the_prose_are_no_notes() -> None:
    """① may number an item: it stays where it stands."""
    texts = [block.text for block in flow(pages(1, PROSE)) if isinstance(block, Line)]
    assert texts.index("①汇总预算是指汇总各级批准的预算") == 10


def test_a_page_number_between_dashes_is_no_line_however_broad_the_margin() -> None:
    """—３— stands above the lowest twelfth of the page; the paragraph goes on over it."""
    first, second = pages(0, SMALL)
    mark = first.blocks[-1]
    assert isinstance(mark, Line) and mark.box is not None
    raised = replace(mark, text="—３—", box=(mark.box[0], 70000, mark.box[2], 72000))
    texts = [
        block.text
        for block in flow([replace(first, blocks=[*first.blocks[:-1], raised]), second])
        if isinstance(block, Line)
    ]
    assert "—３—" not in texts
