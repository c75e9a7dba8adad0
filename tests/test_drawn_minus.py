"""A minus that the page draws as a stroke is read as a minus, and no other stroke is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tables.compose import Source
from tables.formats.pdf import read_layout
from tables.from_layout import document_of
from tables.reading_options import Reading
from tests.drawn_pdf import Page, draw_table, pdf, width

ROWS = [
    ["项目", "预算数", "决算数", "增减额"],
    ["教育支出", "45,600", "45,010", "590"],
    ["卫生健康支出", "20,060", "19,500", "560"],
    ["合计", "65,660", "64,510", "1,150"],
]


def stroke(page: Page, right: int, baseline: int) -> None:
    """A thin line of four points that ends at `right`, at half the height of the figures."""
    page.rule(right - 4, baseline - 4, right, baseline - 4)


def bar(page: Page, right: int, baseline: int) -> None:
    """The same as a filled box."""
    page.marks.append(f"{right - 4} {(page.wide if page.matrix else page.high) - baseline + 3} 4 0.7 re f")


def changes(page: Page, style: str, draw: Callable[[Page, int, int], None] | None) -> list[str]:
    """The last column of a table whose changes have something drawn before them."""
    page.text(150, 80, "东湖区2024年一般公共预算支出决算表", 14)
    page.text(400, 110, "单位：万元")
    draw_table(page, ROWS, style, top=120)
    for at, row in enumerate(ROWS[1:], 1):
        if draw is not None:
            draw(page, 450 - 6 - width(row[3]), 120 + 20 * at + 14)
    data = pdf([page])
    layout = read_layout(data, Reading())
    (table,) = document_of(layout, Source.of(data, "d0", "d0.pdf", "pdf")).tables
    return [f"{figure.quantity.value:f}" for row in table.rows if (figure := row.cells[2]) is not None]


@pytest.mark.parametrize("style", ["ruled", "three lines", "none"])
@pytest.mark.parametrize("draw", [stroke, bar], ids=["stroke", "bar"])
def test_a_drawn_minus_is_a_minus(style: str, draw: Callable[[Page, int, int], None]) -> None:
    """Whatever draws it, in a table with rules and in one without."""
    assert changes(Page(), style, draw) == ["-590", "-560", "-1150"]


def test_a_drawn_minus_on_a_turned_page_is_a_minus() -> None:
    """The page lies on its side in the file: there the minus is an upright stroke."""
    assert changes(Page(595, 842, turn=90, matrix=True), "ruled", stroke) == ["-590", "-560", "-1150"]


def dashed(page: Page, right: int, baseline: int) -> None:
    """A dashed line through the figures, of which one dash stands before the number."""
    for x in range(right - 84, right + 50, 8):
        page.rule(x, baseline - 4, x + 4, baseline - 4)


def underline(page: Page, right: int, baseline: int) -> None:
    """A short line at the foot of the figures: a blank to be filled in."""
    page.rule(right - 4, baseline + 1, right, baseline + 1)


def fraction(page: Page, right: int, baseline: int) -> None:
    """The line between 1 and 2 of a half."""
    page.text(right - 4, baseline - 5, "1", 6)
    page.text(right - 4, baseline + 3, "2", 6)
    stroke(page, right, baseline)


@pytest.mark.parametrize("draw", [dashed, underline, None], ids=["dashed", "underline", "nothing"])
def test_other_strokes_are_none(draw: Callable[[Page, int, int], None] | None) -> None:
    """What is not at half height, or goes on as a line, does not change the sign."""
    assert changes(Page(), "ruled", draw) == ["590", "560", "1150"]


def test_the_line_of_a_fraction_is_no_minus() -> None:
    """Digits stand right above and below it."""
    assert not any(value.startswith("-") for value in changes(Page(), "ruled", fraction))
