"""A budget's receipts told earlier, with what the sentence adds to them, make the total that it states.

查什么: “全市一般公共预算收入加上转移性收入A（、调入资金B）后，收入总计C”，句中没有重写收入数的，取同一文件前文所述同一预算、级次、
    年度的收入（支出）数，与各项相加，看是否等于总计。
为什么: 总计由前一段的数加出来，前一段的数改了而总计没有改，单看哪一段都看不出来。
例: 收入81,096万元（前段），加上转移性收入284,628万元后，收入总计365,724万元。
怎么办: 核对前文的收支数与各项相加后的总计，确认前文改动后总计是否同步。
依据: 预算法第三十五条；财政部预算、决算报表的收支平衡关系。

What: a total that a sentence reaches by adding to the receipts or outlays of a budget which were told in an earlier
    paragraph only.
Why: whoever changes the earlier figure and forgets the total is not noticed in either paragraph alone.
Example: 81,096 told before, and 284,628 make 365,724.
Fix: Add up again; see whether the total was brought up to date with the amount told earlier.
Source: Budget Law art. 35; balance of the forms of the Ministry of Finance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fiscal import late_patterns as re
from fiscal.claims import total
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from fiscal.words.vocabulary import budget_in, level_in
from reconcile.dossier import Dossier
from reconcile.linking.anchors import setting_of
from reconcile.linking.headline_amounts import finest, head_of, headline_amounts, of_one_value
from reconcile.linking.partitions import holds, near_miss
from tables.prose.spans import depth_at, figures_within

CODE = "FND02"
NAME = "told-amount-plus-additions-is-total"
TITLE = {"zh": "前文收支数加各项为总计", "en": "An amount told earlier and what is added make the total"}

_PLUS = re.compile(r"([^，。；：]{4,40}?(?:收入|支出))(?:合计)?，?加上")
_TOTAL = re.compile(r"后?，?(?:收入|支出)总[计量额](?:预计)?(?:为|达到?)?$")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One balance for every total that is reached from an amount told elsewhere."""
    for passage in dossier.passages():
        for start, end in passage.sentences:
            found = _PLUS.search(passage.text, start, end)
            if found is not None:
                yield from _balance(found[1], (found.end(), end), passage, dossier)


def _balance(name: str, span: tuple[int, int], passage: Passage, dossier: Dossier) -> Iterator[Relation]:
    figures = [
        figure
        for figure in figures_within(passage, span)
        if figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT and depth_at(passage, figure.start) == 0
    ]
    at = next((i for i, figure in enumerate(figures) if _TOTAL.search(passage.text[span[0] : figure.start])), None)
    base = _told(name, figures[at], passage, dossier) if at else None
    if at is None or base is None or not _one_list(passage, figures[: at + 1]):
        return
    said = passage.text[max(0, span[0] - len(name) - 2) : figures[at].end]
    relation = total(CODE, figures[at], (base, *figures[:at]), Basis.DERIVED, said)
    if holds(relation, dossier.figures) or near_miss(relation, dossier.figures):
        yield relation


def _told(name: str, like: Figure, passage: Passage, dossier: Dossier) -> Figure | None:
    """The amount of `name` that the document tells elsewhere, if it tells one only."""
    budget = budget_in(name)
    if budget is None:
        return None
    named = replace(like, label=name, budget=budget, level=level_in(name) or like.level)
    said = setting_of(named, passage)
    figures = headline_amounts(dossier).get(head_of(said), ()) if said is not None else ()
    return finest(figures) if of_one_value(figures) else None


def _one_list(passage: Passage, figures: Sequence[Figure]) -> bool:
    """True if nothing but commas and names stands between the amounts."""
    gaps = (passage.text[a.end : b.start] for a, b in zip(figures, figures[1:], strict=False))
    return not any(re.search("[。；]|其中|减|扣除", gap) for gap in gaps)
