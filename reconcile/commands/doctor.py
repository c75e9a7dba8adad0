"""`fiscal doctor`: which version runs where, which formats it reads, what is installed."""

from __future__ import annotations

import platform
from importlib.util import find_spec

import click

from fiscal import __version__
from reconcile.commands.options import lang_option

FORMATS = ((".txt .md", "文本（UTF-8、GB18030）", "text (UTF-8, GB18030)"),)
PARTS = (("openpyxl", "写工作簿（fiscal export、fiscal tables）", "writes workbooks (fiscal export, fiscal tables)"),)


@click.command("doctor", short_help="检查安装情况 / Show what is installed.")
@lang_option
def command(lang: str) -> int:
    """显示版本、可读的格式和已安装的部件；缺少部件时退出码为 2。

    Shows the version, the formats that can be read and the installed parts; exit code 2 if a part is missing.
    """
    from reconcile.commands.output import show

    text, complete = diagnosis(lang)
    show(text)
    return 0 if complete else 2


def diagnosis(lang: str) -> tuple[str, bool]:
    """What `fiscal doctor` says, and whether nothing is missing."""
    english = lang == "en"
    lines = [f"fiscal {__version__}  Python {platform.python_version()}", "", "formats:" if english else "可读的格式:"]
    lines += [f"  {suffixes}  {en if english else zh}" for suffixes, zh, en in FORMATS]
    lines += ["", "parts:" if english else "部件:"]
    missing = [name for name, _, _ in PARTS if find_spec(name) is None]
    for name, zh, en in PARTS:
        state = ("missing" if english else "缺少") if name in missing else ("present" if english else "有")
        lines.append(f"  {name}  {state}  {en if english else zh}")
    if missing:
        advice = "install the program again to add: " if english else "请重新安装本程序以补上: "
        lines += ["", advice + " ".join(missing)]
    return "\n".join(lines) + "\n", not missing
