"""Word documents: numbers that Word writes by itself, merged cells, changes, notes, boxes, and what must not hurt."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from fiscal.document import Document
from tables.decode import UnreadableDocument
from tables.formats.docx import read_layout
from tables.layout import Layout, Line
from tables.office.word_numbers import chinese
from tables.reading.readers import read
from tables.reading_options import USUAL
from tests.sheet_file import content_types, packed

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def word_file(body: str, **others: str) -> bytes:
    """The bytes of a document with the given body; `others` are further parts by their kind (numbering, footnotes)."""
    spaces = f'xmlns:w="{_WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    main = f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"'
    listed = "".join(f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in others)
    kinds = {"word/document.xml": "wordprocessingml.document.main"}
    parts = {
        "[Content_Types].xml": content_types(
            kinds | {f"word/{kind}.xml": f"wordprocessingml.{kind}" for kind in others}
        ),
        "_rels/.rels": f'{_RELATIONS}<Relationship Id="a" {main}/></Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"{_RELATIONS}{listed}</Relationships>",
        **{f"word/{kind}.xml": f"<w:{kind} {spaces}>{xml}</w:{kind}>" for kind, xml in others.items()},
    }
    return packed({name: xml.encode() for name, xml in parts.items()})


def paragraph(text: str, properties: str = "") -> str:
    """The XML of a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """The XML of a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    """The XML of a table."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def layout(body: str, **others: str) -> Layout:
    """The Layout of a document with the given body."""
    return read_layout(word_file(body, **others), USUAL)


def lines(found: Layout) -> list[str]:
    """The texts of all lines."""
    return [block.text for block in found.blocks if isinstance(block, Line)]


def test_a_document_as_python_docx_writes_it(tmp_path: Path) -> None:
    """Prose and tables in order; a merged header counts once; indents tell the depth of rows."""
    written = docx.Document()
    written.add_paragraph("2024年收入合计1500万元，其中：增值税1200万元。")
    written.add_paragraph("2024年收入表")
    written.add_paragraph("单位：万元")
    grid = written.add_table(rows=5, cols=3)
    for row, texts in enumerate(
        ["项目|2024年|", "|预算数|执行数", "税收收入|1,500|1,580", "增值税|1,200|1,300", "契税|300|280"]
    ):
        for column, text in enumerate(texts.split("|")):
            grid.cell(row, column).text = text
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 1).merge(grid.cell(0, 2))
    for row in (3, 4):
        grid.cell(row, 0).paragraphs[0].paragraph_format.left_indent = Cm(0.74)
    path = tmp_path / "a.docx"
    written.save(str(path))
    found: Document = read(path)
    only = found.tables[0]
    assert (found.format, only.title, only.stub) == ("docx", "2024年收入表", "项目")
    assert [column.path for column in only.columns] == [("2024年", "预算数"), ("2024年", "执行数")]
    assert [(row.label, row.level) for row in only.rows] == [("税收收入", 0), ("增值税", 1), ("契税", 1)]
    assert [f.quantity.text for f in found.passages[0].figures] == ["1500", "1200"]


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def listed(text: str, depth: int, number: int = 1) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_read_as_word_shows_them() -> None:
    """Levels count for themselves and begin anew below a higher one; another list may begin elsewhere."""
    body = [listed("收入", 0), listed("税收", 1), listed("增值税", 2), listed("契税", 2), listed("支出", 0)]
    body += [listed("教育", 1), listed("附则", 0, 2), paragraph("没有编号")]
    assert lines(layout("".join(body), numbering=NUMBERING)) == [
        "一、收入", "（一）税收", "1.增值税", "2.契税", "二、支出", "（一）教育", "五、附则", "没有编号",
    ]  # fmt: skip


def test_a_style_may_number_its_paragraphs() -> None:
    """The list of a paragraph may be named by its style, or by the style that one is based on."""
    styles = '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    body = paragraph("收入", '<w:pStyle w:val="H"/>') + paragraph("支出", '<w:pStyle w:val="H2"/>')
    assert lines(layout(body, numbering=NUMBERING, styles=styles)) == ["一、收入", "二、支出"]


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "一"), (11, "十一"), (40, "四十"), (101, "一百零一"), (2020, "二千零二十")]
)
def test_chinese_numbers(number: int, expected: str) -> None:
    """Numbers of lists in Chinese characters."""
    assert chinese(number) == expected


def test_changes_notes_boxes_and_hidden_words() -> None:
    """Insertions stay, deletions and hidden words go and are named; notes and boxes follow their paragraph, once."""
    box = "<w:txbxContent>" + paragraph("框内文字") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120万元</w:t></w:r></w:ins><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部口径</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
        "<w:r><w:t>。</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>" + paragraph("后一段")
    )
    notes = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="2">{paragraph("含上年结转。")}</w:footnote>'
    found = layout(body, footnotes=notes)
    assert lines(found) == ["收入120万元。", "第二行", "框内文字", "含上年结转。", "后一段"]
    assert [(block.begins) for block in found.blocks if isinstance(block, Line)] == [True, False, True, True, True]
    assert {note.code for note in found.notes} == {"DOC20", "DOC24"}


def test_merged_cells_wrappers_and_deleted_rows() -> None:
    """Spans down and across count once, cells in content controls are cells, a deleted row is none."""
    rows = (
        cell("项目", '<w:vMerge w:val="restart"/>') + cell("金额", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("预算数") + f"<w:sdt><w:sdtContent>{cell('执行数')}</w:sdtContent></w:sdt>",
        '<w:trPr><w:del w:id="1"/></w:trPr>' + cell("删除的行") + cell("1") + cell("2"),
        cell("合计") + cell("1,500") + cell("1,580"),
    )
    segment = layout(table(*rows)).segments()[0]
    assert segment.rows() == [["项目", "金额", ""], ["", "预算数", "执行数"], ["合计", "1,500", "1,580"]]
    assert segment.spans() == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_a_frame_of_one_cell_is_gone_into_and_inner_tables_are_tables() -> None:
    """A table around a table is no table of figures."""
    inner = table(cell("项目") + cell("金额"), cell("合计") + cell("5"))
    framed = f"<w:tbl><w:tr><w:tc>{paragraph('题目')}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    found = layout(framed)
    assert lines(found) == ["题目"]
    assert [segment.rows() for segment in found.segments()] == [[["项目", "金额"], ["合计", "5"]]]


def nested(depth: int) -> str:
    """Tables inside one another."""
    return paragraph("x") if not depth else f"<w:tbl><w:tr><w:tc>{nested(depth - 1)}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (word_file(nested(20)), "nested"),
        (word_file("x" * 10)[:-60], "damaged"),
        (packed({"word/document.xml": b"<x/>"}), "damaged"),
        (word_file('<!DOCTYPE a [<!ENTITY b "c">]>'), "doctype"),
        (word_file(table(cell("1") * 2001)), "too-many-cells"),
    ],
    ids=["nested", "truncated", "no relations", "entities", "columns"],
)
def test_a_hostile_document_ends_in_a_reason(data: bytes, expected: str) -> None:
    """Damage and malice end in one word that becomes a sentence."""
    with pytest.raises(UnreadableDocument) as caught:
        read_layout(data, USUAL)
    assert caught.value.reason == expected


def test_any_cut_of_a_document_is_a_document_or_a_reason() -> None:
    """A download that broke off anywhere never ends in a traceback."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    data = stream.getvalue()
    for length in range(4, len(data), 1999):
        with pytest.raises(UnreadableDocument):
            read_layout(data[:length], USUAL)
