"""Adds bookmarks to a copy of a PDF: one for every finding, under a head of their own behind those that were there.

They are one more section behind the file, as the format has it for changes: what was there stays byte for byte. A
protected file, whose texts would have to be encrypted, gets none, nor does one whose list of contents cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import playa
from msgspec import Struct
from playa.pdftypes import ObjRef, PSLiteral

HEAD = "fiscal"
_STARTS = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_PLAIN = re.compile(r"[A-Za-z0-9_.+-]")


class Bookmark(Struct, frozen=True):
    """What it says, and the page (from 0) and the height in points, as the file counts, to which it leads."""

    title: str
    page: int
    top: str


def with_bookmarks(copy: bytes, bookmarks: Sequence[Bookmark]) -> bytes:
    """The copy with the bookmarks behind it; as it was where there are none or they cannot be added."""
    if not bookmarks:
        return copy
    try:
        return copy + _section(copy, bookmarks)
    except Exception:  # noqa: BLE001 - the copy with its notes is whole without them, whatever the parser stumbles over
        return copy


def _section(copy: bytes, bookmarks: Sequence[Bookmark]) -> bytes:
    before = _STARTS.search(copy)
    with playa.parse(copy) as document:
        trailer = dict(document.trailer)
        if before is None or "Encrypt" in trailer:
            return b""
        pages = {one.page: document.pages[one.page].pageid for one in bookmarks}
        objects = _objects(document, trailer, bookmarks, pages)
        as_stream = copy[int(before[1]) : int(before[1]) + 4] != b"xref"
    return _written(objects, trailer, len(copy), int(before[1]), as_stream)


def _objects(
    document: Any, trailer: Mapping[str, Any], bookmarks: Sequence[Bookmark], pages: Mapping[int, int]
) -> dict[int, Written]:
    """The objects of the section by number: the bookmarks, and those that lead to them, changed."""
    free = int(trailer["Size"])
    root, head, first = free, free, free + 1
    found: dict[int, Written] = {}
    catalog = dict(document.catalog)
    outlines = catalog.get("Outlines")
    known: dict[str, Any] = dict(_resolved(outlines)) if isinstance(outlines, ObjRef) else {}
    group: dict[str, Any] = {"Title": _text(HEAD)}
    if isinstance(outlines, ObjRef):
        root = outlines.objid
        last = known.get("Last")
        if isinstance(last, ObjRef):
            group["Prev"] = last
            found[last.objid] = _value({**_resolved(last), "Next": _ref(head)})
    else:
        root, head, first = free, free + 1, free + 2
        found[trailer["Root"].objid] = _value({**catalog, "Outlines": _ref(root)})
    count = len(bookmarks)
    shown = known.get("Count", 0)
    known |= {"Type": _name("Outlines"), "Last": _ref(head), "Count": max(shown, 0) + 1 + count}
    known.setdefault("First", _ref(head))
    found[root] = _value(known)
    group |= {"Parent": _ref(root), "First": _ref(first), "Last": _ref(first + count - 1), "Count": count}
    found[head] = _value(group)
    for at, one in enumerate(bookmarks):
        item: dict[str, Any] = {"Title": _text(one.title), "Parent": _ref(head)}
        item |= {"Prev": _ref(first + at - 1)} if at else {}
        item |= {"Next": _ref(first + at + 1)} if at < count - 1 else {}
        target = Written(b"[%d 0 R /XYZ null %s null]" % (pages[one.page], one.top.encode()))
        found[first + at] = _value({**item, "Dest": target})
    return found


def _resolved(reference: ObjRef) -> Mapping[str, Any]:
    found = reference.resolve()
    if not isinstance(found, dict):
        raise ValueError("no dictionary")
    return found


def _written(
    objects: Mapping[int, Written], trailer: Mapping[str, Any], start: int, before: int, stream: bool
) -> bytes:
    """The objects, the list of where they stand, and the end of a file; the list is of the kind that was there."""
    body, places = b"", {}
    for number, content in sorted(objects.items()):
        places[number] = start + len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    kept = {key: trailer[key] for key in ("Root", "Info", "ID") if key in trailer}
    own = max(objects) + 1
    at = start + len(body)
    kept |= {"Prev": before, "Size": max(own + stream, int(trailer["Size"]))}
    if stream:
        places[own] = at
        table = b"".join(b"\1" + place.to_bytes(8, "big") + b"\0\0" for _, place in sorted(places.items()))
        index = [part for number in sorted(places) for part in (number, 1)]
        head = _value({**kept, "Type": _name("XRef"), "W": [1, 8, 2], "Index": index, "Length": len(table)})
        body += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (own, head, table)
    else:
        entries = (b"%d 1\n%010d 00000 n\r\n" % (number, place) for number, place in sorted(places.items()))
        body += b"xref\n" + b"".join(entries) + b"trailer\n" + _value(kept) + b"\n"
    return body + b"startxref\n%d\n%%%%EOF\n" % at


class Written(bytes):
    """A value as the file has it."""


def _value(value: Any) -> Written:
    """A value as a PDF writes it: one of ours, or one that the parser read.

    >>> _value({"A": [1, None, True], "B": _text("表"), "C": b"x"})
    b'<</A [1 null true] /B <FEFF8868> /C <78>>>'
    """
    if isinstance(value, Written):
        return value
    if isinstance(value, dict):
        return Written(b"<<" + b" ".join(_name(key) + b" " + _value(one) for key, one in value.items()) + b">>")
    if isinstance(value, list | tuple):
        return Written(b"[" + b" ".join(_value(one) for one in value) + b"]")
    if isinstance(value, ObjRef):
        return _ref(value.objid)
    if isinstance(value, PSLiteral):
        return _name(str(value.name))
    if isinstance(value, bytes):
        return Written(b"<" + value.hex().upper().encode() + b">")
    if value is None or isinstance(value, bool):
        return Written({None: b"null", True: b"true", False: b"false"}[value])
    return Written(str(value).encode())


def _name(text: str) -> Written:
    signs = (one if _PLAIN.match(one) else "".join(f"#{byte:02X}" for byte in one.encode()) for one in text)
    return Written(b"/" + "".join(signs).encode())


def _text(text: str) -> Written:
    return Written(b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">")


def _ref(number: int) -> Written:
    return Written(b"%d 0 R" % number)
