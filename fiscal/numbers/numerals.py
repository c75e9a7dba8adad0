"""Numbers with units in prose (带单位的数字): 1,234.5亿元, △12万元, 3亿5000万元, 二十余家, 3-5%, 位列第二.

Years, dates, document and list numbers, road and lot numbers and ordinals are no quantities: a number counts only
if a unit stands right behind it and nothing in front makes it part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from fiscal.numbers import hedge, number_patterns
from fiscal.numbers.cell_number import negative, read_cell, read_cell_quantity
from fiscal.numbers.chinese_numerals import DIGITS, plain_signs, read_chinese, read_mixed, read_spoken_decimal
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import MULTIPLIERS, NUMBER, Unit, unit

__all__ = ["Found", "find_quantities", "read_cell", "read_cell_quantity"]

NEGATIVE = "-△▲▽▼负"
SENTENCE_STARTS = "。；：！？)\n"
HIGHEST_RANK = 100
_COINED = frozenset({"元", "圆"})
_NUMBERED = "第表图附件注号"
_SEPARATORS = str.maketrans("", "", ",， ")


class Found(Struct, frozen=True):
    """A quantity and where it is printed: [start, end) is sign, number, unit and trailing hedge.

    `digits` is the offset of the first digit (for Chinese numerals, of the first sign); `ordinal` marks ranks (第二).
    """

    start: int
    end: int
    digits: int
    quantity: Quantity
    ordinal: bool = False


def find_quantities(text: str) -> list[Found]:
    """Every number followed by a unit in normalised, joined `text`, left to right; spans do not overlap.

    >>> found = find_quantities("2020年收入3亿5000万元，增长12.5%")
    >>> [(each.quantity.value, each.quantity.unit.name) for each in found]
    [(Decimal('35000'), '万元'), (Decimal('12.5'), '%')]
    >>> [(found.quantity.value, found.ordinal) for found in find_quantities("增速位居全市第二，第三次会议")]
    [(Decimal('2'), True)]
    """
    return list(_scan(text))


def _scan(text: str) -> Iterator[Found]:
    search = number_patterns.found().search
    at = 0
    while match := search(text, at):
        at = match.end()
        if match["rank"] is not None:
            found = _rank(text, match)
        elif match["percent"] is not None:
            found = _spoken_percent(match)
        elif match["han"] is not None:
            found = _chinese(text, match)
            if found is None:
                at = match.end("han")
        elif match["mixed"] is not None:
            found = _mixed(text, match)
            if found is None:
                at = match.end("mixed")
        elif match["high"] is not None:
            found = _compound(text, match)
        elif match["bracketed"] is not None:
            found = _bracketed(text, match)
        else:
            found = _plain(text, match)
            if found is None:
                at = match.end("first")
        if found is not None:
            at = found.end
            yield found


def _unit(name: str) -> Unit:
    """The unit called `name`, which may be a bare 万 or 亿, or a compound (人/亿元) of its own dimension."""
    name = name.replace(" ", "")
    if all(sign in MULTIPLIERS for sign in name):
        return NUMBER.multiplied(sum(MULTIPLIERS[sign] for sign in name), name)
    try:
        return unit(name)
    except KeyError:
        top, _, below = name.partition("/")
        base = unit(top)
        return Unit(name, f"{base.dimension}/{below}", base.factor)


def _decimal(printed: str) -> Decimal:
    # A point with nothing behind it (11.亿元) promises a decimal: read as 11.0, so that the lost digit shows.
    plain = printed.translate(_SEPARATORS)
    return Decimal(plain + ("0" if plain.endswith(".") else ""))


def _hedged(text: str, start: int, end: int, odd: bool) -> tuple[Hedge, int]:
    """How loosely the mention [start, end) is meant by the words around it, and where it ends with them."""
    behind = number_patterns.AFTER.match(text, end)
    loose = Hedge.ODD if odd else Hedge.EXACT
    if behind:
        end = behind.end()
        loose = hedge.AFTER[behind[behind.lastindex or 1]]
    front = text[max(0, start - 8) : start].rstrip()
    for word in number_patterns.BEFORE:
        if front.endswith(word):
            before = front[len(front) - len(word) - 1 : len(front) - len(word)]
            if not (before and before in number_patterns.NOT_HEDGE.get(word, "")):
                return hedge.BEFORE[word], end
            break
    return loose, end


def _made(
    text: str,
    match: re.Match[str],
    number: tuple[int, int],
    value: Decimal,
    counted: Unit,
    *,
    odd: bool,
    end: int,
    upper: Decimal | None = None,
) -> Found:
    """The mention of `value`, printed at the span `number`."""
    start = match.start()
    if counted.name in _COINED and upper is None and value == value.to_integral_value():
        cents, end = _coins(text, end)
        value = EXACT.add(value, cents) if cents else value
    if match["sign"] and match["sign"] in NEGATIVE:
        value = negative(value)
    loose, end = _hedged(text, start, end, odd)
    return Found(start, end, number[0], Quantity(text[start : number[1]].strip(), value, counted, loose, upper))


def _plain(text: str, match: re.Match[str]) -> Found | None:
    """A number in digits with its unit, or a range of them."""
    odd = bool(match["odd"] or match["late_odd"])
    name = match["unit"]
    if match["late_odd"]:
        name = name.replace(match["late_odd"], "")
    counted = _unit(name)
    start, stop = match.span("first")
    if re.search("[， ]", match["first"]) and not _one_number(text, start, counted):
        start += max(match["first"].rfind("，"), match["first"].rfind(" ")) + 1
    value = _decimal(text[start:stop])
    if match["second"] is None:
        if counted.discrete and match["first"].startswith("."):
            return Found(
                start + 1,
                match.end(),
                start + 1,
                Quantity(text[start + 1 : stop], _decimal(text[start + 1 : stop]), counted),
            )
        if counted.discrete and _list_number(text, start, match["first"]):
            point = text.index(".", start)
            value, start = _decimal(text[point + 1 : stop]), point + 1
            return Found(start, match.end(), start, Quantity(text[start:stop], value, counted))
        return _made(text, match, (start, stop), value, counted, odd=odd, end=match.end())
    upper = _decimal(match["second"])
    first_unit = match["first_unit"]
    between = text[match.end("first_unit") if first_unit else stop : match.start("second")]
    spoken = "至" in between or "到" in between
    same = first_unit in (None, match["unit"])
    if same and upper > value and not match["sign"] and not (spoken and first_unit):
        return _made(text, match, (start, match.end("second")), value, counted, odd=odd, end=match.end(), upper=upper)
    if first_unit:
        return _made(text, match, (start, stop), value, _unit(first_unit), odd=False, end=match.end("first_unit"))
    return None


def _one_number(text: str, start: int, counted: Unit) -> bool:
    """True if groups of digits parted by blanks or ， are one number: not after 第 or 表, not a list of counts."""
    return not counted.discrete and start > 0 and text[start - 1] not in _NUMBERED


def _coins(text: str, start: int) -> tuple[Decimal | None, int]:
    """What 1角1分 at `start`, behind 元, adds to it, and where it ends; None where nothing of the kind stands there."""
    if text.startswith("整", start):
        return None, start + 1
    match = number_patterns.COINS.match(plain_signs(text[start : start + 8]))
    if match is None or not (match[1] or match[2]):
        return None, start
    tenths, hundredths = (DIGITS[sign] if sign in DIGITS else int(sign) for sign in (match[1] or "0", match[2] or "0"))
    cents = Decimal(10 * tenths + hundredths).scaleb(-2) if match[2] else Decimal(tenths).scaleb(-1)
    return cents, start + match.end()


def _mixed(text: str, match: re.Match[str]) -> Found | None:
    """1千零20元, 3亿5千2百万元: digits with Chinese steps between them, or nothing where they can be read in two ways."""
    whole, _, part = match["mixed"].partition(".")
    whole += match["mixed_unit"][:-1]
    prefix = whole[len(whole.rstrip("万亿")) :]
    value = read_mixed(whole)
    if value is None or (part and prefix):
        return None
    value //= 10 ** sum(MULTIPLIERS[sign] for sign in prefix)
    number = Decimal(f"{value}.{part}") if part else Decimal(value)
    counted = _unit(prefix + "元")
    return _made(text, match, match.span("mixed"), number, counted, odd=False, end=match.end())


def _list_number(text: str, start: int, printed: str) -> bool:
    """True if `printed` is a list number glued to a count: 1.28个项目 at the head of a sentence is 28 of them."""
    head = start == 0 or text[start - 1] in SENTENCE_STARTS
    return head and re.fullmatch(r"\d{1,2}\.[1-9]\d*", printed) is not None


def _compound(text: str, match: re.Match[str]) -> Found:
    """3亿5000万元 as one quantity in the smaller unit, or the 亿 alone if the rest does not fit below it."""
    power = MULTIPLIERS[match["power"]]
    name = match["low_unit"]
    lower = 0
    for sign in name:
        if sign not in MULTIPLIERS:
            break
        lower += MULTIPLIERS[sign]
    low = _decimal(match["low"])
    fits = low < 10 ** (power - lower) if power > lower else False
    joined = lower >= 4 or (power == 4 and (lower == 3 or len(match["low"]) == 4))
    if not (fits and joined):
        end = match.end("power")
        value, counted = Decimal(match["high"]), _unit(match["power"])
        return _made(text, match, match.span("high"), value, counted, odd=False, end=end)
    value = int(match["high"]) * 10 ** (power - lower) + low
    number = (match.start("high"), match.end("low"))
    return _made(text, match, number, value, _unit(name), odd=bool(match["low_odd"]), end=match.end())


def _bracketed(text: str, match: re.Match[str]) -> Found | None:
    """(1,234)万元 is minus 1,234; (1)项目 is a list number."""
    counted = _unit(match["bracketed_unit"])
    printed = match["bracketed"]
    if counted.discrete or not re.search(r"[,.]|\d{3}", printed):
        return None
    loose, end = _hedged(text, match.start(), match.end(), False)
    quantity = Quantity(f"({printed})", negative(_decimal(printed)), counted, loose)
    return Found(match.start(), end, match.start("bracketed"), quantity)


def _chinese(text: str, match: re.Match[str]) -> Found | None:
    """A Chinese numeral with its unit, if it counts something: from two up, and no ordinal (五届三次会议)."""
    printed, name = match["han"], match["han_unit"]
    run = plain_signs(printed)
    bare = run.rstrip("万亿")
    prefix = run[len(bare) :]
    counted = _unit(prefix + name)
    value = read_spoken_decimal(bare if "点" in run else run)
    if value is None or (value < 2 and run == printed and "点" not in run) or ("点" in run and counted.discrete):
        return None
    if not number_patterns.HAS_DIGIT.search(run) or _is_name(text, match):
        return None
    if prefix and "点" not in run:
        value = value.scaleb(-sum(MULTIPLIERS[sign] for sign in prefix)).quantize(Decimal(1))
    end = match.end()
    if counted.name in _COINED:
        cents, end = _coins(text, end)
        value = EXACT.add(value, cents) if cents else value
    loose, end = _hedged(text, match.start(), end, bool(match["han_odd"]))
    return Found(match.start(), end, match.start(), Quantity(printed, value, counted, loose))


def _is_name(text: str, match: re.Match[str]) -> bool:
    """True where a numeral counts nothing: 长三角, 三元区, “四个意识”, 二次供水, 五届三次会议, 上百家."""
    name, start = match["han_unit"], match.start()
    before = text[start - 1 : start] if start else ""
    quoted = before in number_patterns.QUOTES and name == "个"
    if quoted and text[match.end() : match.end() + 1] not in ("一", "”"):
        return True
    if name in ("角", "届") or (match["han"] == "二" and unit(name).discrete):
        return True
    if name == "元" and len(match["han"]) == 1 and number_patterns.GOES_ON_AS_A_NAME.match(text, match.end()):
        return True
    if name == "次" and (meeting := number_patterns.MEETING.match(text, match.end())):
        return meeting[0] != "会议" or before in ("届", "大", "会")
    return before in ("上", "成", "每") and match["han"] in ("十", "一百", "一千", "一万")


def _spoken_percent(match: re.Match[str]) -> Found | None:
    """百分之五十, 百分之三点五."""
    value = read_spoken_decimal(match["percent"])
    if value is None:
        return None
    return Found(match.start(), match.end(), match.start("percent"), Quantity(match["percent"], value, unit("%")))


def _rank(text: str, match: re.Match[str]) -> Found | None:
    """位居全市第二, 第五位, 全市第2、: a rank; 第三次, 第5条, 第一， at the head of a sentence: none."""
    printed = match["rank"]
    value = int(printed) if printed.isdecimal() else read_chinese(printed)
    if match["ranks"] or value is None or not 1 <= value <= HIGHEST_RANK:
        return None
    start, end = match.span()
    before = text[max(0, start - 24) : start]
    ranked = number_patterns.RANKED.search(before) is not None
    ends = number_patterns.RANK_ENDS.match(text, end) is not None
    if not match["rank_unit"]:
        alone = ends and before != "" and before[-1] not in "，、" + SENTENCE_STARTS
        if not (alone or ranked) or number_patterns.NO_RANK.match(text, end):
            return None
    elif not (ranked or match["rank_unit"] == "位"):
        return None
    return Found(start, end, match.start("rank"), Quantity(printed, Decimal(value), unit("排名")), ordinal=True)
