"""The bytes of a web page to a tree of elements, built as browsers do: nothing is fetched, no entity is defined."""

from __future__ import annotations

import codecs

from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from fiscal import late_patterns as re
from tables.decode import BYTE_LIMIT, UnreadableDocument, decode
from tables.web.style_sheets import hiding_rules

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_HEAD = 8192
_CHINESE = frozenset(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn", "hz-gb-2312"))
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DEEPEST = 250
"""Elements inside one another; a page of an office program has some 30."""

MOST_OPEN = 5000
"""Tags open at once before the parser is not even asked: its time grows with their square."""

_TAG = re.compile(
    r"<(/?)(?!(?:p|li|td|th|tr|dt|dd|br|hr|img|input|meta|link|option|col|tbody|thead|tfoot)\b)[a-z]", re.IGNORECASE
)
_ATTRIBUTES = ("style", "hidden", "rowspan", "colspan", "class", "align", "width", "height")
_NAME = re.compile("[A-Za-z][A-Za-z0-9-]*")
_ETX = re.compile(r"\x03(?=\d)")
"""What some fonts print as a minus is stored as the character 3."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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
    """The body of a page, what its style sheets hide marked with the attribute `hidden`.

    Raises UnreadableDocument "nested" for elements too deep inside one another, "empty" for a page without elements.
    """
    if _open_tags(text) > MOST_OPEN:
        raise UnreadableDocument("nested")
    parsed = LexborHTMLParser(_NO_XML.sub("", _ETX.sub("-", text)).encode("utf-8", "replace"))
    body = parsed.body
    if body is None:
        raise UnreadableDocument("empty")
    hidden = _hidden(parsed)
    return _copied(body, hidden)


def _open_tags(text: str) -> int:
    """How many tags are open at once, at most; those that browsers close by themselves are not counted."""
    depth = most = 0
    for found in _TAG.finditer(text):
        depth = max(0, depth - 1) if found[1] else depth + 1
        most = max(most, depth)
    return most


def _hidden(parsed: LexborHTMLParser) -> frozenset[int]:
    """The nodes that a style sheet of the page hides and no later rule shows again."""
    hidden: set[int] = set()
    sheets = "\n".join(node.text(deep=True) for node in parsed.css("style"))
    for selector, hides in hiding_rules(sheets):
        try:
            found = {node.mem_id for node in parsed.css(selector)}
        except SelectolaxError:  # a selector that nobody knows selects nothing
            continue
        hidden = hidden | found if hides else hidden - found
    return frozenset(hidden)


def _copied(body: LexborNode, hidden: frozenset[int]) -> etree._Element:
    """The tree below `body` in the form that the reader walks; comments are left out."""
    root = _element(body, hidden)
    waiting: list[tuple[LexborNode, etree._Element, int]] = [(body, root, 0)]
    while waiting:
        node, element, depth = waiting.pop()
        if depth > DEEPEST:
            raise UnreadableDocument("nested")
        child = node.first_child
        last: etree._Element | None = None
        while child is not None:
            if child.tag == "-text":
                _append_text(element, last, child.text_content or "")
            elif child.is_element_node:
                last = _element(child, hidden)
                element.append(last)
                waiting.append((child, last, depth + 1))
            child = child.next
    return root


def _element(node: LexborNode, hidden: frozenset[int]) -> etree._Element:
    """An element of the same name with the attributes that the reader asks for."""
    name = node.tag or ""
    element = etree.Element(name if _NAME.fullmatch(name) else "span")
    given = node.attributes
    for key in _ATTRIBUTES:
        if key in given:
            element.set(key, _NO_XML.sub("", given[key] or ""))
    if node.mem_id in hidden:
        element.set("hidden", "")
    return element


def _append_text(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    text = _NO_XML.sub("", text)
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
