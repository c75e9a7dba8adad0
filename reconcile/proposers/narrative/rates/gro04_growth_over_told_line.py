"""Growth, and the increase itself, of a line over last year's amount that the same document tells elsewhere.

查什么: 草案一节写某项收支“增长x%、增加C”，执行情况一节写该项上年的数，同一预算、级次、事项的两数之比、之差是否与x%、C相符。只记录相符的关系：
    所比的也可能是调整预算或同口径数。
为什么: 上年数与今年的增幅相隔多页，逐项核对费时。
例: 税收收入拟安排94.8亿元、增长4.7%、增收4.3亿元，上年90.5亿元：94.8－90.5＝4.3。
怎么办: 写明所比的基数。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: the growth and the increase of a line over last year's amount, told in another paragraph of the same document;
    linked by concept, budget, level and year. What holds is recorded: another base may be meant.
Why: both stand many pages apart.
Example: 94.8 - 90.5 = 4.3; 94.8 / 90.5 - 1 = 4.7 %.
Fix: Say what is compared.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.claims import change, growth
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.anchors import setting_of
from reconcile.linking.headline_amounts import head_of, headline_amounts
from reconcile.linking.partitions import holds
from reconcile.linking.years.last_year_here import told_last_year
from tables.prose.followers import followers

CODE = "GRO04"
NAME = "growth-over-line-told-elsewhere"
TITLE = {"zh": "增幅、增减额与别处所述上年数", "en": "Growth and increase over a line told elsewhere"}


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every rate and increment that comes out with an amount of last year."""
    for document in dossier.documents:
        for passage in document.passages:
            for amount, moved in followers(passage):
                if amount is not None:
                    yield from _first(amount, moved, passage, dossier)


def _first(amount: Figure, moved: Figure, passage: Passage, dossier: Dossier) -> Iterator[Relation]:
    rate = moved.measure is Measure.GROWTH and moved.quantity.unit.dimension == "percent"
    if not rate and not (moved.measure is Measure.DELTA and moved.quantity.unit.is_money):
        return
    said = setting_of(amount, passage) if rate else None
    if said is not None and head_of(said, said.year - 1) in headline_amounts(dossier):
        return  # what a whole budget grew over is the matter of another check
    for before in told_last_year(amount, passage, dossier):
        claim = growth if rate else change
        made = claim(CODE, before, amount, moved, Basis.DERIVED, amount.label)
        if holds(made, dossier.figures):
            yield made
            return
