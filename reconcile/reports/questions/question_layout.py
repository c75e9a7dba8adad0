"""How the list of questions looks: an A4 letter in the type of official Chinese documents, with page numbers.

Fonts are named, not embedded: 仿宋 and 黑体 stand on every office computer; where they do not, the program chooses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Letter
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from fiscal import late_patterns as re

BODY, HEAD, LATIN = "仿宋", "黑体", "Times New Roman"
SIZE, SMALL = 12, 10
WIDTH = 156
"""Millimetres between the margins."""

_NO_SIGNS = re.compile("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_letter(title: str, lang: str) -> Letter:
    """An empty A4 document whose pages carry `title` above and their number below."""
    letter = Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(32), Mm(30)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    for name, font, size in (("Normal", BODY, SIZE), ("Heading 1", HEAD, SIZE), ("Heading 2", HEAD, SIZE)):
        _set_style(letter, name, font, size)
    for told in letter.styles.element.iter(qn("w:lang")):
        told.set(qn("w:eastAsia"), "zh-CN")  # else a program may take the shapes of another script
    properties = letter.core_properties
    properties.author, properties.title, properties.comments = "fiscal", title, ""
    properties.language = "en" if lang == "en" else "zh-CN"
    above = section.header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(above, title, SMALL)
    below = section.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(below, "— ", SMALL)
    _field(below, "PAGE")
    write(below, " —", SMALL)
    return letter


def _set_style(letter: Letter, name: str, font: str, size: int) -> None:
    style = letter.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = LATIN, Pt(size), None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(6 if "Heading" in name else 0), Pt(3), Pt(size + 10)


def write(paragraph: Paragraph, text: str, size: int = 0, bold: bool = False, marked: bool = False) -> None:
    """`text` stands at the end of the paragraph; signs that no XML may hold become blanks."""
    run = paragraph.add_run(_NO_SIGNS.sub(" ", text))
    if size:
        run.font.size = Pt(size)
    if bold:
        run.bold = True
    if marked:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        run.underline = True


def titled(letter: Letter, text: str, size: int) -> Paragraph:
    """A line in the middle, in the type of headings."""
    paragraph = letter.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(size + 12)
    write(paragraph, text, size)
    for run in paragraph.runs:
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEAD)
    return paragraph


def keep_together(letter: Letter, first: int) -> None:
    """Everything behind the first `first` parts of the letter stays on one page, as far as a page holds it."""
    for part in list(letter.element.body)[first:-1]:
        for paragraph in part.iter(qn("w:p")):
            Paragraph(paragraph, letter._body).paragraph_format.keep_with_next = True
    last = letter.paragraphs[-1].paragraph_format
    last.keep_with_next = False


def ruled_lines(letter: Letter, label: str, count: int) -> None:
    """A label on a ruled line and `count` more ruled lines, kept on one page."""
    for at in range(count + 1):
        paragraph = letter.add_paragraph()
        write(paragraph, label if at == 0 else "", bold=True)
        shape = paragraph.paragraph_format
        shape.line_spacing, shape.space_after = Pt(SIZE + 14), Pt(0)
        shape.keep_with_next = at < count
        _rule(paragraph)


def _rule(paragraph: Paragraph) -> None:
    """A line under the paragraph, and between it and others like it."""
    borders: Any = OxmlElement("w:pBdr")
    for place in ("bottom", "between"):
        line = OxmlElement(f"w:{place}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "808080")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    settings: Any = paragraph._p.get_or_add_pPr()
    settings.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def grid(letter: Letter, heads: Sequence[str]) -> Table:
    """A table with a head that is repeated on every page; its first column is the widest."""
    table: Table = letter.add_table(rows=1, cols=len(heads))
    wide = WIDTH // 2 if len(heads) > 2 else WIDTH * 3 // 4
    for at, column in enumerate(table.columns):
        column.width = Mm(wide if at == 0 else (WIDTH - wide) // max(len(heads) - 1, 1))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        fill(cell, head, bold=True)
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def next_row(table: Table) -> tuple[_Cell, ...]:
    """The cells of a new row below the others, which no page break divides."""
    row: Any = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, above in zip(row.cells, table.rows[0].cells, strict=True):
        cell.width = above.width
    return tuple(row.cells)


def fill(cell: _Cell, text: str, right: bool = False, bold: bool = False, marked: bool = False) -> None:
    """The cell says `text`, in small type."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = Pt(SMALL + 5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(paragraph, text, SMALL, bold, marked)


def _field(paragraph: Paragraph, name: str) -> None:
    """A field such as the number of the page, which the program fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    run.font.size = Pt(SMALL)
    field.append(run._r)
    paragraph._p.append(field)
