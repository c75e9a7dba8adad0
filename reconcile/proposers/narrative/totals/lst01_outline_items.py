"""The items under an item of the outline, over several paragraphs, make its amount.

查什么: 逐条列示的说明（一、（一）1.（1）——）中，上一级条目开头的金额与下一级各条目开头的金额之和是否相符，各条可以分段、跨页。
    各条都有金额的才核对；相加不符的，只有上一级以“其中：”或冒号领起、且一处笔误即可解释时才提示。
为什么: 预算说明逐项列到最细，总额与分项分在许多段落里，很少有人从头加一遍。
例: “1.基本民生支出15,480万元。其中：”下列“（1）4,930万元”“（2）10,550万元”。
怎么办: 逐条相加，补齐没有写金额的条目或更正总额。
依据: 预算法第三十二条、第四十六条（预算应当细化，总额与分项一致）。

What: in an itemised explanation the amounts with which the items one level down open add up to the amount of the item
    above, over paragraphs and pages. A sum that does not come out is told only where the item announces its parts and
    one slip of the pen explains it.
Why: totals and items stand many paragraphs apart; hardly anybody adds them up.
Example: 15,480 above, 4,930 and 10,550 below.
Fix: Add the items again; give the amounts that are missing, or correct the total.
Source: Budget Law art. 32 and 46 (budgets are itemised and consistent).
"""

from __future__ import annotations

from reconcile.linking.claiming import Claiming, Proposed, over
from tables.prose.outline import MOST_ITEMS, Item
from tables.prose.spans import quoted_span

CODE = "LST01"
NAME = "items-of-outline-make-total"
TITLE = {"zh": "逐条列示的各项与总额", "en": "Items of an outline and their total"}

TELLING = 3
"""A single item must repeat at least so many digits to be the whole of the item above."""


@over(CODE, Item)
def propose(item: Item, claim: Claiming) -> Proposed:
    """One balance for every item with an amount whose items all have amounts."""
    parts = [figure for under in item.items for figure in under.amounts]
    if len(item.amounts) != 1 or len(item.items) > MOST_ITEMS or not all(under.amounts for under in item.items):
        return
    whole, said = item.amounts[0], claim.of(quoted_span(item.passage, item.span)[:200])
    if len(parts) > 1 or len(str(whole.quantity.value).replace(".", "").strip("0")) >= TELLING:
        made = (said if item.announced else said.inferred).total(whole, parts)
        yield from claim.nearly(made) if item.announced and len(item.items) >= 2 else claim.held(made)
