"""Annotated copies: remarks at the figures, whatever way the page is turned; everything else as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from msgspec.structs import replace

from reconcile.cli import run
from reconcile.engine import review
from reconcile.reports.quoted.page_pictures import box_of
from reconcile.reports.quoted.remarks_of_review import MOST_TEXTS, remarks_of
from tables.reading.own_outputs import PDF_MARK
from tables.remarks.bookmarks import Bookmark, with_bookmarks
from tables.remarks.page_images import page_pictures
from tests.libreoffice import converted, needs_libreoffice
from tests.review_factory import hostile_review, sample_review
from tests.test_page_pictures import TURNS, turned_pdf

__all__ = ["turned_pdf"]


def notes_on(path: Path, page: int) -> list[tuple[str, str, tuple[int, int, int, int]]]:
    """Contents, author and rectangle in points of every annotation on a page that has an author."""

    def text(note: Any, key: bytes) -> str:
        size = pdfium.FPDFAnnot_GetStringValue(note, key, None, 0)
        buffer = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFAnnot_GetStringValue(note, key, buffer, size)
        return bytes(buffer).decode("utf-16-le").rstrip("\0")

    document = pypdfium2.PdfDocument(path)
    held, found = document[page], []
    for at in range(pdfium.FPDFPage_GetAnnotCount(held.raw)):
        note = pdfium.FPDFPage_GetAnnot(held.raw, at)
        edges = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(note, edges)
        box = (int(edges.left), int(edges.bottom), int(edges.right), int(edges.top))
        found.append((text(note, b"Contents"), text(note, b"T"), box))
        pdfium.FPDFPage_CloseAnnot(note)
    document.close()
    return [one for one in found if one[1]]


@pytest.fixture(scope="module")
def annotated_pdf(turned_pdf: Path) -> Path:
    """The turned tables, annotated."""
    target = turned_pdf.with_name("annotated.pdf")
    assert run(["annotate", str(turned_pdf), "-o", str(target)]) == 0
    return target


@pytest.mark.parametrize("page", range(len(TURNS)), ids=list(TURNS))
def test_highlights_lie_on_the_figures(annotated_pdf: Path, turned_pdf: Path, page: int) -> None:
    """Where a figure of a finding stands the page is red or yellow, and nowhere else is it coloured."""
    notes = notes_on(annotated_pdf, page)
    assert [author for _, author, _ in notes] == ["fiscal"] * 3
    assert notes[0][0].startswith(f"第{page + 1}条 错误：“合计”")
    assert "81,200 + 19,500 = 100,700" in notes[0][0]
    document = pypdfium2.PdfDocument(annotated_pdf)
    pixels = document[page].render(scale=1).to_numpy()
    document.close()
    coloured = (pixels.max(axis=2) - pixels.min(axis=2)) > 30
    plain = page_pictures(turned_pdf, [page + 1], 1 << 20)[page + 1]
    assert plain is not None
    boxes = [box for figure in review([turned_pdf]).documents[0].figures() if (box := box_of(figure.place))]
    size = (boxes[0][2] - boxes[0][0] + 120) * (boxes[0][3] - boxes[0][1] + 120) // 10_000
    assert size < int(coloured.sum()) < 4 * size
    document = pypdfium2.PdfDocument(annotated_pdf)
    held = document[page]
    text = held.get_textpage()
    for (_, _, (left, bottom, right, top)), number in zip(notes, ("101,000", "81,200", "19,500"), strict=True):
        assert text.get_text_bounded(left, bottom, right + 1, top + 1).strip() == number
    text.close()
    document.close()


def test_what_was_in_the_file_stays(annotated_pdf: Path, turned_pdf: Path) -> None:
    """The copy begins with the very bytes of the original, which is not touched, and is read as the original is."""
    original = turned_pdf.read_bytes()
    assert annotated_pdf.read_bytes().startswith(original)
    before, after = review([turned_pdf]), review([annotated_pdf])
    assert [f.quantity.text for f in before.documents[0].figures()] == [
        f.quantity.text for f in after.documents[0].figures()
    ]


def test_print_stays_black_and_the_number_of_the_question_is_on_the_page(annotated_pdf: Path) -> None:
    """Under a highlight the darkest point is as dark as before, and beside it stands a number in dark red strokes."""
    document = pypdfium2.PdfDocument(annotated_pdf)
    page = document[0]
    pixels = page.render(scale=6).to_numpy()
    high = page.get_height()
    document.close()
    for _, _, (left, bottom, right, top) in notes_on(annotated_pdf, 0):
        rows = slice(int(high - top) * 6, int(high - bottom) * 6)
        assert pixels[rows, left * 6 : right * 6].max(axis=2).min() < 40
        beside = pixels[rows, (left - 12) * 6 : left * 6].astype(int)
        blue, green, red = beside[..., 0], beside[..., 1], beside[..., 2]
        assert ((red > 150) & (blue < 60) & (green < 60)).any()


def bookmarks_in(path: Path) -> list[tuple[str, int]]:
    """Title and page (from 0) of every bookmark that leads somewhere."""
    document = pypdfium2.PdfDocument(path)
    found = [
        (mark.get_title(), dest.get_index()) for mark in document.get_toc() if (dest := mark.get_dest()) is not None
    ]
    document.close()
    return found


@pytest.mark.parametrize("form", ["plain", "listed as an object"])
def test_every_finding_has_a_bookmark(form: str, turned_pdf: Path, tmp_path: Path) -> None:
    """In their order, each leading to its page; a copy of the copy keeps them and adds its own behind."""
    source, target, again = tmp_path / "in.pdf", tmp_path / "out.pdf", tmp_path / "again.pdf"
    data = turned_pdf.read_bytes()
    source.write_bytes(data if form == "plain" else listed_as_object(data))
    assert run(["annotate", str(source), "-o", str(target)]) == 0
    found = bookmarks_in(target)
    assert [page for _, page in found] == list(range(len(TURNS)))
    assert all(title.startswith(f"第{page + 1}条 错误：“合计”") for title, page in found)
    unmarked = target.read_bytes().removesuffix(PDF_MARK)
    again.write_bytes(with_bookmarks(unmarked, [Bookmark("另一条", 2, "100.00")]))
    assert bookmarks_in(again) == [*found, ("另一条", 2)]
    with pdfplumber.open(again) as opened:
        assert len(opened.pages) == len(TURNS)


def test_what_cannot_be_read_gets_no_bookmark() -> None:
    """The copy stays as it is."""
    assert with_bookmarks(b"%PDF-1.7 broken", [Bookmark("一条", 0, "1")]) == b"%PDF-1.7 broken"
    assert with_bookmarks(b"anything", []) == b"anything"


def test_the_suspected_figure_has_the_strong_mark() -> None:
    """Where one figure is suspected it is told of in full; the place where the finding is shown only takes part."""
    review = sample_review()
    finding = next(one for one in review.findings if one.suspect is not None and one.relation is not None)
    assert finding.suspect is not None
    suspected = finding.suspect.figure
    named = review.verdict_by_relation[str(finding.relation)].relation.figures()
    other = next(name for name in named if name != suspected)
    suspect = replace(finding.suspect, figure=other)
    said, _ = remarks_of(replace(review, findings=(replace(finding, suspect=suspect),)), 100)
    strong = {one.figure.id: one.weight for one in said if one.weight != "term"}
    assert strong == {other: finding.severity.value}
    assert {one.text for one in said if one.weight == "term"} == {"第1条的一项"}


def listed_as_object(data: bytes) -> bytes:
    """The same PDF with its list of contents as an object, as most programs write it today."""
    start = data.rindex(b"xref\n0 ")
    places = [int(entry[:10]) for entry in data[start:].splitlines()[2:] if entry.endswith(b"n ")]
    table = b"".join(b"\1" + place.to_bytes(4) for place in [*places, start])
    size = len(places) + 1
    head = b"<< /Type /XRef /Size %d /Root 1 0 R /W [1 4 0] /Index [1 %d] /Length %d >>" % (size + 1, size, len(table))
    body = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (size, head, table)
    return data[:start] + body + b"startxref\n%d\n%%%%EOF" % start


def test_a_list_of_contents_that_is_an_object_goes_on_as_one(turned_pdf: Path, tmp_path: Path) -> None:
    """Strict programs find the notes: pdfium alone leaves the name and the end of such a list out."""
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(listed_as_object(turned_pdf.read_bytes()))
    assert run(["annotate", str(source), "-o", str(target)]) == 0
    copy = target.read_bytes()
    assert copy.startswith(source.read_bytes())
    added = copy[copy.index(b"%%EOF") :]
    assert added.count(b"/Type/XRef") == 1
    assert added.count(b" obj") == added.count(b"endobj")
    with pdfplumber.open(target) as opened:
        assert len(opened.annots) == 24  # a highlight and the number of its question for each of three figures a page


def test_annotating_a_copy_again_keeps_the_first_notes(annotated_pdf: Path, tmp_path: Path) -> None:
    """Notes that stand there already stay."""
    again = tmp_path / "again.pdf"
    assert run(["annotate", str(annotated_pdf), "-o", str(again)]) == 0
    assert len(notes_on(again, 0)) == 6


def test_same_file_same_bytes(annotated_pdf: Path, turned_pdf: Path, tmp_path: Path) -> None:
    """The copy carries no time."""
    again = tmp_path / "again.pdf"
    assert run(["annotate", str(turned_pdf), "-o", str(again)]) == 0
    assert again.read_bytes() == annotated_pdf.read_bytes()


def test_other_files_are_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Text, workbooks, folders and broken files: exit code 2, one sentence, nothing written."""
    target = tmp_path / "out"
    text, broken, archive = tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "c.xlsx"
    text.write_text("收入10亿元", encoding="utf-8")
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("xl/nothing.xml", "")
    for path in (text, broken, archive, tmp_path):
        assert run(["annotate", str(path), "-o", str(target)]) == 2
        said = capsys.readouterr().err
        assert said.startswith("fiscal: 没有为") and said.count("\n") == 1
    assert run(["annotate", str(text), "-o", str(text)]) == 2
    assert not target.exists()


def test_a_locked_pdf_is_left_alone(repo_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A PDF that anybody may read but nobody may comment on (made of the turned tables by qpdf) is not annotated."""
    locked = repo_root / "tests" / "locked.pdf"
    assert run(["annotate", str(locked), "-o", str(tmp_path / "out.pdf")]) == 2
    assert "不允许添加批注" in capsys.readouterr().err


# --- Word ----------------------------------------------------------------------------------------------------------


SENTENCE = "2024年全区一般公共预算收入由10.00亿元调整为10.10亿元，增加0.20亿元。"


def word_file(path: Path) -> Path:
    """A report with a sentence broken into runs, a table beside another in one grid, a foot line and a comment."""
    made = docx.Document()
    paragraph = made.add_paragraph()
    for piece in (SENTENCE[:12], SENTENCE[12:21], SENTENCE[21:]):
        paragraph.add_run(piece).bold = piece.startswith("收")
    made.add_comment(paragraph.runs[0], text="早先的批注", author="某人")
    made.add_paragraph("附表1 2024年一般公共预算收入调整表")
    made.add_paragraph("单位：万元")
    rows = (("项目", "预算数", "调整预算数"), ("税收收入", "80,000", "81,200"), ("非税收入", "20,000", "19,500"))
    table = made.add_table(rows=0, cols=3)
    for row in (*rows, ("合计", "100,000", "101,000")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(str(path))
    return path


def anchored(path: Path) -> list[tuple[str, str]]:
    """Of every comment its first line and the words that it is anchored at."""
    made = docx.Document(str(path))
    names = {str(comment.comment_id): comment.paragraphs[0].text for comment in made.comments}
    found: dict[str, str] = {}
    active: list[str] = []
    for element in made.element.body.iter():
        kind = element.tag.rpartition("}")[2]
        key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        if kind == "commentRangeStart":
            active.append(key)
        elif kind == "commentRangeEnd":
            active.remove(key)
        elif kind == "t":
            for one in active:
                found[one] = found.get(one, "") + (element.text or "")
    assert not active
    return [(names[key], place) for key, place in found.items()]


def test_comments_stand_at_the_numbers(tmp_path: Path) -> None:
    """Each comment is anchored at the number it speaks of, in the sentence and in the cell; older ones stay."""
    source, target = word_file(tmp_path / "in.docx"), tmp_path / "out.docx"
    assert run(["annotate", str(source), "-o", str(target)]) == 0
    places = anchored(target)
    own = [place for words, place in places if words.startswith("第") and not words.endswith("条的一项")]
    assert sorted(own) == ["0.20", "101,000"]
    assert sorted(place for words, place in places if words.endswith("条的一项")) == [
        "10.00", "10.10", "19,500", "81,200"
    ]  # fmt: skip
    assert "早先的批注" in dict(places)
    before, after = docx.Document(str(source)), docx.Document(str(target))
    assert [p.text for p in before.paragraphs] == [p.text for p in after.paragraphs]
    bold = ["".join(run.text for run in d.paragraphs[0].runs if run.bold) for d in (before, after)]
    assert bold[0] == bold[1]


def test_other_parts_of_a_word_file_stay(tmp_path: Path) -> None:
    """Only the text and the comments change; every other part is the same byte for byte."""
    source, target = word_file(tmp_path / "in.docx"), tmp_path / "out.docx"
    run(["annotate", str(source), "-o", str(target)])
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_the_sample_gets_its_first_comments(repo_root: Path, tmp_path: Path) -> None:
    """A file without any comment gets a part for them: two tables in one grid are told apart."""
    (sample,) = (repo_root / "data" / "yunxi-2024-formats").glob("*.docx")
    source, target = tmp_path / "in.docx", tmp_path / "out.docx"
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(source, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                head, _, tail = content.decode().rpartition("182,600")
                content = f"{head}182,900{tail}".encode()
            new.writestr(entry.filename, content)
    assert run(["annotate", str(source), "-o", str(target)]) == 0
    assert "182,900" in dict(anchored(target)).values()


@needs_libreoffice
def test_another_program_opens_the_copy(tmp_path: Path) -> None:
    """LibreOffice opens the annotated file, and shows its words and comments."""
    source, target = word_file(tmp_path / "in.docx"), tmp_path / "out.docx"
    run(["annotate", str(source), "-o", str(target)])
    with zipfile.ZipFile(converted(target, tmp_path, "odt")) as made:
        content = made.read("content.xml").decode()
    assert content.count("<office:annotation ") == 7
    assert "81,200 + 19,500 = 100,700" in content


# --- what the remarks say ------------------------------------------------------------------------------------------


def test_one_remark_for_each_figure() -> None:
    """A figure with several findings has one remark of the greatest weight; what is left out is counted."""
    said, homeless = remarks_of(sample_review(), 100)
    assert len({one.figure.id for one in said}) == len(said)
    total = next(one for one in said if one.figure.id == "d1.t1.r4c1")
    assert (total.weight, len(total.own)) == ("error", 2)
    assert homeless == 1
    total.own = ["x"] * (MOST_TEXTS + 3)
    total.others = []
    assert total.text.endswith("…… +3")


def test_few_terms_are_spoken_of() -> None:
    """Where more figures take part than wanted, only the one in question is marked."""
    assert {one.weight for one in remarks_of(sample_review(), 0)[0]} <= {"error", "warning", "note"}


def test_hostile_texts_stay_text() -> None:
    """Escape sequences and line breaks of a document do not get into a remark."""
    said, _ = remarks_of(hostile_review(), 100)
    assert not any("\x1b" in one.text for one in said)
