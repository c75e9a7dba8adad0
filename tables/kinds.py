"""What a file is, told from its first bytes and, for an archive, from its members; its name is never asked."""

from __future__ import annotations

import io
import zlib

from fiscal import late_patterns as re

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b", re.IGNORECASE)
_CONTENTS = {
    "docx": (
        b"wordprocessingml.document.main+xml",
        b"ms-word.document.macroEnabled.main+xml",
        b"wordprocessingml.template.main",
    ),
    "xlsx": (
        b"spreadsheetml.sheet.main",
        b"ms-excel.sheet.macroEnabled.main",
        b"spreadsheetml.template.main",
        b"sheet.binary",
    ),
    "ods": (b"opendocument.spreadsheet",),
    "odt": (b"opendocument.text",),
}
"""What a package says that it is; where its parts are called is its own affair."""

_LIST_LIMIT = 4 << 20
_WEB_ARCHIVE = re.compile(rb"^(?:mime-version|content-type|from|subject|date|x-[\w-]+)\s*:", re.IGNORECASE)
HEAD = 4096
"""Bytes that tell what a file is, but for archives."""


def kind_of(data: bytes) -> str:
    """ "pdf", "image", "docx", "xlsx", "ole" (old Word, Excel or WPS), "rtf", "html", "mhtml"
    (a web archive), "spreadsheetml" (XML Spreadsheet 2003), "ods", "odt", "ofd", "zip" (any other) or "text".

    >>> kind_of(b"%PDF-1.7 ..."), kind_of("<html><body>预算".encode()), kind_of("预算".encode())
    ('pdf', 'html', 'text')
    """
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"PK\x03\x04"):
        return _archive(data)
    if head.startswith(_IMAGES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip()
    if _WEB_ARCHIVE.match(plain) and re.search(rb"multipart/related|text/html", head, re.IGNORECASE):
        return "mhtml"
    if (
        plain.startswith(b"<")
        and b"urn:schemas-microsoft-com:office:spreadsheet" in plain
        and b"<html" not in plain.lower()
    ):
        return "spreadsheetml"
    return "html" if plain.startswith(b"<") and _HTML.search(plain) else "text"


def _archive(data: bytes) -> str:
    """Which office format a ZIP file is; one that cannot even be listed is "zip"."""
    import zipfile  # no text needs it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
            stated = b"".join(
                archive.read(member)
                for member in archive.infolist()
                if member.filename.lower() == "[content_types].xml" and member.file_size < _LIST_LIMIT
            )
            declared = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return "zip"
    for form, marks in _CONTENTS.items():
        if any(mark in stated + declared for mark in marks):
            return form
    if "ofd.xml" in names:
        return "ofd"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "zip"
