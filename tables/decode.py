"""Bytes to text: which encoding a text file is in, and whether it is text at all."""

from __future__ import annotations

import codecs

BYTE_LIMIT = 32 * 1024 * 1024
"""A larger text file is refused: five gazettes together are 1 MB, so 32 MB is no budget document."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableDocument(Exception):
    """A document that cannot be read: `code` says why in one word, for the finding DOC01."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32 (with mark), or GB18030 (GB 18030-2022, which contains GBK).

    >>> decode("预算".encode("gb18030"))
    '预算'

    Raises UnreadableDocument with reason "too-large", "empty", "binary" or "encoding".
    """
    if len(data) > BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    if not data.strip():
        raise UnreadableDocument("empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data[:65536]:
        raise UnreadableDocument("binary")
    try:
        return _without_controls(data.decode("utf-8"))
    except UnicodeDecodeError as failure:
        # A cut or lightly damaged UTF-8 file must not be taken for GB18030: mostly valid UTF-8 stays UTF-8.
        if failure.start > 64 or len(data) - failure.start < 8:
            text = data.decode("utf-8", errors="replace")
            if text.count("�") * 100 <= len(text):
                return text
    return _plausible(_strictly(data, "gb18030"))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError:
        raise UnreadableDocument("encoding") from None


def _without_controls(text: str) -> str:
    """A few stray control characters are damage; a file that is full of them is no text."""
    odd = sum(1 for char in text[:20000] if char < " " and char not in "\t\r\n\f")
    if odd >= 64 and odd * 10 > min(len(text), 20000):
        raise UnreadableDocument("binary")
    return text


def _plausible(text: str) -> str:
    """Random bytes often decode as GB18030; real text holds few control and private-use characters."""
    odd = sum(1 for char in text[:20000] if (char < " " and char not in "\t\r\n\f") or "\ue000" <= char <= "\uf8ff")
    if odd * 50 > min(len(text), 20000):
        raise UnreadableDocument("binary")
    return text
