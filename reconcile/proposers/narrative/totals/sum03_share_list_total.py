"""The amounts of a list with shares make up the total named before it.

查什么: “从分类看：A件，占a%；B件，占b%……”所列各项数量之和，是否等于前文的总数。
为什么: 占比以总数为分母，各项之和应当就是总数。
例: 代表建议131件：99件 + 9件 + 23件 = 131件。
怎么办: 核对各项金额、占比与总数。
依据: 算术关系。

What: amounts listed with their shares add up to the total printed before the list.
Why: the shares are taken of that total.
Example: 99 + 9 + 23 = 131.
Fix: Check amounts, shares and total.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.claims import ratio, total
from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from tables.prose.share_lists import ShareList, earlier_totals, share_lists
from tables.prose.spans import quoted_span

CODE = "SUM03"
NAME = "share-list-makes-total"
TITLE = {"zh": "带占比的各项与总数", "en": "Amounts with shares and their total"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """For each list of shares: the parts against the total that they make up, and each share of that total."""
    for document in dossier.documents:
        for at, passage in enumerate(document.passages):
            for listed in share_lists(passage):
                if any(part.whole for part in listed.parts):
                    continue  # the list stands behind 其中: its whole is known and checked as a breakdown
                yield from _relations(document.passages, at, listed, dossier.figures)


def _relations(
    passages: Sequence[Passage], at: int, listed: ShareList, figures: Mapping[str, Figure]
) -> Iterator[Relation]:
    said = quoted_span(passages[at], listed.span)
    candidates = [_sum(total, listed, said) for total in earlier_totals(passages, at, listed.parts)]
    chosen = next((r for r in candidates if holds(r, figures)), None)
    if chosen is None:
        chosen = next((r for r in candidates if near_miss(r, figures) or _is_base(r, listed, figures)), None)
    if chosen is None:
        return
    yield chosen
    total = chosen.terms[0].figure
    for part, share in zip(listed.parts, listed.shares, strict=True):
        yield _share(part, total, share, said)


def _is_base(relation: Relation, listed: ShareList, figures: Mapping[str, Figure]) -> bool:
    """True if most of the printed shares are shares of this total: then it is their whole, whatever the parts add up
    to.
    """
    whole = relation.terms[0].figure
    hits = [
        holds(_share(part, whole, share, ""), figures) for part, share in zip(listed.parts, listed.shares, strict=True)
    ]
    complete = 95 <= sum((share.quantity.value for share in listed.shares), Decimal(0)) <= 105
    return complete and sum(hits) * 2 > len(hits) and len(hits) >= 3


def _share(part: Figure, whole: str, share: Figure, said: str) -> Relation:
    return ratio(CODE, part, (whole,), share, Basis.STATED, said)


def _sum(whole: Figure, listed: ShareList, said: str) -> Relation:
    return total(CODE, whole, listed.parts, Basis.STATED, said)
