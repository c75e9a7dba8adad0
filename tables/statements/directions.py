"""What words say of the order of two figures: 由A提高到B; B，高于上年的A; 与上年B持平; 决算数大于预算数."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Level, Ordered, Why
from tables.prose.changes import changes
from tables.prose.spans import between, figures_within, quoted, words_before

_HEDGE = "(?:为|至|到)?[约近达]?"
_UP = re.compile(f"(?:增加|提高|提升|上升|增长|扩大|攀升|上浮|增)(?:至|到)[约近达]?$|增至{_HEDGE}$|升至{_HEDGE}$")
_DOWN = re.compile(f"(?:减少|下降|降低|压减|压缩|缩减|回落|下调|降)(?:至|到)[约近达]?$|减至{_HEDGE}$|降至{_HEDGE}$")
_LEVEL = re.compile(r"(?:，|的)?(?:与|同|和)?(?:上年|去年|年初预算|预算)?(?:数)?(?P<roughly>基本|大体|总体)?持平")
_OF_LAST_YEAR = re.compile(
    r"，?(?:与|同|和)(?:上年|去年|年初预算|预算|上年同期|[^，。；\d]{0,6}(?:收入|支出)(?:总计|安排|总[量额]))[^，。；\d]{0,6}"
)
_BESIDE = re.compile(
    r"，?(?:明显|大幅|略|均|也|远)?(?P<no>不)?(?:(?P<above>高于|超过|多于|大于)|(?P<below>低于|少于|小于|不及))"
    r"(?:上年|去年|同期|年初|全[国省市区县]|预算|计划|目标|平均|限额|控制数)[^，。；\d]{0,10}[的(（]"
)
_TURNED = re.compile("降幅|跌幅|负增长|亏损|逆差|缺口|赤字")

NEAR = 200
"""How many characters before the words budget and outturn may stand."""

_PLAN = re.compile(r"(?:年初|调整|当年)?预算(?:数)?(?:安排)?(?:为|是)?$")
_DONE = re.compile(r"，(?:支出|收入)?(?:决算|执行)数?(?:为|是)?")
_WORDS = re.compile(
    r"[。；，](?:支出|收入)?(?:决算|执行)数?(?:与(?:年初)?预算数?(?P<roughly>基本|大体)?(?P<level>持平|相等|一致)|"
    r"(?P<more>大于|高于|多于|超过)(?:年初)?预算数?|(?P<less>小于|低于|少于)(?:年初)?预算数?|(?P<equal>等于)(?:年初)?预算数?)"
)
_UNFILLED = ("/", "（", "(", "、", "或")
"""大于/小于: a form that nobody has filled in."""


def directions(passage: Passage) -> Iterator[Ordered | Level]:
    """Every order, and every two equal figures, of which the passage says so."""
    yield from _changed(passage)
    yield from _beside(passage)
    yield from _unchanged(passage)
    for found in _WORDS.finditer(passage.text):
        pair = _budget_and_outturn(passage, found.start())
        if pair is not None and passage.text[found.end() : found.end() + 1] not in _UNFILLED:
            yield _compared(*pair, found, passage)


def _changed(passage: Passage) -> Iterator[Ordered]:
    for change in changes(passage):
        before, after = change.before, change.after
        words = between(passage, before, after)
        if _TURNED.search(before.label) or before.quantity.unit.dimension != after.quantity.unit.dimension:
            continue
        if before.quantity.value < 0 or after.quantity.value < 0:
            continue
        if _UP.search(words):
            yield _order(before, after, passage)
        elif _DOWN.search(words):
            yield _order(after, before, passage)


def _order(lesser: Figure, greater: Figure, passage: Passage) -> Ordered:
    first, last = sorted((lesser, greater), key=lambda figure: figure.start)
    return Ordered(lesser.id, (greater.id,), Why.CHANGED, quoted(passage, first, last))


def _beside(passage: Passage) -> Iterator[Ordered]:
    """B，高于上年的A: 的 or a bracket says that A is the other number; 低于限额62亿元 is how much lower it is."""
    for now, then in zip(passage.figures, passage.figures[1:], strict=False):
        found = _BESIDE.fullmatch(between(passage, now, then))
        whole = not passage.text.startswith("的", then.end)  # 超过去年全年281亿元的四成
        if found and whole and now.quantity.unit == then.quantity.unit and then.measure is not Measure.POINTS:
            above = bool(found["above"]) is not bool(found["no"])
            if above:
                yield _order(then, now, passage)
            elif now.quantity.unit.is_rate or now.quantity.centre < then.quantity.centre:
                # 余额130.1亿元，低于限额62.0亿元 may say by how much: only a smaller amount, or a rate, is meant for sure.
                yield _order(now, then, passage)


def _unchanged(passage: Passage) -> Iterator[Level]:
    """A，与上年B持平: the base right behind the amount, and the word right behind the base."""
    for now, then in zip(passage.figures, passage.figures[1:], strict=False):
        lead, behind = between(passage, now, then), passage.text[then.end : then.end + 8]
        alike = now.measure is then.measure is Measure.AMOUNT and now.quantity.unit == then.quantity.unit
        found = _LEVEL.match(behind) if alike and _OF_LAST_YEAR.fullmatch(lead) else None
        if found:
            said = quoted(passage, now, then)
            yield Level(now.id, then.id, Why.CHANGED, roughly=bool(found["roughly"]), said=said)


def _budget_and_outturn(passage: Passage, at: int) -> tuple[Figure, Figure] | None:
    """The last two amounts before `at`, if they are budget and outturn of one thing."""
    near = figures_within(passage, (max(0, at - NEAR), at))
    before = [figure for figure in near if figure.end <= at and figure.quantity.unit.is_money]
    if len(before) < 2:
        return None
    plan, done = before[-2:]
    first = _PLAN.search(words_before(passage, plan, 12))
    second = _DONE.fullmatch(between(passage, plan, done))
    alike = plan.quantity.unit.dimension == done.quantity.unit.dimension
    return (plan, done) if first and second and alike else None


def _compared(plan: Figure, done: Figure, found: re.Match[str], passage: Passage) -> Ordered | Level:
    said = passage.text[max(0, plan.start - 8) : found.end()]
    if found["more"] or found["less"]:
        lesser, greater = (plan, done) if found["more"] else (done, plan)
        return Ordered(lesser.id, (greater.id,), Why.BUDGETED, said)
    return Level(plan.id, done.id, Why.BUDGETED, roughly=bool(found["roughly"]), said=said)
