"""Writes the sample dossier of this folder: one report with three tables as Word, PDF, Excel and web page.

    python data/yunxi-2024-formats/make.py

LibreOffice (soffice) makes the PDF out of the Word file; without it the PDF stays as it is. The place and the figures
are invented.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table

HERE = Path(__file__).resolve().parent
NAME = "云溪区2024年区级预算调整方案"
TITLE = "关于云溪区2024年区级预算调整方案（草案）的报告"
PROSE = (
    "区人民代表大会常务委员会：",
    "受区人民政府委托，现就2024年区级预算调整方案（草案）报告如下，请予审议。",
    "一、一般公共预算调整",
    "2024年区级一般公共预算收入由128,600万元调整为131,100万元，增加2,500万元，其中：税收收入由98,400万元调整为"
    "99,900万元，增加1,500万元；非税收入由30,200万元调整为31,200万元，增加1,000万元（详见附表1）。加上级补助收入"
    "46,300万元、上年结余收入5,200万元，收入总计182,600万元。",
    "区级一般公共预算支出由164,100万元调整为168,600万元，增加4,500万元。加上解上级支出8,900万元、结转下年支出"
    "5,100万元，支出总计182,600万元，收支平衡（详见附表2）。",
    "二、政府债务限额",
    "2024年全区政府债务限额192.50亿元，其中：一般债务限额104.80亿元，专项债务限额87.70亿元。2024年末政府债务余额"
    "预计为131.40亿元，其中：一般债务余额69.10亿元，专项债务余额62.30亿元，控制在限额以内（详见附表3）。",
    "以上报告，请予审议。",
)
RECEIPTS = (
    ("附表1", "云溪区2024年区级一般公共预算收入调整表", "万元"),
    [["项目", "预算数", "调整数", "调整预算数"]],
    [
        ["税收收入", "98,400", "1,500", "99,900"],
        ["　　增值税", "46,200", "900", "47,100"],
        ["　　企业所得税", "31,700", "-600", "31,100"],
        ["　　其他税收", "20,500", "1,200", "21,700"],
        ["非税收入", "30,200", "1,000", "31,200"],
        ["　　专项收入", "12,900", "", "12,900"],
        ["　　国有资源（资产）有偿使用收入", "17,300", "1,000", "18,300"],
        ["合计", "128,600", "2,500", "131,100"],
    ],
)
BALANCE = (
    ("附表2", "云溪区2024年区级一般公共预算收支平衡表", "万元"),
    [["收入", "", "", "支出", "", ""], ["项目", "预算数", "调整预算数", "项目", "预算数", "调整预算数"]],
    [
        ["一般公共预算收入", "128,600", "131,100", "一般公共预算支出", "164,100", "168,600"],
        ["上级补助收入", "44,800", "46,300", "上解上级支出", "8,900", "8,900"],
        ["上年结余收入", "5,200", "5,200", "结转下年支出", "5,600", "5,100"],
        ["收入总计", "178,600", "182,600", "支出总计", "178,600", "182,600"],
    ],
)
DEBT = (
    ("附表3", "云溪区2024年政府债务限额和余额情况表", "亿元"),
    [["项目", "限额", "余额"]],
    [
        ["一般债务", "104.80", "69.10"],
        ["专项债务", "87.70", "62.30"],
        ["合计", "192.50", "131.40"],
    ],
)
TABLES = (RECEIPTS, BALANCE, DEBT)


def spans(header: list[list[str]]) -> list[tuple[int, int, int]]:
    """(row, first column, last column) of every header cell that stands over several columns."""
    found = []
    for at, row in enumerate(header[:-1]):
        starts = [i for i, text in enumerate(row) if text]
        ends = [*(i - 1 for i in starts[1:]), len(row) - 1]
        found += [(at, a, b) for a, b in zip(starts, ends, strict=True) if b > a]
    return found


def word(target: Path) -> None:
    """The Word file."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Noto Serif CJK SC", Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    head = document.add_paragraph(TITLE)
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in PROSE:
        document.add_paragraph(text).paragraph_format.first_line_indent = Pt(22)
    for (number, title, unit), header, body in TABLES:
        document.add_page_break()
        document.add_paragraph(number)
        document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph(f"单位：{unit}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
        fill(document.add_table(len(header) + len(body), len(header[0]), "Table Grid"), header, body)
    document.save(str(target))


def fill(table: Table, header: list[list[str]], body: list[list[str]]) -> None:
    """Writes the cells of a Word table and joins those of the header."""
    for at, row in enumerate([*header, *body]):
        for column, text in enumerate(row):
            cell = table.cell(at, column)
            cell.text = text
            if at >= len(header) and text and (text[0].isdigit() or text[0] == "-"):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for at, first, last in spans(header):
        text = header[at][first]
        table.cell(at, first).merge(table.cell(at, last)).text = text


def sheets(target: Path) -> None:
    """The Excel file: a sheet for each table, totals as formulas with the values a spreadsheet would keep."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for (number, title, unit), header, body in TABLES:
        sheet = book.create_sheet(number)
        sheet.append([number])
        sheet.append([title])
        sheet.append([""] * (len(header[0]) - 1) + [f"单位：{unit}"])
        for row in header:
            sheet.append(row)
        for row in body:
            sheet.append([number_of(text) for text in row])
        for line in sheet.iter_rows(min_row=4):
            for cell in line:
                if not isinstance(cell.value, str):
                    cell.number_format = "#,##0.00" if unit == "亿元" else "#,##0"
        sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(header[0]))
        for at, first, last in spans(header):
            sheet.merge_cells(start_row=4 + at, end_row=4 + at, start_column=first + 1, end_column=last + 1)
    book.save(target)


def number_of(text: str) -> str | int | float | None:
    """A printed number as a spreadsheet holds it."""
    plain = text.replace(",", "")
    if not plain or not plain.lstrip("-").replace(".", "").isdigit():
        return text or None
    return float(plain) if "." in plain else int(plain)


def page(target: Path) -> None:
    """The web page."""
    out = ["<!DOCTYPE html>", '<html lang="zh"><head><meta charset="utf-8">', f"<title>{TITLE}</title></head><body>"]
    out += [f"<h1>{TITLE}</h1>", *(f"<p>{html.escape(text)}</p>" for text in PROSE)]
    for (number, title, unit), header, body in TABLES:
        out += [f"<p>{number}</p>", f"<p>{title}</p>", f"<p>单位：{unit}</p>", "<table border=1>"]
        wide = {(at, first): last - first + 1 for at, first, last in spans(header)}
        for at, row in enumerate(header):
            cells = (
                f'<th colspan="{wide.get((at, i), 1)}">{text}</th>'
                for i, text in enumerate(row)
                if text or at == len(header) - 1
            )
            out.append(f"<tr>{''.join(cells)}</tr>")
        out += ["<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in body]
        out.append("</table>")
    out.append("</body></html>")
    target.write_text("\n".join(out) + "\n", encoding="utf-8")


def main() -> None:
    """Writes all four files."""
    word(HERE / f"{NAME}.docx")
    sheets(HERE / f"{NAME}附表.xlsx")
    page(HERE / f"{NAME}.html")
    if shutil.which("soffice"):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(HERE), str(HERE / f"{NAME}.docx")],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main()
