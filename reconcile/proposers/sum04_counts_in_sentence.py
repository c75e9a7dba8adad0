"""A count and, in the same sentence, the counts into which it falls.

查什么: 一句之内同一量词的几个数，第一个恰为其余各数之和时，记为分项关系（不据此提出差异）。
为什么: 说明这些数已经核对过、彼此一致。
例: 督办的21件建议有19件解决采纳，1件计划解决和1件留作参考。
依据: 算术关系。

What: counts of one unit in a sentence, the first being exactly the sum of the others; recorded as holding, never
accused.
Why: it shows that these figures were checked and agree.
Example: of 21 proposals, 19 solved, 1 planned, 1 for reference.
Source: arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.narrative.evidence import holds
from reconcile.narrative.spans import figures_within

CODE = "SUM04"
NAME = "count-falls-into-counts"
TITLE = {"zh": "一句之内的件数相加", "en": "A count and the counts it falls into"}

LEAST = 10
"""A smaller first count is a sum of others too easily by accident."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Balances that hold, for runs of counts that no announced breakdown covers."""
    for passage in dossier.passages():
        known = {identifier for entry in passage.breakdowns for identifier in (*entry.parts, *entry.candidates)}
        for start, end in passage.sentences:
            here = figures_within(passage, (start, end))
            yield from _in_sentence(passage, [f for f in here if _counts(f) and f.id not in known], dossier)
        yield from _decreases(passage, dossier)


def _in_sentence(passage: Passage, here: Sequence[Figure], dossier: Dossier) -> Iterator[Relation]:
    for unit in dict.fromkeys(figure.quantity.unit.name for figure in here):
        run = [figure for figure in here if figure.quantity.unit.name == unit]
        if 3 <= len(run) <= 6 and run[0].quantity.value >= LEAST:
            terms = (Term(run[0].id, Role.TOTAL), *(Term(figure.id, Role.PART) for figure in run[1:]))
            relation = Relation(CODE, Kind.BALANCE, Basis.INFERRED, terms, said=run[0].label)
            if holds(relation, dossier.figures):
                yield relation


def _decreases(passage: Passage, dossier: Dossier) -> Iterator[Relation]:
    """A decrease (较早期减少56份) that is the sum of the two or three counts of its unit right before it."""
    for at, delta in enumerate(passage.figures):
        if delta.measure is not Measure.DELTA or not delta.quantity.unit.discrete:
            continue
        before = [f for f in passage.figures[:at] if f.quantity.unit == delta.quantity.unit and _counts(f)]
        for start in range(max(0, len(before) - 3), len(before) - 1):
            for stop in range(start + 2, len(before) + 1):
                terms = (Term(delta.id, Role.TOTAL), *(Term(figure.id, Role.PART) for figure in before[start:stop]))
                relation = Relation(CODE, Kind.BALANCE, Basis.INFERRED, terms, said=delta.label)
                if delta.quantity.value >= LEAST and holds(relation, dossier.figures):
                    yield relation


def _counts(figure: Figure) -> bool:
    return figure.measure is Measure.COUNT and figure.quantity.unit.discrete
