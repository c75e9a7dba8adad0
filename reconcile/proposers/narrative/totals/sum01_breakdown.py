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

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from fiscal.claims import term, total
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation, Role
from fiscal.slips.misprint import explains
from fiscal.statement import Listed
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge
from reconcile.linking.partitions import COMMON, holds, is_partition, near_miss, parallel
from reconcile.linking.told import told_as
from reconcile.linking.unit_slips import only_the_unit, outgrown
from reconcile.review import Outcome

CODE = "SUM01"
NAME = "parts-sum-to-whole"
TITLE = {"zh": "正文分项与总数", "en": "Parts and whole in the narrative"}

PURPOSES = ("主要用于", "全部用于", "分别用于", "用于", "使用", "中", "（")
FIRM = ("分别为", "分别是", "使用", "中", "（")
NEVER = Fraction(1, 1000)
"""A slip that chance would hardly ever imitate."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per list of parts: complete where wording or arithmetic say so, else parts ≤ whole."""
    for listed in told_as(dossier, Listed):
        yield from _relations(listed, dossier.figures)


def _relations(listed: Listed, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    complete = _balance(listed, listed.parts)
    several = len(listed.parts) >= 2
    if listed.written_off:
        yield from _net_value(listed, figures)
    elif listed.twice and several:
        yield _balance(listed, listed.parts, twice=listed.twice)
    elif listed.trigger == "合计":
        if holds(complete, figures) or (near_miss(complete, figures) and not listed.open):
            yield complete
        elif listed.open and holds(main_only := _balance(listed, listed.parts, partial=True), figures):
            yield main_only
    elif several and holds(complete, figures):
        # …等 leaves items out: that rounding could make up for them says nothing
        left_out = listed.open and judge(complete, figures).outcome is not Outcome.EXACT
        yield from _at_most(listed, figures) if left_out else (complete,)
    elif listed.rest is not None and _left_over(listed, figures):
        yield _balance(listed, (*listed.parts, listed.rest))
    elif several and _one_mark_off(complete, figures):
        yield complete
    else:
        weight = _weight(listed, figures, complete) if several else 0
        if weight >= 3:
            yield complete if weight >= 4 else replace(complete, basis=Basis.INFERRED)
        else:
            yield from _at_most(listed, figures)


def _left_over(listed: Listed, figures: Mapping[str, Figure]) -> bool:
    """True if the parts and what is left make the whole; behind 用于甲B，其余C also if they miss it by a slip."""
    with_rest = _balance(listed, (*listed.parts, listed.rest or ""))
    sure = listed.trigger in PURPOSES and not listed.rivals
    return holds(with_rest, figures) or (sure and near_miss(with_rest, figures, COMMON))


def _one_mark_off(complete: Relation, figures: Mapping[str, Figure]) -> bool:
    """True if the sum comes out once the odd unit, or the only part above the whole, is printed as it should be."""
    if only_the_unit(complete, figures):
        return True
    larger = outgrown(complete, figures)
    return larger is not None and any(repair.figure == larger for repair in explains(complete, figures))


def _net_value(listed: Listed, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    """净值113.08亿元（原值186.20亿元、累计折旧73.12亿元）: what is written off is taken from the original value."""
    signs = [-1 if part in listed.written_off else 1 for part in listed.parts]
    relation = total(CODE, listed.whole, listed.parts, Basis.STATED, listed.said, signs=signs)
    one_each = len(listed.parts) == 2 and len(listed.written_off) == 1
    if one_each and (holds(relation, figures) or near_miss(relation, figures)):
        yield relation


def _at_most(listed: Listed, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    """The parts together at most the whole; lists that may overlap (其中税收…，增值税…) are held to it one by one."""
    partial = _balance(listed, listed.parts, partial=True)
    if listed.joined is not None and len(listed.parts) == 1:
        terms = (*partial.terms[:1], term(listed.joined, Role.TOTAL), *partial.terms[1:])
        yield replace(partial, terms=terms)
        return
    sure = not listed.rivals or listed.trigger in ("（", "中") or _nested(listed, figures)
    # What is used for one thing is not used for another; but one part above the whole is a misreading of ours.
    fitting = all(figures[part].quantity.centre <= figures[listed.whole].quantity.centre for part in listed.parts)
    spent = sure and fitting and listed.trigger in PURPOSES
    if holds(partial, figures) or spent:
        yield partial
        return
    if sure and fitting and len(listed.parts) >= 3 and listed.trigger in ("包括", "主要包括"):
        yield replace(partial, basis=Basis.INFERRED)
        return
    if len(listed.parts) >= 2 and near_miss(partial, figures, COMMON):
        yield replace(partial, basis=Basis.INFERRED)
        return
    if sure and only_the_unit(partial, figures):
        yield replace(partial, basis=Basis.INFERRED)
        return
    alone = not listed.rivals and len(listed.parts) == 1 and listed.trigger == "其中" and not listed.begins
    for part in listed.parts:
        single = replace(_balance(listed, (part,), partial=True), basis=Basis.INFERRED)
        if alone or holds(single, figures):
            yield single


def _nested(listed: Listed, figures: Mapping[str, Figure]) -> bool:
    """True where the only other candidate is the whole of the likeliest: 债券5.4亿元，其中一般债券2.1亿元，用于…."""
    return listed.rivals == (figures[listed.whole].whole,)


def _balance(listed: Listed, parts: Sequence[str], twice: Sequence[str] = (), partial: bool = False) -> Relation:
    signs = (1,) * len(parts) + (-1,) * len(twice)
    return total(CODE, listed.whole, (*parts, *twice), Basis.STATED, listed.said, signs=signs, partial=partial)


def _weight(listed: Listed, figures: Mapping[str, Figure], complete: Relation) -> int:
    """How strongly the wording says that the list is complete, although it does not add up."""
    labels = [figures[part].label for part in listed.parts]
    near, nearness = near_miss(complete, figures, COMMON), _nearness(listed, figures)
    missed = listed.closed and nearness == 2 and bool(explains(complete, figures))
    rarely = near_miss(complete, figures)
    meant = is_partition(labels) and (rarely or _gap_within(listed, figures, 2))
    if not (
        meant
        or listed.rest_named
        or rarely
        or missed
        or (near and (listed.all_of or listed.closed or listed.trigger == "（"))
        or (listed.all_of and nearness)
    ):
        return 0  # parts that fall well short, in no way a slip explains, are simply not all parts
    weight = 3 if meant else 2 if listed.rest_named else 0
    weight += listed.all_of + parallel(labels) + listed.closed + (listed.trigger in FIRM) + (len(labels) >= 3)
    weight += 3 if near_miss(complete, figures, NEVER) else 2 if rarely else 1 if near else 0
    weight += nearness
    weight -= 3 if listed.open else 0
    weight -= 1 if listed.trigger.startswith("主要") and not rarely else 0
    return weight


def _nearness(listed: Listed, figures: Mapping[str, Figure]) -> int:
    """2 if the parts miss the whole by less than a twentieth, 1 if by less than a fifth: hardly an item is left out."""
    return sum(_gap_within(listed, figures, share) for share in (20, 5))


def _gap_within(listed: Listed, figures: Mapping[str, Figure], share: int) -> bool:
    """True if the parts miss the whole by less than one `share`-th of it."""
    total = Decimal(0)
    for part in listed.parts:
        total = EXACT.add(total, figures[part].quantity.centre)
    whole = figures[listed.whole].quantity.centre
    return EXACT.multiply(abs(EXACT.subtract(whole, total)), Decimal(share)) <= abs(whole)
