"""The reader of rich text (.rtf): converted first, then read as a Word document."""

from __future__ import annotations

from msgspec.structs import replace

from tables.formats import docx
from tables.layout import Layout
from tables.office.convert import converted
from tables.reading_options import Reading


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a rich text. Raises UnreadableDocument, "needs-libreoffice" where nothing can convert it."""
    return replace(docx.read_layout(converted(data, "rtf"), reading), format="rtf")
