"""The reader of old office files: .xls workbooks are read as they are, .doc, .wps and .et converted first."""

from __future__ import annotations

from msgspec.structs import replace

from tables.decode import UnreadableDocument
from tables.formats import docx, xls, xlsx
from tables.layout import Layout
from tables.office.convert import converted
from tables.office.streams import kind_of_streams
from tables.reading_options import Reading


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a compound file.

    Raises UnreadableDocument, with reason "needs-libreoffice" where it has to be converted and nothing can do that.
    """
    if kind_of_streams(data) == "doc":
        return replace(docx.read_layout(converted(data, "doc"), reading), format="doc")
    try:
        return xls.read_layout(data, reading)
    except UnreadableDocument as failure:
        if failure.reason != "damaged":
            raise
        # WPS writes workbooks that only office programs understand.
        return replace(xlsx.read_layout(converted(data, "xls"), reading), format="xls")
