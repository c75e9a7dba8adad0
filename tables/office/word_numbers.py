"""The numbers that Word writes in front of paragraphs by itself (一、, （一）, 1.), counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree
from msgspec import Struct

from tables.office.package import Package, local

_DIGITS = "零一二三四五六七八九"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MOST_LEVELS = 9


class Level(Struct, frozen=True):
    """One level of a list: how its numbers are written, and what stands around them (%1、)."""

    form: str
    text: str
    start: int
    legal: bool = False


def chinese(number: int) -> str:
    """A number below ten thousand in Chinese characters.

    >>> [chinese(n) for n in (3, 10, 12, 20, 105, 1010)]
    ['三', '十', '十二', '二十', '一百零五', '一千零一十']
    """
    if not 0 < number < 10000:
        return str(number)
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * min(1 + (number - 1) // 26, 20) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN if 0 < number < 400 else ():
        times, number = divmod(number, value)
        text += sign * times
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _fullwidth(number: int) -> str:
    return str(number).translate({48 + i: 0xFF10 + i for i in range(10)})


def _ideographs(number: int) -> str:
    return str(number).translate({48 + i: digit for i, digit in enumerate("〇" + _DIGITS[1:])})


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"), chinese),
    **dict.fromkeys(("taiwaneseCountingThousand", "chineseLegalSimplified"), chinese),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _ideographs),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _fullwidth),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10] if number > 0 else "",
}


class Numbering:
    """The lists of a document. `prefix` counts: it has to be asked for every paragraph, in order, once."""

    def __init__(self, package: Package, parts: dict[str, str]) -> None:
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._styles: dict[str, tuple[str | None, str | None, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if "numbering" in parts:
            self._read_lists(package.xml(parts["numbering"]))
        if "styles" in parts:
            self._read_styles(package.xml(parts["styles"]))

    def prefix(self, properties: etree._Element | None) -> str:
        """What Word writes in front of the paragraph with these properties; "" where it is in no list."""
        number, depth = self._listed(properties)
        known = self._lists.get(number or "")
        if known is None or depth not in known[1]:
            return ""
        abstract, levels = known
        counts = self._counts.setdefault(abstract, {})
        for upper in range(depth):
            counts.setdefault(upper, levels[upper].start if upper in levels else 1)
        counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _written(levels, counts, depth)

    def _listed(self, properties: etree._Element | None) -> tuple[str | None, int]:
        number, depth = (None, None) if properties is None else _numbered(properties)
        style = None if properties is None else _value(properties, "pStyle")
        seen: set[str] = set()
        while style and style not in seen and (number is None or depth is None):
            seen.add(style)
            base, own, level = self._styles.get(style, (None, None, 0))
            if number is None and own is not None:
                number, depth = own, level if depth is None else depth
            style = base
        return number, depth or 0

    def _read_lists(self, root: etree._Element) -> None:
        abstract = {}
        for child in root:
            if local(child) == "abstractNum":
                abstract[_attribute(child, "abstractNumId")] = _levels(child)
        for child in root:
            if local(child) != "num":
                continue
            kind = _value(child, "abstractNumId") or ""
            levels = dict(abstract.get(kind, {}))
            name = kind
            for override in (part for part in child if local(part) == "lvlOverride"):
                name = f"{kind}/{_attribute(child, 'numId')}"
                levels |= _overridden(override, levels)
            self._lists[_attribute(child, "numId")] = (name, levels)

    def _read_styles(self, root: etree._Element) -> None:
        for style in root:
            if local(style) != "style":
                continue
            properties = next((child for child in style if local(child) == "pPr"), None)
            number, depth = (None, None) if properties is None else _numbered(properties)
            self._styles[_attribute(style, "styleId")] = (_value(style, "basedOn"), number, depth or 0)


def _written(levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
    level = levels[depth]
    if level.form in ("bullet", "none"):
        return ""

    def number(found: re.Match[str]) -> str:
        upper = int(found[1]) - 1
        form = "decimal" if level.legal or upper not in levels else levels[upper].form
        return _FORMS.get(form, str)(counts.get(upper, 1))

    return re.sub(r"%([1-9])", number, level.text)


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = {}
    for child in parent:
        depth = _attribute(child, "ilvl")
        if local(child) == "lvl" and depth.isdecimal() and int(depth) < MOST_LEVELS:
            start = _value(child, "start") or "1"
            legal = any(local(part) == "isLgl" for part in child)
            form, text = _value(child, "numFmt") or "decimal", _value(child, "lvlText") or ""
            found[int(depth)] = Level(form, text, int(start) if start.isdecimal() else 1, legal)
    return found


def _overridden(override: etree._Element, levels: dict[int, Level]) -> dict[int, Level]:
    """The level that a list changes for itself: another start, or another level altogether."""
    own = _levels(override)
    depth, start = _attribute(override, "ilvl"), _value(override, "startOverride")
    if not own and depth.isdecimal() and int(depth) in levels and start is not None and start.isdecimal():
        old = levels[int(depth)]
        return {int(depth): Level(old.form, old.text, int(start), old.legal)}
    return own


def _numbered(properties: etree._Element) -> tuple[str | None, int | None]:
    listed = next((child for child in properties if local(child) == "numPr"), None)
    if listed is None:
        return None, None
    depth = _value(listed, "ilvl") or ""
    return _value(listed, "numId"), int(depth) if depth.isdecimal() else None


def _value(parent: etree._Element, name: str) -> str | None:
    """The `val` of the child called `name`."""
    found = next((child for child in parent if local(child) == name), None)
    return None if found is None else _attribute(found, "val")


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace, "" where it is missing."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")
