"""A running total: an amount, 加上 several others, gives a named total (收入总量, 支出总计).

查什么: “收入A，加上B、C、D，收入总量为T”一类表述中，A与各项之和是否等于T；“减去”的各项按减数计算。
为什么: 收入总量、支出总量是收支平衡的依据，少加一项就不平衡。
例: “支出6394万元，加上结转下年支出1364万元，支出总量为7758万元”应有 6394 + 1364 = 7758。
怎么办: 核对“加上”的每一项与总量，查找漏写或重复的一项。
依据: 预算法第三十五条（收支平衡）；政府决算报告的编报口径：收入总计 = 本年收入 + 转移性收入 + 债务收入 + 上年结转。

What: an amount plus the items listed behind 加上 must equal the total named at the end of the sentence.
Why: receipts and outlays are balanced on these totals.
Example: "outlays 6394, plus carry-over 1364, total outlays 7758".
Fix: Check every item that is added, and look for one left out or written twice.
Source: Budget Law art. 35; reporting rules of government final accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from fiscal.claims import total
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss
from reconcile.linking.words_before import words_before
from tables.prose.spans import figures_within, sentence_start, stretches

CODE = "SUM02"
NAME = "plus-list-gives-total"
TITLE = {"zh": "“加上”各项与总量", "en": "Amounts added up to a named total"}

_PLUS = re.compile(r"加上|(?<![增追添外])加(?=[上地调动债结补转对])")
_MINUS = re.compile(r"减去|扣除")
_TOTAL = re.compile(
    r"(?:收入|支出|收支|财力|资金)?总(?:量|计|额|收入|支出|财力)[^，；。、]{0,6}$|合计[^，；。、]{0,3}$"
)


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation per 加上 … 总量 in a sentence."""
    for passage in dossier.passages():
        if len(passage.figures) >= 3 and _PLUS.search(passage.text):
            for start, end in stretches(passage):
                yield from _in_sentence(passage, start, end, dossier.figures)


def _in_sentence(passage: Passage, start: int, end: int, figures: Mapping[str, Figure]) -> Iterator[Relation]:
    plus = _PLUS.search(passage.text, start, end)
    if plus is None:
        return
    listed = {part for entry in passage.breakdowns if entry.trigger != "合计" for part in entry.parts}
    sentence = sentence_start(passage, plus.start())
    clause = passage.text.rfind("；", sentence, plus.start())
    start = max(start, clause)  # what stands before ； is another statement (区本级收入总量T；区本级支出E，加上…)
    here = [f for f in figures_within(passage, (start, end)) if _counts(f)]
    heads = [f for f in here if f.start < plus.start() and f.id not in listed]
    if not heads:  # 收入预计A，增长3%；加上级补助B，总收入C
        here = [f for f in figures_within(passage, (sentence, end)) if _counts(f)]
        heads = [f for f in here if f.start < plus.start() and f.id not in listed]
    if not heads:
        return
    # The total is the first figure behind 加上 that is called one; a second 加上 further on starts from a new head.
    for i, figure in enumerate(here):
        if figure.start > plus.start() and _TOTAL.search(words_before(passage, figure, 20, begin=start)):
            items = [f for f in here[:i] if f.start > plus.start() and f.id not in listed]
            if items:
                said = passage.text[start:end]
                yield from _claims(
                    passage, [f for f in heads if _kind(f) == _kind(figure)], items, figure, said, figures
                )
            plus = _PLUS.search(passage.text, figure.start, end)
            heads = [f for f in here[i + 1 :] if plus and f.start < plus.start() and f.id not in listed]
            if plus is None or not heads:
                return


def _claims(
    passage: Passage,
    heads: Sequence[Figure],
    items: Sequence[Figure],
    total: Figure,
    said: str,
    figures: Mapping[str, Figure],
) -> Iterator[Relation]:
    """The total over its first head, or over all heads where several amounts stand before 加上; claimed if one is meant.

    支出42.11亿元，补助下级支出37.18亿元，加上…22.05亿元，支出总计106.43亿元 has two heads: unless one reading holds or
    misses by a slip, nobody can tell which amounts are added.
    """
    readings = [_relation(passage, heads[:1], items, total, said)] if heads else []
    if len(heads) > 1:
        readings.append(_relation(passage, heads, items, total, said))
    chosen = next((r for r in readings if holds(r, figures)), None)
    if chosen is None and len(readings) > 1:
        chosen = next((r for r in readings if near_miss(r, figures)), None)
    elif chosen is None and readings:
        chosen = readings[0]
    if chosen is not None:
        yield chosen


def _relation(passage: Passage, heads: Sequence[Figure], items: Sequence[Figure], whole: Figure, said: str) -> Relation:
    signs = [1] * len(heads)
    for item in items:
        lead = words_before(passage, item, 24, "、，")
        signs.append(-1 if _MINUS.search(lead) else 1)
    return total(CODE, whole, (*heads, *items), Basis.STATED, said, signs=signs)


def _kind(figure: Figure) -> str:
    return figure.quantity.unit.dimension


def _counts(figure: Figure) -> bool:
    return figure.quantity.unit.is_money and figure.measure is Measure.AMOUNT
