"""The parts that a sentence lists (其中, 包括, 用于, a bracket) against their whole.

查什么: 正文中“其中”“包括”“分别为”“用于”或括号列出的各项，与它们所属的总数是否相符；写有“等”“主要”的，只查各项之和不超过总数。
为什么: 分项与总数不符，说明至少有一个数字有误，或漏列、多列了项目。
例: “新增债券8.8亿元，其中：一般债券5.6亿元、专项债券3.2亿元”应有 5.6 + 3.2 = 8.8。
怎么办: 补齐没有列出的分项，或在“其中”前后写明只列主要项；分项齐全的更正其一。
依据: 预算法第三十二条、第四十六条（预算应当细化，总额与分项一致）；会计分项加总的一般规则。

What: parts listed behind 其中, 包括, 分别为, 用于 or in a bracket must add up to their whole; with 等 or 主要 they must not
exceed it.
Why: where they do not, one figure is wrong or an item is missing.
Example: "new bonds 8.8, of which general 5.6 and special 3.2".
Fix: Complete the parts, or say that only the main ones are listed; else correct one of the figures.
Source: Budget Law art. 32 and 46 (budgets are itemised and consistent).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from fiscal.claims import term, total
from fiscal.document import Breakdown, Passage
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation, Role
from fiscal.slips.misprint import explains
from reconcile.dossier import Dossier
from reconcile.linking.partitions import COMMON, holds, is_partition, near_miss, parallel
from reconcile.linking.unit_slips import only_the_unit, outgrown
from tables.prose.spans import figures_within

CODE = "SUM01"
NAME = "parts-sum-to-whole"
TITLE = {"zh": "正文分项与总数", "en": "Parts and whole in the narrative"}

_ALL = re.compile(r"合计|共计|总计|总共|(?<!公)共(?!同|享|建|青)|总[额量数面资]|均(?!衡)")
PURPOSES = ("主要用于", "全部用于", "分别用于", "用于", "使用", "中", "（")
_WRITTEN_OFF = re.compile(r"折旧|摊销|减值")
_LEFT_OVER = re.compile(r"结余|结转(?:下年)?(?:支出)?$|净结余")
_BOTH = re.compile(r"[和及]|以及")
NEVER = Fraction(1, 1000)
"""A slip that chance would hardly ever imitate."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per list of parts: complete where wording or arithmetic say so, else parts ≤ whole."""
    for passage in dossier.passages():
        for breakdown in passage.breakdowns:
            yield from _relations(passage, breakdown, dossier.figures)


def _relations(passage: Passage, breakdown: Breakdown, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    whole = figures[breakdown.candidates[0]]
    parts = [figures[part] for part in breakdown.parts]
    said = passage.text[breakdown.span[0] : breakdown.span[1]]
    complete = _balance(whole, parts, Basis.STATED, said)
    if any(_WRITTEN_OFF.search(part.label) for part in parts):
        yield from _net_value(whole, parts, said, figures)
        return
    twice = _counted_twice(passage, breakdown, figures, whole)
    if twice and len(parts) >= 2:
        yield _balance(whole, parts, Basis.STATED, said, twice)
        return
    if breakdown.trigger == "合计":
        if holds(complete, figures) or near_miss(complete, figures):
            yield complete
        return
    if len(parts) >= 2 and holds(complete, figures):
        yield complete
        return
    rest = _remainder(passage, breakdown)
    if rest is not None and holds(_balance(whole, [*parts, rest], Basis.STATED, said), figures):
        yield _balance(whole, [*parts, rest], Basis.STATED, said)
        return
    if len(parts) >= 2 and _one_mark_off(complete, figures):
        yield complete
        return
    weight = _weight(passage, breakdown, whole, parts, figures, complete) if len(parts) >= 2 else 0
    if weight >= 3:
        yield _balance(whole, parts, Basis.STATED if weight >= 4 else Basis.INFERRED, said)
    else:
        yield from _at_most(breakdown, whole, parts, said, figures)


def _one_mark_off(complete: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if the sum comes out once the odd unit, or the only part above the whole, is printed as it should be."""
    if only_the_unit(complete, figures):
        return True
    larger = outgrown(complete, figures)
    return larger is not None and any(repair.figure == larger for repair in explains(complete, figures))


def _net_value(whole: Figure, parts: Sequence[Figure], said: str, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    """净值113.08亿元（原值186.20亿元、累计折旧73.12亿元）: what is written off is taken from the original value."""
    written_off = [part for part in parts if _WRITTEN_OFF.search(part.label)]
    signs = [-1 if part in written_off else 1 for part in parts]
    relation = total(CODE, whole, parts, Basis.STATED, said, signs=signs)
    if len(parts) == 2 and len(written_off) == 1 and (holds(relation, figures) or near_miss(relation, figures)):
        yield relation


def _at_most(
    breakdown: Breakdown, whole: Figure, parts: Sequence[Figure], said: str, figures: Mapping[str, Figure]
) -> Iterator[Relation]:
    """The parts together at most the whole; lists that may overlap (其中税收…，增值税…) are held to it one by one."""
    partial = _balance(whole, parts, Basis.STATED, said, partial=True)
    second = _joined_whole(breakdown, figures)
    if second is not None and len(parts) == 1:
        terms = (*partial.terms[:1], term(second, Role.TOTAL), *partial.terms[1:])
        yield replace(partial, terms=terms)
        return
    sure = len(breakdown.candidates) == 1 or breakdown.trigger in ("（", "中") or _nested(breakdown, figures)
    # What is used for one thing is not used for another; but one part above the whole is a misreading of ours.
    fitting = all(part.quantity.centre <= whole.quantity.centre for part in parts)
    spent = sure and fitting and breakdown.trigger in PURPOSES
    if holds(partial, figures) or spent:
        yield partial
        return
    if sure and fitting and len(parts) >= 3 and breakdown.trigger in ("包括", "主要包括"):
        yield replace(partial, basis=Basis.INFERRED)
        return
    if len(parts) >= 2 and near_miss(partial, figures, COMMON):
        yield _balance(whole, parts, Basis.INFERRED, said, partial=True)
        return
    if sure and only_the_unit(partial, figures):
        yield replace(partial, basis=Basis.INFERRED)
        return
    for part in parts:
        single = _balance(whole, [part], Basis.INFERRED, said, partial=True)
        alone = len(breakdown.candidates) == len(parts) == 1 and breakdown.trigger == "其中"
        if holds(single, figures) or (alone and not breakdown.sentence_start):
            yield single


def _nested(breakdown: Breakdown, figures: Mapping[str, Figure]) -> bool:
    """True where the only other candidate is the whole of the likeliest: 债券5.4亿元，其中一般债券2.1亿元，用于…."""
    return len(breakdown.candidates) == 2 and figures[breakdown.candidates[0]].whole == breakdown.candidates[1]


def _joined_whole(breakdown: Breakdown, figures: Mapping[str, Figure]) -> Figure | None:
    """The amount right before the whole where both together are it: A24.91亿元、B3305.93万元，其中24.37亿元…."""
    if breakdown.trigger != "其中" or breakdown.sentence_start or len(breakdown.candidates) < 2:
        return None
    whole, other = (figures[identifier] for identifier in breakdown.candidates[:2])
    a, b = other.place.span or (0, 0), whole.place.span or (0, 0)
    if not 0 < b[0] - a[1] <= 8 or other.quantity.unit.dimension != whole.quantity.unit.dimension:
        a, b = b, a
    return other if 0 < b[0] - a[1] <= 8 else None


def _balance(
    whole: Figure,
    parts: Sequence[Figure],
    basis: Basis,
    said: str,
    twice: Sequence[Figure] = (),
    partial: bool = False,
) -> Relation:
    signs = (1,) * len(parts) + (-1,) * len(twice)
    return total(CODE, whole, (*parts, *twice), basis, said, signs=signs, partial=partial)


def _remainder(passage: Passage, breakdown: Breakdown) -> Figure | None:
    """What is left over in the sentence after the list: 支出总计…，其中：…。收支相抵，年终结余13.91亿元."""
    for figure in figures_within(passage, (breakdown.span[1], breakdown.span[1] + 80)):
        span = figure.place.span or (0, 0)
        if 0 < span[0] - breakdown.span[1] < 80 and figure.quantity.unit.is_money:
            return figure if _LEFT_OVER.search(figure.label) else None
    return None


def _counted_twice(
    passage: Passage, breakdown: Breakdown, figures: Mapping[str, Figure], whole: Figure
) -> list[Figure]:
    """Figures that a bracket inside the list says are counted twice (1个与调概项目重复)."""
    found = []
    for figure in figures_within(passage, (breakdown.span[0], breakdown.span[1] + 13)):
        span = figure.place.span
        if span is None or figure.id in breakdown.parts or not breakdown.span[0] < span[0] <= breakdown.span[1] + 12:
            continue
        inside = passage.text[span[1] : span[1] + 16].split(")", 1)[0]
        if "重复" in inside and figure.quantity.unit.dimension == whole.quantity.unit.dimension:
            found.append(figure)
    return found


def _weight(
    passage: Passage,
    breakdown: Breakdown,
    whole: Figure,
    parts: Sequence[Figure],
    figures: Mapping[str, Figure],
    complete: Relation,
) -> int:
    """How strongly the wording says that the list is complete, although it does not add up."""
    labels = [part.label for part in parts]
    last, before = parts[-1].place.span or (0, 0), parts[-2].place.span or (0, 0)
    at = whole.start
    partition, lead_all = is_partition(labels), bool(_ALL.search(passage.text, max(0, at - 12), at))
    near, nearness = near_miss(complete, figures, COMMON), _nearness(whole, parts)
    closed = bool(_BOTH.match(passage.text, before[1]) and last[0] > before[1])
    missed = closed and nearness == 2 and bool(explains(complete, figures))
    rarely = near_miss(complete, figures)
    rest_named = bool(re.match(r"其[他余]", labels[-1]))
    meant = partition and (rarely or _gap_within(whole, parts, 2))
    if not (
        meant
        or rest_named
        or rarely
        or missed
        or (near and (lead_all or closed or breakdown.trigger == "（"))
        or (lead_all and nearness)
    ):
        return 0  # parts that fall well short, in no way a slip explains, are simply not all parts
    weight = 3 if meant else 2 if rest_named else 0
    weight += 1 if lead_all else 0
    weight += 1 if parallel(labels) else 0
    weight += 1 if closed else 0
    weight += 1 if breakdown.trigger in ("分别为", "分别是", "使用", "中", "（") else 0
    weight += 1 if len(parts) >= 3 else 0
    weight += 3 if near_miss(complete, figures, NEVER) else 2 if rarely else 1 if near else 0
    weight += nearness
    weight -= 3 if breakdown.open else 0
    weight -= 1 if breakdown.trigger.startswith("主要") and not rarely else 0
    return weight


def _nearness(whole: Figure, parts: Sequence[Figure]) -> int:
    """2 if the parts miss the whole by less than a twentieth, 1 if by less than a fifth: hardly an item is left out."""
    return sum(_gap_within(whole, parts, share) for share in (20, 5))


def _gap_within(whole: Figure, parts: Sequence[Figure], share: int) -> bool:
    """True if the parts miss the whole by less than one `share`-th of it."""
    total = Decimal(0)
    for part in parts:
        total = EXACT.add(total, part.quantity.centre)
    gap = abs(EXACT.subtract(whole.quantity.centre, total))
    return EXACT.multiply(gap, Decimal(share)) <= abs(whole.quantity.centre)
