"""Items of an outline, each with its amount and its share of their sum.

查什么: 逐条列示的各项都写有金额和“占…的x%”、各项比例合计约为100%的，某项金额÷各项金额之和（或列示之前写明、各项比例都相符的总额）是否等于所列比例。多数相符而某项不符的，提示该项。
为什么: 各条分段列示，总额往往没有写出，比例只有把各项加起来才能核对。
例: 三项依次为20亿元占40%、15亿元占30%、15亿元占30%。
怎么办: 核对该项金额和比例，确认比例的分母是否为各项之和。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: where every item of an outline prints an amount and its share, and the shares make up about 100 %, each share fits
    the sum of the amounts, or all fit an amount told right above. Where most fit, the others are told.
Why: the total is often not printed, and the shares can only be checked by adding all items.
Example: 20 is 40 %, 15 is 30 %, 15 is 30 %.
Fix: Check amount and share of the item, and whether the share is of the sum of the items.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Relation
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.outline import MOST_ITEMS, Item
from tables.prose.spans import between

CODE = "LST02"
NAME = "shares-of-outline-items"
TITLE = {"zh": "逐条列示的各项与所占比例", "en": "Items of an outline and their shares"}

FEWEST = 3
NEAR = 3
"""So many paragraphs above a list its whole may be told."""
NEARLY = (Decimal(97), Decimal(103))
"""Between these the printed shares of all items may come to 100 %, one misprint aside."""


@over(CODE, Item)
def propose(item: Item, claim: Claiming) -> Proposed:
    """One ratio for each item of a list whose shares make up the whole."""
    pairs = [pair for under in item.items for pair in _pair(under)]
    if not FEWEST <= len(pairs) == len(item.items) <= MOST_ITEMS:
        return
    ratios = [
        claim.of(amount.label).inferred.ratio(amount, [other for other, _ in pairs if other is not amount], share, True)
        for amount, share in pairs
    ]
    told = _of_told_whole(item, pairs, claim)
    if told:
        yield from told
        return
    fitting = sum(map(claim.holds, ratios))
    together = sum((share.quantity.value for _, share in pairs), Decimal(0))
    if fitting == len(pairs) or (NEARLY[0] <= together <= NEARLY[1] and 2 * fitting > len(pairs)):
        yield from ratios


def _of_told_whole(item: Item, pairs: Sequence[tuple[Figure, Figure]], claim: Claiming) -> list[Relation]:
    """The shares of an amount told above the list, if all of them fit it, and its sum, if the items make it."""
    amounts = [amount for amount, _ in pairs]
    most = max(amount.quantity.centre for amount in amounts)
    for whole in _above(item.items[0].passage, amounts[0].place.document, claim):
        if whole.measure is Measure.AMOUNT and whole.quantity.unit.is_money and whole.quantity.centre > most:
            shares = [claim.of(amount.label).inferred.ratio(amount, (whole,), share) for amount, share in pairs]
            if all(map(claim.holds, shares)):
                return [*shares, *claim.of(whole.label).inferred.held(claim.inferred.total(whole, amounts))]
    return []


def _above(first: Passage, document: str, claim: Claiming) -> Iterator[Figure]:
    """The figures of the nearest paragraph above a list that has any, at most some lines away."""
    for index in range(first.index - 1, first.index - 1 - NEAR, -1):
        above = claim.dossier.passage_by_place.get((document, index))
        if above is not None and above.report == first.report and above.figures:
            yield from above.figures
            return


def _pair(item: Item) -> list[tuple[Figure, Figure]]:
    """The only amount with which the item opens and the share right behind it, if there are these two."""
    if len(item.amounts) != 1:
        return []
    amount = item.amounts[0]
    behind = [figure for figure in item.passage.figures if amount.end <= figure.start < item.span[1]][:1]
    shares = [f for f in behind if f.measure is Measure.SHARE and f.quantity.unit.dimension == "percent"]
    return [(amount, share) for share in shares if "。" not in between(item.passage, amount, share)]
