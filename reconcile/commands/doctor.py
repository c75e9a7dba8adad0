"""`fiscal doctor`: which version runs where, which formats it reads, what is installed."""

from __future__ import annotations

import platform
import shutil
from importlib.util import find_spec

import click
from msgspec import Struct

from fiscal import __version__
from reconcile.commands.options import lang_option
from reconcile.commands.safeguards import safeguard_lines


class Component(Struct, frozen=True):
    """Something that the program uses: a Python package, or a program on the path where `program` is True.

    `advice` says what to install where an optional part lacks; a part without advice belongs to the program itself.
    """

    name: str
    zh: str
    en: str
    program: bool = False
    advice: str = ""

    @property
    def present(self) -> bool:
        """True if it is installed."""
        return (_program(self.name) if self.program else find_spec(self.name)) is not None


def _program(name: str) -> str | None:
    from tables.office.convert import converter

    return converter() if name == "soffice" else shutil.which(name)


PARTS = (
    Component("openpyxl", "写工作簿 xlsx", "writes workbooks (xlsx)"),
    Component("docx", "写审查要点（Word）", "writes the questions (Word)"),
    Component("pandas", "附表转为 DataFrame", "tables as DataFrames"),
    Component(
        "pyarrow", "写 Parquet（fiscal tables --format parquet）", "writes Parquet (fiscal tables --format parquet)"
    ),
    Component("pypdfium2", "读 PDF", "reads PDF"),
    Component(
        "camelot", "读 PDF 表格的另一引擎（--engine camelot）", "another reader of PDF tables (--engine camelot)"
    ),
    Component("xlrd", "读旧版工作簿 xls", "reads old workbooks (xls)"),
    Component("lxml", "读 Word、Excel 文件和网页", "reads Word files, workbooks and web pages"),
    Component(
        "rapidocr", "识别扫描件和照片", "reads scans and photographs", advice="make ocr, pip install 'fiscal[ocr]'"
    ),
    Component("onnxruntime", "运行文字识别", "runs the recognition", advice="make ocr, pip install 'fiscal[ocr]'"),
    Component("soffice", "转换 doc、wps、et、rtf", "converts doc, wps, et, rtf", True, "LibreOffice"),
)


class Format(Struct, frozen=True):
    """One family of files: their endings, the kind of `tables.kinds`, the parts that reading them takes."""

    suffixes: str
    kind: str
    needed: tuple[str, ...]
    zh: str
    en: str


FORMATS = (
    Format(".txt .md", "text", (), "文本（UTF-8、GB18030）", "text (UTF-8, GB18030)"),
    Format(".pdf", "pdf", ("pypdfium2",), "PDF", "PDF"),
    Format(".png .jpg .tif .bmp .webp", "image", ("rapidocr", "onnxruntime"), "图片、扫描件", "pictures, scans"),
    Format(".docx .docm", "docx", ("lxml",), "Word", "Word"),
    Format(".xlsx .xlsm", "xlsx", ("lxml",), "工作簿", "workbooks"),
    Format(".xls", "ole", ("xlrd",), "旧版工作簿", "old workbooks"),
    Format(".csv .tsv", "text", (), "逗号或制表符分隔的表", "values between commas or tabs"),
    Format(".ods", "ods", ("lxml",), "OpenDocument 工作簿", "OpenDocument sheets"),
    Format(".xml", "spreadsheetml", ("lxml",), "XML 表格，也常存成 .xls", "XML Spreadsheet, also as .xls"),
    Format(".odt", "odt", ("lxml",), "OpenDocument 文本", "OpenDocument text"),
    Format(".htm .html", "html", ("lxml",), "网页", "web pages"),
    Format(".mht .mhtml", "mhtml", ("lxml",), "单个文件的网页，也常存成 .doc", "web archives, also as .doc"),
    Format(".zip", "text", (), "压缩包，其中的文件逐个读取", "archives; every file inside is read"),
    Format(".doc .wps .et", "ole", ("soffice",), "旧版 Word、WPS，经 LibreOffice", "old Word, WPS, by LibreOffice"),
    Format(".rtf", "rtf", ("soffice",), "RTF，经 LibreOffice", "RTF, by LibreOffice"),
    Format(".ofd", "", (), "请另存为 PDF", "please save it as PDF"),
)


@click.command("doctor", short_help="检查安装情况 / Show what is installed.")
@lang_option
def command(lang: str) -> int:
    """显示版本、可读的格式、已安装的部件和这个系统没有的限制；缺少必要部件时退出码为 2，缺少可选部件不影响。

    Shows the version, the formats that can be read, the installed parts and the limits this system knows; exit code 2
    if a part is missing that the program cannot do without.
    """
    from reconcile.commands.output import show

    text, complete = diagnosis(lang)
    show(text)
    return 0 if complete else 2


def diagnosis(lang: str) -> tuple[str, bool]:
    """What `fiscal doctor` says, and whether nothing is missing but optional parts."""
    english = lang == "en"
    here = {part.name: part.present for part in PARTS}
    lines = [f"fiscal {__version__}  Python {platform.python_version()}", "", "formats:" if english else "可读的格式:"]
    for form in FORMATS:
        lines.append(f"  {form.suffixes}  {_readable(form, here, english)}  {form.en if english else form.zh}")
    lines += ["", "parts:" if english else "部件:"]
    present, missing = ("present", "missing") if english else ("有", "缺少")
    for part in PARTS:
        optional = (" (optional)" if english else "（可选）") if part.advice else ""
        state = present if here[part.name] else missing
        lines.append(f"  {part.name}  {state}  {part.en if english else part.zh}{optional}")
    lines += ["", "limits:" if english else "限制:", *safeguard_lines(english)]
    lines += _advice([part for part in PARTS if not here[part.name]], english)
    return "\n".join(lines) + "\n", all(here[part.name] or part.advice for part in PARTS)


def _readable(form: Format, here: dict[str, bool], english: bool) -> str:
    """Whether files of this form can be read here, and which parts lack if not."""
    from tables.reading.readers import READERS

    if form.kind != "text" and form.kind not in READERS:
        return "not read" if english else "不能读"
    lacking = " ".join(name for name in form.needed if not here[name])
    if lacking:
        return f"needs {lacking}" if english else f"需要 {lacking}"
    return "yes" if english else "能读"


def _advice(missing: list[Component], english: bool) -> list[str]:
    """What to do about the parts that lack."""
    needed = [part.name for part in missing if not part.advice]
    lines = [""] if missing else []
    if needed:
        lines.append(
            ("install the program again to add: " if english else "请重新安装本程序以补上: ") + " ".join(needed)
        )
    for part in missing:
        if part.advice:
            lines.append(f"{'to add' if english else '如需'} {part.name}: {part.advice}")
    return lines
