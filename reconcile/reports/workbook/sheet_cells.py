"""Puts single values into workbook cells: texts that are never formulas, exact numbers, links, sheet names.

What a document prints is untrusted: a label may begin with "=", a title may be no valid sheet name.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from fiscal import late_patterns as re
from fiscal.numbers.quantity import Quantity
from reconcile.words.messages import label

TEXT_LIMIT = 32_767
"""Characters one cell can hold (Excel specifications and limits)."""

FORMULA_LIMIT = 8_192
"""Characters one formula can have."""

DIGITS = 15
"""Significant digits a spreadsheet keeps of a number."""

SHEET_NAME = 31

MARGINS = tuple(map(Decimal, ("0.4", "0.4", "0.7", "0.6", "0.3", "0.3")))
"""Inches left, right, above and below, and to the line over and under the page."""

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")

FACE = "Calibri"
BOLD = Font(name=FACE, bold=True, size=11)
TITLE = Font(name=FACE, bold=True, size=14)
LINK = {size: Font(name=FACE, color="0563C1", underline="single", size=size) for size in (8, 9, 10, 11)}
HEAD = PatternFill("solid", start_color="D9E1F2")
CHECK = PatternFill("solid", start_color="E2EFDA")
SMALL = {size: Font(name=FACE, size=size) for size in (8, 9, 10)}
FILLS = {
    "error": PatternFill("solid", start_color="FFC7CE"),
    "warning": PatternFill("solid", start_color="FFE699"),
    "note": PatternFill("solid", start_color="BDD7EE"),
}
WRAP = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(vertical="center")
CENTRE = Alignment(wrap_text=True, vertical="center", horizontal="center")
_THIN = Side(style="thin", color="A6A6A6")
RED = DifferentialStyle(
    font=Font(color="000000", bold=True), fill=PatternFill("solid", start_color="FF7C80", end_color="FF7C80")
)
FAINT = DifferentialStyle(font=Font(color="7F7F7F"))
TICK = Font(name=FACE, color="2E7D32", size=9)
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def put_text(sheet: Worksheet, row: int, column: int, text: str, lang: str = "zh") -> Cell:
    """`text` stands in the cell as text, whatever it begins with; what does not fit is cut, and the cell says so."""
    shown = ILLEGAL.sub(" ", text)
    if len(shown) > TEXT_LIMIT:
        cut = label("cut", lang, n=len(shown))
        shown = shown[: TEXT_LIMIT - len(cut)] + cut
    cell = _at(sheet, row, column)
    cell.value = shown
    cell.data_type = "s"  # openpyxl takes a leading "=" for a formula and "#N/A" for an error
    if shown[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        cell.quotePrefix = True
    return cell


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} of {sheet.title} lies inside merged cells")
    return cell


def put_quantity(sheet: Worksheet, row: int, column: int, quantity: Quantity, lang: str = "zh") -> Cell:
    """The printed number as a number with its printed decimals; as text if a spreadsheet would lose digits of it."""
    if not fits(quantity):
        return put_text(sheet, row, column, quantity.text, lang)
    return put_number(sheet, row, column, quantity.value, number_format(quantity))


def fits(quantity: Quantity) -> bool:
    """True if a spreadsheet keeps every digit of the printed number."""
    return len(quantity.value.as_tuple().digits) <= DIGITS


def put_number(sheet: Worksheet, row: int, column: int, value: Decimal | int, form: str = "General") -> Cell:
    """The one place at which a Decimal becomes a spreadsheet's number."""
    cell = _at(sheet, row, column)
    cell.value = value  # exact: excel cell (openpyxl writes the decimal digits)
    cell.number_format = form
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, form: str) -> Cell:
    """A live formula of ours; `formula` holds nothing but references and operators."""
    cell = _at(sheet, row, column)
    cell.value = formula
    cell.number_format = form
    return cell


def grouped_form(places: int) -> str:
    """The spreadsheet format of a number with `places` decimals and its thousands apart.

    >>> grouped_form(2), grouped_form(0)
    ('#,##0.00', '#,##0')
    """
    return "#,##0" + ("." + "0" * places if places else "")


def number_format(quantity: Quantity) -> str:
    """The spreadsheet format that shows the number as printed.

    >>> from fiscal.numbers.units import unit
    >>> number_format(Quantity("1,234.50", Decimal("1234.50"), unit("万元")))
    '#,##0.00'
    """
    whole = "#,##0" if "," in quantity.text or "，" in quantity.text else "0"
    decimals = "." + "0" * -quantity.exponent if quantity.exponent else ""
    percent = '"%"' if quantity.text.rstrip().endswith(("%", "％")) else ""
    return whole + decimals + percent


def link(cell: Cell, sheet: str, target: str, size: int = 11) -> None:
    """A click on `cell` leads to the cell `target` of `sheet`."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted_sheet(sheet)}!{target}")
    cell.font = LINK[size]


def quoted_sheet(name: str) -> str:
    """The sheet's name as references have it.

    >>> quoted_sheet("表1 收'支")
    "'表1 收''支'"
    """
    return "'" + name.replace("'", "''") + "'"


def sheet_name(wanted: str, taken: Collection[str], fallback: str) -> str:
    """A valid sheet name that nobody has yet, as close to `wanted` as can be; upper and lower case count as one.

    >>> sheet_name("表[1]:收入/支出", ("表 1 收入 支出",), "表")
    '表 1 收入 支出 (2)'
    """
    name = _NO_NAME.sub(" ", wanted).strip(" '")[:SHEET_NAME].strip(" '") or fallback
    known = {other.casefold() for other in taken} | {"history"}  # Excel keeps "History" for itself
    count, unique = 1, name
    while unique.casefold() in known:
        count += 1
        mark = f" ({count})"
        unique = name[: SHEET_NAME - len(mark)].rstrip(" '") + mark
    return unique


def put_head(sheet: Worksheet, row: int, titles: tuple[str, ...], first: int = 1, fill: PatternFill = HEAD) -> None:
    """A row of column heads, bold on a ground that also prints in black and white."""
    for column, text in enumerate(titles, first):
        cell = put_text(sheet, row, column, text)
        cell.font, cell.fill, cell.alignment, cell.border = BOLD, fill, CENTRE, BOX


def print_on_a4(sheet: Worksheet, repeat: str | None = None, landscape: bool = True, above: str = "") -> None:
    """The sheet prints on A4, as wide as the page, the rows `repeat` on top of every page, page numbers below.

    `above` is a line of ours over every page.
    """
    sheet.page_margins = PageMargins(*MARGINS)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if repeat:
        sheet.print_title_rows = repeat
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "&A    &P / &N"
    header = sheet.oddHeader
    if above and header is not None and header.left is not None:
        header.left.text, header.left.size = above, 9
