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

from collections.abc import Iterable, Iterator

from fiscal.claims import total
from fiscal.relation import Basis, Relation
from fiscal.statement import Left
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from reconcile.linking.told import told_as

CODE = "BAL01"
NAME = "receipts-less-outlays-leave-balance"
TITLE = {"zh": "收支相抵与结余", "en": "Receipts, outlays and the balance left"}

MOST_SLIPPED = 1
"""So many readings, the likeliest first, may be a slip away; the others must hold."""

SMALL_PART = 4
"""Receipts that are so many times smaller than the outlays, or greater, are those of something else."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every rest with its receipts and outlays in one paragraph, and one for the rest that rolls on."""
    for left in told_as(dossier, Left):
        accounts = [
            total(CODE, receipts, (outlays, left.rest), Basis.STATED, left.said, signs=(1, left.sign))
            for receipts in left.receipts[: left.near[0]]
            for outlays in left.outlays[: left.near[1]]
        ]
        yield from _chosen(accounts, dossier)
        if left.closing is not None:
            rolled = [
                total(CODE, left.closing, (opening, left.rest), Basis.STATED, left.said)
                for opening in left.openings[: left.near[2]]
            ]
            yield from _chosen(rolled, dossier)


def _chosen(readings: Iterable[Relation], dossier: Dossier) -> Iterator[Relation]:
    """The reading that holds, else the likeliest that misses by a slip."""
    known = list(readings)
    held = next((reading for reading in known if holds(reading, dossier.figures)), None)
    found = held or next((reading for reading in known[:MOST_SLIPPED] if _slipped(reading, dossier)), None)
    if found is not None:
        yield found


def _slipped(relation: Relation, dossier: Dossier) -> bool:
    """True if the relation misses by one slip and the receipts are no small part: a fund's interest is no receipts."""
    one, other = (abs(dossier.figures[name].quantity.centre) for name in relation.figures()[:2])
    return near_miss(relation, dossier.figures) and SMALL_PART * min(one, other) >= max(one, other)
