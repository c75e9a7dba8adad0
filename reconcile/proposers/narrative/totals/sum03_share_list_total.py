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

from decimal import Decimal

from fiscal.relation import Relation
from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.share_lists import ShareList

CODE = "SUM03"
NAME = "share-list-makes-total"
TITLE = {"zh": "带占比的各项与总数", "en": "Amounts with shares and their total"}


@over(CODE, ShareList)
def propose(listed: ShareList, claim: Claiming) -> Proposed:
    """For each list of shares: the parts against the total that they make up, and each share of that total."""
    if any(part.whole for part in listed.parts):
        return  # the list stands behind 其中: its whole is known and checked as a breakdown
    sums = [claim.total(whole, listed.parts) for whole in listed.totals]
    for made in claim.first(sums, lambda made: claim.slips(made) or _is_base(made, listed, claim)):
        yield made
        yield from _shares(made, listed, claim)


def _is_base(made: Relation, listed: ShareList, claim: Claiming) -> bool:
    """True if most of the printed shares are shares of this total: it is their whole, whatever the parts add up to."""
    hits = [claim.holds(share) for share in _shares(made, listed, claim)]
    complete = 95 <= sum((share.quantity.value for share in listed.shares), Decimal(0)) <= 105
    return complete and sum(hits) * 2 > len(hits) >= 3


def _shares(made: Relation, listed: ShareList, claim: Claiming) -> list[Relation]:
    whole = made.terms[0].figure
    return [claim.ratio(part, (whole,), share) for part, share in zip(listed.parts, listed.shares, strict=True)]
