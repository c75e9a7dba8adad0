"""Ties: mentions whose numbers agree and whose labels are alike enough for that number.

How alike depends on how telling the number is: seven equal digits need less than two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from reconcile.linking.mentions import CROWD, Mention, apart, is_small, level_of, same_setting, scopes_agree
from tables.measured.concepts import likeness


def exact_ties(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions whose numbers agree exactly and whose settings and labels do."""
    by_value: dict[tuple[str, str, Decimal], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.is_faint:
            continue
        quantity = mention.figure.quantity
        by_value[mention.kind, quantity.unit.dimension, quantity.centre.normalize()].append(i)
    for members in by_value.values():
        if len(members) <= CROWD:
            yield from (
                (i, j) for n, i in enumerate(members) for j in members[n + 1 :] if alike(mentions[i], mentions[j])
            )
        else:
            yield from _neighbours(members, mentions)


def _neighbours(members: Sequence[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs within a crowd of equal numbers: only neighbours under one label."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for i in members:
        by_label[mentions[i].core].append(i)
    for same in by_label.values():
        yield from ((i, j) for i, j in zip(same, same[1:], strict=False) if alike(mentions[i], mentions[j]))


class _Sorted:
    """Mentions by their numbers, so that those between two numbers are found at once."""

    def __init__(self, members: Sequence[int], mentions: Sequence[Mention]) -> None:
        keyed = sorted((mentions[i].figure.quantity.centre, i) for i in members)
        self.members = [i for _, i in keyed]
        self._centres = [centre for centre, _ in keyed]

    def between(self, low: Decimal, high: Decimal) -> list[int]:
        """The mentions whose numbers are from `low` to `high`."""
        return self.members[bisect_left(self._centres, low) : bisect_right(self._centres, high)]


def rounded_ties(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs (coarse, fine) of which the first is printed more coarsely: 347.26亿元 and 3,472,564万元."""
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if not mention.figure.quantity.discrete:
            by_kind[mention.kind, mention.figure.quantity.unit.dimension].append(i)
    for members in by_kind.values():
        every = _Sorted(members, mentions)
        # Two cells never tie, and most figures are cells: a cell looks for its like in the narrative only.
        told = _Sorted([i for i in members if not mentions[i].is_cell], mentions)
        named = _by_name(members, mentions)
        finest = min((mentions[i].figure.quantity.step for i in told.members), default=None)
        for i in every.members:
            quantity = mentions[i].figure.quantity
            others = told if mentions[i].is_cell else every
            if others is told and (finest is None or finest >= quantity.step):
                continue  # nothing told is finer than the cell
            meant = quantity.interval()
            if meant.low == meant.high or not meant.low.is_finite() or not meant.high.is_finite():
                continue
            near = others.between(meant.low, meant.high)
            if len(near) > CROWD:  # 2.6亿元 is what many cells come to; those of its own name are few
                near = named[mentions[i].core].between(meant.low, meant.high)
            for j in near if len(near) <= CROWD else ():
                finer = mentions[j].figure.quantity
                if finer.step < quantity.step and finer.centre != quantity.centre and alike(mentions[i], mentions[j]):
                    yield i, j


def _by_name(members: Sequence[int], mentions: Sequence[Mention]) -> dict[str, _Sorted]:
    """The mentions under each name, by their numbers."""
    named: dict[str, list[int]] = defaultdict(list)
    for i in members:
        named[mentions[i].core].append(i)
    return {core: _Sorted(some, mentions) for core, some in named.items()}


def closeness(one: Mention, other: Mention) -> tuple[int, int, int]:
    """How well the settings and labels of two mentions agree, to choose among several lines that round alike."""
    a, b = one.figure, other.figure
    levels = 2 if a.level is not None and level_of(a) is level_of(b) else 1 if a.level is b.level else 0
    return levels, int(a.stage is b.stage), likeness(one.core, other.core)


def alike(one: Mention, other: Mention) -> bool:
    """True if two mentions with agreeing numbers state one fact."""
    if (one.is_cell and other.is_cell) or apart(one, other):
        return False
    if one.fact is not None and one.fact == other.fact and one.matter == other.matter:
        return True
    if not same_setting(one, other):
        return False
    if one.fact is not None and other.fact is not None and one.core != other.core:
        return replace(one.fact, qualifier="") == replace(other.fact, qualifier="")
    digits = min(one.digits, other.digits)
    if _counts_one_thing(one, other, digits):
        return True
    needed = 34 if digits >= 5 else 50 if digits >= 3 else 75
    if not scopes_agree(one, other):
        needed = 75 if digits >= 4 else 101
    if one.kind not in ("amount", "delta"):
        needed = max(needed, 60)
        if one.figure.quantity.centre != other.figure.quantity.centre:  # 15% need not be 14.6% rounded
            return False
    if one.matter != other.matter and not _same_matter_after_all(one, other, digits):
        return False
    if is_small(one.figure) and (one.matter != other.matter or one.core != other.core):
        return False
    short, long = sorted((one.core, other.core), key=len)
    if len(short) <= 2 and not (digits >= 3 and one.figure.budget and other.figure.budget and long.endswith(short)):
        needed = 100
    return likeness(one.core, other.core) >= needed


def _counts_one_thing(one: Mention, other: Mention, digits: int) -> bool:
    """True if the same words stand around two counts (力促171个重大项目, 171个重大项目开工).

    Between reports on different matters of one file it takes more of them, a longer number, or the same period.
    """
    shared = len(one.counted & other.counted)
    if one.matter == other.matter:
        return digits >= 2 and shared > 0 and scopes_agree(one, other)
    near = one.figure.place.document == other.figure.place.document
    dated = one.figure.period is not None and one.figure.period == other.figure.period
    needed = 1 if digits >= 3 or dated else 2
    return near and digits >= 2 and shared >= needed and scopes_agree(one, other)


def _same_matter_after_all(one: Mention, other: Mention, digits: int) -> bool:
    """Reports on different matters speak of one fact only under much the same words and with a telling number.

    In different files the period must be named and the same too.
    """
    if one.figure.place.document != other.figure.place.document:
        known = one.figure.period is not None and one.figure.period == other.figure.period
        return known and one.core == other.core and digits >= 4
    return likeness(one.core, other.core) >= (60 if digits >= 3 else 100)


def companions(mentions: Sequence[Mention], linked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Rates that follow two linked amounts and agree: 营业收入282.6亿元、同比增长42.0% here and there."""
    for i, j in linked:
        for rate in _following(mentions, i):
            for other in _following(mentions, j):
                a, b = mentions[rate].figure.quantity, mentions[other].figure.quantity
                if mentions[rate].kind == mentions[other].kind and a.unit == b.unit and a.centre == b.centre:
                    yield rate, other


def _following(mentions: Sequence[Mention], at: int) -> Iterator[int]:
    """The rates, shares and points right behind a narrative amount, up to the next amount."""
    if mentions[at].is_cell or mentions[at].kind != "amount":
        return
    for i in range(at + 1, min(at + 5, len(mentions))):
        figure = mentions[i].figure
        if mentions[i].kind == "amount" or figure.place.paragraph != mentions[at].figure.place.paragraph:
            return
        yield i
