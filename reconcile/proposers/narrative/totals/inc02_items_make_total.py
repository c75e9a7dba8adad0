"""The increments of the items make the increment of the total.

查什么: 同一段落（同一预算、同一级次）所列各调整项目的增减额之和，是否等于合计、总计的增减额。
为什么: 总计的变化必须由各项调整说明，否则有调整未说明或数字有误。
例: 上级补助收入增加203000、专项债务转贷收入增加60000，支出总计增加263000。
怎么办: 列出全部调整事项，补齐没有写出的事项或更正总额。
依据: 预算法第六十七条、第六十九条（调整方案应当列明调整的项目和数额）。

What: within a passage on one budget, the increments of the adjusted items add up to the increment of the total.
Why: a change of the total has to be explained by its items.
Example: +203000 and +60000 make +263000.
Fix: List every item of the adjustment; complete them or correct the total.
Source: Budget Law art. 67 and 69.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fiscal.budget import Budget
from fiscal.claims import term
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Relation, Role, Term
from fiscal.slips.misprint import addends, gap_of
from fiscal.words.label_patterns import label_pattern
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.measured.concepts import concept
from tables.prose.changes import changes

CODE = "INC02"
NAME = "item-increments-make-total-increment"
TITLE = {"zh": "各项调整与总计调整", "en": "Increments of items and total"}

_GRAND = label_pattern("grand-total-named")
_SUBTOTAL = label_pattern("sum-at-end")
_BEYOND = label_pattern("beyond-own-outlays")


class AdjustedLine(NamedTuple):
    """One adjusted line, as a part and as a whole: its increment as printed, or before and after where none is."""

    name: str
    budget: Budget | None
    at: int
    as_part: tuple[Term, ...]
    as_whole: tuple[Term, ...]


@over(CODE, Document)
def propose(document: Document, claim: Claiming) -> Proposed:
    """Balances of increments for each run of passages under one heading, where they hold or nearly hold."""
    runs: dict[object, list[Passage]] = defaultdict(list)
    for passage in document.passages:
        if any(f.measure in (Measure.DELTA, Measure.TO) and f.quantity.unit.is_money for f in passage.figures):
            runs[passage.report, passage.headings].append(passage)
    for passages in runs.values():
        lines = [line for passage in passages for line in _lines(passage)]
        for made in _balances(lines, claim.derived):
            if claim.holds(made) or _slipped(made, passages, claim):
                yield made


def _slipped(made: Relation, passages: Sequence[Passage], claim: Claiming) -> bool:
    """True for a near miss whose gap is no figure of the text: an item that was not recognised is no slip."""
    terms = addends(made, claim.figures)
    if terms is None or not claim.slips(made):
        return False
    gap = abs(gap_of(terms))
    return all(figure.quantity.centre != gap for passage in passages for figure in passage.figures)


def _lines(passage: Passage) -> list[AdjustedLine]:
    """Every adjusted line of a passage, in order."""
    moved = [change for change in changes(passage) if change.after.quantity.unit.is_money]
    used = {figure.id for change in moved for figure in change.figures}
    deltas = (f for f in passage.figures if f.measure is Measure.DELTA and f.quantity.unit.is_money)
    found = [_line(change.before, change.after, change.delta) for change in moved]
    found += [_line(figure, figure, figure) for figure in deltas if figure.id not in used]
    return sorted(found, key=lambda line: line.at)


def _line(named: Figure, after: Figure, delta: Figure | None) -> AdjustedLine:
    part = (term(delta, Role.DELTA),) if delta else (term(after, Role.PART), term(named, Role.PART, -1))
    whole = (term(delta, Role.TOTAL),) if delta else (term(after, Role.TO), term(named, Role.FROM))
    return AdjustedLine(concept(named.label), named.budget, named.start, part, whole)


def _balances(lines: Sequence[AdjustedLine], claim: Claiming) -> Proposed:
    """Total = items before it on its own side; where a subtotal (合计) stands, it first, then the total over it."""
    told = False
    for at, grand in enumerate(lines):
        if not _GRAND.search(grand.name):
            continue
        items = [one for one in lines[:at] if one.budget is grand.budget and not _GRAND.search(one.name)]
        subtotals = [one for one in items if _SUBTOTAL.search(one.name)]
        receipts = [one for one in items if "收入" in one.name and one not in subtotals]
        kinds = [one for one in items if one not in receipts and one not in subtotals and not _BEYOND.search(one.name)]
        if subtotals:
            if kinds and not told:
                told = True
                yield _made_up(subtotals[-1], kinds, claim)
            beyond = (one for one in items if one not in receipts and _BEYOND.search(one.name))
            yield _made_up(grand, (subtotals[-1], *beyond), claim)
        if receipts:
            yield _made_up(grand, receipts, claim)


def _made_up(whole: AdjustedLine, parts: Iterable[AdjustedLine], claim: Claiming) -> Relation:
    return claim.of(whole.name).balance((*whole.as_whole, *(each for part in parts for each in part.as_part)))
