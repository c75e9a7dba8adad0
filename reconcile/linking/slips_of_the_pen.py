"""Slips: a mention that stands alone and differs from its like by one slip of the pen — that is the finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Context, Decimal

from fiscal.budget import Level, Stage
from fiscal.figure import Figure
from fiscal.slips.misprint import slip
from fiscal.words.label_patterns import label_pattern
from reconcile.judge.one_number import agree
from reconcile.linking.mentions import CROWD, Mention, apart, level_of, same_setting, scopes_agree
from tables.measured.concepts import bigrams, likeness

WIDE = Context(prec=400)

ALIKE = 80
"""How alike two names are that differ in a word such as 企业."""

BESIDE = 8
"""So many figures before and behind one are told beside it."""


def slips(
    mentions: Sequence[Mention], root: Callable[[int], int], sizes: dict[int, int]
) -> Iterator[tuple[int, int, bool]]:
    """Pairs of mentions that differ by one slip of the pen, with whether it is sure that they state one fact.

    One of the two stands alone: a number that other mentions confirm is no slip. `root` and `sizes` tell which mentions
    are linked already.
    """
    by_setting: dict[object, list[int]] = defaultdict(list)
    at = {mention.figure.id: i for i, mention in enumerate(mentions)}

    def wholes_agree(i: int, j: int) -> bool:
        one, other = at.get(mentions[i].figure.whole or ""), at.get(mentions[j].figure.whole or "")
        return one is None or other is None or root(one) == root(other) or _meet(mentions[one], mentions[other])

    printed: dict[str, list[Figure]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        for key in _keys(mention):
            by_setting[key].append(i)
        if mention.is_cell:
            printed[_row(mention)].append(mention.figure)
    for members in by_setting.values():
        if not 2 <= len(members) <= 4 * CROWD:
            continue
        alone = [i for i in members if sizes[root(i)] == 1]
        told = [j for j in members if not mentions[j].is_cell]  # two cells are no slips of one another
        for i in alone[:CROWD]:
            for j in told if mentions[i].is_cell else members:
                if i == j or root(i) == root(j) or not _slipped(mentions[i], mentions[j]):
                    continue
                if _printed_beside(mentions[i], mentions[j], printed) or _parallel(i, j, mentions):
                    continue
                if wholes_agree(i, j) and not _generic(i, members, mentions, root, sizes):
                    yield i, j, _sure(mentions[i], mentions[j])
                    break


def _row(mention: Mention) -> str:
    """The row of a cell."""
    return mention.figure.id.rpartition(".")[0]


def _parallel(i: int, j: int, mentions: Sequence[Mention]) -> bool:
    """True if most amounts that are told under one name beside both figures differ: two sentences of one build on two
    areas (全州 …, 州本级 …), not one fact told twice.
    """
    one, other = _beside(i, mentions), _beside(j, mentions)
    shared = [(one[core], other[core]) for core in one if core in other and one[core].figure is not other[core].figure]
    agreed = sum(_meet(a, b) for a, b in shared)
    return len(shared) > 2 * agreed


def _beside(at: int, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The amounts told in the same paragraph right before and behind a figure of the narrative, by their names."""
    here = mentions[at]
    if here.is_cell:
        return {}
    near = mentions[max(0, at - BESIDE) : at + BESIDE + 1]
    place = (here.figure.place.document, here.figure.place.paragraph)
    return {
        one.core: one
        for one in near
        if one is not here
        and one.kind == "amount"
        and (one.figure.place.document, one.figure.place.paragraph) == place
        and one.core != here.core
    }


def _printed_beside(one: Mention, other: Mention, printed: Mapping[str, Sequence[Figure]]) -> bool:
    """True if one is a cell in whose row the other's number stands, perhaps finer: another column is meant."""
    if one.is_cell == other.is_cell:
        return False
    cell, told = (one, other) if one.is_cell else (other, one)
    return any(agree(told.figure, beside) for beside in printed[_row(cell)])


def _meet(one: Mention, other: Mention) -> bool:
    """True if two amounts may be one: equal by rounding, or one slip apart."""
    a, b = one.figure.quantity.interval(), other.figure.quantity.interval()
    return (a.low <= b.high and b.low <= a.high) or slip_between(one.figure, other.figure)


def _generic(
    i: int, members: Sequence[int], mentions: Sequence[Mention], root: Callable[[int], int], sizes: dict[int, int]
) -> bool:
    """True if the label of `i` stands with three or more different numbers in its setting: it names no single thing."""
    mine = mentions[i]
    if mine.fact is not None:
        return False
    others = {root(j) for j in members if mentions[j].core == mine.core and same_setting(mine, mentions[j])} - {root(i)}
    return len(others) >= 3 or (len(others) == 2 and all(sizes[other] == 1 for other in others))


def companion_slips(
    mentions: Sequence[Mention], root: Callable[[int], int], sizes: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Amounts of two reports that differ by one slip while the rates right behind them agree: 171.7亿元、增长10.2%.

    The labels must be alike and the settings agree; the equal rate says that both speak of one amount.
    """
    by_rate: dict[object, list[int]] = defaultdict(list)
    for i in range(len(mentions) - 1):
        amount, rate = mentions[i], mentions[i + 1]
        near = amount.figure.place.paragraph == rate.figure.place.paragraph and not amount.is_cell
        if near and amount.kind == "amount" and rate.kind in ("growth", "growth-", "share") and rate.digits >= 2:
            by_rate[rate.kind, rate.figure.quantity.centre.normalize(), amount.figure.quantity.unit.dimension].append(i)
    for members in by_rate.values():
        alone = [i for i in members if sizes[root(i)] == 1]
        for i in alone[:CROWD] if len(members) <= CROWD else ():
            for j in members:
                one, other = mentions[i], mentions[j]
                far = one.figure.place.paragraph != other.figure.place.paragraph and root(i) != root(j)
                if apart(one, other) or not scopes_agree(one, other):
                    continue
                same = one.figure.place.document == other.figure.place.document and same_setting(one, other)
                if far and same and likeness(one.core, other.core) >= 60 and slip_between(one.figure, other.figure):
                    yield i, j
                    break


def named_alike(one: Mention, other: Mention) -> bool:
    """True if two amounts with equal rates behind them are of one name, but for a word of it: then no doubt is left."""
    return (
        min(one.digits, other.digits) >= 4 and len(bigrams(one.core)) >= 3 and likeness(one.core, other.core) >= ALIKE
    )


def _keys(mention: Mention) -> list[object]:
    """Under which headings a mention looks for its like: its debt fact; its label; its budget, level and stage."""
    if mention.fact is not None:
        return [("fact", mention.kind, mention.fact, mention.matter)]
    figure = mention.figure
    what = (mention.kind, figure.quantity.unit.dimension, mention.matter)
    keys: list[object] = [("core", *what, mention.core)]
    if figure.budget is not None:
        # A sentence that names no level may mean the whole area.
        levels = {level_of(figure), figure.level or Level.WHOLE}
        keys += [("line", *what, figure.budget, level) for level in sorted(levels, key=str)]
    return keys


def _slipped(one: Mention, other: Mention) -> bool:
    """True if the two differ by one slip and everything else says that they state one fact."""
    a, b = one.figure, other.figure
    if (one.is_cell and other.is_cell) or one.kind not in ("amount", "delta") or one.kind != other.kind:
        return False
    if apart(one, other) or not scopes_agree(one, other) or bool(one.nth) != bool(other.nth):
        return False
    if {_owed(one), _owed(other)} == {"债券", "债务"}:
        return False  # bonds are not all debt: loans of foreign governments are repaid, too
    same_fact = one.fact is not None and one.fact == other.fact
    far = a.source != b.source or a.place.paragraph != b.place.paragraph or a.place.document != b.place.document
    if not same_fact:
        if not far or not same_setting(one, other) or one.matter != other.matter:
            return False
        if not _telling(one, other):
            return False
        if (one.fact or other.fact) or not _one_line(one, other):
            return False
    return slip_between(a, b) and (not same_fact or _printed(one, other) >= 2)


def _owed(mention: Mention) -> str:
    """债券 or 债务 where the sentence, or the row and the title of its table, speaks of one of them only; else ""."""
    found = {word for word in ("债券", "债务") if word in mention.said}
    return found.pop() if len(found) == 1 else ""


def _printed(one: Mention, other: Mention) -> int:
    """How many digits the shorter of two numbers is printed with; 100,000 tells as much as 123,456."""
    return min(len(str(m.figure.quantity.value.copy_abs()).replace(".", "").lstrip("0")) for m in (one, other))


def _telling(one: Mention, other: Mention) -> bool:
    """True if numbers that nearly agree are worth a question: counts of one thing at two times often nearly agree."""
    digits = min(one.digits, other.digits)
    if one.figure.quantity.discrete or other.figure.quantity.discrete:
        return digits >= 4 and one.core == other.core
    elsewhere = one.figure.report != other.figure.report or one.is_cell or other.is_cell
    named = one.core == other.core and (_headline(one, other) or (elsewhere and len(one.core) >= 3))
    return _printed(one, other) >= (3 if named else 4)


def _headline(one: Mention, other: Mention) -> bool:
    """True if both name the same budget, level and period: 2024年全区一般公共预算收入 is one number."""
    a, b = one.figure, other.figure
    return None not in (a.budget, a.level, a.period) and (a.budget, a.level, a.period) == (b.budget, b.level, b.period)


def _one_line(one: Mention, other: Mention) -> bool:
    """True if two labels name one line of a budget: the same words, or the longer ends in the shorter (收入总计和支出总计)."""
    a, b = one.figure, other.figure
    if (a.stage is Stage.PRIOR) is not (b.stage is Stage.PRIOR):
        return False  # last year's number often nearly agrees with this year's
    if one.core == other.core and (a.stage is b.stage or a.stage is None or b.stage is None):
        return len(one.core) >= 3 or a.budget is not None
    # Without a stage on both sides, 总计 of the budget and 总计 after adjustment are two lines: only long numbers tell.
    staged = (a.stage is not None and a.stage is b.stage) or min(one.digits, other.digits) >= 5
    short, long = sorted((one.core, other.core), key=len)
    named = any(name.endswith(short) for name in label_pattern("several-names").split(long))
    if short in ("收入", "支出") and not label_pattern("budget-side-at-end").search(long):
        return False  # 城乡社区支出 is not all of 支出
    return (staged or one.kind == "delta") and a.budget is not None and len(short) >= 2 and named


def slip_between(a: Figure, b: Figure) -> bool:
    """True if the two printed numbers differ by one slip, compared at the coarser printing of the two."""
    one, other = a.quantity, b.quantity
    if one.centre == other.centre:
        return False
    if one.value == other.value and one.unit != other.unit:
        return True
    if one.unit == other.unit and one.exponent == other.exponent:
        return slip(one.value, other.value) is not None
    coarse, fine = (one, other) if one.step >= other.step else (other, one)
    digits = fine.expressed_in(coarse.unit)
    rounded = digits.quantize(Decimal(1).scaleb(coarse.exponent), context=WIDE)
    return rounded != coarse.value and slip(coarse.value, rounded) is not None


def _sure(one: Mention, other: Mention) -> bool:
    """True if the labels leave no doubt: the same debt fact, or the same words for a telling number of one matter."""
    if one.fact is not None and one.fact == other.fact:
        return True
    return one.core == other.core and min(one.digits, other.digits) >= 4 and len(bigrams(one.core)) >= 3
