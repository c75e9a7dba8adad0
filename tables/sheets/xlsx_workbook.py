"""The workbook part of an .xlsx file: its sheets in order, its number formats, its shared texts, its printed areas."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from fiscal import late_patterns as re
from tables.decode import UnreadableDocument
from tables.office.package import Package, local
from tables.sheets.sheet import Area, areas_named

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""Characters that XML cannot hold, as ECMA-376 part 1, 22.9.2.19 writes them: _x000D_."""

MOST_SHEETS = 1000
MOST_TEXTS = 2_000_000

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00", 8: "¥#,##0.00;¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ ¥* #,##0_ ;_ ¥* -#,##0_ ;_ ¥* "-"_ ;_ @_ ', 43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"', 56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that files refer to by number only, as a Chinese Excel shows them (ECMA-376 part 1, 18.8.30)."""


class SheetPart(Struct, frozen=True):
    """Where a sheet is kept, what it is called, whether it is hidden, and the areas it prints."""

    name: str
    part: str
    hidden: bool
    printed: tuple[Area, ...] | None = None


class Style(Struct, frozen=True):
    """How a cell displays: its number format, and how far its text is set in, in half-width blanks."""

    code: str = "General"
    indent: int = 0


class Book(Struct, frozen=True):
    """What the sheets of a workbook share; `since_1904` is the other way of counting days."""

    sheets: tuple[SheetPart, ...]
    styles: tuple[Style, ...]
    texts: tuple[str, ...]
    since_1904: bool = False


def read_book(package: Package) -> Book:
    """The workbook of a package. Raises UnreadableDocument where it has none that can be read."""
    main = package.main()
    if main.endswith(".bin"):  # .xlsb keeps its sheets in a binary form of its own
        raise UnreadableDocument("format")
    root = package.xml(main)
    related = package.relations(main)
    parts = {kind: path for kind, path in related.values() if path in package.names}
    settings = next((child for child in root.iter("{*}workbookPr")), None)
    since = settings is not None and (settings.get("date1904") or "") in ("1", "true")
    sheets = tuple(_sheets(package, root, related))
    if not sheets or len(sheets) > MOST_SHEETS:
        raise UnreadableDocument("damaged" if not sheets else "too-many-cells")
    styles = _styles(package, parts["styles"]) if "styles" in parts else ()
    texts = tuple(_texts(package, parts["sharedStrings"])) if "sharedStrings" in parts else ()
    return Book(sheets, styles, texts, since)


def _sheets(package: Package, root: etree._Element, related: dict[str, tuple[str, str]]) -> list[SheetPart]:
    """The work sheets; sheets that are one chart hold no cells."""
    printed = {}
    for name in root.iter("{*}definedName"):
        if name.get("name") == "_xlnm.Print_Area" and (name.get("localSheetId") or "").isdecimal():
            printed[int(name.get("localSheetId") or 0)] = areas_named(name.text or "")
    found = []
    for index, sheet in enumerate(root.iter("{*}sheet")):
        reference = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        kind, part = related.get(str(reference), ("", ""))
        if kind == "worksheet" and part in package.names:
            hidden = sheet.get("state") in ("hidden", "veryHidden")
            found.append(SheetPart((sheet.get("name") or "").strip(), part, hidden, printed.get(index)))
    return found


def _styles(package: Package, part: str) -> tuple[Style, ...]:
    root = package.xml(part)
    own = {f.get("numFmtId"): f.get("formatCode") or "General" for f in root.iter("{*}numFmt")}
    listed = next((child for child in root if local(child) == "cellXfs"), ())
    found = []
    for entry in listed:
        number = entry.get("numFmtId") or "0"
        code = own.get(number) or (BUILT_IN.get(int(number), "General") if number.isdecimal() else "General")
        alignment = next((child for child in entry if local(child) == "alignment"), None)
        left = alignment is not None and (alignment.get("horizontal") or "general") in ("general", "left", "justify")
        steps = (alignment.get("indent") or "0") if alignment is not None and left else "0"
        found.append(Style(code, 2 * min(int(steps), 30) if steps.isdecimal() else 0))
    return tuple(found)


def _texts(package: Package, part: str) -> list[str]:
    found = []
    for entry in package.elements(part, "si"):
        found.append(rich_text(entry))
        if len(found) > MOST_TEXTS:
            raise UnreadableDocument("too-many-cells")
    return found


def rich_text(entry: etree._Element) -> str:
    """The text of a shared or inline text, without the reading aids (phonetic runs) that East Asian files may hold."""
    pieces = []
    for child in entry:
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child) == "r":
            pieces += [part.text or "" for part in child if local(part) == "t"]
    return _ESCAPED.sub(lambda found: _character(int(found[1], 16)), "".join(pieces))


def _character(code: int) -> str:
    """The character that a workbook writes by its number; a carriage return only ends a line, which \\n says too."""
    return "" if code in (0x0D, 0) or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF) else chr(code)
