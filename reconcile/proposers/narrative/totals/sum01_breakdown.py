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

from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from fiscal.claims import term
from fiscal.numbers.hedge import OPEN
from fiscal.numbers.interval import EXACT
from fiscal.numbers.quantity import sum_of_centres
from fiscal.relation import Relation, Role
from fiscal.slips.misprint import explains
from fiscal.statement import Listed
from reconcile.judge.verdicts import outcome_of
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.partitions import COMMON, is_partition, parallel
from reconcile.linking.unit_slips import only_the_unit, outgrown
from reconcile.review import Outcome

CODE = "SUM01"
NAME = "parts-sum-to-whole"
TITLE = {"zh": "正文分项与总数", "en": "Parts and whole in the narrative"}

PURPOSES = ("主要用于", "全部用于", "分别用于", "用于", "投向", "使用", "中", "（")
FIRM = ("分别为", "分别是", "使用", "中", "（")
NEVER = Fraction(1, 1000)
"""A slip that chance would hardly ever imitate."""


@over(CODE, Listed)
def propose(listed: Listed, claim: Claiming) -> Proposed:
    """One relation per list of parts: complete where wording or arithmetic say so, else parts ≤ whole."""
    complete, several = claim.total(listed.whole, listed.parts), len(listed.parts) >= 2
    if listed.written_off:
        yield from _net_value(listed, claim)
    elif listed.twice and several:
        signs = (1,) * len(listed.parts) + (-1,) * len(listed.twice)
        yield claim.total(listed.whole, (*listed.parts, *listed.twice), signs)
    elif listed.trigger == "合计":
        main_only = claim.total(listed.whole, listed.parts, partial=listed.open)
        yield from claim.held(complete, main_only) if listed.open else claim.nearly(complete)
    elif several and claim.holds(complete):
        # …等 leaves items out: that rounding could make up for them says nothing
        left_out = listed.open and outcome_of(complete, claim.figures) is not Outcome.EXACT
        yield from _at_most(listed, claim) if left_out else (complete,)
    elif listed.rest is not None and _left_over(
        listed, with_rest := claim.total(listed.whole, (*listed.parts, listed.rest)), claim
    ):
        yield with_rest
    elif several and _one_mark_off(complete, claim):
        yield complete
    else:
        weight = _weight(listed, claim, complete) if several else 0
        firm = (complete if weight >= 4 else claim.inferred.total(listed.whole, listed.parts),)
        yield from firm if weight >= 3 else _at_most(listed, claim)


def _left_over(listed: Listed, made: Relation, claim: Claiming) -> bool:
    """True if the parts and what is left make the whole; behind 用于甲B，其余C also if they miss it by a slip."""
    sure = listed.trigger in PURPOSES and not listed.rivals
    return claim.holds(made) or (sure and claim.slips(made, COMMON))


def _one_mark_off(complete: Relation, claim: Claiming) -> bool:
    """True if the sum comes out once the odd unit, or the only part above the whole, is printed as it should be."""
    if only_the_unit(complete, claim.figures):
        return True
    larger = outgrown(complete, claim.figures)
    return larger is not None and any(repair.figure == larger for repair in explains(complete, claim.figures))


def _net_value(listed: Listed, claim: Claiming) -> Proposed:
    """净值113.08亿元（原值186.20亿元、累计折旧73.12亿元）: what is written off is taken from the original value."""
    if len(listed.parts) == 2 and len(listed.written_off) == 1:
        signs = [-1 if part in listed.written_off else 1 for part in listed.parts]
        yield from claim.nearly(claim.total(listed.whole, listed.parts, signs))


def _at_most(listed: Listed, claim: Claiming) -> Proposed:
    """The parts together at most the whole; lists that may overlap (其中税收…，增值税…) are held to it one by one."""
    figures = claim.figures
    firm = tuple(part for part in listed.parts if figures[part].quantity.hedge not in OPEN)
    if 0 < len(firm) < len(listed.parts):  # 其中甲0.5亿元，乙超过0.3亿元: what is left open on one side proves nothing
        listed = replace(listed, parts=firm)
    number = len(listed.parts)
    stated, supposed = (each.total(listed.whole, listed.parts, partial=True) for each in (claim, claim.inferred))
    if listed.joined is not None and number == 1:
        yield replace(stated, terms=(stated.terms[0], term(listed.joined, Role.TOTAL), *stated.terms[1:]))
        return
    nested = listed.rivals == (figures[listed.whole].whole,)  # 债券5.4亿元，其中一般债券2.1亿元，用于…: no other whole
    sure = not listed.rivals or nested or listed.trigger in ("（", "中")
    # What is used for one thing is not used for another; but one part above the whole is a misreading of ours.
    fitting = all(figures[part].quantity.centre <= figures[listed.whole].quantity.centre for part in listed.parts)
    full = sure and fitting and number >= 3 and listed.trigger in ("包括", "主要包括")
    if claim.holds(stated) or (sure and fitting and listed.trigger in PURPOSES):
        yield stated
    elif full or (number >= 2 and claim.slips(stated, COMMON)) or (sure and only_the_unit(stated, figures)):
        yield supposed
    else:
        alone = not listed.rivals and number == 1 and listed.trigger == "其中" and not listed.begins
        singles = (claim.inferred.total(listed.whole, (part,), partial=True) for part in listed.parts)
        yield from (single for single in singles if alone or claim.holds(single))


def _weight(listed: Listed, claim: Claiming, complete: Relation) -> int:
    """How strongly the wording says that the list is complete, although it does not add up."""
    labels = [claim.figures[part].label for part in listed.parts]
    # the parts miss the whole by less than a twentieth, or by less than a fifth: hardly an item is left out
    nearness = sum(_gap_within(listed, claim, share) for share in (20, 5))
    near, rarely = claim.slips(complete, COMMON), claim.slips(complete)
    missed = listed.closed and nearness == 2 and bool(explains(complete, claim.figures))
    meant = is_partition(labels) and (rarely or _gap_within(listed, claim, 2))
    worded = near and (listed.all_of or listed.closed or listed.trigger == "（")
    if not (meant or listed.rest_named or rarely or missed or worded or (listed.all_of and nearness)):
        return 0  # parts that fall well short, in no way a slip explains, are simply not all parts
    weight = 3 if meant else 2 if listed.rest_named else 0
    weight += listed.all_of + parallel(labels) + listed.closed + (listed.trigger in FIRM) + (len(labels) >= 3)
    weight += 3 if claim.slips(complete, NEVER) else 2 if rarely else 1 if near else 0
    weight += nearness
    weight -= 3 if listed.open else 0
    weight -= 1 if listed.trigger.startswith("主要") and not rarely else 0
    return weight


def _gap_within(listed: Listed, claim: Claiming, share: int) -> bool:
    """True if the parts miss the whole by less than one `share`-th of it."""
    total = sum_of_centres(claim.figures[part].quantity for part in listed.parts)
    whole = claim.figures[listed.whole].quantity.centre
    return EXACT.multiply(abs(EXACT.subtract(whole, total)), Decimal(share)) <= abs(whole)
