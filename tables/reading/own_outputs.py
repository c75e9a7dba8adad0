"""What this program wrote itself, told by the marks in it: reports, workbooks, letters, copies, exports."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from fiscal import late_patterns as re

HEAD = 8192
TAIL = 65536
MOST_PROPERTIES = 1 << 20
NAMES = frozenset({"fiscal.toml"})
_JSON = re.compile(rb'^\s*\{\s*"schema"\s*:\s*"fiscal-[a-z]+/\d')
_MARKS = (
    b"<!-- fiscal-review -->",
    b'<meta name="generator" content="fiscal',
    b'<testsuites name="fiscal"',
    b'"name": "fiscal"',
)
_FIGURES = b"id,document,page,line,sheet,cell,table,row,column,paragraph,"
_SUMMARY = re.compile(
    r"^(?:核对了 \d+ 个文件、\d+ 张表、\d+ 个数|checked \d+ file\(s\), \d+ table\(s\), \d+ figure\(s\))$", re.MULTILINE
)
_COMPARED = re.compile(
    r"^(?:比较了原稿 \d+ 个文件、\d+ 个数与新稿|compared the old draft, \d+ file\(s\), \d+ figure\(s\))", re.MULTILINE
)
_CONCISE = re.compile(r"^(?:::(?:error|warning|notice) |fiscal: |.*: [A-Z]{3}\d\d .{2,20}: )")
_SAID = re.compile(
    "fiscal \\d[\\w.]*  Python |Usage: fiscal|# 核对项 · Checks\n|[A-Z]{3}\\d\\d  \\S|coverage\\.html\n".encode()
)
"""How what `fiscal` says of itself begins: doctor, help, checks (核对项), one check, the list of a site's pages."""
_RULE, _COUNTED = re.compile(r"^[^\n]+\n-+(?:  -+)*\n"), re.compile(r"\n(?:共 \d+ 行|\d+ rows?)\n\Z")
"""How the answer of a store in columns begins and ends."""
_PARTS = (
    ("docProps/core.xml", re.compile(rb"<(?:dc:)?creator[^>]*>fiscal</")),
    ("word/comments.xml", re.compile(rb'author="fiscal"')),
)
"""Parts of office files in which this program names itself."""
_TABLE_FILE = re.compile(r"d\d+-.+-\d\d(?:-.*)?\.csv")
_BOM = b"\xef\xbb\xbf"
PDF_MARK = b"%fiscal-output/1\n"
"""The last line of a PDF that is a copy with remarks."""


def is_ours(path: Path) -> bool:
    """True if the file at `path` is an output of this program; False for one that cannot be looked into."""
    try:
        with path.open("rb") as stream:
            return ours(path.name, stream, path.stat().st_size)
    except OSError:
        return False


def ours(name: str, stream: BinaryIO, size: int) -> bool:
    """True if what `stream` holds, `size` bytes called `name`, is an output of this program.

    At most its first and last kilobytes are read, and of an archive its properties. Raises OSError.
    """
    if name in NAMES:
        return True
    head = stream.read(HEAD)
    stream.seek(max(size - TAIL, 0))
    tail = stream.read(TAIL)
    if head.startswith(b"PK\x03\x04"):
        return _office(stream)
    if head.startswith(b"PAR1"):
        return b"fiscal" in tail
    if b"%PDF-" in head[:1024]:
        return tail.endswith(PDF_MARK)
    if head.startswith(_BOM) and _TABLE_FILE.fullmatch(name):
        return True
    plain = head.removeprefix(_BOM)
    return (
        bool(_JSON.match(plain))
        or bool(_SAID.match(plain))
        or any(mark in plain for mark in _MARKS)
        or _listed(plain, tail)
    )


def _office(stream: BinaryIO) -> bool:
    """True for a workbook, a letter, or a copy with remarks: their properties say so."""
    import zipfile  # no text needs it

    try:
        with zipfile.ZipFile(stream) as archive:
            for name, mark in _PARTS:
                if name in archive.namelist():
                    with archive.open(name) as part:
                        if mark.search(part.read(MOST_PROPERTIES)):
                            return True
    except Exception:  # noqa: BLE001 - a damaged archive is not ours, whatever the unpacker stumbles over
        pass
    return False


def _listed(head: bytes, tail: bytes) -> bool:
    """True for the reports in lines of text, comparisons of drafts among them, and for lists of figures as CSV."""
    if head.startswith(_FIGURES):
        return True
    text, end = head.decode("utf-8", "ignore"), tail.decode("utf-8", "ignore")
    if _RULE.search(text) and _COUNTED.search(end):
        return True
    if _COMPARED.search(end.rstrip().rpartition("\n")[2]):
        return True
    if _SUMMARY.search(end) and re.search(r"^  --> |^核对了|^checked ", text, re.MULTILINE):
        return True
    lines = [line for line in text.splitlines()[:-1] if line.strip()]
    return bool(lines) and all(_CONCISE.match(line) for line in lines)
