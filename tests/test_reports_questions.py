"""The questions to the finance department: what stands in the Word file, that any program opens it, hostile texts."""

from __future__ import annotations

import io
import time
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document as Letter
from msgspec.structs import replace

from reconcile.cli import run
from reconcile.reports.questions.to_questions import MOST_NOTES, answerable, to_questions
from reconcile.review import Review
from tests.libreoffice import converted, needs_libreoffice
from tests.review_factory import clean_review, hostile_review, sample_review


def opened(review: Review) -> Letter:
    """The letter of a review, read back."""
    return docx.Document(io.BytesIO(to_questions(review)))


def lines(letter: Letter) -> list[str]:
    """The texts of its paragraphs."""
    return [paragraph.text for paragraph in letter.paragraphs]


def test_every_point_has_its_place_and_lines_for_the_answer() -> None:
    """Errors and warnings are numbered as in the other reports, each with place, working and room for the answer."""
    letter = opened(sample_review())
    heads = [p.text for p in letter.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert [head.partition("　")[0] for head in heads] == ["第1条", "第2条", "第3条", "第5条"]
    said = lines(letter)
    assert said.count("财政部门答复：") == answerable(sample_review()) == 4
    assert any(line.startswith("计算：81,200 + 19,500 = 100,700") for line in said)
    assert any(line.startswith("建议先核对：如“合计”列“2025年 / 调整预算数”由 101,000 改为 100,700") for line in said)
    assert "二、请核实的事项（4 项）" in said
    assert "三、末位差异及其他提示（1 项，供参考，不需答复）" in said


def test_documents_and_what_was_not_checked_are_named() -> None:
    """The files stand at the beginning, an unread one as such; the places of unchecked figures at the end."""
    tables = opened(sample_review()).tables
    assert [[cell.text for cell in row.cells] for row in tables[1].rows][1:] == [
        ["调整方案.txt", "12", "11"],
        ["坏文件.txt", "未能读取", ""],
    ]
    assert [cell.text for cell in tables[-1].rows[1].cells] == [
        "调整方案.txt  附表1 2025年一般公共预算收入调整表",
        "1",
    ]


def test_rows_are_quoted_with_the_figure_marked() -> None:
    """The rows that add up are a table; the figure in question is highlighted and bold."""
    table = opened(sample_review()).tables[2]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["行", "2025年 / 调整预算数", "核对"],
        ["一、税收收入", "81,200", ""],
        ["二、非税收入", "19,500", ""],
        ["合计", "101,000", "分项相加为 100,700"],
    ]
    assert [row.cells[1].paragraphs[0].runs[0].font.highlight_color is not None for row in table.rows] == [
        False,
        False,
        False,
        True,
    ]


def test_it_is_an_a4_letter_in_chinese_type() -> None:
    """A4, 仿宋 by name, a head on every page and the number of the page below."""
    letter = opened(sample_review())
    section = letter.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert (int(section.page_width.mm), int(section.page_height.mm)) == (210, 297)
    assert "仿宋" in letter.styles.element.xml
    assert section.header.paragraphs[0].text == "预算审查要点（数字核对部分）"
    assert 'w:instr="PAGE"' in section.footer.paragraphs[0]._p.xml


def test_nothing_found_says_what_was_not_checked() -> None:
    """Without findings there is nothing to answer, and what was not checked is still said."""
    said = lines(opened(clean_review()))
    assert "没有需要答复的事项。" in said
    assert any("1 个没有找到可以对照的数字" in line for line in said)


def test_many_notes_are_cut_and_counted() -> None:
    """Beyond the limit the notes are counted, not listed."""
    review = sample_review()
    note = next(finding for finding in review.findings if finding.severity == "note")
    said = lines(opened(replace(review, findings=(note,) * (MOST_NOTES + 5))))
    assert "另有 5 项，未列出。" in said


def test_same_review_same_bytes() -> None:
    """The file carries no time."""
    first = to_questions(sample_review())
    time.sleep(2.1)  # the clock of a zip file ticks every two seconds
    assert to_questions(sample_review()) == first


def test_hostile_texts_stay_text() -> None:
    """Signs that no XML may hold, and names that are no UTF-8, do not keep the file from being written."""
    review = hostile_review()
    document = replace(review.documents[0], path="坏\udce9\ufffe.txt")
    finding = replace(review.findings[0], message="</w:t><w:p/>\x00\x1b[2J")
    letter = opened(replace(review, documents=(document,), findings=(finding,)))
    assert any("</w:t><w:p/>" in line for line in lines(letter))


def test_english_letter() -> None:
    """The second language has every word."""
    said = lines(opened(sample_review("en")))
    assert "2. Points to be answered (4)" in said


def test_the_command_writes_it(repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`fiscal questions` reads, writes the file and says how many points there are; what it read stays as it is."""
    target = tmp_path / "out.docx"
    source = next((repo_root / "data" / "wrong").glob("*.txt"))
    assert run(["questions", str(source), "-o", str(target)]) == 0
    said = lines(docx.Document(str(target)))
    count = said.count("财政部门答复：")
    assert count > 5
    assert f"（{count} 项需要答复）" in capsys.readouterr().out
    assert run(["questions", str(source), "-o", str(source)]) == 2


@needs_libreoffice
def test_another_program_prints_it(tmp_path: Path) -> None:
    """LibreOffice prints it on A4, with numbers on its pages."""
    source = tmp_path / "questions.docx"
    source.write_bytes(to_questions(sample_review()))
    document = pypdfium2.PdfDocument(converted(source, tmp_path, "pdf"))
    try:
        assert [int(side) for side in document[0].get_size()] == [595, 841]
        text = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    assert "预算审查要点" in text
    assert "— 1 —" in text
