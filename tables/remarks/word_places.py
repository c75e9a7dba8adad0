"""Finds the words of a Word document that a figure was read from, and marks them off for a comment.

A figure is looked for in the paragraphs of its line, or of its row, in the order in which the reader met the figures
there; runs are split so that the comment stands at the number itself. Words look as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.document import Document
from fiscal.figure import Figure
from tables.from_layout import Numbered
from tables.layout import Line, Segment
from tables.office.package import local

_AROUND = frozenset(("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"))
"""What may stand between a paragraph and its runs."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Anchor(Struct, frozen=True):
    """The characters [start, end) of a paragraph's text; the whole paragraph where `end` is 0."""

    paragraph: etree._Element
    start: int
    end: int


def anchors(
    document: Document, numbered: Numbered, sources: Sequence[tuple[Line | Segment, list[etree._Element]]]
) -> dict[str, Anchor]:
    """Where in the document's body its figures stand, by their ids; those of foot notes and text boxes are left out."""
    elements = {id(block): found for block, found in sources}
    rows = {row.line: row for run in numbered.runs for row in run.rows}
    found: dict[str, Anchor] = {}
    for line, figures in _by_line(document):
        owner = numbered.owners[line - 1]
        held = elements.get(id(owner), [])
        if isinstance(owner, Segment) and held:
            first = rows[line].first if line in rows else None
            held = [held[first.cell.row]] if first is not None and first.cell.row < len(held) else []
            held = [paragraph for row in held for paragraph in row.iter() if local(paragraph) == "p"]
        found.update(_located(figures, [paragraph for paragraph in held if _in_body(paragraph)]))
    return found


def _by_line(document: Document) -> Iterable[tuple[int, list[Figure]]]:
    """The figures of every paragraph and row with the number of its line, in the order in which they are printed; a row
    may belong to two tables side by side.
    """
    found: dict[int, list[Figure]] = {}
    for passage in document.passages:
        found.setdefault(passage.line, []).extend(passage.figures)
    for table in document.tables:
        for row in table.rows:
            if row.line is not None:
                found.setdefault(row.line, []).extend(cell for cell in row.cells if cell is not None)
    return found.items()


def _in_body(paragraph: etree._Element) -> bool:
    """True where Word allows a comment: in the body, not in a text box or a foot note."""
    above = [local(element) for element in paragraph.iterancestors()]
    return "body" in above and "txbxContent" not in above


def _located(figures: Sequence[Figure], paragraphs: Sequence[etree._Element]) -> Iterator[tuple[str, Anchor]]:
    """Each figure at its number, searched from where the one before it was found; else at its whole paragraph."""
    texts = ["".join(text for _, text in pieces(paragraph)) for paragraph in paragraphs]
    at, start = 0, 0
    for figure in figures:
        number = re.compile_at_once(rf"(?<![\d.,，．]){re.escape(figure.quantity.text)}(?!\d)")
        for index in range(at, len(texts)):
            match = number.search(texts[index], start if index == at else 0)
            if match:
                at, start = index, match.end()
                yield figure.id, Anchor(paragraphs[index], match.start(), match.end())
                break
        else:
            if paragraphs:
                yield figure.id, Anchor(paragraphs[min(at, len(paragraphs) - 1)], 0, 0)


def pieces(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    """The runs' texts in order, each with its element; a tab or line break counts one character."""
    found = []
    for run in _runs(paragraph):
        for part in run:
            name = local(part)
            if name == "t":
                found.append((part, part.text or ""))
            elif name in ("tab", "br", "cr", "noBreakHyphen"):
                found.append((part, " "))
    return found


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if local(child) == "r":
            yield child
        elif local(child) in _AROUND:
            yield from _runs(child)


def enclose(anchor: Anchor, before: etree._Element, after: Sequence[etree._Element]) -> None:
    """Afterwards `before` stands in front of the anchored words and `after` behind them."""
    runs = list(_runs(anchor.paragraph))
    if anchor.end == 0 or not runs:
        settings = [child for child in anchor.paragraph if local(child) == "pPr"]
        anchor.paragraph.insert(len(settings), before)
        anchor.paragraph.extend(after)
        return
    _cut(anchor.paragraph, anchor.start)
    _cut(anchor.paragraph, anchor.end)
    inside = [
        run for run, begin, end in _spans(anchor.paragraph) if anchor.start <= begin and end <= anchor.end > begin
    ]
    inside[0].addprevious(before)
    for element in reversed(after):
        inside[-1].addnext(element)


def _spans(paragraph: etree._Element) -> Iterator[tuple[etree._Element, int, int]]:
    """Every run with some text and where in the paragraph's text it begins and ends."""
    lengths: dict[etree._Element, int] = {}
    for part, text in pieces(paragraph):
        run = part.getparent()
        if run is not None:
            lengths[run] = lengths.get(run, 0) + len(text)
    at = 0
    for run, length in lengths.items():
        if length:
            yield run, at, at + length
        at += length


def _cut(paragraph: etree._Element, at: int) -> None:
    """Afterwards a run begins at character `at`, or the text ends there."""
    begin = 0
    for part, text in pieces(paragraph):
        if begin < at < begin + len(text):
            _split(part, text, at - begin)
            return
        if at == begin:
            _break_before(part)
            return
        begin += len(text)


def _split(part: etree._Element, text: str, at: int) -> None:
    """The text element becomes two, the second in a run of its own with all that follows."""
    rest = deepcopy(part)
    part.text, rest.text = text[:at], text[at:]
    for one in (part, rest):
        one.set(_SPACE, "preserve")
    rest.tail = None
    part.addnext(rest)
    _break_before(rest)


def _break_before(part: etree._Element) -> None:
    """`part` and what follows it in its run move to a new run behind it, formatted alike; nothing if it is first."""
    run = part.getparent()
    if run is None:
        return
    settings = [child for child in run if local(child) == "rPr"]
    children = [child for child in run if local(child) != "rPr"]
    if children.index(part) == 0:
        return
    new = etree.Element(run.tag, {str(key): str(held) for key, held in run.attrib.items()})
    new.extend([deepcopy(one) for one in settings])
    new.extend(children[children.index(part) :])
    run.addnext(new)
