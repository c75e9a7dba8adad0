"""The workbook of documents that mean harm or are merely huge: text stays text, no table is lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from fiscal.document import Document
from reconcile.engine import review as review_of
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.workbook.cell_sizes import fits_row
from reconcile.reports.workbook.sheet_cells import TEXT_LIMIT
from reconcile.reports.workbook.to_workbook import reserved_names, to_workbook
from reconcile.reports.workbook.working_in_rows import printed_working
from reconcile.review import Coverage, Review
from tests.counted_work import hang_limit
from tests.libreoffice import converted, needs_libreoffice
from tests.review_factory import budget_table, sample_review

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "pdf"
COMMANDS = ('=HYPERLINK("http://x")', "+1", "@SUM(A1)", "-2+3", "\t=1+1", "=cmd|' /C calc'!A0", "{=SUM(A1)}")
LONG = ("收" * 32_000, "支" * 40_000, "=" + "1+" * 20_000)
TITLES = ("甲/乙\\丙*丁?戊[己]", "'引号'", "History", "问题清单", "债务", "收" * 60, "", "=1+1", "A" * 31, "a" * 31)
TABLES = 300
LETTERS = frozenset("/\\*?[]:")


def tabled(number: int, title: str, *labels: str) -> Document:
    """A document whose one table has this title and, in place of its first labels, these."""
    name = f"d{number}"
    table = budget_table(name)
    rows = [replace(row, label=given) for row, given in zip(table.rows, labels, strict=False)]
    table = replace(table, number=None, title=title, rows=(*rows, *table.rows[len(rows) :]))
    return replace(sample_review().documents[0], id=name, path=f"{title[:9]}{number}.txt", tables=(table,), passages=())


def reviewed(documents: tuple[Document, ...]) -> Review:
    """A review of nothing but tables, every figure unchecked, so that each is listed once more."""
    names = tuple(figure.id for document in documents for figure in document.figures())
    return Review(documents, (), (), Coverage(len(names), 0, 0, names), "zh")


def many() -> Review:
    """300 tables whose titles are no sheet names, and are alike."""
    return reviewed(tuple(tabled(n, TITLES[n % len(TITLES)]) for n in range(TABLES)))


def opened(written: bytes) -> Workbook:
    """The workbook read back."""
    book: Workbook = load_workbook(io.BytesIO(written))
    return book


def titled(book: Workbook) -> list[str]:
    """The names of the sheets that hold tables."""
    lists = set(reserved_names("zh"))
    return [name for name in book.sheetnames if name not in lists]


@pytest.mark.parametrize("text", (*COMMANDS, *LONG), ids=lambda text: text[:12].strip())
def test_no_text_becomes_a_formula(text: str) -> None:
    """A label, title or file name that reads like a command is a text, cut where a cell ends, wherever it is shown."""
    book = opened(to_workbook(reviewed((tabled(1, text, text, text),))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    start = text.strip()[:4]
    assert [cell for cell in cells if start in str(cell.value)]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" and start in str(cell.value)]
    assert not [cell.coordinate for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert max(len(str(cell.value)) for cell in cells) <= TEXT_LIMIT


def test_no_table_is_lost_under_any_name() -> None:
    """Each of 300 tables has a sheet of its own, named as spreadsheets allow, unlike every other in any case."""
    review = many()
    book = opened(to_workbook(review))
    names = titled(book)
    rows = len(review.documents[0].tables[0].rows)
    assert len(names) == TABLES
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(0 < len(name) <= 31 and not LETTERS & set(name) for name in names)
    assert not [name for name in names if name[0] == "'" or name[-1] == "'" or name.casefold() == "history"]
    assert all(book[name].max_row > rows for name in names)


@needs_libreoffice
def test_another_program_opens_it_whole(tmp_path: Path) -> None:
    """LibreOffice reads all sheets of 300 hostile tables, and what it saves holds no formula made of a text."""
    documents = many().documents[:-10]
    worst = tuple(tabled(TABLES + n, text, text, text) for n, text in enumerate((*COMMANDS, *LONG)))
    source = tmp_path / "book.xlsx"
    source.write_bytes(to_workbook(reviewed((*documents, *worst))))
    ours, theirs = opened(source.read_bytes()), opened(converted(source, tmp_path).read_bytes())
    assert theirs.sheetnames == ours.sheetnames
    assert len(titled(theirs)) == TABLES
    written = [cell.value for sheet in theirs for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [one for one in written if "HYPERLINK" in str(one) or "cmd" in str(one) or "SUM(A1)" in str(one)]


def test_a_large_budget_is_written_whole() -> None:
    """The workbook of a report of hundreds of pages has all its tables."""
    source = CORPUS / "jinan_2025_budget_report.pdf"
    if not source.exists():
        pytest.skip("the published documents are not here")
    review = review_of([source])
    with hang_limit():
        written = to_workbook(review)
    tables = sum(len(document.tables) for document in review.documents)
    assert len(titled(opened(written))) == tables


def test_a_long_list_of_numbers_says_what_it_leaves_out() -> None:
    """A working that no row can show whole names its table once, loses numbers at the end, and says where they are."""
    review = sample_review()
    finding = next(one for one in review.findings if one.place.table)
    number = "合计 101,000 万元（附表1《2025年一般公共预算收入调整表》 行“合计”）；"
    finding = replace(finding, working=f"计算：1 ≠ 2\n所用数字：{number * 90}\n原文：合计")
    said = printed_working(finding, Lookup.of(review), "zh", 56, 112)
    assert said.startswith("计算：1 ≠ 2\n所用数字：合计")
    assert said.endswith("……（其余见“勾稽关系”和附表）")
    assert (said.count("《2025年一般公共预算收入调整表》"), said.count("同表") > 5) == (1, True)
    assert fits_row(said, 56, 112)
