"""Links: which figures of the narrative, and which cells, state the same fact.

Two mentions are linked if their setting agrees (budget, level, stage, period, measure) and their labels are alike. How
alike they must be depends on how telling the number is: seven equal digits need less than two. A mention that differs from
the others by a single slip of the pen is linked too, under stricter conditions: that is the finding.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import lru_cache

from fiscal.budget import Level, Stage
from fiscal.debt import DebtFact
from fiscal.figure import Figure, Measure
from fiscal.misprint import slip
from fiscal.relation import Basis
from reconcile.dossier import Dossier
from reconcile.narrative.concepts import bigrams, concept, likeness
from reconcile.narrative.facts import debt_facts, measured
from reconcile.narrative.matters import matters

WIDE = Context(prec=400)
CROWD = 40
"""A value or a label that more mentions share than this tells nothing and is left out."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure as the linking sees it. `counted` are the nouns a count stands next to (代表建议131件, 131件代表建议)."""

    figure: Figure
    core: str
    kind: str
    matter: int
    fact: DebtFact | None
    digits: int
    counted: frozenset[str] = frozenset()

    @property
    def is_cell(self) -> bool:
        """True for a table cell."""
        return self.figure.source == "cell"


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one fact in the order of the document; `basis` is how sure that is."""

    members: tuple[Figure, ...]
    basis: Basis


@lru_cache(maxsize=4)
def groups(dossier: Dossier) -> tuple[Group, ...]:
    """The groups of two mentions or more, in order of their first member; a pure table group is none."""
    mentions = _mentions(dossier)
    links = _Links(len(mentions))
    for i, j in _ties(mentions):
        links.join(i, j)
    for i, j in _companions(mentions, list(links.pairs())):
        links.join(i, j)
    slips = list(_slips(mentions, links))
    for i, j, _ in slips:
        links.join(i, j)
    weak = {links.find(i) for i, _, sure in slips if not sure}
    order = {figure: n for n, figure in enumerate(dossier.figures)}
    found = []
    for root, members in links.sets().items():
        figures = sorted((mentions[i].figure for i in members), key=lambda f: order[f.id])
        if len(figures) >= 2 and any(f.source == "narrative" for f in figures):
            found.append(Group(tuple(figures), Basis.INFERRED if root in weak else Basis.STATED))
    return tuple(sorted(found, key=lambda g: order[g.members[0].id]))


def statements(group: Group) -> Iterator[tuple[Figure, ...]]:
    """The group as claims: the mentions printed most finely among themselves, then one of them with the coarser ones.

    So that three mentions of 3,472,564万元 are said to agree exactly, and 347.26亿元 to agree with them by rounding.
    """
    finest = min(figure.quantity.step for figure in group.members)
    fine = tuple(figure for figure in group.members if figure.quantity.step == finest)
    coarse = tuple(figure for figure in group.members if figure.quantity.step != finest)
    if len(fine) >= 2:
        yield fine
    if coarse:
        usual = Counter(figure.quantity.centre for figure in fine).most_common(1)[0][0]
        yield (next(figure for figure in fine if figure.quantity.centre == usual), *coarse)


def _mentions(dossier: Dossier) -> list[Mention]:
    """Every figure that can be linked: zeros and lone digits of counts say too little."""
    matter = matters(dossier)
    facts = debt_facts(dossier)
    texts = {(document.id, p.index): p.text for document in dossier.documents for p in document.passages}
    found = []
    for figure in dossier.figures.values():
        digits = len(str(figure.quantity.value.copy_abs()).replace(".", "").lstrip("0").rstrip("0")) or 1
        core = concept(figure.label)
        if figure.quantity.value == 0 or (_small(figure) and len(core) < 3):
            continue
        where = matter.get((figure.place.document, figure.report), -1)
        if core:
            counted = _counted(figure, texts) if figure.measure is Measure.COUNT else frozenset()
            found.append(Mention(figure, core, measured(figure), where, facts.get(figure.id), digits, counted))
    return found


def _counted(figure: Figure, texts: Mapping[tuple[str, int | None], str]) -> frozenset[str]:
    """The four characters before and behind a count, where they are all letters of a word."""
    text, span = texts.get((figure.place.document, figure.place.paragraph), ""), figure.place.span or (0, 0)
    sides = (text[max(0, span[0] - 4) : span[0]], text[span[1] : span[1] + 4])
    return frozenset(side for side in sides if re.fullmatch(r"[\u4e00-\u9fff]{4}", side))


def _ties(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions whose numbers agree, by the digit or by rounding, and whose settings and labels do."""
    by_value: dict[tuple[str, str, Decimal], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        quantity = mention.figure.quantity
        by_value[mention.kind, quantity.unit.dimension, quantity.centre.normalize()].append(i)
    for members in by_value.values():
        if len(members) <= CROWD:
            yield from ((i, j) for n, i in enumerate(members) for j in members[n + 1 :] if _alike(mentions[i], mentions[j]))
        else:
            yield from _neighbours(members, mentions)
    yield from _rounded(mentions)


def _neighbours(members: Sequence[int], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs within a crowd of equal numbers: only neighbours under one label."""
    by_label: dict[str, list[int]] = defaultdict(list)
    for i in members:
        by_label[mentions[i].core].append(i)
    for same in by_label.values():
        yield from ((i, j) for i, j in zip(same, same[1:], strict=False) if _alike(mentions[i], mentions[j]))


def _rounded(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of which one is printed more coarsely than the other: 347.26亿元 and 3,472,564万元."""
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if not mention.figure.quantity.discrete:
            by_kind[mention.kind, mention.figure.quantity.unit.dimension].append(i)
    for members in by_kind.values():
        members.sort(key=lambda i: mentions[i].figure.quantity.centre)
        centres = [mentions[i].figure.quantity.centre for i in members]
        for i in members:
            quantity = mentions[i].figure.quantity
            meant = quantity.interval()
            if meant.low == meant.high or not meant.low.is_finite() or not meant.high.is_finite():
                continue
            near = members[bisect_left(centres, meant.low) : bisect_right(centres, meant.high)]
            for j in near if len(near) <= CROWD else ():
                finer = mentions[j].figure.quantity
                if finer.step < quantity.step and finer.centre != quantity.centre and _alike(mentions[i], mentions[j]):
                    yield i, j


def _alike(one: Mention, other: Mention) -> bool:
    """True if two mentions with agreeing numbers state one fact."""
    if one.is_cell and other.is_cell:
        return False
    if one.fact is not None and one.fact == other.fact and one.matter == other.matter:
        return True
    if not _same_setting(one, other):
        return False
    if one.fact is not None and other.fact is not None and one.core != other.core:
        return replace(one.fact, qualifier="") == replace(other.fact, qualifier="")
    digits = min(one.digits, other.digits)
    needed = 34 if digits >= 5 else 50 if digits >= 3 else 75
    if one.kind not in ("amount", "delta"):
        needed = max(needed, 60)
        if one.figure.quantity.centre != other.figure.quantity.centre:  # 15% need not be 14.6% rounded
            return False
    if one.matter != other.matter and not _same_matter_after_all(one, other, digits):
        return False
    if _small(one.figure) and (one.matter != other.matter or one.core != other.core):
        return False
    short, long = sorted((one.core, other.core), key=len)
    if len(short) <= 2 and not (digits >= 3 and one.figure.budget and other.figure.budget and long.endswith(short)):
        needed = 100
    if digits >= 2 and one.counted & other.counted and one.matter == other.matter:
        return True
    return likeness(one.core, other.core) >= needed


def _companions(mentions: Sequence[Mention], linked: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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


def _small(figure: Figure) -> bool:
    """True for a count below ten, which many things have in common."""
    return figure.measure is Measure.COUNT and figure.quantity.value < 10


def _same_matter_after_all(one: Mention, other: Mention, digits: int) -> bool:
    """Reports on different matters speak of one fact only under much the same words and with a telling number.

    In different files the period must be named and the same too.
    """
    if one.figure.place.document != other.figure.place.document:
        known = one.figure.period is not None and one.figure.period == other.figure.period
        return known and one.core == other.core and digits >= 4
    return likeness(one.core, other.core) >= (60 if digits >= 3 else 100)


def _same_setting(one: Mention, other: Mention) -> bool:
    """True if budget, level, stage and period do not contradict each other."""
    a, b = one.figure, other.figure
    if a.budget and b.budget and a.budget is not b.budget:
        return False
    if _level(a) and _level(b) and _level(a) is not _level(b):
        return False
    if a.stage and b.stage and a.stage is not b.stage and Stage.EXPECTED not in (a.stage, b.stage):
        adjusting = {Stage.BUDGET, Stage.ADJUSTED, Stage.PRIOR, Stage.CHANGED}
        if a.stage in adjusting and b.stage in adjusting:
            return False
    return _same_period(a, b)


def _level(figure: Figure) -> Level | None:
    """A table that names no level is the whole area's; a sentence that names none may be either's."""
    return figure.level or (Level.WHOLE if figure.source == "cell" and figure.budget else None)


def _same_period(a: Figure, b: Figure) -> bool:
    one, other = a.period, b.period
    if one is None or other is None:
        return True
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    return one.span == other.span or "year" in (one.span, other.span)


def _slips(mentions: Sequence[Mention], links: _Links) -> Iterator[tuple[int, int, bool]]:
    """Pairs of mentions that differ by one slip of the pen, with whether it is sure that they state one fact.

    One of the two stands alone: a number that other mentions confirm is no slip.
    """
    sizes = links.sizes()
    by_setting: dict[object, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        for key in _keys(mention):
            by_setting[key].append(i)
    for members in by_setting.values():
        if not 2 <= len(members) <= 4 * CROWD:
            continue
        alone = [i for i in members if sizes[links.find(i)] == 1]
        for i in alone[:CROWD]:
            for j in members:
                if i != j and links.find(i) != links.find(j) and _slipped(mentions[i], mentions[j]):
                    yield i, j, _sure(mentions[i], mentions[j])
                    break


def _keys(mention: Mention) -> list[object]:
    """Under which headings a mention looks for its like: its debt fact; its label; its budget, level and stage."""
    if mention.fact is not None:
        return [("fact", mention.kind, mention.fact, mention.matter)]
    figure = mention.figure
    what = (mention.kind, figure.quantity.unit.dimension, mention.matter)
    keys: list[object] = [("core", *what, mention.core)]
    if figure.budget is not None:
        keys.append(("line", *what, figure.budget, _level(figure)))
    return keys


def _slipped(one: Mention, other: Mention) -> bool:
    """True if the two differ by one slip and everything else says that they state one fact."""
    a, b = one.figure, other.figure
    if (one.is_cell and other.is_cell) or one.kind not in ("amount", "delta") or one.kind != other.kind:
        return False
    same_fact = one.fact is not None and one.fact == other.fact
    apart = a.source != b.source or a.place.paragraph != b.place.paragraph or a.place.document != b.place.document
    if not same_fact:
        if not apart or not _same_setting(one, other) or one.matter != other.matter:
            return False
        if not _telling(one, other):
            return False
        if (one.fact or other.fact) or not _one_line(one, other):
            return False
    return slip_between(a, b)


def _telling(one: Mention, other: Mention) -> bool:
    """True if numbers that nearly agree are worth a question: counts of one thing at two times often nearly agree."""
    digits = min(one.digits, other.digits)
    if one.figure.quantity.discrete or other.figure.quantity.discrete:
        return digits >= 4 and one.core == other.core
    return digits >= 3 or (one.core == other.core and len(one.core) >= 6)


def _one_line(one: Mention, other: Mention) -> bool:
    """True if two labels name one line of a budget: the same words, or the longer ends in the shorter (收入总计和支出总计)."""
    a, b = one.figure, other.figure
    if one.core == other.core and (a.stage is b.stage or a.stage is None or b.stage is None):
        return len(one.core) >= 3 or a.budget is not None
    # Without a stage on both sides, 总计 of the budget and 总计 after adjustment are two lines: only long numbers tell.
    staged = (a.stage is not None and a.stage is b.stage) or min(one.digits, other.digits) >= 5
    short, long = sorted((one.core, other.core), key=len)
    named = any(name.endswith(short) for name in re.split("[和及与、]", long))
    return (staged or one.kind == "delta") and a.budget is not None and len(short) >= 2 and named


def slip_between(a: Figure, b: Figure) -> bool:
    """True if the two printed numbers differ by one slip, compared at the coarser printing of the two."""
    one, other = a.quantity, b.quantity
    if one.centre == other.centre:
        return False
    if one.value == other.value and one.unit != other.unit:
        return True
    if one.unit == other.unit:
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


class _Links:
    """Union-find over mentions."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        self._parent[self.find(i)] = self.find(j)

    def sets(self) -> dict[int, list[int]]:
        """Members of every set by its root, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            found[self.find(i)].append(i)
        return found

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Neighbouring members of every set."""
        for members in self.sets().values():
            yield from zip(members, members[1:], strict=False)

    def sizes(self) -> dict[int, int]:
        """How many members each set has, by its root."""
        return {root: len(members) for root, members in self.sets().items()}
