"""`fiscal doctor`: which version runs where, which formats it reads, what is installed."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from importlib.util import find_spec

import click

from fiscal import __version__
from reconcile.commands.options import lang_option


@dataclass(frozen=True, slots=True)
class Part:
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
        return (shutil.which(self.name) if self.program else find_spec(self.name)) is not None


PARTS = (
    Part("openpyxl", "读写工作簿 xlsx", "reads and writes workbooks (xlsx)"),
    Part("pandas", "附表转为 DataFrame", "tables as DataFrames"),
    Part("pyarrow", "写 Parquet（fiscal tables --format parquet）", "writes Parquet (fiscal tables --format parquet)"),
    Part("pypdfium2", "读 PDF", "reads PDF"),
    Part("camelot", "读 PDF 表格的另一引擎（--engine camelot）", "another reader of PDF tables (--engine camelot)"),
    Part("docx", "读 Word 文件 docx", "reads Word files (docx)"),
    Part("xlrd", "读旧版工作簿 xls", "reads old workbooks (xls)"),
    Part("lxml", "读网页", "reads web pages"),
    Part("rapidocr", "识别扫描件和照片", "reads scans and photographs", advice="make ocr, pip install 'fiscal[ocr]'"),
    Part("onnxruntime", "运行文字识别", "runs the recognition", advice="make ocr, pip install 'fiscal[ocr]'"),
    Part("soffice", "转换 doc、wps、et、rtf", "converts doc, wps, et, rtf", True, "LibreOffice"),
)

FORMATS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (".txt .md", (), "文本（UTF-8、GB18030）", "text (UTF-8, GB18030)"),
    (".pdf", ("pypdfium2",), "PDF", "PDF"),
    (".png .jpg .tif .bmp .webp", ("rapidocr", "onnxruntime"), "图片、扫描件", "pictures, scans"),
    (".docx .docm", ("docx",), "Word", "Word"),
    (".xlsx .xlsm", ("openpyxl",), "工作簿", "workbooks"),
    (".xls", ("xlrd",), "旧版工作簿", "old workbooks"),
    (".htm .html", ("lxml",), "网页", "web pages"),
    (
        ".doc .wps .et .rtf",
        ("soffice",),
        "旧版 Word、WPS（用 LibreOffice 转换）",
        "old Word, WPS (through LibreOffice)",
    ),
)
"""Endings, the parts that reading them takes, and what they are."""


@click.command("doctor", short_help="检查安装情况 / Show what is installed.")
@lang_option
def command(lang: str) -> int:
    """显示版本、可读的格式和已安装的部件；缺少必要部件时退出码为 2，缺少可选部件不影响。

    Shows the version, the formats that can be read and the installed parts; exit code 2 if a part is missing that the
    program cannot do without.
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
    for suffixes, needed, zh, en in FORMATS:
        lacking = [name for name in needed if not here[name]]
        state = _word(not lacking, english, lacking)
        lines.append(f"  {suffixes}  {state}  {en if english else zh}")
    lines += ["", "parts:" if english else "部件:"]
    for part in PARTS:
        optional = (" (optional)" if english else "（可选）") if part.advice else ""
        lines.append(f"  {part.name}  {_word(here[part.name], english)}  {part.en if english else part.zh}{optional}")
    lines += _advice([part for part in PARTS if not here[part.name]], english)
    return "\n".join(lines) + "\n", all(here[part.name] or part.advice for part in PARTS)


def _word(present: bool, english: bool, lacking: list[str] | None = None) -> str:
    named = f" {' '.join(lacking)}" if lacking else ""
    if english:
        return "present" if present and lacking is None else "yes" if present else f"missing{named}"
    return "有" if present and lacking is None else "能读" if present else f"缺少{named}"


def _advice(missing: list[Part], english: bool) -> list[str]:
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
