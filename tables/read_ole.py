"""The reader of old office files: .xls workbooks are read as they are, .doc, .wps and .et converted first."""

from __future__ import annotations

from tables import read_xls
from tables.decode import UnreadableDocument
from tables.layout import Layout
from tables.office.convert import converted_layout
from tables.office.streams import kind_of_streams
from tables.reading import Reading


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a compound file.

    Raises UnreadableDocument, with reason "needs-libreoffice" where it has to be converted and nothing can do that.
    """
    if kind_of_streams(data) == "doc":
        return converted_layout(data, "doc", reading)
    try:
        return read_xls.read_layout(data, reading)
    except UnreadableDocument as failure:
        if failure.reason != "damaged":
            raise
        return converted_layout(data, "xls", reading)  # WPS writes workbooks that only office programs understand
