"""What an old office file (a compound file) holds: the names of its streams tell Word from Excel from a locked file."""

from __future__ import annotations

import os
import struct

from xlrd.compdoc import CompDoc, CompDocError

from tables.decode import UnreadableDocument

_DAMAGE = (
    AssertionError,
    CompDocError,
    LookupError,
    MemoryError,
    OverflowError,
    RecursionError,  # a directory that leads back to itself
    TypeError,
    ValueError,
    struct.error,
)


def kind_of_streams(data: bytes) -> str:
    """ "xls" for a workbook, "doc" for anything that has to be converted first.

    Raises UnreadableDocument "password" for a locked file and "damaged" where the file cannot be listed.
    """
    with open(os.devnull, "w", encoding="utf-8") as silence:
        try:
            file = CompDoc(data, logfile=silence)
            names = {entry.name for entry in file.dirlist}
            word = bytes(file.get_named_stream("WordDocument") or b"") if "WordDocument" in names else b""
        except _DAMAGE:
            raise UnreadableDocument("damaged") from None
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise UnreadableDocument("password")
    if len(word) > 12 and word[11] & 1:  # fEncrypted of the file information block ([MS-DOC] 2.5.2)
        raise UnreadableDocument("password")
    return "xls" if names & {"Workbook", "Book"} else "doc"
