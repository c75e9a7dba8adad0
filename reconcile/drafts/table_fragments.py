"""Pieces of a table that a page turn parted in one draft only: they are joined to the table they go on from."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reconcile.drafts.row_matches import matched_rows
from reconcile.drafts.sheets import Sheet

Pair = tuple[Sheet, Sheet]


def with_fragments(pairs: Sequence[Pair], old: Sequence[Sheet], new: Sequence[Sheet]) -> list[Pair]:
    """The pairs, with pieces without a counterpart joined to the table before them.

    A piece belongs there if it has as many columns, and at least half of its rows are rows of the other draft's table
    that have no counterpart in the table so far.
    """
    found = {one.rank: (one, other) for one, other in pairs}
    owner = {other.rank: one.rank for one, other in pairs}
    _join(new, {other.rank: one.rank for one, other in pairs}, found, newer=True)
    _join(old, {rank: rank for rank in owner.values()}, found, newer=False)
    return [found[rank] for rank in sorted(found)]


def _join(sheets: Sequence[Sheet], owner: dict[int, int], found: dict[int, Pair], *, newer: bool) -> None:
    """Joins the pieces among the `sheets` of one draft; `owner` names the pair each matched sheet is in."""
    last: int | None = None
    for sheet in sheets:
        if sheet.rank in owner:
            last = owner[sheet.rank]
        elif last is not None:
            one, other = found[last]
            mine, theirs = (other, one) if newer else (one, other)
            if mine.document == sheet.document and _goes_on(mine, sheet, theirs):
                whole = replace(mine, tables=(*mine.tables, *sheet.tables))
                found[last] = (one, whole) if newer else (whole, other)


def _goes_on(table: Sheet, piece: Sheet, there: Sheet) -> bool:
    if len(piece.columns) != len(table.columns):
        return False
    known = {at for at, _ in matched_rows(there.lines, table.lines)}
    left = [line for at, line in enumerate(there.lines) if at not in known]
    held = [line for line in piece.lines if line.label]
    return bool(held) and 2 * len(matched_rows(left, piece.lines)) >= len(piece.lines)
