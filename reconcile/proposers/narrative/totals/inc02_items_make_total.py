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
from collections.abc import Iterator, Sequence

from msgspec import Struct

from fiscal.budget import Budget
from fiscal.claims import balance, term
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation, Role, Term
from fiscal.slips.misprint import addends, gap_of
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from tables.measured.concepts import concept
from tables.prose.changes import changes

CODE = "INC02"
NAME = "item-increments-make-total-increment"
TITLE = {"zh": "各项调整与总计调整", "en": "Increments of items and total"}

_GRAND = label_pattern("grand-total-named")
_SUBTOTAL = label_pattern("sum-at-end")
_BEYOND = label_pattern("beyond-own-outlays")


class AdjustedLine(Struct, frozen=True):
    """One adjusted line: an increment as printed, or before and after where none is; `line` is its label's core,
    `at` where it stands in its passage."""

    line: str
    terms: tuple[Term, ...]
    before: Figure | None
    after: Figure | None
    delta: Figure | None
    budget: Budget | None
    at: int


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Balances of increments for each run of passages under one heading, where they hold or nearly hold."""
    for document in dossier.documents:
        runs: dict[tuple[int, tuple[str, ...]], list[Passage]] = defaultdict(list)
        for passage in document.passages:
            if any(f.measure in (Measure.DELTA, Measure.TO) and f.quantity.unit.is_money for f in passage.figures):
                runs[passage.report, passage.headings].append(passage)
        for passages in runs.values():
            items = [item for passage in passages for item in sorted(_items(passage), key=lambda item: item.at)]
            for relation in _balances(items):
                if holds(relation, dossier.figures) or _slipped(relation, passages, dossier):
                    yield relation


def _slipped(relation: Relation, passages: Sequence[Passage], dossier: Dossier) -> bool:
    """True for a near miss whose gap is no figure of the text: an item that was not recognised is no slip."""
    terms = addends(relation, dossier.figures)
    if terms is None or not near_miss(relation, dossier.figures):
        return False
    gap = abs(gap_of(terms))
    return all(figure.quantity.centre != gap for passage in passages for figure in passage.figures)


def _items(passage: Passage) -> Iterator[AdjustedLine]:
    """Every adjusted line of a passage, in order."""
    used: set[str] = set()
    for change in changes(passage):
        if not change.after.quantity.unit.is_money:
            continue
        used.update(figure.id for figure in change.figures)
        if change.delta is not None:
            terms: tuple[Term, ...] = (term(change.delta, Role.DELTA),)
        else:
            terms = (term(change.after, Role.PART), term(change.before, Role.PART, -1))
        yield AdjustedLine(
            concept(change.before.label),
            terms,
            change.before,
            change.after,
            change.delta,
            change.before.budget,
            change.before.start,
        )
    for figure in passage.figures:
        if figure.measure is Measure.DELTA and figure.id not in used and figure.quantity.unit.is_money:
            yield AdjustedLine(
                concept(figure.label), (term(figure, Role.DELTA),), None, None, figure, figure.budget, figure.start
            )


def _balances(items: Sequence[AdjustedLine]) -> Iterator[Relation]:
    """Total = items before it on its own side; where a subtotal (合计) stands, it first, then the total over it."""
    told = False
    grands = [i for i, item in enumerate(items) if _GRAND.search(item.line)]
    for at in grands:
        before = [item for item in items[:at] if item.budget is items[at].budget]
        lines = [item for item in before if not _GRAND.search(item.line)]
        subtotals = [item for item in lines if _SUBTOTAL.search(item.line)]
        receipts = [item for item in lines if "收入" in item.line and not _SUBTOTAL.search(item.line)]
        if subtotals:
            subtotal = subtotals[-1]
            kinds = [x for x in lines if x not in subtotals and x not in receipts and not _BEYOND.search(x.line)]
            beyond = [x for x in lines if x not in receipts and _BEYOND.search(x.line)]
            if kinds and not told:
                told = True
                yield from _relation(subtotal, kinds)
            yield from _relation(items[at], [subtotal, *beyond])
        if receipts:
            yield from _relation(items[at], receipts)


def _relation(total: AdjustedLine, parts: Sequence[AdjustedLine]) -> Iterator[Relation]:
    whole: tuple[Term, ...] = ()
    if total.delta is not None:
        whole = (term(total.delta, Role.TOTAL),)
    elif total.before is not None and total.after is not None:
        whole = (term(total.after, Role.TO), term(total.before, Role.FROM))
    if whole:
        yield balance(CODE, (*whole, *(each for part in parts for each in part.terms)), Basis.DERIVED, total.line)
