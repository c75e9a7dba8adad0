"""The number in a table cell (单元格数字): what is printed, or None where the cell holds words, a dash or nothing."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from fiscal import late_patterns as re
from fiscal.numbers import hedge, units
from fiscal.numbers.chinese_numerals import DIGITS, SIGNS, plain_signs, read_spoken_decimal
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT
from fiscal.numbers.number_patterns import BEFORE
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import MULTIPLIERS, NUMBER, Unit
from fiscal.words.plain_text import normalise

_DIGITS = r"(?:(?:0|[1-9]\d{0,2}(?:,\d{3}){1,9}|[1-9]\d{0,2}(?: \d{3}){1,9}|[1-9]\d{0,29})(?:\.\d{1,30})?|\.\d{1,30})"
_CELL = re.compile(
    rf"(?P<before>{'|'.join(BEFORE)})?"
    rf"(?:\((?P<bracketed>{_DIGITS})\)"
    rf"|(?P<sign>[-—+△▲▽▼负减\x03])? ?(?P<first>{_DIGITS})(?:[Ee](?P<power>[-+]?\d{{1,2}}))?"
    rf"(?P<behind>-(?=\D|$))?(?:(?:-|~|—|至)(?P<second>{_DIGITS}))?)"
    r" ?(?P<odd>[余多])? ?(?P<unit>[^\d\s()余多左以①-⒇*⁰¹²³⁴-⁹†‡\-][^\d\s()余多左以①-⒇*⁰¹⁴-⁹†‡\-]{0,7})?"
    r" ?(?P<after>左右|以上|以下|以内|余)?"
)
_WRITTEN = re.compile(
    rf"(?P<before>人民币)?(?P<sign>[-—△▲负减])?(?P<numeral>[{SIGNS}]{{1,20}}(?:点[{''.join(DIGITS)}]{{1,8}})?)"
    r"(?P<unit>[万亿]?[元圆])[整正]?"
)
_MARKS = "①-⒇*⁰¹²³⁴-⁹†‡"
_LEADING_MARKS = re.compile(rf"^[{_MARKS}]{{1,3}}(?=\D*\d)")
_TRAILING_MARKS = re.compile(rf"(?:注?[{_MARKS}]{{1,3}}|(?<=[\d%])\[注?\d{{1,2}}\])$")
"""Marks of foot notes in front of a number or behind it; ² and ³ behind a letter belong to a unit."""

_SOFT_HYPHEN = re.compile(r"^\s*\u00ad(?=\s*[\d.])")
"""In front of a number it is what some fonts print as a minus: nothing could be broken there."""

_MARKED = re.compile(rf"^[{_MARKS}※]|[{_MARKS}※]$")

REMEMBERED = 16_384
"""Cells whose number is not worked out again: a table asks five times what a cell says, and cells are often alike."""

_LONGEST = 80
_REMARK = re.compile(r"[（(][^（）()\d%％]{1,12}[)）]$")
_ASIDE = re.compile(r"(?<=[^\d，；])[，；][^\d，；]{2,30}$")
"""A clause without figures behind a quantity: 4123人，控制在目标以内."""

_SO_FAR = re.compile(r"^累计(?=[-+]?\d)")
"""Says since when is counted; the figure is in the unit of its column or row all the same."""

_TARGET = re.compile(r"[一-鿿“”]{1,12}(?=[-+]?\d)")
_DATES = frozenset({"年", "月", "日", "号", "岁"})
_YEARS = re.compile(r"(?:19|20)\d\d")


def has_note(text: str) -> bool:
    """True for a cell with the mark of a footnote before or behind its number.

    >>> has_note("*8.2%"), has_note("-4.1% ①"), has_note("8.2%")
    (True, True, False)
    """
    return bool(_MARKED.search(text.strip()))


def read_cell(text: str) -> tuple[Decimal, str] | None:
    """The signed number printed in a table cell and its digits as printed, or None if the cell prints no single number.

    Thousands separators (also blanks between groups of three), full-width digits, a minus sign, △ and brackets for
    negative numbers are read; so is a number with % or a unit behind. A wrongly grouped number (1,23) is no number:
    nobody can say what is meant.

    >>> read_cell("１，２３４．５０"), read_cell("△ 12"), read_cell("(1,234)"), read_cell("—")
    ((Decimal('1234.50'), '1,234.50'), (Decimal('-12'), '△12'), (Decimal('-1234'), '(1,234)'), None)
    """
    quantity = read_cell_quantity(text, NUMBER)
    if quantity is None or quantity.upper is not None:
        return None
    return quantity.value, quantity.text


def read_cell_quantity(text: str, unit: Unit) -> Quantity | None:
    """The quantity in a table cell whose column is headed with `unit`; a % or unit in the cell is stronger.

    >>> read_cell_quantity("约44", units.unit("万人"))
    Quantity(text='44', value=Decimal('44'), unit=Unit(name='万人', dimension='people', factor=Decimal('10000'), \
discrete=False), hedge=<Hedge.ABOUT: 'about'>, upper=None)
    """
    if len(text) > _LONGEST:
        return None
    folded = _folded(text)
    match = _CELL.fullmatch(folded)
    if match is None:
        return _written(folded)
    counted = _unit_of_cell(match["unit"], unit)
    if counted is None:
        return None
    upper = None
    if match["second"]:
        upper = _decimal(match["second"])
        years = _YEARS.fullmatch(match["first"]) and _YEARS.fullmatch(match["second"])
        if years or match["sign"] or match["behind"] or match["power"] or upper <= _decimal(match["first"]):
            return None
    return _quantity(match, counted, upper)


@lru_cache(maxsize=REMEMBERED)
def read_target(text: str, unit: Unit) -> Quantity | None:
    """The one quantity of a cell that words lead up to and that has a unit of its own, or that a remark follows.

    A remark in brackets says how the number was come by, and leaves it what it is.

    >>> [q.text + q.unit.name for t in ("立项 170 公顷", "增长6%", "231（预计数）") if (q := read_target(t, NUMBER))]
    ['170公顷', '6%', '231']
    >>> [q.text + q.unit.name for t in ("累计 4000 左右", "412人，在目标以内") if (q := read_target(t, NUMBER))]
    ['4000', '412人']
    >>> read_target("新增100台，新建4座", NUMBER), read_target("完成于2020年", NUMBER)
    (None, None)
    """
    folded = _REMARK.sub("", "".join(normalise(_SOFT_HYPHEN.sub("-", text)).split()))
    folded = _SO_FAR.sub("", _ASIDE.sub("", folded), count=1) if len(folded) <= _LONGEST else folded
    words = _TARGET.match(folded)
    alone = read_cell_quantity(folded, unit)
    if words is None or alone is not None:
        return alone
    quantity = read_cell_quantity(folded[words.end() :], NUMBER)
    if quantity is None or quantity.unit == NUMBER or quantity.unit.name in _DATES or "第" in words[0]:
        return None
    return quantity


def _folded(text: str) -> str:
    """`text` without marks of notes and the blanks that only spread a number, and with its commas as separators."""
    folded = " ".join(normalise(_SOFT_HYPHEN.sub("-", text)).split()).replace("，", ",")
    folded = _LEADING_MARKS.sub("", folded)
    if not re.search("[A-Za-z米][²³]$", folded):
        folded = _TRAILING_MARKS.sub("", folded).rstrip()
    return re.sub(r" (?=[,.%‰)左以余])|(?<=[,.(△▲▽▼+\-减约]) |(?<=[^\d]) (?=\D)|(?<=\d) (?=[^\d\s])", "", folded)


def _written(folded: str) -> Quantity | None:
    """An amount in Chinese numerals or the capitals of cheques, with its unit: 壹拾贰万元整, 十五点八亿元."""
    match = _WRITTEN.fullmatch(plain_signs(folded))
    value = read_spoken_decimal(match["numeral"]) if match else None
    if match is None or value is None:
        return None
    return Quantity(folded, negative(value) if match["sign"] else value, units.unit(match["unit"]))


def _quantity(match: re.Match[str], counted: Unit, upper: Decimal | None) -> Quantity:
    if match["bracketed"]:
        value, printed = negative(_decimal(match["bracketed"])), f"({match['bracketed']})"
    else:
        sign = "-" if (match["sign"] or match["behind"] or "") in tuple("-—\x03") else match["sign"] or ""
        value = _decimal(match["first"])
        value = value.scaleb(int(match["power"]), context=EXACT) if match["power"] else value
        value = Decimal(f"{value:f}")
        value = negative(value) if sign and sign != "+" else value
        printed = (
            sign
            + match["first"]
            + (f"E{match['power']}" if match["power"] else "")
            + (f"-{match['second']}" if match["second"] else "")
        )
    loose = Hedge.EXACT
    if match["before"]:
        loose = hedge.BEFORE[match["before"]]
    elif match["after"]:
        loose = hedge.AFTER[match["after"]]
    elif match["odd"]:
        loose = Hedge.ODD
    elif match["power"] and value == value.to_integral_value():
        loose = Hedge.ABOUT  # 1.2E+04 is known to a thousand, and nothing else says so
    return Quantity(printed, value, counted, loose, upper)


def _unit_of_cell(printed: str | None, column: Unit) -> Unit | None:
    """The unit printed in the cell, or the column's where there is none; None if the cell ends in another word."""
    if not printed:
        return column
    if printed in ("万", "亿", "万亿"):
        money = units.unit("元") if column.is_money else NUMBER
        return money.multiplied(sum(MULTIPLIERS[sign] for sign in printed), printed)
    try:
        return units.unit(printed)
    except KeyError:
        return None


def negative(value: Decimal) -> Decimal:
    """Minus `value`, all its digits kept (the minus operator would round to 28); zero has no sign."""
    return value.copy_negate() if value else value


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace(",", "").replace(" ", ""))
