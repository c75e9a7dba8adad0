"""The bytes of a web page to a tree of elements: the encoding is found, nothing is fetched, no entity is defined."""

from __future__ import annotations

import codecs
import re

from lxml import etree, html

from tables.decode import BYTE_LIMIT, UnreadableDocument, decode

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_HEAD = 8192
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn", "hz-gb-2312"))
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_LOST = 100
"""One character in so many may be damaged before the declared encoding is given up."""


def page_text(data: bytes) -> str:
    """The characters of a page: as its mark or its declaration says, GB2312 read as GB18030, which contains it.

    >>> page_text('<meta charset="gb2312">镕'.encode("gb18030"))[-1]
    '镕'

    Raises UnreadableDocument as `decode` does.
    """
    if len(data) > BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    declared = _DECLARED.search(data[:_HEAD])
    if declared is None or data.startswith(_MARKS):
        return decode(data)
    name = declared[1].decode("ascii").lower()
    try:
        encoding = "gb18030" if name in _CHINESE else codecs.lookup(name).name
        text = data.decode(encoding, errors="replace")
    except (LookupError, ValueError, TypeError):
        return decode(data)
    if text.count("�") * _MOST_LOST <= len(text) and not encoding.startswith("utf-16"):
        return text
    return decode(data)


def page_body(text: str) -> etree._Element:
    """The body of a page. Raises UnreadableDocument "nested" for elements too deep inside one another, "empty"."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise UnreadableDocument("empty") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableDocument("nested")
    body = root.find("body")
    return root if body is None else body
