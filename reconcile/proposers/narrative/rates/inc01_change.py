"""A change in a sentence: 由A调整为B，增加C.

查什么: “由A调整为B，增加（减少）C”中，A加（减）C是否等于B；百分比“由A提高到B，提高C个百分点”同样核对。
为什么: 预算调整方案以增减额为准，前后数与增减额不符则方案无法执行。
例: “由1885万元调整为204885万元，增加203000万元”应有 1885 + 203000 = 204885。
怎么办: 核对调整前、调整后和增减额，三者更正其一，并检查附表同一行。
依据: 预算法第六十七条至第六十九条（预算调整）。

What: before plus increment must equal after.
Why: an adjustment is decided by its increments.
Example: "from 1885 to 204885, an increase of 203000".
Fix: Correct one of before, after and change, and look at the same row of the table.
Source: Budget Law art. 67 to 69 (budget adjustments).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fiscal.claims import change, points
from fiscal.document import Passage
from fiscal.figure import Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from tables.prose.changes import changes

CODE = "INC01"
NAME = "before-plus-increment-is-after"
TITLE = {"zh": "调整前后数与增减额", "en": "Before, after and increment"}


_THAN = re.compile(r"，?[比较][^，。；、0-9]{2,14}(?:的)?")
_VERB = re.compile(r"[）)]?(?:净?增加|净?减少|增长|下降|增|减)[了约]?")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """One relation for every change whose increment is printed."""
    for passage in dossier.passages():
        for one in changes(passage):
            if one.delta is None:
                continue
            claim = points if one.delta.measure is Measure.POINTS else change
            said = passage.text[max(0, one.before.start - 24) : one.delta.end]
            yield claim(CODE, one.before, one.after, one.delta, Basis.STATED, said)
        yield from _compared(passage)


def _compared(passage: Passage) -> Iterator[Relation]:
    """B, 比年初预算A增加C: the base is printed inside the comparison."""
    for now, then, delta in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        a, b, c = (figure.place.span or (0, 0) for figure in (now, then, delta))
        lead, verb = passage.text[a[1] : b[0]], passage.text[b[1] : c[0]]
        alike = len({figure.quantity.unit.dimension for figure in (now, then, delta)}) == 1
        if alike and now.measure is Measure.AMOUNT and delta.measure is Measure.DELTA and _THAN.fullmatch(lead):
            if _VERB.fullmatch(verb):
                yield change(CODE, then, now, delta, Basis.STATED, passage.text[max(0, a[0] - 24) : c[1]])
