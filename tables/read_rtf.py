"""The reader of rich text (.rtf): converted first, then read as a Word document."""

from __future__ import annotations

from tables.layout import Layout
from tables.office.convert import converted_layout
from tables.reading import Reading


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a rich text. Raises UnreadableDocument, "needs-libreoffice" where nothing can convert it."""
    return converted_layout(data, "rtf", reading)
