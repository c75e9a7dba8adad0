"""A share of a budget's receipts or outlays whose total stands in a table or in another paragraph.

查什么: “某项A亿元，占一般公共预算支出的x%”，点名的总数不在本段，而在附表或别的段落中，A÷总数是否等于所列百分比。预算种类、级次、
    年度按文字确定；总数有几个不同数字的，或说的是几年累计的，只记录相符的。
为什么: 民生支出占比、税收占比是常用的结论，总数却在另一处。
例: 正文民生支出66.48亿元、占一般公共预算支出的77.2%，附表一般公共预算支出861,400万元。
怎么办: 写明占比所比的总数及其口径，核对三个数。
依据: 算术关系；数值修约规则（GB/T 8170）。

What: an amount and its share of a budget's receipts or outlays named behind 占, whose total stands in a table or another
    paragraph of the document.
Why: such shares are quoted as results while the total stands elsewhere.
Example: 66.48 of 86.14 is 77.2 %.
Fix: Say which total the share is of, and check the three figures.
Source: arithmetic; rounding rules GB/T 8170.
"""

from __future__ import annotations

from msgspec.structs import replace

from fiscal.budget import Level
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from reconcile.linking.anchors import cells_of, lines_of
from reconcile.linking.claiming import Claiming, Proposed, over
from reconcile.linking.headline_amounts import finest, head_of, headline_amounts, of_one_value, whole_named
from tables.prose.followers import followers
from tables.prose.spans import of_several_years, quoted

CODE = "SHR03"
NAME = "share-of-budget-told-elsewhere"
TITLE = {"zh": "占预算收支总数的比重", "en": "Shares of a budget told elsewhere"}


@over(CODE, Passage)
def propose(passage: Passage, claim: Claiming) -> Proposed:
    """One ratio for every share of a named budget whose total is known."""
    for amount, share in followers(passage):
        if amount is not None and share.measure is Measure.SHARE and share.quantity.unit.dimension == "percent":
            yield from _share(amount, share, passage, claim.derived.of(quoted(passage, amount, share, 30)))


def _share(amount: Figure, share: Figure, passage: Passage, claim: Claiming) -> Proposed:
    said = whole_named(amount, share, passage)
    if said is None:
        return
    in_tables = tuple(cell for _, cell in cells_of(said, lines_of(said, claim.dossier)))
    levels = (said.level,) if said.level is not None else (Level.WHOLE, Level.OWN)
    told = (headline_amounts(claim.dossier).get(head_of(replace(said, level=level)), ()) for level in levels)
    known = (*(whole for some in told for whole in some), *in_tables)
    wholes = tuple(whole for whole in known if whole.quantity.centre > amount.quantity.centre)
    alone = said.level is not None and of_one_value(wholes) and not of_several_years(passage, amount)
    fitting = list(claim.first(claim.ratio(amount, (whole,), share) for whole in wholes))
    yield from fitting
    if alone and not fitting:
        yield claim.ratio(amount, (finest(wholes),), share)
