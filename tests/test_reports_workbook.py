"""The workbook: what stands where, live formulas that say what the judge says, and untrusted text that stays text."""

from __future__ import annotations

import io
import re
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from reconcile.reports.workbook.cell_sizes import LINE, lines, units
from reconcile.reports.workbook.finding_sheets import FINDING_WIDTHS, LIST_ROW
from reconcile.reports.workbook.sheet_cells import TEXT_LIMIT, number_format, put_quantity, put_text, sheet_name
from reconcile.reports.workbook.sheet_layout import sheet_titles
from reconcile.reports.workbook.to_workbook import tables_workbooks, to_workbook
from reconcile.review import Review
from tests.libreoffice import converted, needs_libreoffice
from tests.review_factory import budget_table, clean_review, hostile_review, sample_review

TABLE = "附表1 2025年一般公共预算收入调整表"
_TOKEN = (
    r"(?:'(?:[^']|'')+'!)?[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?"
    r'|\d+(?:\.\d+)?|[-+*/(),=<>]|""|ROUND|SUM|IF|MAX|ABS|N'
)
OURS = re.compile(f"=(?:{_TOKEN})+")
"""References, operators, functions of ours, and numbers that were read as numbers."""


def opened(review: Review) -> Workbook:
    """The workbook of a review, read back."""
    book: Workbook = load_workbook(io.BytesIO(to_workbook(review)))
    return book


def test_sheets_in_order() -> None:
    """The contents and the questions come first, then the tables, then the lists."""
    assert opened(sample_review()).sheetnames == [
        "目录",
        "问题清单",
        TABLE,
        "可能的差异",
        "勾稽关系",
        "覆盖情况",
        "运行说明",
    ]
    assert "可能的差异" not in opened(clean_review()).sheetnames
    english = ["Contents", "Findings", TABLE, "Possible differences", "Relations", "Coverage", "About"]
    assert opened(sample_review("en")).sheetnames == english


def test_possible_differences_stand_apart_with_their_confidence() -> None:
    """The same columns as the findings and how certain each is; none of them is among the findings."""
    book = opened(sample_review())
    asked, possible = book["问题清单"], book["可能的差异"]
    heads = [cell.value for cell in asked[1]]
    assert [cell.value for cell in possible[1]] == [*heads, "把握"]
    said = "“其中：增值税”与另一处相差 50,700 万元"
    assert said in str(possible["J2"].value)
    assert (possible["B2"].value, possible["P2"].value, possible["P2"].number_format) == ("可能", 0.137, "0%")
    assert not [row for row in asked.iter_rows(values_only=True) if said in str(row[9])]


def test_findings_are_numbered_and_answerable() -> None:
    """Each finding has a number, a weight in words, a link to its cell, and empty cells for the answer."""
    sheet = opened(sample_review())["问题清单"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:5] == ["序号", "严重程度", "位置", "表", "项目／栏"]
    assert heads[-3:-1] == ["财政部门答复", "处理结果"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [1, 2, 3, 4, 5]
    place = sheet["D3"]
    assert place.hyperlink is not None
    assert place.hyperlink.location == f"'{TABLE}'!E10"
    assert (sheet["M3"].value, sheet["N3"].value) == (None, None)


def test_findings_can_be_sorted_and_added_by_their_amounts() -> None:
    """What is printed, what it would have to be and the difference are numbers with formats, the unit beside them."""
    sheet = opened(sample_review())["问题清单"]
    assert [sheet[name].value for name in ("F3", "G3", "H3", "I3")] == [101_000, 100_700, 300, "万元"]
    assert [sheet[name].number_format for name in ("F3", "G3", "H3")] == ["#,##0"] * 3
    assert {sheet.cell(row, 6).data_type for row in range(3, 7)} == {"n"}
    assert sheet["L3"].value == "合计 101,000 → 100,700"


def test_the_contents_lead_to_every_sheet() -> None:
    """Every sheet has a line with a link; tables say what was found and what was checked on them."""
    book = opened(sample_review())
    lines = {row[0].value: row for row in book["目录"].iter_rows(min_row=7)}
    assert list(lines) == book.sheetnames[1:]
    links = {name: row[0].hyperlink for name, row in lines.items()}
    assert all(link is not None and link.location == f"'{name}'!A1" for name, link in links.items())
    assert [cell.value for cell in lines[TABLE][2:]] == ["错误 1  提醒 1", 7, 1]


def test_sheets_of_one_table_say_receipts_or_outlays() -> None:
    """Two halves of one table, told apart by their side; what has a name of its own keeps it."""
    table = budget_table()
    halves = [replace(table, side="receipts"), replace(table, side="outlays"), replace(table, title="另一张表")]
    number, _, title = TABLE.partition(" ")
    assert sheet_titles(halves, "zh") == [f"{number} 收入 {title}", f"{number} 支出 {title}", "附表1 另一张表"]
    assert sheet_titles([table, table], "zh") == [TABLE, TABLE]


def test_findings_print_on_a4() -> None:
    """The list prints landscape on A4 with its head on every page, filters, and keeps the head in sight."""
    sheet = opened(sample_review())["问题清单"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.auto_filter.ref) == ("$1:$1", "A2", "A1:O6")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_texts_of_the_findings_have_room() -> None:
    """Rows are as high as their texts need, never higher than a page can take, and severities stand in words."""
    for review in (sample_review(), hostile_review()):
        sheet = opened(review)["问题清单"]
        for row in range(2, len(review.findings) + 2):
            height = sheet.row_dimensions[row].height
            text = str(sheet.cell(row, 11).value or "")
            assert height is not None
            assert height <= LIST_ROW
            size = int(sheet.cell(row, 11).font.size)
            assert height == LIST_ROW or height >= lines(text, FINDING_WIDTHS[10], size) * LINE[size]
            assert sheet.cell(row, 2).value in ("错误", "提醒", "提示")


@given(st.text(max_size=200), st.integers(2, 80), st.sampled_from(sorted(LINE)))
@example("000000 ", 2, 8)
@example("0000\x1b", 2, 8)
def test_narrower_columns_need_no_fewer_lines(text: str, width: int, size: int) -> None:
    """Every line break counts, and all signs but the blanks, which may hang over a line's end, have room."""
    needed = lines(text, width, size)
    assert needed >= text.count("\n") + 1
    assert needed * max(2, (width - 1) * 10 // size) >= units("".join(text.split()))


def test_a_table_explains_its_colours_and_checking_columns() -> None:
    """A legend stands over the table, a narrow column beside each checked one under its heads, findings in words."""
    sheet = opened(sample_review())[TABLE]
    assert "✓" in str(sheet["A3"].value)
    assert [sheet[name].value for name in ("C4", "C5", "D5", "E5", "F5")] == [
        "2025年",
        "预算数",
        "核对",
        "调整预算数",
        "核对",
    ]
    assert "C4:F4" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["H10"].value == "第2条 错误"
    assert sheet["H10"].hyperlink.location == "'问题清单'!A3"
    assert sheet.freeze_panes == "C6"
    assert sheet.column_dimensions["D"].width <= 8


def test_tables_alone_have_no_legend_of_checks() -> None:
    """Without a review no colour and no recount is spoken of."""
    book = load_workbook(io.BytesIO(next(iter(tables_workbooks(sample_review()).values()))))
    assert "✓" not in str(book[TABLE]["A3"].value)


def test_table_stands_as_printed_with_formulas_beside_it() -> None:
    """Printed numbers are numbers in their printed format; checks and change are live formulas."""
    sheet = opened(sample_review())[TABLE]
    assert (sheet["A10"].value, sheet["E10"].value, sheet["E10"].number_format) == ("合计", 101000, "#,##0")
    assert sheet["A7"].alignment.indent == 1
    assert (sheet["G10"].value, sheet["F10"].value) == ("=E10-C10", "=ROUND(E10-(E6+E8),9)")
    assert sheet["F10"].number_format == '#,##0;-#,##0;"✓"'
    assert "≠ 101,000" in sheet["F10"].comment.text


def test_parts_of_a_sum_that_agrees_have_a_tick() -> None:
    """A part's check follows that of its total; what took part in nothing, and parts of a broken sum, have none."""
    sheet = opened(sample_review())[TABLE]
    assert [sheet[f"D{row}"].value for row in (6, 8)] == ['=IF(ABS(N(D10))<=1.5,0,"")'] * 2
    assert [sheet[name].value for name in ("D7", "D9", "F6", "F8")] == [None] * 4


def test_relations_are_listed_those_that_do_not_agree_first() -> None:
    """Every relation is listed, with a link to a cell of it."""
    sheet = opened(sample_review())["勾稽关系"]
    verdicts = [row[3].value for row in sheet.iter_rows(min_row=2)]
    assert verdicts == ["不一致", "不一致", "仅因四舍五入有差", "一致", "无法判断"]
    assert sheet["E2"].hyperlink.location == f"'{TABLE}'!E10"


def test_coverage_lists_what_was_not_checked() -> None:
    """Every figure without a relation is named with its place."""
    values = [cell.value for row in opened(sample_review())["覆盖情况"].iter_rows() for cell in row]
    assert 30_000 in values


@pytest.mark.parametrize("make", [sample_review, hostile_review, clean_review])
def test_only_our_own_formulas(make: object) -> None:
    """No text of a document becomes a formula: every formula consists of references and operators."""
    assert callable(make)
    for sheet in opened(make()):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert OURS.fullmatch(str(cell.value)), cell.value


@given(st.text(max_size=60), st.sampled_from(["=", "+", "-", "@", "\t", "", "#N/A", "=cmd|'/C calc'!A0"]))
def test_any_text_is_text(text: str, start: str) -> None:
    """Whatever a label is, it is stored as text and the file can be saved."""
    sheet = Workbook().create_sheet()
    cell = put_text(sheet, 1, 1, start + text)
    assert cell.data_type == "s"
    assert str(cell.value).startswith(start.replace("\t", "\t"))


def test_long_texts_are_cut_and_say_so() -> None:
    """A text no cell can hold is cut, with a note how long it was."""
    value = str(put_text(Workbook().create_sheet(), 1, 1, "长" * 40_000).value)
    assert len(value) == TEXT_LIMIT
    assert "40000" in value


@given(st.lists(st.text(max_size=40), max_size=8))
def test_sheet_names_are_valid_and_unique(wanted: list[str]) -> None:
    """Any titles give names that a spreadsheet accepts, no two alike."""
    taken: list[str] = []
    for title in wanted:
        name = sheet_name(title, taken, "表")
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() not in {other.casefold() for other in taken}
        taken.append(name)


@pytest.mark.parametrize(
    ("text", "form"),
    [("1,234", "#,##0"), ("1234", "0"), ("12.50", "0.00"), ("94.5%", '0.0"%"'), ("0", "0")],
)
def test_numbers_look_as_printed(text: str, form: str) -> None:
    """Separators and decimals are those of the document."""
    value = Decimal(text.replace(",", "").rstrip("%"))
    assert number_format(Quantity(text, value, unit("万元"))) == form


def test_a_number_too_long_for_a_spreadsheet_stays_text() -> None:
    """No digit is lost silently: more than fifteen digits stand as text."""
    text = "1234567890123456.78"
    cell = put_quantity(Workbook().create_sheet(), 1, 1, Quantity(text, Decimal(text), unit("元")))
    assert (cell.data_type, cell.value) == ("s", text)


def test_same_review_same_bytes() -> None:
    """The file carries no time, so that two runs give the same bytes."""
    first = to_workbook(sample_review())
    time.sleep(2.1)  # the clock of a zip file ticks every two seconds
    assert to_workbook(sample_review()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}


def test_tables_alone_say_nothing_about_agreement() -> None:
    """`fiscal tables` writes a workbook for each document with tables, without any list."""
    written = tables_workbooks(sample_review())
    assert list(written) == ["d1-调整方案.xlsx"]
    assert load_workbook(io.BytesIO(next(iter(written.values())))).sheetnames == [TABLE]


@needs_libreoffice
def test_another_program_recalculates_the_same(tmp_path: Path) -> None:
    """LibreOffice opens the workbook, and its results for our formulas are the judge's."""
    source = tmp_path / "review.xlsx"
    source.write_bytes(to_workbook(sample_review()))
    sheet = load_workbook(converted(source, tmp_path), data_only=True)[TABLE]
    assert [sheet[name].value for name in ("G10", "D6", "D10", "F10")] == [1000, 0, 0, 300]
