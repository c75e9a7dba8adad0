"""A budget's receipts told earlier, with what the sentence adds to them, make the total that it states.

查什么: “全市一般公共预算收入加上转移性收入A（、调入资金B）后，收入总计C”，句中没有重写收入数的，取同一文件前文所述同一预算、级次、
    年度的收入（支出）数，与各项相加，看是否等于总计。“收入D，加上转移性收入后，总收入C”，所加各项没有写出数额的，看D是否不超过C。
为什么: 总计由前一段的数加出来，前一段的数改了而总计没有改，单看哪一段都看不出来。
例: 收入81,096万元（前段），加上转移性收入284,628万元后，收入总计365,724万元。
怎么办: 核对前文的收支数与各项相加后的总计，确认前文改动后总计是否同步。
依据: 预算法第三十五条；财政部预算、决算报表的收支平衡关系。

What: a total that a sentence reaches by adding to the receipts or outlays of a budget which were told in an earlier
    paragraph only. Where what is added has no amount, the total is not below what it is added to.
Why: whoever changes the earlier figure and forgets the total is not noticed in either paragraph alone.
Example: 81,096 told before, and 284,628 make 365,724.
Fix: Add up again; see whether the total was brought up to date with the amount told earlier.
Source: Budget Law art. 35; balance of the forms of the Ministry of Finance.
"""

from __future__ import annotations

from msgspec.structs import replace

from fiscal.budget import Period
from fiscal.figure import Figure
from fiscal.statement import Reached
from fiscal.words.vocabulary import fold, side_in
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.headline_amounts import setting_under, told_once

CODE = "FND02"
NAME = "told-amount-plus-additions-is-total"
TITLE = {"zh": "前文收支数加各项为总计", "en": "An amount told earlier and what is added make the total"}


@over(CODE, Reached)
def propose(one: Reached, claim: Claiming) -> Proposed:
    """One balance for every total reached from an amount told elsewhere; an order where no part has an amount."""
    whole = claim.figures[one.whole]
    passage = claim.dossier.passage_at(whole.place)
    bases = [base for base in (claim.figures[name] for name in one.bases) if _of_one_side(base, whole)]
    if not one.parts:
        yield from (claim.at_most(base, whole) for base in bases[:1])
    elif bases:
        yield from claim.nearly(*(claim.total(whole, (base, *one.parts)) for base in bases))
    elif passage is not None:
        year = claim.dossier.document_by_id[whole.place.document].reports[passage.report].year
        dated = replace(whole, period=whole.period or Period(year))  # else the year of the report is meant
        base = told_once(setting_under(one.name, dated, passage), claim.dossier)
        if base is not None:
            yield from claim.nearly(claim.derived.total(whole, (base, *one.parts)))


def _of_one_side(base: Figure, whole: Figure) -> bool:
    """True if both are receipts, or both outlays, in one unit."""
    return side_in(fold(base.label)) == side_in(fold(whole.label)) and base.quantity.unit == whole.quantity.unit
