"""Small files of every format that is read, to be spoilt: the same table and the same sentence in each.

Small, so that a change hits something that matters, and so that thousands of them are soon read.
"""

from __future__ import annotations

import gzip
import io
import tempfile
from email.message import EmailMessage
from pathlib import Path

import docx
from PIL import Image, ImageDraw

from tests.libreoffice import converted
from tests.pdf_factory import encrypted, nested_forms, one_page, pages, writing
from tests.sheet_file import packed, sheet_file

TITLE, UNIT = "附表1 2023年支出决算表", "单位：万元"
ROWS = (
    ("项目", "预算数", "增减额"),
    ("教育支出", "45,600", "-590"),
    ("卫生健康支出", "20,060.5", "-560"),
    ("合计", "65,660.5", "-1,150"),
)
SENTENCE = "2023年全县收入完成7.65亿元，增长3.2%，其中：税收收入5亿元，非税收入2.65亿元。"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_RULES = " ".join(f"72 {at} m 500 {at} l S {at} 72 m {at} 500 l S" for at in range(72, 500, 40))


def seeds() -> list[tuple[str, bytes]]:
    """Name and bytes of a file of every format but old office files, which `old_office_seeds` makes."""
    lines = ["Item  Plan  Done", *(f"Item{row}  {row}00  {row}50" for row in range(20))]
    plain = {
        "table.txt": _text().encode(),
        "table.md": ("# 说明\n\n" + _text()).encode("utf-16"),
        "gbk.txt": (SENTENCE * 3).encode("gbk"),
        "table.csv": _separated(",").encode("utf-8-sig"),
        "table.tsv": _separated("\t").encode("gb18030"),
        "table.html": _page().encode(),
        "table.mht": _web_archive(),
        "table.xml": _spreadsheetml().encode(),
    }
    office = {
        "table.docx": _word(),
        "table.xlsx": sheet_file("\n".join("\t".join(row) for row in ((TITLE,), (UNIT,), *ROWS))),
        "table.ods": _open_document("spreadsheet", f'<table:table table:name="a">{_cells()}</table:table>'),
        "table.odt": _open_document("text", f"<text:p>{SENTENCE}</text:p><table:table>{_cells()}</table:table>"),
        "table.ofd": packed({"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b"<Document/>"}),
    }
    printed = {
        "ruled.pdf": one_page(f"{_RULES} {writing(lines)}"),
        "three.pdf": pages(writing(), writing(lines), writing()),
        "forms.pdf": nested_forms(3),
        "locked.pdf": encrypted(b""),
        "picture.png": _picture("PNG"),
        "picture.tif": _picture("TIFF"),
    }
    around = {
        "fiscal.toml": b'fail-on = "error"\n[[accept]]\nid = "0123abcd"\nreason = "known"\n',
        "known.json": b'{"schema": "fiscal-baseline/1", "accepted": [{"id": "0123abcd", "code": "TOT01", '
        b'"figures": ["1"], "message": "m", "reason": "known"}]}',
        "both.zip": packed(
            {"a/table.txt": plain["table.txt"], "b.csv": plain["table.csv"], "c.xlsx": office["table.xlsx"]}
        ),
        "packed.gz": gzip.compress(plain["table.txt"], mtime=0),
    }
    return list({**plain, **office, **printed, **around}.items())


def old_office_seeds() -> list[tuple[str, bytes]]:
    """.xls, .doc and .rtf as LibreOffice saves them."""
    found = dict(seeds())
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for name, form in (("table.xlsx", "xls"), ("table.docx", "doc"), ("table.docx", "rtf")):
            source = Path(folder, name)
            source.write_bytes(found[name])
            made.append((f"table.{form}", converted(source, Path(folder), form).read_bytes()))
    return made


def _text() -> str:
    rows = "\n".join("| " + " | ".join(row) + " |" for row in ROWS[1:])
    return f"{SENTENCE}\n\n{TITLE}\n{UNIT}\n\n| {' | '.join(ROWS[0])} |\n|---|---|---|\n{rows}\n"


def _separated(mark: str) -> str:
    return "\n".join(mark.join(f'"{cell}"' for cell in row) for row in ((TITLE,), (UNIT,), *ROWS))


def _page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    style = "<style>.a{display:none}</style>"
    head = f"<html><head><meta charset=utf-8>{style}</head>"
    return f"{head}<body><p>{SENTENCE}</p><p>{TITLE}</p><p>{UNIT}</p><table>{rows}</table></body></html>"


def _web_archive() -> bytes:
    message = EmailMessage()
    message["Subject"] = "table"
    message.set_content(_page(), subtype="html", charset="utf-8")
    message.add_related(b"a{}", "text", "css")
    return message.as_bytes()


def _spreadsheetml() -> str:
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    rows = "".join("<Row>" + "".join(cell.format(one) for one in row) + "</Row>" for row in ((TITLE,), (UNIT,), *ROWS))
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    sheet = f'<Worksheet ss:Name="a"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}">{sheet}</Workbook>'


def _cells() -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    return "".join(row.format("".join(map(cell.format, one))) for one in ((TITLE,), (UNIT,), *ROWS))


def _open_document(kind: str, body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style"))
    whole = f"<office:automatic-styles/><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    content = f"<office:document-content {spaces}>{whole}</office:document-content>"
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": content.encode()}
    return packed(parts | {"META-INF/manifest.xml": b"<manifest/>"})


def _word() -> bytes:
    written = docx.Document()
    for line in (SENTENCE, TITLE, UNIT):
        written.add_paragraph(line)
    table = written.add_table(0, len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def _picture(form: str) -> bytes:
    image = Image.new("L", (120, 40), 255)
    ImageDraw.Draw(image).text((5, 10), "1,046 2,413", fill=0)
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()
