"""A long number of the narrative that stands once more, digit for digit, in a table or elsewhere in the text.

查什么: 正文中五位以上有效数字的金额，若没有其他核对项用到，而表中（或正文别处）恰有一个单位换算后完全相同的数，记为同一数字。只记录，不据此提示。
为什么: 五位以上的数字巧合相同极少，相同即可视为已核对。
例: 正文“上级补助收入2,044,564万元”，表中2,044,564。
怎么办: 无须处理；如两处所指不同，请说明。
依据: 算术关系。

What: an amount of five significant digits or more that equals exactly one cell, or one other amount of the text;
    recorded as the same number, never accused.
Why: so long a number hardly stands twice by accident.
Example: 2,044,564 in the text and in a table.
Fix: Nothing to do; if the two mean different things, say so.
Source: arithmetic.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from reconcile.dossier import Dossier
from reconcile.linking.claiming import Claiming, Proposed
from reconcile.linking.links import groups
from tables.statements.running_totals import digits_of

CODE = "RPT02"
NAME = "equal-long-numbers"
TITLE = {"zh": "完全相同的长数字", "en": "Long numbers that are equal to the digit"}

FEWEST_DIGITS = 5
MOST_TWINS = 3
"""A number that stands in more places than these says little about any of them."""


def propose(dossier: Dossier) -> Proposed:
    """One `same` per narrative amount that no mention is linked with: with its few twins in text and tables."""
    linked = {figure.id for group in groups(dossier) for figure in group.members}
    by_value: dict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
    for figure in filter(_long, dossier.figures.values()):
        by_value[figure.place.document, figure.quantity.centre].append(figure)
    for equals in by_value.values():
        loose = [figure for figure in equals if figure.source == "narrative" and figure.id not in linked]
        if loose and 2 <= len(equals) <= MOST_TWINS + 1:
            yield Claiming(CODE, dossier, loose[0].label).inferred.same(equals)


def _long(figure: Figure) -> bool:
    """True for an exact amount of money of enough digits."""
    quantity = figure.quantity
    plain = quantity.hedge is Hedge.EXACT and quantity.upper is None and quantity.value.is_finite()
    kind = figure.measure in (Measure.AMOUNT, Measure.TO, Measure.FROM)
    return plain and kind and quantity.unit.is_money and digits_of(figure) >= FEWEST_DIGITS
