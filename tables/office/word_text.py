"""The text of a Word paragraph as it is shown: insertions kept, deletions and hidden words dropped, boxes set apart."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field

from fiscal import late_patterns as re
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
_NOTE_MARK = re.compile(r"[\[(（［]?(\d{1,3})[\])）］]?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{2,4}")
_SYMBOLS = {
    0x2D: "−",
    0xB4: "×",
    0xB1: "±",
    0xA3: "≤",
    0xB3: "≥",
    0xB7: "•",
    0x44: "△",
    0xB8: "÷",
    0xBC: "…",
    0x3C: "<",
}
_SYMBOLS |= {0x3E: ">", 0x3D: "=", 0xBB: "≈", 0xB0: "°"}
"""Places of the font Symbol that stand beside numbers; digits and brackets stand where ASCII has them."""

EMU_PER_CM = 360_000
UNKNOWN = "\ufffd"
_CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "cr": "\n"}


class Changes(Struct):
    """How often tracked changes, hidden words and large pictures were met."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0
    pictures: int = 0


class Spoken(Struct):
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
            found.pieces.append(_printed(child.text or "", parent))
        elif name == "sym":
            found.pieces.append(_symbol(value(child, "font"), value(child, "char")))
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
        elif name == "inline" or name == "anchor":
            changes.pictures += _is_large_picture(child)
            _gather(child, found, changes)
        elif name == "txbxContent":
            found.boxes.append(child)
        elif name == "r" and _is_hidden(child):
            changes.hidden += any(local(part) == "t" for part in child)
        elif name and name not in _SILENT:
            changes.inserted += name in ("ins", "moveTo")
            _gather(child, found, changes)


def _printed(text: str, run: etree._Element) -> str:
    """The words of a run: raised figures as such, and signs of the font Symbol as what they show."""
    settings = child_of(run, "rPr")
    raised = child_of(settings, "vertAlign")
    mark = _NOTE_MARK.fullmatch(text.strip())
    if mark is not None and raised is not None and value(raised, "val") == "superscript":
        return mark[1].translate(_RAISED)
    if not any("\uf020" <= sign <= "\uf0ff" for sign in text):
        return text
    fonts = child_of(settings, "rFonts")
    font = value(fonts, "ascii") or value(fonts, "hAnsi") if fonts is not None else ""
    return "".join(_symbol(font, f"{ord(sign):04X}") if "\uf020" <= sign <= "\uf0ff" else sign for sign in text)


def _symbol(font: str, code: str) -> str:
    """The sign that a place of a symbol font shows; � where nobody knows it, so that no sign of a number is lost.

    >>> _symbol("Symbol", "F02D"), _symbol("Symbol", "F035"), _symbol("Wingdings", "F06C"), _symbol("Other", "F02D")
    ('−', '5', '•', '�')
    """
    if not _HEXADECIMAL.fullmatch(code):
        return UNKNOWN
    number = int(code, 16) & 0xFF if code.upper().startswith("F0") else int(code, 16)
    if font.startswith(("Wingdings", "Webdings")):
        return "•"
    if not code.upper().startswith("F0") and font != "Symbol":
        return chr(number) if number >= 0x20 and not 0xD800 <= number < 0xE000 else UNKNOWN
    if font != "Symbol":
        return UNKNOWN
    return _SYMBOLS.get(number) or (chr(number) if 0x20 <= number < 0x3C else UNKNOWN)


def _alternative(choices: etree._Element) -> etree._Element:
    """Of the ways to say the same, the first that has words in it; a document must not be read twice."""
    worded = (child for child in choices if any(local(part) in ("t", "txbxContent") for part in child.iter()))
    return next(worded, choices[0] if len(choices) else choices)


def _is_large_picture(drawing: etree._Element) -> bool:
    """True for a picture on which a table may be: 6 cm wide and 2 cm high at least; seals and emblems are smaller."""
    extent = child_of(drawing, "extent")
    if extent is None or not any(local(part) == "pic" for part in drawing.iter()):
        return False
    return _length(value(extent, "cx")) >= 6 * EMU_PER_CM and _length(value(extent, "cy")) >= 2 * EMU_PER_CM


def _length(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


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
