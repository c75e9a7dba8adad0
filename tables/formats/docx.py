"""The reader of Word documents (.docx): text and tables in reading order, with automatic numbers and foot notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fiscal.document import Note
from tables.decode import UnreadableDocument
from tables.large_pictures import picture_notes
from tables.layout import Layout
from tables.office.package import Package, local
from tables.office.word_body import Body
from tables.office.word_numbers import Numbering
from tables.office.word_text import Changes, child_of, value
from tables.reading_options import Reading


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of a Word document. Raises UnreadableDocument where it is damaged, locked or unreasonably large."""
    package = Package(data)
    _, layout = read_body(package, package.xml(package.main()))
    reading.progress(1, 1)
    return layout


def read_body(package: Package, root: etree._Element) -> tuple[Body, Layout]:
    """The Layout of the document whose main part is `root`, and the reader that knows where its blocks are from."""
    main = package.main()
    parts = {kind: path for kind, path in package.relations(main).values() if path in package.names}
    body = child_of(root, "body")
    if body is None:
        raise UnreadableDocument("damaged")
    notes = {key: note for kind in ("footnote", "endnote") for key, note in _notes(package, parts, kind)}
    reader = Body(Numbering(package, parts), notes)
    blocks = list(reader.blocks(body))
    return reader, Layout("docx", _pages(package), tuple(blocks), tuple(_left_out(reader.changes)))


def _notes(package: Package, parts: dict[str, str], kind: str) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    """The foot or end notes by kind and id; the lines that separate them from the text are none."""
    if f"{kind}s" not in parts:
        return
    for note in package.xml(parts[f"{kind}s"]):
        if local(note) == kind and not value(note, "type"):
            yield (kind, value(note, "id")), note


def _pages(package: Package) -> int:
    """How many pages the program that saved the document counted, at least 1."""
    if "docProps/app.xml" not in package.names:
        return 1
    counted = child_of(package.xml("docProps/app.xml"), "Pages")
    text = (counted.text or "") if counted is not None else ""
    return max(1, int(text)) if text.isdecimal() and len(text) < 6 else 1


def _left_out(changes: Changes) -> Iterator[Note]:
    if changes.hidden:
        yield Note("DOC20", f"隐藏的内容没有读取：{changes.hidden}处隐藏文字")
    yield from picture_notes(changes.pictures)
    if changes.deleted or changes.inserted:
        yield Note(
            "DOC24", f"有修订标记：删除的{changes.deleted}处没有读取，插入的{changes.inserted}处按接受修订后的文字读取"
        )
