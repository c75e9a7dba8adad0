"""How much was checked: which figures stand in a relation, which in one that holds, and which in none at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from fiscal.document import Document
from fiscal.figure import Figure, Measure
from fiscal.measured import Key, key_of, meet
from fiscal.relation import Kind, Relation
from reconcile.dossier import Dossier
from reconcile.review import HOLDS, Coverage, Outcome, UnreadFigures, Verdict

KINDS = ("sums", "repeated", "derived", "limits", "levels", "narrative", "years")
"""What a figure can be held against: 加总, 同一数多处, 推算, 债务限额, 全域与本级, 正文与附表, 不同年度."""
DEBT = "DBT"
"""The letters of the checks of debt: what they bound is bounded by a limit."""

_BY_KIND = {
    Kind.BALANCE: "sums",
    Kind.SAME: "repeated",
    Kind.RATIO: "derived",
    Kind.GROWTH: "derived",
    Kind.AT_MOST: "levels",
}


def coverage(verdicts: Sequence[Verdict], dossier: Dossier, otherwise: int = 0, silent: int = 0) -> Coverage:
    """Counts over all figures of the dossier; `unchecked` are those in no decided relation, in the document's order."""
    bound: set[str] = set()
    verified: set[str] = set()
    kinds: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for verdict in verdicts:
        if verdict.outcome is Outcome.UNDECIDED:
            continue
        names = verdict.relation.figures()
        bound.update(names)
        if verdict.outcome in HOLDS:
            verified.update(names)
        for kind in kinds_of(verdict.relation, dossier.figures):
            kinds[kind].update(names)
    known = dossier.figures.keys()
    unchecked = tuple(name for name in dossier.figures if name not in bound)
    return Coverage(
        len(known),
        len(bound & known),
        len(verified & known),
        unchecked,
        otherwise,
        silent,
        {kind: len(names & known) for kind, names in kinds.items()},
        _with_counterpart(unchecked, dossier.figures),
        tuple(_unread(dossier.documents)),
    )


def kinds_of(relation: Relation, figures: Mapping[str, Figure]) -> Iterator[str]:
    """The kinds of check that a relation is: what it claims, and whether it joins text and table, or two years."""
    bounded = relation.kind is Kind.AT_MOST and relation.code.startswith(DEBT)
    held = [figures[name] for name in relation.figures() if name in figures]
    across = relation.kind is Kind.AT_MOST and _of_one_row(held)
    yield "limits" if bounded else "derived" if across else _BY_KIND[relation.kind]
    if len({figure.source for figure in held}) > 1:
        yield "narrative"
    years = {figure.period.year for figure in held if figure.period is not None and figure.period.year is not None}
    if len(years) > 1:
        yield "years"


def _of_one_row(figures: Sequence[Figure]) -> bool:
    """True for figures of one level in one row of a table: one column is held against another, no level against its
    whole.
    """
    rows = {(figure.place.table, figure.place.row) for figure in figures}
    return len(rows) == 1 and all(table for table, _ in rows) and len({figure.level for figure in figures}) == 1


def _with_counterpart(unchecked: Sequence[str], figures: Mapping[str, Figure]) -> tuple[str, ...]:
    """The unchecked amounts that something else in the material measures too: worth a look of their own."""
    keys: dict[str, dict[tuple[Key, str], int]] = defaultdict(lambda: defaultdict(int))
    for figure in figures.values():
        if _measuring(figure):
            keys[figure.concept][key_of(figure), figure.quantity.unit.dimension] += 1
    return tuple(name for name in unchecked if _measuring(figures[name]) and _met(figures[name], keys))


def _measuring(figure: Figure) -> bool:
    """True for an amount that says what it measures and of which year."""
    dated = figure.period is not None and figure.period.year is not None
    return bool(figure.concept) and dated and figure.measure is Measure.AMOUNT


def _met(figure: Figure, keys: Mapping[str, Mapping[tuple[Key, str], int]]) -> bool:
    own, dimension = key_of(figure), figure.quantity.unit.dimension
    others = keys[figure.concept]
    return others[own, dimension] > 1 or any(
        other != own and other.stage in (own.stage, None) and held == dimension and meet(own, other)
        for other, held in others
    )


def _unread(documents: Sequence[Document]) -> Iterator[UnreadFigures]:
    """What is printed and was not read, page by page."""
    for document in documents:
        counts: Counter[tuple[int | None, str | None]] = Counter()
        for one in document.unread:
            counts[one.page, one.sheet] += one.count
        ordered = sorted(counts.items(), key=lambda entry: (entry[0][0] or 0, entry[0][1] or ""))
        yield from (UnreadFigures(document.id, page, sheet, count) for (page, sheet), count in ordered)
