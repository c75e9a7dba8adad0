"""The sentences of findings, and places, figures and differences as they are written in them.

A sentence says that places differ, by how much, and where; never who is to blame.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import Unit
from fiscal.place import Place
from fiscal.relation import Kind
from fiscal.slips.misreading import REASONS
from fiscal.table import Table
from reconcile.judge.expression import MINUS, number, suffix
from reconcile.judge.terms_read import MARKS
from reconcile.review import Suspect
from reconcile.words.texts import text

CODE_SENTENCE = {"YER05": "revised", "YER06": "revised", "TGT01": "judgement"}
"""Checks with a sentence of their own: of a difference that is a change, of words held against figures."""

KIND_SENTENCE = {Kind.SAME: "same", Kind.RATIO: "ratio", Kind.GROWTH: "growth", Kind.AT_MOST: "at-most"}


phrase = partial(text, "finding")


def read_otherwise(suspect: Suspect, figure: Figure) -> tuple[str, str]:
    """How a suspected figure is printed and how it would have to be, with units where the unit has to change."""
    if suspect.unit is None:
        return figure.quantity.text, suspect.suggested
    return figure.quantity.text + figure.quantity.unit.name, suspect.suggested + suspect.unit


def suspect_key(reason: str) -> str:
    """Which sentence names a suspect: a misreading of the recogniser is told otherwise than a slip of the pen.

    >>> suspect_key("alike"), suspect_key("swap")
    ('misreading', 'suspect')
    """
    return "misreading" if reason in REASONS else "suspect"


def with_unit(value: Decimal, unit: Unit) -> str:
    """An amount in `unit` as a reader wants it.

    >>> from fiscal.numbers.units import unit
    >>> with_unit(Decimal("-300"), unit("万元")), with_unit(Decimal("54.96"), unit("%"))
    ('−300 万元', '54.96%')
    """
    return number(value) + suffix(unit)


def gap_text(value: Decimal, unit: Unit, lang: str) -> str:
    """A difference between two amounts; two percentages differ by percentage points.

    >>> from fiscal.numbers.units import unit
    >>> gap_text(Decimal("-0.06"), unit("%"), "zh")
    '0.06 个百分点'
    """
    names = {"%": "points", "‰": "thousandths"}
    name = phrase(names[unit.name], lang) if unit.name in names else unit.name
    return f"{number(abs(value))} {name}".rstrip()


def printed_text(quantity: Quantity, sign: int = 1) -> str:
    """A figure as printed, with separators, hedge and unit.

    >>> from fiscal.numbers.units import unit
    >>> printed_text(Quantity("143930", Decimal("143930"), unit("万元")))
    '143,930 万元'
    """
    value = f"{abs(quantity.value):,f}"
    if quantity.upper is not None:
        value += f"–{abs(quantity.upper):,f}"
    minus = MINUS if (quantity.value < 0) != (sign < 0) else ""
    return MARKS.get(quantity.hedge, "") + minus + value + suffix(quantity.unit)


def where(place: Place, table: Table | None, path: str | None, lang: str) -> str:
    """A place as a reader finds it: document (if there are several), page or sheet, line or cell, table, row,
    column.
    """
    pieces = [path] if path else []
    if place.page is not None:
        pieces.append(phrase("page", lang, page=place.page))
    if place.line is not None:
        pieces.append(phrase("line", lang, line=place.line))
    if place.sheet is not None:
        pieces.append(phrase("sheet", lang, sheet=place.sheet))
    if place.cell is not None:
        pieces.append(phrase("cell", lang, cell=place.cell))
    if table is not None and table.title:
        pieces.append(phrase("table", lang, number=table.number or "", title=table.title).strip())
    elif table is not None and table.number:
        pieces.append(table.number)
    if place.row:
        pieces.append(phrase("row", lang, row=place.row))
    if place.column:
        pieces.append(phrase("column", lang, column=place.column))
    return " ".join(pieces) or phrase("here", lang)


def name_of(figure: Figure, lang: str) -> str:
    """What a figure measures, or a word that stands for it."""
    return figure.label or figure.place.row or phrase("nameless", lang)


def cell_name(figure: Figure, lang: str) -> str:
    """As `name_of`, with the column of a cell, for use between quotation marks: a row has several figures."""
    if figure.source != "cell" or not figure.place.column:
        return name_of(figure, lang)
    return phrase("cell-name", lang, label=name_of(figure, lang), column=figure.place.column)
