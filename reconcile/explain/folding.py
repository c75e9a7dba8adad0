"""One root cause is one finding: broken relations with a common cause are told under the gravest of them.

Three causes are recognised. The same figure is suspected of all of them. They share a figure and are apart by the same
amount: a wrong 项 breaks its 款, its 类 and the 合计; or an area exceeds its limits, in all and in part. Or one rule of
a table fails again and again: the same column left out of 合计 in fourteen rows, the same total missed in every column,
two tables that differ row by row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from fiscal.figure import Figure
from fiscal.relation import Kind
from reconcile.disjoint_sets import DisjointSets
from reconcile.dossier import At, Cells
from reconcile.explain.finding_text import ReportedVerdict, shown_figure
from reconcile.explain.uncounted_line import UncountedLine, uncounted_line
from reconcile.review import Outcome, Verdict
from tables.measured.debt_tables import parents_of

AGAIN = {"row": 3, "column": 2, "tables": 3}
"""So many failures of one rule are one matter: rows of a computed column, columns of a total, rows of two tables."""

Key = tuple[str, ...]


def folded(reported: Sequence[ReportedVerdict], figures: Mapping[str, Figure], cells: Cells) -> list[ReportedVerdict]:
    """One for every cause, the others of the same cause inside it, in the order of the gravest of each cause."""
    found = _by_rule(list(reported), figures, cells)
    groups = DisjointSets(range(len(found)))
    first: dict[tuple[object, ...], int] = {}
    for at, one in enumerate(found):
        for key in _causes(one, figures, cells):
            groups.join(first.setdefault(key, at), at)
    return [together([found[at] for at in sorted(members)]) for members in groups.sets()]


def together(ones: Sequence[ReportedVerdict], missing: UncountedLine | None = None) -> ReportedVerdict:
    """The gravest of `ones`, of equals the one with most money at stake, with all the others folded under it."""
    main = min(ones, key=lambda one: (one.severity.rank, -_sure(one), -money(one)))
    others = tuple(verdict for one in ones for verdict in (*(() if one is main else (one.verdict,)), *one.folded))
    return replace(main, folded=others, uncounted=missing or main.uncounted)


def _sure(one: ReportedVerdict) -> Decimal:
    return Decimal(0) if one.weighed is None else one.weighed.confidence


def money(one: ReportedVerdict) -> Decimal:
    """The difference in money, 0 where the relation is not about money."""
    unit, difference = one.verdict.unit, one.verdict.difference
    return Decimal(0) if unit is None or difference is None or not unit.is_money else abs(difference)


def _causes(one: ReportedVerdict, figures: Mapping[str, Figure], cells: Cells) -> Iterable[tuple[object, ...]]:
    """What two findings have in common if they have one cause: the suspect, else a figure and the difference.

    Rounding is told once for a table, a kind of gap that everyone knows once for a document; what exceeds a bound set
    by law in one row of a table (of an area all debt and its special debt), or with the same two numbers in another
    table, is one matter.
    """
    verdict = one.verdict
    if verdict.outcome is not Outcome.BROKEN:
        table = figures[verdict.relation.figures()[0]].place
        return (("rounding", table.document, table.table),)
    if one.weighed is not None and one.weighed.known is not None:
        return (("known", one.weighed.known, figures[verdict.relation.figures()[0]].place.document),)
    if verdict.relation.known:
        document = shown_figure(verdict, figures).place.document
        return (("known", verdict.relation.code, verdict.relation.known, document),)
    if one.suspect is not None:
        return ((one.suspect.figure, one.suspect.suggested),)
    if _lawful_bound(verdict):
        return _excess(verdict, figures, cells)
    sums = verdict.relation.kind in (Kind.BALANCE, Kind.SAME)
    if not sums or verdict.unit is None or not verdict.difference:
        return ()
    gap = abs(verdict.difference)
    return (*_moved(verdict, gap, cells), *((name, gap, verdict.unit.dimension) for name in verdict.relation.figures()))


def _moved(verdict: Verdict, gap: Decimal, cells: Cells) -> Iterator[tuple[object, ...]]:
    """The two tables that should state one number and are apart by `gap`: what one row has too much another lacks."""
    found = cells.of(verdict.relation.figures())
    tables = sorted({at.table.id for at in found}) if found is not None else []
    if verdict.relation.kind is Kind.SAME and len(tables) == 2:
        yield ("moved", verdict.relation.code, *tables, gap)


def _lawful_bound(verdict: Verdict) -> bool:
    return verdict.relation.kind is Kind.AT_MOST and verdict.relation.certain


def _excess(verdict: Verdict, figures: Mapping[str, Figure], cells: Cells) -> Iterable[tuple[object, ...]]:
    """The row in which a bound is exceeded, or of an area in a column the item (限额) and its parts; the two numbers."""
    names = verdict.relation.figures()
    document = shown_figure(verdict, figures).place.document
    yield ("excess", verdict.relation.code, document, verdict.computed_centre, verdict.stated_centre)
    found = cells.of(names)
    if found is None:
        return
    if len({(at.table.id, at.row) for at in found}) == 1:
        yield ("excess", verdict.relation.code, found[0].table.id, found[0].row)
    bound = cells.at(shown_figure(verdict, figures).id)
    if bound is not None and len({(at.table.id, at.column) for at in found}) == 1:
        yield ("excess", verdict.relation.code, bound.table.id, bound.column, "item", _item(bound))


def _item(bound: At) -> int:
    """The row of the item of which a bound is the whole or a part."""
    parents, row = parents_of(bound.table), bound.row
    while (above := parents[row]) is not None:
        row = above
    return row


def _by_rule(reported: list[ReportedVerdict], figures: Mapping[str, Figure], cells: Cells) -> list[ReportedVerdict]:
    """`told` with the failures of one rule folded, each group at the place of its first member."""
    groups: dict[Key, list[int]] = {}
    for at, one in enumerate(reported):
        for key in _rules(one, figures, cells):
            groups.setdefault(key, []).append(at)
    taken: set[int] = set()
    result: dict[int, ReportedVerdict] = {}
    for key, members in groups.items():
        free = [at for at in members if at not in taken]
        if len(free) < AGAIN[key[0]]:
            continue
        missing, explained = uncounted_line([reported[at].verdict for at in free], key[0], cells)
        if missing is not None and len(explained) >= AGAIN[key[0]]:
            ones = [free[i] for i in explained]
            alike = [replace(reported[at], suspect=None, candidates=()) for at in ones]
        else:
            missing, ones = None, [at for at in free if reported[at].suspect is None]
            alike = [reported[at] for at in ones]
        if len(ones) >= AGAIN[key[0]]:
            taken.update(ones)
            result[ones[0]] = together(alike, missing)
    return [result.get(at, one) for at, one in enumerate(reported) if at in result or at not in taken]


def _rules(one: ReportedVerdict, figures: Mapping[str, Figure], cells: Cells) -> Iterable[Key]:
    """The rule that failed: its kind (row, column, tables), its check, and where it stands."""
    verdict = one.verdict
    known = verdict.relation.known or (one.weighed is not None and one.weighed.known is not None)
    if verdict.outcome is not Outcome.BROKEN or known or _lawful_bound(verdict):
        return ()  # known gaps are told once anyway; a limit exceeded here and there is as many matters
    found = cells.of(verdict.relation.figures())
    shown = cells.at(shown_figure(verdict, figures).id)
    if found is None or len(found) < 2 or shown is None:
        return ()
    tables = sorted({at.table.id for at in found})
    code = verdict.relation.code
    if len(tables) == 2 and verdict.relation.kind is Kind.SAME:
        return (("tables", code, *tables),)
    if len(tables) != 1:
        return ()
    if len({at.row for at in found}) == 1:
        return (("row", code, tables[0], str(shown.column)),)
    if len({at.column for at in found}) == 1:
        return (("column", code, tables[0], str(shown.row)),)
    return ()
