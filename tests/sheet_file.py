"""A real .xlsx file from a few lines of text, written part by part, so that formulas keep the results we give them.

Cells stand between tabs. `1,500 =SUM(B2:B4)` is a formula with its stored result, `=B1` one without a result; what
reads like a number is stored as a number and displayed with separators, everything else is text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CELL = re.compile(r"^(?P<value>-?[\d,]*\.?\d*%?)\s*(?P<formula>=.+)?$")
CODES = ("General", "#,##0", "#,##0.00", "#,##0.0", "0.0%")


def sheet_file(text: str) -> bytes:
    """The bytes of a workbook with the one sheet that `text` describes."""
    return workbook({"表": sheet_part(text)})


def workbook(sheets: Mapping[str, str], codes: tuple[str, ...] = CODES, names: str = "", shared: str = "") -> bytes:
    """The bytes of a workbook: the XML of every sheet by its name, its number formats, its <definedNames>."""
    count = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(count, sheets, strict=True)
    )
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{_quoted(code)}"/>' for n, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in count
    )
    parts = {
        "[Content_Types].xml": content_types(
            {"xl/workbook.xml": "spreadsheetml.sheet.main", "xl/styles.xml": "spreadsheetml.styles"}
            | {f"xl/worksheets/sheet{n}.xml": "spreadsheetml.worksheet" for n in count}
        ),
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets>{names}'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}<Relationship '
        f'Id="s" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs>'
        "</styleSheet>",
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in zip(count, sheets.values(), strict=True)},
    }
    return packed({name: xml.encode() for name, xml in parts.items()})


def content_types(kinds: Mapping[str, str]) -> str:
    """The part that names the kind of every other part, without which office programs open nothing."""
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{relations}{listed}</Types>'


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The bytes of an archive with the given parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def sheet_part(text: str, before: str = "", after: str = "") -> str:
    """The XML of a sheet; `before` and `after` stand around its rows (<cols>, <mergeCells>)."""
    rows = "".join(
        f'<row r="{number}">{"".join(_cell(cell, number, at) for at, cell in enumerate(line.split(chr(9))))}</row>'
        for number, line in enumerate(text.rstrip("\n").split("\n"), 1)
    )
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def _cell(text: str, row: int, column: int) -> str:
    name = f"{chr(65 + column)}{row}"
    found = _CELL.match(text)
    if not text.strip():
        return ""
    if not found or not (found["formula"] or re.search(r"\d", found["value"])):
        return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
    formula = f"<f>{escape(found['formula'][1:])}</f>" if found["formula"] else ""
    value = found["value"].replace(",", "")
    style = len(value.partition(".")[2]) + 1 if "." in value else 1
    stored = f"<v>{value}</v>" if value else ""
    return f'<c r="{name}" s="{ {1: 1, 2: 3, 3: 2}.get(style, 0) }">{formula}{stored}</c>'


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})
