"""Consecutive short lines with one count each: the first is the sum of the others.

查什么: 连续编号的短行各列一个人数（件数），例如应出席、实际出席、请假，第一行是否等于其余各行之和。
为什么: 出席、请假等人数直接关系会议是否符合法定人数。
例: 应出席34人；全程出席31人；请假3人：31 + 3 = 34。
怎么办: 逐行重数，补齐遗漏的行或更正合计。
依据: 算术关系。

What: numbered lines in a row with one count each, the first being the sum of the others.
Why: attendance decides whether a meeting is valid.
Example: 34 to attend, 31 present, 3 on leave.
Fix: Count the lines again; complete them or correct the total.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal import late_patterns as re
from fiscal.claims import total
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Relation
from reconcile.dossier import Dossier
from reconcile.linking.partitions import holds, near_miss

CODE = "ENU01"
NAME = "enumerated-lines-sum-up"
TITLE = {"zh": "逐行列出的人数", "en": "Counts line by line"}

_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|\(?\d{1,2}[、.)]")
_PRESENCE = re.compile(r"出席|请假|缺席|实到|参会|到会|缺勤|列席")
_FIRST = re.compile(r"应|共|总|合计")


def propose(dossier: Dossier) -> Iterator[Relation]:
    """A balance for each run of numbered one-count lines that add up, or that miss by one slip."""
    for document in dossier.documents:
        for run in _runs(document.passages):
            relation = total(CODE, run[0], run[1:], Basis.STATED, run[0].label)
            named = bool(_FIRST.search(run[0].label))
            present = named and all(_PRESENCE.search(figure.label) for figure in run)
            if holds(relation, dossier.figures) or present or (named and near_miss(relation, dossier.figures)):
                yield relation


def _runs(passages: Sequence[Passage]) -> Iterator[list[Figure]]:
    """Figures of numbered lines that follow one another, lists of names between them passed over."""
    run: list[Figure] = []
    for passage in passages:
        single = passage.figures[0] if len(passage.figures) == 1 else None
        if _NUMBERED.match(passage.text) and len(passage.text) <= 30 and single and single.measure is Measure.COUNT:
            starts = passage.text.startswith(("一、", "1", "(1"))
            if run and (starts or single.quantity.unit != run[0].quantity.unit):
                yield from [run] if len(run) >= 3 else []
                run = []
            run.append(single)
        elif passage.figures:
            yield from [run] if len(run) >= 3 else []
            run = []
    yield from [run] if len(run) >= 3 else []
