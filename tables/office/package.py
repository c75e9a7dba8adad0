"""An office file as a package of parts: opened only within limits, its XML read without entities, network or DTD."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from lxml import etree

from tables.decode import UnreadableDocument

MOST_PARTS = 20_000
MOST_BYTES = 1 << 29
"""All parts together, unpacked: half a gigabyte."""

MOST_PART_BYTES = 1 << 28
MOST_RATIO = 400
"""How many times larger than packed a part of more than `SMALL` bytes may be; real sheets reach about 30."""

SMALL = 1 << 22
_BROKEN = (
    KeyError,
    ValueError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))


def _plain_name(name: str) -> str:
    """The name of a part as names are compared: with slashes, in one case, from the root."""
    return name.replace("\\", "/").lstrip("/").lower()


class PartNames(frozenset[str]):
    """The names of the parts, in which a name is found whatever its case and its slashes.

    >>> "xl/Workbook.xml" in PartNames(["xl/workbook.xml"]), "xl\\\\workbook.xml" in PartNames(["xl/workbook.xml"])
    (True, True)
    """

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and super().__contains__(_plain_name(name))


class Package:
    """The parts of an office file by name.

    Raises UnreadableDocument with reason "damaged" (not to be opened), "bomb" (unpacks to more than is sound) or
    "password".
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise UnreadableDocument("damaged") from None
        members = self._archive.infolist()
        if len(members) > MOST_PARTS or sum(member.file_size for member in members) > MOST_BYTES:
            raise UnreadableDocument("bomb")
        for member in members:
            if member.flag_bits & 1:
                raise UnreadableDocument("password")
            if member.file_size > SMALL and member.file_size > MOST_RATIO * max(1, member.compress_size):
                raise UnreadableDocument("bomb")
            if member.file_size > MOST_PART_BYTES:
                raise UnreadableDocument("bomb")
        # Some programs write back slashes, and names differ by case from what refers to them: Excel opens both.
        self._stored = {_plain_name(member.filename): member.filename for member in members}
        self.names = PartNames(self._stored)

    def read(self, name: str) -> bytes:
        """The bytes of one part. Raises UnreadableDocument "damaged" where it is missing or broken."""
        try:
            return self._archive.read(self._stored[_plain_name(name)])
        except _BROKEN:
            raise UnreadableDocument("damaged") from None

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """The whole file with the content of some parts replaced, or added; everything else byte for byte as it is.

        Raises UnreadableDocument "damaged" where a part cannot be read.
        """
        written = io.BytesIO()
        waiting = dict(parts)
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
            for name, date in {entry.filename: entry.date_time for entry in self._archive.infolist()}.items():
                replaced = next((key for key in waiting if _plain_name(key) == _plain_name(name)), None)
                content = waiting.pop(replaced) if replaced else b"" if name.endswith("/") else self.read(name)
                target.writestr(_entry(name, date), content)
            for name, content in waiting.items():
                target.writestr(_entry(name, (1980, 1, 1, 0, 0, 0)), content)
        return written.getvalue()

    def markup(self, name: str) -> bytes:
        """The bytes of an XML part that declares no document type. Raises UnreadableDocument "doctype"."""
        data = self.read(name)
        if any(mark in data for mark in _DOCTYPES):
            raise UnreadableDocument("doctype")
        return data

    def xml(self, name: str) -> etree._Element:
        """The root element of an XML part. Raises UnreadableDocument "damaged" where it is not well-formed."""
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(self.markup(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            raise UnreadableDocument("damaged") from None
        if root is None:
            raise UnreadableDocument("damaged")
        return root

    def elements(self, name: str, *tags: str) -> Iterator[etree._Element]:
        """The elements called `tags` of a large XML part, one after the other, in any namespace; each is forgotten
        when the next is asked for.
        """
        events = etree.iterparse(
            io.BytesIO(self.markup(name)),
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        try:
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None and element.getparent() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError):
            raise UnreadableDocument("damaged") from None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What the part `name` refers to: id -> (kind, name of the part or outer address)."""
        folder, _, file = name.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels".lstrip("/")
        if listed not in self.names:
            return {}
        found = {}
        for child in self.xml(listed):
            target = child.get("Target") or ""
            inner = child.get("TargetMode") != "External"
            target = target.replace("\\", "/") if inner else target
            path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            kind = (child.get("Type") or "").rpartition("/")[2]
            found[child.get("Id") or ""] = (kind, path if inner else target)
        return found

    def main(self) -> str:
        """The name of the part that everything begins with."""
        for kind, path in self.relations("").values():
            if kind == "officeDocument" and path in self.names:
                return path
        raise UnreadableDocument("damaged")

    def content_types(self) -> dict[str, str]:
        """What the list of contents says each part is, by its plain name; empty where the package has no list."""
        if "[Content_Types].xml" not in self.names:
            return {}
        entries = self.xml("[Content_Types].xml")
        stated = {_plain_name(e.get("PartName") or ""): e.get("ContentType") or "" for e in entries}
        return {name: kind for name, kind in stated.items() if name}


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(date, (1980, 1, 1, 0, 0, 0)))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
