"""Formulas printed in the header of a table: A=B+C, 3=2-1, C=B/A, 4=3/2×100%, D=(B-A)/A, 5=4/3-1.

A column is called by a letter, a number of one or two digits or a circled number, standing alone in its header (a row
of names below the header) or at its end (执行数B, 预算数（1）).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fiscal.relation import Kind
from fiscal.table import Column, Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from reconcile.structure.columns.total_columns import ColumnRule

_FORMULA = label_pattern("formula-printed")
_ALONE = label_pattern("formula-name")
_AT_END = label_pattern("formula-name-at-end")
_SUM = label_pattern("formula-sum")
_RATIO = label_pattern("formula-ratio")
_GROWTH = label_pattern("formula-growth")
_GROWTH_LESS_ONE = label_pattern("formula-growth-less-one")
_TERM = label_pattern("formula-term")
_SIGNS = str.maketrans({"－": "-", "—": "-", "−": "-", "＋": "+", "÷": "/", "×": "*", "＝": "=", "％": "%"})
_HUNDRED = label_pattern("formula-hundred")


def formula_rules(table: Table) -> Iterator[ColumnRule]:
    """The rules printed in the header whose columns are all known."""
    written = {index: found for index, column in enumerate(table.columns) if (found := _formula(column)) is not None}
    if not written:
        return
    names = {_plain(name): index for index, (name, _) in written.items()}
    for index, column in enumerate(table.columns):
        name = None if index in written else _called(column)
        if name is not None:
            names.setdefault(name, index)
    for index, (_, text) in written.items():
        rule = _rule(index, text, names)
        if rule is not None:
            yield rule


def _formula(column: Column) -> tuple[str, str] | None:
    """Name of the column and what is printed behind =, from the innermost part of the header that has a formula."""
    for part in reversed(column.path):
        found = _FORMULA.search(squeezed(part))
        if found:
            return found[1], found[2].translate(_SIGNS)
    return None


def _called(column: Column) -> str | None:
    """The name of a column without a formula, or None."""
    for part in reversed(column.path):
        bare = squeezed(part)
        if _ALONE.fullmatch(bare):
            return _plain(bare)
    last = squeezed(column.path[-1]) if column.path else ""
    found = _AT_END.search(last)
    return _plain(found[1]) if found else None


def _plain(name: str) -> str:
    return name.strip("（()）")


def _rule(index: int, text: str, names: Mapping[str, int]) -> ColumnRule | None:
    """The rule of one formula, or None for forms not known and for columns that are not printed."""
    bare = _HUNDRED.sub("", text)
    for pattern, kind in ((_GROWTH, Kind.GROWTH), (_GROWTH_LESS_ONE, Kind.GROWTH), (_RATIO, Kind.RATIO)):
        found = pattern.fullmatch(bare)
        if found:
            now, then, *again = (names.get(_plain(name), -1) for name in found.groups())
            if min(now, then) < 0 or again not in ([], [then]):
                return None
            return ColumnRule(kind, index, ((now, 1), (then, 1)))
    if not _SUM.fullmatch(bare):
        return None
    sources = tuple((names.get(_plain(name), -1), -1 if sign == "-" else 1) for sign, name in _TERM.findall(bare))
    return ColumnRule(Kind.BALANCE, index, sources) if all(column >= 0 for column, _ in sources) else None
