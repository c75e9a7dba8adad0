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
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from reconcile.engine import review as review_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.written_numbers import in_unit
from reconcile.reports.workbook.cell_sizes import HIGHEST, LINE, lines, units
from reconcile.reports.workbook.finding_sheets import FINDING_WIDTHS
from reconcile.reports.workbook.sheet_cells import TEXT_LIMIT, number_format, put_quantity, put_text, sheet_name
from reconcile.reports.workbook.sheet_layout import layouts, total_of
from reconcile.reports.workbook.to_workbook import tables_workbooks, to_workbook
from reconcile.review import Review
from tests.libreoffice import converted, needs_libreoffice
from tests.review_factory import clean_review, hostile_review, sample_review

TABLE = "附表1 2025年一般公共预算收入调整表"
OURS = re.compile(
    r"=(?:[-+*0-9A-Z():]+|ROUND\([-+*0-9A-Z():]+,\d\)|ROUND\(IF\([A-Z]+\d+=[A-Z]+\d+,-?[\d.]+,[A-Z]+\d+\)-[A-Z]+\d+,9\)"
    r'|IF\([A-Z]+\d+=0,"",ROUND\([-0-9A-Z()]+/[A-Z]+\d+\*100,\d\)\)'
    r"|'(?:[^']|'')+'![A-Z]+\d+|[A-Z]+\d+[*/][\d.]+)"
)
"""References, operators, and numbers that were read as numbers."""


def opened(review: Review) -> Workbook:
    """The workbook of a review, read back."""
    book: Workbook = load_workbook(io.BytesIO(to_workbook(review)))
    return book


def test_sheets_in_order() -> None:
    """The questions come first, then the tables, then the lists."""
    assert opened(sample_review()).sheetnames == ["问题清单", TABLE, "可能的差异", "勾稽关系", "覆盖情况", "运行说明"]
    assert "可能的差异" not in opened(clean_review()).sheetnames
    english = ["Findings", TABLE, "Possible differences", "Relations", "Coverage", "About"]
    assert opened(sample_review("en")).sheetnames == english


def test_possible_differences_stand_apart_with_their_confidence() -> None:
    """The same columns as the findings and how certain each is; none of them is among the findings."""
    book = opened(sample_review())
    asked, possible = book["问题清单"], book["可能的差异"]
    heads = [cell.value for cell in asked[1]]
    assert [cell.value for cell in possible[1]] == [*heads, "把握"]
    said = "“其中：增值税”与另一处相差 50,700 万元"
    assert said in str(possible["E2"].value)
    assert (possible["B2"].value, possible["J2"].value, possible["J2"].number_format) == ("可能", 0.137, "0%")
    assert not [row for row in asked.iter_rows(values_only=True) if said in str(row[4])]


def test_findings_are_numbered_and_answerable() -> None:
    """Each finding has a number, a weight in words, a link to its cell, and empty cells for the answer."""
    sheet = opened(sample_review())["问题清单"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:5] == ["序号", "严重程度", "编号", "位置", "说明"]
    assert heads[-2:] == ["财政部门答复", "处理结果"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [1, 2, 3, 4, 5]
    place = sheet["D3"]
    assert place.hyperlink is not None
    assert place.hyperlink.location == f"'{TABLE}'!D10"
    assert (sheet["H3"].value, sheet["I3"].value) == (None, None)


def test_findings_print_on_a4() -> None:
    """The list prints landscape on A4 with its head on every page, filters, and keeps the head in sight."""
    sheet = opened(sample_review())["问题清单"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.auto_filter.ref) == ("$1:$1", "A2", "A1:I6")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_texts_of_the_findings_have_room() -> None:
    """Rows are as high as their texts need, never higher than a page can take, and severities stand in words."""
    for review in (sample_review(), hostile_review()):
        sheet = opened(review)["问题清单"]
        for row in range(2, len(review.findings) + 2):
            height = sheet.row_dimensions[row].height
            text = str(sheet.cell(row, 6).value or "")
            assert height is not None
            assert height <= HIGHEST
            size = int(sheet.cell(row, 6).font.size)
            assert height == HIGHEST or height >= lines(text, FINDING_WIDTHS[5], size) * LINE[size]
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
    """A legend stands over the table, one head over the checking columns of each printed column, findings in words."""
    sheet = opened(sample_review())[TABLE]
    assert "重算" in str(sheet["A3"].value)
    assert [sheet[name].value for name in ("F4", "F5", "G5", "H5")] == ["核对：预算数", "重算", "差额", "舍入"]
    assert "F4:H4" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["L10"].value == "第2条 错误"
    assert sheet["L10"].hyperlink.location == "'问题清单'!A3"
    assert sheet.freeze_panes == "C6"


def test_tables_alone_have_no_legend_of_checks() -> None:
    """Without a review no colour and no recount is spoken of."""
    book = load_workbook(io.BytesIO(next(iter(tables_workbooks(sample_review()).values()))))
    assert "重算" not in str(book[TABLE]["A3"].value)


def test_table_stands_as_printed_with_formulas_beside_it() -> None:
    """Printed numbers are numbers in their printed format; change, recount and difference are live formulas."""
    sheet = opened(sample_review())[TABLE]
    assert (sheet["A10"].value, sheet["D10"].value, sheet["D10"].number_format) == ("合计", 101000, "#,##0")
    assert sheet["A7"].alignment.indent == 1
    assert (sheet["E10"].value, sheet["I10"].value, sheet["J10"].value) == ("=D10-C10", "=D6+D8", "=ROUND(D10-I10,9)")
    assert sheet["K10"].value == 1.5
    assert len(sheet.conditional_formatting) == 2


def test_every_relation_is_listed() -> None:
    """Relations that hold are listed beside those that do not."""
    sheet = opened(sample_review())["勾稽关系"]
    verdicts = [row[3].value for row in sheet.iter_rows(min_row=2)]
    assert verdicts == ["一致", "不一致", "不一致", "仅因四舍五入有差", "无法判断"]


def test_coverage_lists_what_was_not_checked() -> None:
    """Every figure without a relation is named with its place."""
    values = [cell.value for row in opened(sample_review())["覆盖情况"].iter_rows() for cell in row]
    assert "30,000" in values


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


def value(sheet: Worksheet, text: str) -> Decimal:
    """What a formula of ours comes to: cells, sums of runs, +, - and whole factors; a blank cell is nothing."""
    text = text.removeprefix("=")
    if text.startswith("ROUND("):
        return value(sheet, text.removeprefix("ROUND(").removesuffix(",9)"))
    total = Decimal(0)
    for sign, factor, run, cell in re.findall(r"([-+]?)(?:(\d+)\*)?(?:SUM\(([A-Z\d:]+)\)|([A-Z]+\d+))", text):
        cells = [one for row in sheet[run] for one in row] if run else [sheet[cell]]
        part = Decimal(0)
        for one in cells:
            held = one.value
            part += value(sheet, str(held)) if one.data_type == "f" else Decimal(str(held or 0))
        total += part * Decimal(factor or 1) * (-1 if sign == "-" else 1)
    return total


def recounted(review: Review) -> list[tuple[Decimal, Decimal]]:
    """For every total with a recount: the recount by formula and by the judge, in the order of the sheets."""
    lookup = Lookup.of(review)
    book = opened(review)
    found = []
    for layout in layouts(review, lookup, ("问题清单", "勾稽关系", "覆盖情况", "运行说明")).values():
        column = layout.right + (layout.change is not None)
        for _, verdicts in layout.sums:
            for verdict in verdicts:
                total = lookup.figures[total_of(verdict)]
                formula = book[layout.name].cell(layout.first + lookup.cells[total.id][1], column).value
                assert verdict.computed_centre is not None
                judged = in_unit(verdict.computed_centre, total.quantity.unit)
                found.append((value(book[layout.name], str(formula)), judged))
            column += 3
    return found


def test_formulas_say_what_the_judge_says() -> None:
    """Adding up with the workbook's formulas gives the judge's sums."""
    sums = recounted(sample_review())
    assert len(sums) == 2
    assert all(formula == judged for formula, judged in sums)


def test_formulas_of_real_tables_say_what_the_judge_says() -> None:
    """So they do for every table of the sample documents, elided rows and blank cells included."""
    seeds = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the sample documents are not here")
    sums = recounted(review_of([seeds]))
    assert sums
    assert all(formula == judged for formula, judged in sums)


@needs_libreoffice
def test_another_program_recalculates_the_same(tmp_path: Path) -> None:
    """LibreOffice opens the workbook, and its results for our formulas are the judge's."""
    source = tmp_path / "review.xlsx"
    source.write_bytes(to_workbook(sample_review()))
    sheet = load_workbook(converted(source, tmp_path), data_only=True)[TABLE]
    assert [sheet[name].value for name in ("E10", "F10", "G10", "I10", "J10")] == [1000, 100000, 0, 100700, 300]
