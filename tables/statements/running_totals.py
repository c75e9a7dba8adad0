"""Running totals: an amount that the amounts right before it, or right behind it, add up to.

What a total is called is known from the lexicon, or learned from the document: words behind which an amount equals the
run before it twice are total words there. An amount of four digits or more that equals a run without any such word is
told by its figures alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from fiscal.figure import Figure
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.interval import EXACT, Interval
from fiscal.statement import Run, Signed, Source, Total
from tables.statements.lexicon import ends_with, holds_any, lexicon
from tables.statements.skeleton import AMOUNT, LISTED, Piece

LONGEST = 14
"""Amounts of one run; longer lists stand in tables."""

LEAST_DIGITS = 4
"""Significant digits from which a sum is hardly met by chance."""

OFTEN = 2
"""So many different amounts must equal the run before them before their words are learned."""

REACH = 5 * LONGEST
"""Amounts before a total among which its run is looked for, those behind 其中 included: a long sentence stays linear."""

_MARKS = "，；：、。！？"
_FILLING = ("达到", "约为", "总共为", "预计", "完成", "为", "是", "达")


class Item(Struct, frozen=True):
    """An amount of a piece, its lead (the words before it), whether it is taken off, and what separates it."""

    figure: Figure
    lead: str
    sign: int
    plus: bool
    listed: bool
    clause: int


def items(piece: Piece) -> tuple[Item, ...]:
    """The amounts of a piece that can be added up: bases, increments and rates are left out."""
    return _items(piece)


@lru_cache(maxsize=4096)
def _items(piece: Piece) -> tuple[Item, ...]:
    found: list[Item] = []
    clause, sign, because = 0, 1, False
    for at, figure in enumerate(piece.figures):
        lead = piece.lead(at)
        clause += lead.count("；") + lead.count("。")
        kind = piece.sign(at)
        because = holds_any("because", lead.rsplit("。")[-1]) or (because and "。" not in lead)
        because = because and not adds(lead) and not lead.rpartition("，")[2].startswith("包括")
        if kind not in (AMOUNT, LISTED) or because:
            continue
        if figure.quantity.hedge is not Hedge.EXACT or figure.quantity.upper is not None:
            continue
        plus, minus = adds(lead), takes_off(lead)
        sign = -1 if minus else 1 if plus or "，" in lead or "；" in lead or "。" in lead else sign
        found.append(Item(figure, lead, sign, plus or minus, kind == LISTED, clause))
    return tuple(found)


def adds(lead: str) -> bool:
    """True if the last clause of a lead begins with 加上 or 加, not with 增加.

    >>> adds("，加上级补助收入"), adds("，增加上级补助收入"), adds("，另加上年结余")
    (True, False, True)
    """
    return _opens("plus", lead)


def takes_off(lead: str) -> bool:
    """True if the last clause of a lead begins with 减去 or 扣除.

    >>> takes_off("，减去调出资金"), takes_off("，核减投资额")
    (True, False)
    """
    return _opens("minus", lead) and not holds_any("others", lead)


def _opens(name: str, lead: str) -> bool:
    clauses = lead.replace("；", "，").replace("。", "，").replace("、", "，").split("，")
    return any(clause.removeprefix("同时").startswith(word) for clause in clauses for word in lexicon()[name])


def name_of(lead: str) -> str:
    """What an amount is called right before it, without marks, 为 and 达.

    >>> name_of("，全市收入总来源为"), name_of("；加上、总计")
    ('全市收入总来源', '总计')
    """
    last = lead
    for mark in _MARKS:
        last = last.rsplit(mark, 1)[-1]
    for word in _FILLING:
        last = last.removesuffix(word)
    return last


def digits_of(figure: Figure) -> int:
    """Significant digits of a printed number: 2.30 has three, 1200 two."""
    digits = "".join(map(str, figure.quantity.value.as_tuple().digits)).lstrip("0")
    return len(digits if figure.quantity.exponent < 0 else digits.rstrip("0"))


def adds_up(whole: Figure, run: Run, figures: Mapping[str, Figure], *, exactly: bool = False) -> bool:
    """True if the run makes the whole: as printed, or (unless `exactly`) within what the printed places leave open."""
    if any(figures[each.figure].quantity.unit.dimension != whole.quantity.unit.dimension for each in run):
        return False
    total = Decimal(0)
    for each in run:
        total = EXACT.add(total, EXACT.multiply(figures[each.figure].quantity.centre, Decimal(each.sign)))
    if total == whole.quantity.centre:
        return True
    if exactly:
        return False
    spread = Interval.point(Decimal(0))
    for each in run:
        spread = spread + figures[each.figure].quantity.interval().scaled(Decimal(each.sign))
    return spread.meets(whole.quantity.interval())


def runs_before(some: Sequence[Item], at: int) -> Iterator[Run]:
    """The runs that end right before the amount number `at`, each once: its whole clause first.

    Amounts listed behind 其中 are left out, or, in further readings, counted.
    """
    seen: set[Run] = set()
    for run in _suffixes(some[max(0, at - REACH) : at], some[at]):
        if run not in seen and len(run) >= 2:
            seen.add(run)
            yield run


def _suffixes(before: Sequence[Item], whole: Item) -> Iterator[Run]:
    own = [item for item in before if not item.listed]
    for known in ([item for item in own if item.clause == whole.clause], own, list(before)):
        yield _run(known[-LONGEST:])
    for known in (own, list(before)):
        for start in range(max(0, len(known) - LONGEST), len(known) - 1):
            yield _run(known[start:])


def _run(some: Iterable[Item]) -> Run:
    return tuple(Signed(item.figure.id, item.sign) for item in some)


def runs_behind(some: Sequence[Item], at: int) -> Iterator[Run]:
    """The contiguous runs that begin right behind the amount number `at`, shortest first."""
    behind = [item for item in some[at + 1 : at + 1 + LONGEST] if not item.listed]
    for stop in range(2, len(behind) + 1):
        yield _run(behind[:stop])


def learned_words(stretches: Iterable[Piece]) -> frozenset[str]:
    """The endings of names behind which two different amounts, and nearly all, equal the run before them.

    Only the shortest ending of at least two characters that tells totals from other amounts is kept.
    """
    hits: Counter[str] = Counter()
    tries: Counter[str] = Counter()
    values: set[tuple[str, Decimal]] = set()
    for piece in stretches:
        some = items(piece)
        figures = {item.figure.id: item.figure for item in some}
        for at, item in enumerate(some):
            name = name_of(item.lead)
            endings = {name[-n:] for n in range(2, min(len(name), 8) + 1)}
            tries.update(endings)
            if at >= 2 and digits_of(item.figure) >= LEAST_DIGITS and _met(some, at, figures):
                fresh = {ending for ending in endings if (ending, item.figure.quantity.centre) not in values}
                values.update((ending, item.figure.quantity.centre) for ending in endings)
                hits.update(fresh)
                tries.subtract(endings - fresh)
            elif at < 2:
                tries.subtract(endings)
    known = {word for word, hit in hits.items() if hit >= OFTEN and _nearly_all(hit, tries[word])}
    return frozenset(word for word in known if not any(word != other and word.endswith(other) for other in known))


def _nearly_all(hits: int, tries: int) -> bool:
    """Four in five; where a word stands in four places, all but one, which may be the wrong one.

    >>> _nearly_all(8, 10), _nearly_all(3, 4), _nearly_all(2, 3)
    (True, True, False)
    """
    return 5 * hits >= 4 * tries or (hits > OFTEN and tries - hits == 1)


def _met(some: Sequence[Item], at: int, figures: Mapping[str, Figure]) -> bool:
    return any(adds_up(some[at].figure, run, figures, exactly=True) for run in runs_before(some, at))


def totals(piece: Piece, learned: frozenset[str]) -> Iterator[Total]:
    """The running totals of a piece: those named so, and those that only their figures tell."""
    some = items(piece)
    figures = {item.figure.id: item.figure for item in some}
    for at, item in enumerate(some):
        name = name_of(item.lead)
        word = ends_with("total", name) or name in lexicon()["in-all"]
        taught = next((ending for ending in learned if name.endswith(ending)), None)
        readings = tuple(runs_before(some, at))
        if readings and (word or taught):
            source = Source.WORDED if word else Source.LEARNED
            heads, plus = _heads(some, at)
            yield Total(item.figure.id, readings, name, source, plus, plus and heads == 1, said=name)
            continue
        counted = _counted(item, (*readings, *runs_behind(some, at)), figures) or _reached(some, at, readings, figures)
        if counted:
            yield Total(item.figure.id, counted, name, Source.COUNTED, said=name)


def _reached(some: Sequence[Item], at: int, readings: Sequence[Run], figures: Mapping[str, Figure]) -> tuple[Run, ...]:
    """收入A，加上B、C后，全口径收入D: what is reached by adding, whatever it is called, if one reading makes it."""
    item = some[at]
    adding = any(each.plus and each.sign > 0 for each in some[:at] if each.clause == item.clause)
    if not adding or item.plus or not item.lead.startswith(("后", "，")) or digits_of(item.figure) < LEAST_DIGITS - 1:
        return ()
    return next(((run,) for run in readings[:1] if adds_up(item.figure, run, figures)), ())


def _heads(some: Sequence[Item], at: int) -> tuple[int, bool]:
    """How many amounts stand before the first 加上 or 减去 of the run that ends at a total, and whether there is one."""
    run: list[Item] = []
    for item in reversed([item for item in some[max(0, at - REACH) : at] if not item.listed]):
        if ends_with("total", name_of(item.lead)) or item.clause < some[at].clause:
            break
        run.insert(0, item)
    first = next((i for i, item in enumerate(run) if item.plus), len(run))
    return first, first < len(run)


def _counted(item: Item, readings: Sequence[Run], figures: Mapping[str, Figure]) -> tuple[Run, ...]:
    """The one run that makes the amount exactly, if its digits are enough to exclude chance."""
    if digits_of(item.figure) < LEAST_DIGITS:
        return ()
    for run in readings:
        long = sum(digits_of(figures[each.figure]) >= LEAST_DIGITS - 1 for each in run) >= 2
        if long and adds_up(item.figure, run, figures, exactly=True):
            return (run,)
    return ()
