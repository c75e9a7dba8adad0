"""The text of a Word paragraph as it is shown: insertions kept, deletions and hidden words dropped, boxes set apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from tables.office.package import local

_DROPPED = frozenset(("del", "moveFrom"))
_SILENT = frozenset(
    [
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "commentReference",
        "rt",
        "rubyPr",
        "fldChar",
    ]
)
_CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "cr": "\n"}


@dataclass(slots=True)
class Changes:
    """How often tracked changes and hidden words were met."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0


@dataclass(slots=True)
class Spoken:
    """The text of one paragraph, line breaks kept; the text boxes anchored in it, and the foot notes it refers to."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)


def spoken(paragraph: etree._Element, changes: Changes) -> Spoken:
    """What one paragraph says; `changes` counts what was left out."""
    found = Spoken()
    _gather(paragraph, found, changes)
    return found


def _gather(parent: etree._Element, found: Spoken, changes: Changes) -> None:
    for child in parent:
        name = local(child)
        if name == "t":
            found.pieces.append(child.text or "")
        elif name in _CHARACTERS:
            found.pieces.append(_CHARACTERS[name])
        elif name == "br":
            found.pieces.append("" if value(child, "type") in ("page", "column") else "\n")
        elif name in ("footnoteReference", "endnoteReference"):
            found.notes.append((name.removesuffix("Reference"), value(child, "id")))
        elif name in _DROPPED:
            changes.deleted += 1
        elif name == "AlternateContent":
            _gather(_alternative(child), found, changes)
        elif name == "txbxContent":
            found.boxes.append(child)
        elif name == "r" and _is_hidden(child):
            changes.hidden += any(local(part) == "t" for part in child)
        elif name and name not in _SILENT:
            changes.inserted += name in ("ins", "moveTo")
            _gather(child, found, changes)


def _alternative(choices: etree._Element) -> etree._Element:
    """Of the ways to say the same, the first that has words in it; a document must not be read twice."""
    worded = (child for child in choices if any(local(part) in ("t", "txbxContent") for part in child.iter()))
    return next(worded, choices[0] if len(choices) else choices)


def _is_hidden(run: etree._Element) -> bool:
    """True for words formatted as hidden."""
    marks = (mark for part in run if local(part) == "rPr" for mark in part if local(mark) == "vanish")
    return any(value(mark, "val") not in ("0", "false") for mark in marks)


def value(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace, "" where it is missing."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child called `name`, or None."""
    return None if element is None else next((child for child in element if local(child) == name), None)


def indent_of(paragraph: etree._Element) -> int:
    """How far a paragraph is set in, in half-width blanks; a length is taken at the size of small text (10.5 points).

    Two characters are four half-width blanks, whatever their size; 105 twips are one.
    """
    settings = child_of(child_of(paragraph, "pPr"), "ind")
    if settings is None:
        return 0
    total = 0
    for characters, twips, sign in (
        ("leftChars", "left", 1),
        ("startChars", "start", 1),
        ("firstLineChars", "firstLine", 1),
        ("hangingChars", "hanging", -1),
    ):
        counted, measured = _whole(value(settings, characters)), _whole(value(settings, twips))
        total += sign * (counted // 50 if counted else measured // 105)
    return max(0, min(total, 60))


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 0
