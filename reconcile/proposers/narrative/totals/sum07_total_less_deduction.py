"""A total less what a sentence takes from it is what the sentence says is left.

查什么: “收入（支出）总计A，剔除（扣除）B后，收入（支出）C”一类表述中，A减去所列各项是否等于C。
    前后须同为收入或同为支出，且用同一单位；前文另有数能使之相符的，按相符记录。
为什么: 总计与剔除后的数常分别引用，改了其中一个而另一个没有改，整句就不相符。
例: 支出总计69.26亿元，剔除债务还本支出1.33亿元后，支出67.93亿元。
怎么办: 核对总计、剔除的各项和剔除后的数。
依据: 算术关系；预算法第三十五条。

What: a total of receipts or outlays, the amounts that the sentence takes from it, and what is said to be left.
Why: total and rest are quoted apart; if one was brought up to date and the other was not, the sentence contradicts
    itself.
Example: 69.26 less 1.33 is 67.93.
Fix: Check the total, what is taken from it, and what is left.
Source: arithmetic; Budget Law art. 35.
"""

from __future__ import annotations

from fiscal.figure import Figure
from fiscal.statement import Run, Total
from fiscal.words.vocabulary import fold, side_in
from reconcile.linking.claiming import Claiming, Proposed, over

CODE = "SUM07"
NAME = "total-less-deduction"
TITLE = {"zh": "总计剔除所列项后的数", "en": "A total less what is taken from it"}


@over(CODE, Total)
def propose(one: Total, claim: Claiming) -> Proposed:
    """One balance for every such sentence; where no amount told before gives what is left, that with the nearest."""
    if all(_only_taken_off(run) for run in one.readings):
        wholes = [claim.figures[run[0].figure] for run in one.readings]
        readings = [claim.of(whole.label).run(one.whole, run) for whole, run in zip(wholes, one.readings, strict=True)]
        meant = _of_one_side(wholes[0], claim.figures[one.whole])
        yield from claim.first(readings, lambda made: meant and made is readings[0])


def _only_taken_off(run: Run) -> bool:
    """True if one amount is told and nothing but deductions from it."""
    return len(run) >= 2 and run[0].sign > 0 and all(each.sign < 0 for each in run[1:])


def _of_one_side(whole: Figure, rest: Figure) -> bool:
    """True if both are receipts, or both outlays, in one unit, and something is left."""
    one, other = side_in(fold(whole.label)), side_in(fold(rest.label))
    alike = one is not None and one == other and whole.quantity.unit == rest.quantity.unit
    return alike and whole.quantity.unit.is_money and whole.quantity.centre > rest.quantity.centre
