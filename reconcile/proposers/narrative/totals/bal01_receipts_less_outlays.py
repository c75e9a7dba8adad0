"""Receipts less outlays leave the balance: 收支相抵，结余C.

查什么: “收入A，支出B，收支相抵，结余（结转）C”中，A−B是否等于C。
为什么: 结余结转是下年预算的来源，必须由收支得出。
例: 收入3409万元，支出2280万元，当期结余1129万元：3409 − 2280 = 1129。
怎么办: 对照收支平衡表，核对收入总量、支出总量与结余是否取自同一张表、同一口径。
依据: 预算法第六十六条（结余、结转的处理）；决算报告的收支平衡口径。

What: receipts less outlays equal the surplus or carry-over stated after 收支相抵.
Why: the surplus is a source of next year's budget.
Example: 3409 - 2280 = 1129.
Fix: Hold receipts, outlays and balance against the balance table: one table, one scope.
Source: Budget Law art. 66.
"""

from __future__ import annotations

from itertools import product

from fiscal.relation import Relation
from fiscal.statement import Left
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "BAL01"
NAME = "receipts-less-outlays-leave-balance"
TITLE = {"zh": "收支相抵与结余", "en": "Receipts, outlays and the balance left"}

SMALL_PART = 4
"""Receipts that are so many times smaller than the outlays, or greater, are those of something else."""


@over(CODE, Left)
def propose(left: Left, claim: Claiming) -> Proposed:
    """One balance for every rest with its receipts and outlays in one paragraph, and one for the rest that rolls on."""
    sides = product(left.receipts[: left.near[0]], left.outlays[: left.near[1]])
    accounts = [claim.total(some, (other, left.rest), (1, left.sign)) for some, other in sides]
    yield from _likeliest(accounts, claim) if left.settled else claim.held(*accounts)
    if left.closing is not None:
        openings = left.openings[: left.near[2]]
        yield from _likeliest([claim.total(left.closing, (opening, left.rest)) for opening in openings], claim)


def _likeliest(readings: list[Relation], claim: Claiming) -> Proposed:
    """The reading that holds, else the likeliest if it misses by a slip: a fund's interest is no receipts, though."""

    def slipped(made: Relation) -> bool:
        one, other = (abs(claim.figures[name].quantity.centre) for name in made.figures()[:2])
        return made is readings[0] and claim.slips(made) and SMALL_PART * min(one, other) >= max(one, other)

    yield from claim.first(readings, slipped)
