"""Items of an outline, each with its amount and its share of their sum.

查什么: 逐条列示的各项都写有金额和“占…的x%”、各项比例合计约为100%的，某项金额÷各项金额之和是否等于所列比例。多数相符而某项不符的，提示该项。
为什么: 各条分段列示，总额往往没有写出，比例只有把各项加起来才能核对。
例: 三项依次为20亿元占40%、15亿元占30%、15亿元占30%。
怎么办: 核对该项金额和比例，确认比例的分母是否为各项之和。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: where every item of an outline prints an amount and its share, and the shares make up about 100 %, each share fits
    the sum of the amounts. Where most fit, the others are told.
Why: the total is often not printed, and the shares can only be checked by adding all items.
Example: 20 is 40 %, 15 is 30 %, 15 is 30 %.
Fix: Check amount and share of the item, and whether the share is of the sum of the items.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fiscal.claims import ratio
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds
from tables.prose.outline import MOST_ITEMS, Item, outline
from tables.prose.spans import between

CODE = "LST02"
NAME = "shares-of-outline-items"
TITLE = {"zh": "逐条列示的各项与所占比例", "en": "Items of an outline and their shares"}

FEWEST = 3
NEARLY = (Decimal(97), Decimal(103))
"""Between these the printed shares of all items may come to 100 %, one misprint aside."""

Pair = tuple[Figure, Figure]


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One ratio for each item of a list whose shares make up the whole."""
    for document in dossier.documents:
        for item in outline(document):
            pairs = [_pair(under) for under in item.items]
            known = [pair for pair in pairs if pair is not None]
            if FEWEST <= len(known) == len(pairs) <= MOST_ITEMS:
                yield from _shares(known, dossier)


def _shares(pairs: Sequence[Pair], dossier: Dossier) -> Iterator[Relation]:
    relations = [_ratio(pair, [other[0] for other in pairs if other is not pair]) for pair in pairs]
    fitting = [holds(relation, dossier.figures) for relation in relations]
    total = sum((share.quantity.value for _, share in pairs), Decimal(0))
    if all(fitting) or (NEARLY[0] <= total <= NEARLY[1] and 2 * sum(fitting) > len(pairs)):
        yield from relations


def _pair(item: Item) -> Pair | None:
    """The only amount with which the item opens and the share right behind it."""
    if len(item.amounts) != 1:
        return None
    amount = item.amounts[0]
    behind = next((figure for figure in item.passage.figures if figure.start >= amount.end), None)
    near = behind is not None and behind.start < item.span[1] and "。" not in between(item.passage, amount, behind)
    share = behind is not None and behind.measure is Measure.SHARE and behind.quantity.unit.dimension == "percent"
    return (amount, behind) if behind is not None and near and share else None


def _ratio(pair: Pair, others: Sequence[Figure]) -> Relation:
    amount, share = pair
    return ratio(CODE, amount, others, share, Basis.INFERRED, amount.label, partial=True)
