"""What .ods and .odt have in common: the body of the content part, and the text of a paragraph."""

from __future__ import annotations

from lxml import etree

from tables.decode import UnreadableDocument
from tables.office.package import Package, local
from tables.office.word_text import child_of, value

_SILENT = frozenset(("annotation", "tracked-changes", "ruby-text", "bookmark", "note-citation"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def body_of(data: bytes, kind: str) -> tuple[etree._Element, etree._Element]:
    """The root of the content and the element called `kind` (text, spreadsheet) in its body.

    Raises UnreadableDocument "damaged", "bomb", "password".
    """
    package = Package(data)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableDocument("password")
    root = package.xml("content.xml")
    body = child_of(child_of(root, "body"), kind)
    if body is None:
        raise UnreadableDocument("damaged")
    return root, body


def raised_styles(root: etree._Element) -> frozenset[str]:
    """The names of the styles of superscript words."""
    found = set()
    for style in root.iter("{*}style"):
        settings = child_of(style, "text-properties")
        if settings is not None and value(settings, "text-position").startswith("super"):
            found.add(value(style, "name"))
    return frozenset(found)


def hidden_styles(root: etree._Element, kind: str) -> frozenset[str]:
    """The names of the styles of rows, columns or tables (`kind`) that are not displayed."""
    found = set()
    for style in root.iter("{*}style"):
        settings = child_of(style, kind)
        if settings is not None and value(settings, "display") == "false":
            found.add(value(style, "name"))
    return frozenset(found)


def written(element: etree._Element, raised: frozenset[str]) -> str:
    """The text of a paragraph; raised figures stay raised, so that no mark of a note joins a number."""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            count = value(child, "c")
            pieces.append(" " * (min(int(count), 200) if count.isdecimal() and len(count) < 5 else 1))
        elif name in ("tab", "line-break"):
            pieces.append(" " if name == "tab" else "\n")
        elif name == "span" and value(child, "style-name") in raised:
            pieces.append(written(child, raised).translate(_RAISED))
        elif name and name not in _SILENT and name not in ("note", "frame"):
            pieces.append(written(child, raised))
        pieces.append(child.tail or "")
    return "".join(pieces)
