"""Reading the heads of tables that print debt limits beside balances: which stock a row or column of amounts is.

A head is a path from the outermost word to the innermost (2024年债务限额 › 一般债务). The year's quota, what is handed
down, issued or left over, rates and changes are no stocks and have no name here: nothing is a ceiling but the limit.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.debt.fact import DebtConcept, DebtKind
from fiscal.words.vocabulary import fold

_C, _K = DebtConcept, DebtKind

_NO_STOCK = re.compile(
    "新增|提前|下达|结存|剩余|空间|可[用举]|隐性|置换|调[整增减](?!后)|增[加减长]|减少|变动|核减|收回|占|率|[%％]|[较比]|使用"
    "|平均|年限(?!额)|利息|付息|还本|发行|债券[^，。]{0,4}余额|分配"
)
_LIMIT = re.compile("限额")
_BALANCE = re.compile("余额(?!限额)")
_NAMED = re.compile("限额|余额|债|[合小总]计|其中|金额|[A-Z]|执行|预算|决算|预计|实际|20\\d\\d|^$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST = re.compile("上年|去年|上一年")
_OPENING = re.compile("[年期]初(?!预算)")
_NUMBER = re.compile("^(?:[一二三四五六七八九十]{1,3}|[(（][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2})[、.．]?")
_LETTER = re.compile("(?:^|[/\\s])([A-Z])$")
_FORMULA = re.compile(r"([A-Z])\s*=\s*([A-Z])\s*[+＋]\s*([A-Z])")


class StockName(Struct, frozen=True):
    """A limit or a balance: of which kind of debt, at the end of which year, and whose if the head says so."""

    concept: DebtConcept
    kind: DebtKind
    year: int | None
    whose: str = ""


def stock_of(path: Sequence[str], about: str, year: int | None) -> StockName | None:
    """The stock at the end of a year that a head names; None for openings, flows and rates, and where nothing is named.

    `about` is the title of the table, `year` the year of a head that names none.

    >>> stock_of(("2024年债务限额", "一般债务"), "", None)
    StockName(concept=<DebtConcept.LIMIT: 'limit'>, kind=<DebtKind.GENERAL: 'general'>, year=2024, whose='')
    >>> stock_of(("专项债务", "2023年末余额"), "", None).kind, stock_of(("专项债务", "2023年限额"), "", None).concept
    (<DebtKind.SPECIAL: 'special'>, <DebtConcept.LIMIT: 'limit'>)
    >>> stock_of(("2024年新增债务限额", "合计"), "", None), stock_of(("2024年初债务余额",), "", None)
    (None, None)
    """
    parts = [fold(part) for part in path]
    text = "".join(parts)
    if is_flow(text) or _OPENING.search(text) or "债" not in text + about:
        return None
    concept = next((found for part in reversed(parts) if (found := _concept(part)) is not None), None)
    if concept not in (_C.LIMIT, _C.BALANCE):
        return None
    years = [int(found[0]) for part in reversed(parts) for found in reversed(list(_YEAR.finditer(part)))]
    then = years[0] if years else year
    if not years and then is not None and _LAST.search(text):
        then -= 1
    elif not years and _LAST.search(text):
        return None
    whose = "".join(_NUMBER.sub("", part) for part in parts if not _NAMED.search(part))
    return StockName(concept, _kind(parts), then, whose)


def is_flow(text: str) -> bool:
    """True if a head speaks of the year's quota, of what moves or of a rate, and of no stock.

    >>> is_flow("其中：当年新增一般债务限额"), is_flow("一般债务限额总额")
    (True, False)
    """
    return _NO_STOCK.search(fold(text)) is not None


def formula_in(path: Sequence[str]) -> tuple[str, ...]:
    """The letters of a head such as A=B+C, the total first; () where there is none.

    >>> formula_in(("2024年债务限额", "A=B+C")), formula_in(("2024年债务限额", "一般债务"))
    (('A', 'B', 'C'), ())
    """
    found = _FORMULA.search(fold(path[-1])) if path else None
    return found.groups() if found else ()


def letter_of(path: Sequence[str]) -> str:
    """The letter by which a formula calls a head, or "".

    >>> letter_of(("2024年债务限额", "一般债务", "B")), letter_of(("2024年债务限额", "A=B+C"))
    ('B', '')
    """
    found = _LETTER.search(fold(path[-1])) if path else None
    return found[1] if found else ""


def _concept(part: str) -> DebtConcept | None:
    """The concept that one word of a head names; a head of both (限额及余额) names neither, but nor do those outside."""
    limit, balance = _LIMIT.search(part), _BALANCE.search(part)
    if limit and balance:
        return _C.SURPLUS_LIMIT
    return _C.LIMIT if limit else _C.BALANCE if balance else None


def _kind(parts: Sequence[str]) -> DebtKind:
    for part in reversed(parts):
        general, special = "一般" in part, "专项" in part
        if general or special:
            return _K.TOTAL if general and special else _K.GENERAL if general else _K.SPECIAL
    return _K.TOTAL
