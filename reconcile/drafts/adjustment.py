"""An adjustment plan (预算调整方案) against the budget it adjusts: figures are expected to move by what it says.

A change is explained where the old amount and the increase printed beside the new one (增减、调整数) make the new one, in
a row or in a sentence, by the same judge. What is left is what the plan does not explain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.drafts.comparison import Comparison, Hint, Told
from reconcile.judge.verdicts import outcome_of
from reconcile.review import HOLDS

BEFORE = "before:"
"""Stands before the ids of figures of the old draft where both drafts are judged together."""
MOST_BESIDE = 60
"""Figures of one row or sentence that are looked at."""


def as_adjustment(comparison: Comparison) -> Comparison:
    """The comparison without the changes and the new figures that the plan itself explains; a hint counts these."""
    beside = _beside(comparison)
    before = {new: comparison.old.dossier.figures[old] for old, new in comparison.counterparts.items()}
    explained: set[str] = set()
    for row in beside.values():
        explained |= set(_explained(row, before))
    kept = tuple(one for one in comparison.changed if one.new.id not in explained)
    added = tuple(one for one in comparison.added if one.id not in explained)
    count = len(comparison.changed) + len(comparison.added) - len(kept) - len(added)
    left = {one.new.id for one in kept}
    return replace(
        comparison,
        changed=kept,
        added=added,
        totals=tuple(one for one in comparison.totals if one.figure.id in left or not one.parts_unchanged),
        hints=(*comparison.hints, Told(Hint.ADJUSTED, count)),
    )


def _beside(comparison: Comparison) -> Mapping[tuple[str, int, int], list[Figure]]:
    """The figures of the new draft by row, or by sentence."""
    dossier = comparison.new.dossier
    found: dict[tuple[str, int, int], list[Figure]] = defaultdict(list)
    for table in dossier.tables():
        for number, row in enumerate(table.rows):
            found[table.id, number, -1] = [cell for cell in row.cells if cell is not None]
    for passage in dossier.passages():
        document = passage.figures[0].place.document if passage.figures else ""
        for figure in passage.figures:
            at = next((n for n, (a, b) in enumerate(passage.sentences) if a <= figure.start < b), 0)
            found[document, passage.index, at].append(figure)
    return found


def _explained(row: list[Figure], before: Mapping[str, Figure]) -> Iterator[str]:
    """The ids of figures of one row that are the old amount and an increase, or that increase."""
    amounts = [one for one in row[:MOST_BESIDE] if one.measure in (Measure.AMOUNT, Measure.TO, Measure.FROM)]
    deltas = [one for one in row[:MOST_BESIDE] if one.measure is Measure.DELTA]
    # 调整数 may be the increase or the new amount: its header does not tell, the sum does.
    deltas = deltas or [one for one in amounts if one.id not in before]
    starts: list[Figure | None] = [before[one.id] for one in amounts if one.id in before]
    for figure in amounts:
        for start in starts or [None]:
            for parts in _ways([one for one in deltas if one is not figure]):
                if (parts or start is not None) and _makes(figure, start, parts):
                    yield from (figure.id, *(one.id for one in parts))


def _ways(deltas: list[Figure]) -> Iterator[tuple[Figure, ...]]:
    """No increase, each alone, all together."""
    yield ()
    yield from ((one,) for one in deltas)
    if len(deltas) > 1:
        yield tuple(deltas)


def _makes(figure: Figure, start: Figure | None, deltas: Iterable[Figure]) -> bool:
    """True if the amount before the adjustment and the increases are the figure; without one, if these alone are."""
    terms = [Term(figure.id, Role.TOTAL), *(Term(one.id, Role.DELTA, one.sign) for one in deltas)]
    figures = {figure.id: figure, **{one.id: one for one in deltas}}
    if start is not None:
        terms.append(Term(BEFORE + start.id, Role.FROM))
        figures[BEFORE + start.id] = start
    return outcome_of(Relation("", Kind.BALANCE, Basis.STATED, tuple(terms)), figures) in HOLDS
