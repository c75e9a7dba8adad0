"""The word of a change against its two figures: 由A增加到B, where B must not be the smaller one.

查什么: “由A增加（提高、上升、增长）到B”中B不小于A，“由A减少（下降、降低、压减）到B”中B不大于A；“B，高于（低于）上年（预算、全市平均）的A”
    的，大小与文字一致；“与…A持平”的，两数相同。“调整为”不说方向，不查；“基本持平”只记录相同的。
为什么: 文字说增加而数字是减少，读者无从知道该信文字还是信数字。
例: “由85.1%提高到75.0%”，后数小于前数。
怎么办: 核对两个数字和“增加”“减少”等用语，更正其一。
依据: 公文用语准确、前后一致的要求（GB/T 9704、《党政机关公文处理工作条例》）。

What: where words say that something rose from A to B, B is not the smaller; where they say it fell, not the larger;
    where they say that one is above, below or level with another (last year's, the budget's, the average), so it is.
Why: with words and figures against each other nobody knows which to believe.
Example: "rose from 85.1 % to 75.0 %".
Fix: Check both figures and the word between them; correct one.
Source: drafting rules for official documents (GB/T 9704).
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.claims import at_most, same
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from tables.prose.changes import changes
from tables.prose.spans import between

CODE = "WRD01"
NAME = "words-of-change-fit-figures"
TITLE = {"zh": "增减用语与数字", "en": "Words of change and their figures"}

_HEDGE = "(?:为|至|到)?[约近达]?"
_UP = re.compile(f"(?:增加|提高|提升|上升|增长|扩大|攀升|上浮|增)(?:至|到)[约近达]?$|增至{_HEDGE}$|升至{_HEDGE}$")
_DOWN = re.compile(f"(?:减少|下降|降低|压减|压缩|缩减|回落|下调|降)(?:至|到)[约近达]?$|减至{_HEDGE}$|降至{_HEDGE}$")
_LEVEL = re.compile(r"(?:，|的)?(?:与|同|和)?(?:上年|去年|年初预算|预算)?(?:数)?(?P<roughly>基本|大体|总体)?持平")
_BESIDE = re.compile(
    r"，?(?:明显|大幅|略|均|也|远)?(?P<no>不)?(?:(?P<above>高于|超过|多于|大于)|(?P<below>低于|少于|小于|不及))"
    r"(?:上年|去年|同期|年初|全[国省市区县]|预算|计划|目标|平均|限额|控制数)[^，。；\d]{0,10}[的(（]"
)
_TURNED = re.compile("降幅|跌幅|负增长|亏损|逆差|缺口|赤字")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """An order for every change whose verb says which way it went; a `same` where it says that nothing changed."""
    for passage in dossier.passages():
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
        yield from _beside(passage)
        yield from _unchanged(passage)


def _order(lesser: Figure, greater: Figure, passage: Passage) -> Relation:
    return at_most(CODE, lesser, greater, Basis.STATED, _said(passage, lesser, greater))


def _beside(passage: Passage) -> Iterator[Relation]:
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


def _unchanged(passage: Passage) -> Iterator[Relation]:
    """A，与上年B持平: the base right behind the amount, and the word right behind the base."""
    for now, then in zip(passage.figures, passage.figures[1:], strict=False):
        lead, behind = between(passage, now, then), passage.text[then.end : then.end + 8]
        alike = now.measure is then.measure is Measure.AMOUNT and now.quantity.unit == then.quantity.unit
        if not alike or not re.fullmatch(r"，?(?:与|同|和)(?:上年|去年|年初预算|预算|上年同期)[^，。；\d]{0,6}", lead):
            continue
        found = _LEVEL.match(behind)
        if found and (not found["roughly"] or now.quantity.centre == then.quantity.centre):
            yield same(CODE, (now, then), Basis.STATED, _said(passage, now, then))


def _said(passage: Passage, one: Figure, other: Figure) -> str:
    first, last = sorted((one, other), key=lambda figure: figure.start)
    return passage.text[max(0, first.start - 24) : last.end]
