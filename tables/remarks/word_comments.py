"""Writes remarks into a copy of a Word document as comments at their figures; all other parts stay byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from fiscal import late_patterns as re
from tables.compose import Source
from tables.formats.docx import read_body
from tables.from_layout import document_of, numbered_lines
from tables.office.package import Package
from tables.office.word_text import value
from tables.remarks.remark import AUTHOR, Remark
from tables.remarks.word_places import Anchor, anchors, enclose

INITIALS = "核"
TYPES = "[Content_Types].xml"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
KINDS = {
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
"""What a reference to comments is called, in the usual and in the strict form of the format."""

_NO_SIGNS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def annotated_bytes(
    data: bytes, document: str, remarks: Sequence[Remark], _threads: int, progress: Callable[[int, int], None]
) -> tuple[bytes, int]:
    """The copy, and how many remarks stand in it. Raises UnreadableDocument."""
    package = Package(data)
    main = package.main()
    root = package.xml(main)
    reader, layout = read_body(package, root)
    read = document_of(layout, Source.of(data, document, document, "docx"))
    places = anchors(read, numbered_lines(layout), reader.sources)
    held = [(remark, places[remark.figure.id]) for remark in remarks if remark.figure.id in places]
    if not held:
        return data, 0
    part, comments, parts = _comments(package, main, root)
    first = max((int(n) for one in comments if (n := value(one, "id")).isdecimal()), default=-1) + 1
    for number, (remark, place) in enumerate(held, first):
        comments.append(_comment(remark, number, _namespace(root)))
        _refer(place, number, _namespace(root))
        progress(number - first + 1, len(held))
    return package.rewritten({**parts, main: _written(root), part: _written(comments)}), len(held)


def _namespace(root: etree._Element) -> str:
    """What the names of the document's own elements begin with."""
    return f"{{{etree.QName(root).namespace or ''}}}"


def _refer(place: Anchor, number: int, w: str) -> None:
    """The words at `place` belong to comment `number` now."""
    start, end = (etree.Element(f"{w}commentRange{name}", {f"{w}id": str(number)}) for name in ("Start", "End"))
    run = etree.Element(f"{w}r")
    etree.SubElement(run, f"{w}commentReference", {f"{w}id": str(number)})
    enclose(place, start, [end, run])


def _comment(remark: Remark, number: int, w: str) -> etree._Element:
    names = {f"{w}id": str(number), f"{w}author": AUTHOR, f"{w}initials": INITIALS}
    made = etree.Element(f"{w}comment", names)
    for index, line in enumerate(_NO_SIGNS.sub(" ", remark.text).split("\n")):
        paragraph = etree.SubElement(made, f"{w}p")
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{w}r"), f"{w}annotationRef")
        etree.SubElement(etree.SubElement(paragraph, f"{w}r"), f"{w}t").text = line
    return made


def _comments(package: Package, main: str, root: etree._Element) -> tuple[str, etree._Element, dict[str, bytes]]:
    """The part that holds the comments and its content; and the parts that must change because there was none."""
    for kind, name in package.relations(main).values():
        if kind == "comments" and name in package.names:
            return name, package.xml(name), {}
    folder, _, file = main.rpartition("/")
    name = next(n for n in _candidates(folder) if n not in package.names)
    listed = f"{folder}/_rels/{file}.rels".lstrip("/")
    strict = "purl.oclc.org" in _namespace(root)
    if listed in package.names:
        relations = package.xml(listed)
    else:
        relations = etree.Element("{http://schemas.openxmlformats.org/package/2006/relationships}Relationships")
    taken = {one.get("Id") for one in relations}
    key = next(f"rIdFiscal{n}" for n in range(len(taken) + 1) if f"rIdFiscal{n}" not in taken)
    target = {"Id": key, "Type": KINDS[strict], "Target": f"/{name}"}
    etree.SubElement(relations, f"{_namespace(relations)}Relationship", target)
    types = package.xml(TYPES)
    etree.SubElement(types, f"{_namespace(types)}Override", {"PartName": f"/{name}", "ContentType": COMMENTS})
    prefixes = {"w": etree.QName(root).namespace or ""}
    empty = etree.Element(f"{_namespace(root)}comments", nsmap=prefixes)
    return name, empty, {listed: _written(relations), TYPES: _written(types)}


def _candidates(folder: str) -> list[str]:
    return [f"{folder}/comments{number}.xml".lstrip("/") for number in ("", *range(1, 50))]


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
