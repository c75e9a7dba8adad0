"""Subjects: the classification by which every government receipt and outlay is named — 政府收支分类科目.

A code of three digits is a 类, of five a 款 within it, of seven a 项 within that: the parent of a subject is the one
whose code is its prefix. The names are data (`subjects.csv`); several codes may share a name (行政运行), and a code may
have had several names. Where a table prints neither codes nor indentation, the names of its rows, taken in order, still
tell the tree (`tree_levels`).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from fiscal.budget import Budget
from fiscal.data_texts import data_text
from fiscal.words.vocabulary import fold

LEVELS = {3: 1, 5: 2, 7: 3}
"""Depth by length of the code: 类 1, 款 2, 项 3."""

_SPELLING = str.maketrans("()〔〕[]", "（）（）（）", "“”\"'‘’·,，、 ")
_MARKS = ("（类）", "（款）", "（项）")
_SUFFIXES = ("安排的支出", "支出", "收入")


class Subject(Struct, frozen=True):
    """One subject of one budget — 科目. A year is None where the name's first or last year is open."""

    code: str
    name: str
    level: int
    parent: str | None
    budget: Budget
    from_year: int | None = None
    to_year: int | None = None

    def valid(self, year: int | None) -> bool:
        """True unless `year` is known to lie outside the years in which the subject had this name."""
        return year is None or (self.from_year or year) <= year <= (self.to_year or year)


@cache
def subjects() -> tuple[Subject, ...]:
    """All subjects in order of their codes, once for each budget and name."""
    text = data_text("fiscal.words", "subjects.csv")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    next(rows)
    budgets = {budget.value: budget for budget in Budget}
    return tuple(
        Subject(
            code,
            name,
            LEVELS[len(code)],
            code[:-2] if len(code) > 3 else None,
            budgets[budget],
            int(first) if first else None,
            int(last) if last else None,
        )
        for code, name, budget, first, last in rows
    )


@cache
def _by_key() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects():
        found[subject.name.translate(_SPELLING)].append(subject)
    return {key: tuple(group) for key, group in found.items()}


@cache
def _by_code() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects():
        found[subject.code].append(subject)
    return {code: tuple(group) for code, group in found.items()}


@cache
def _children() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in _by_code():
        found[code[:-2] if len(code) > 3 else ""].append(code)
    return {parent: tuple(codes) for parent, codes in found.items()}


def _key(label: str) -> str:
    key = fold(label).translate(_SPELLING)
    return key[: -len(_MARKS[0])] if key.endswith(_MARKS) else key


def _spellings(key: str) -> Iterator[str]:
    """`key` with and without 支出 or 收入 at its end, nearest first; what a fund pays for is named as its receipts."""
    if key.endswith("支出"):
        yield key.removesuffix("支出") + "收入安排的支出"
    for suffix in _SUFFIXES:
        if key.endswith(suffix) and len(key) > len(suffix) + 1:
            yield key[: -len(suffix)]
    for suffix in _SUFFIXES:
        yield key + suffix


def _named(label: str) -> tuple[Subject, ...]:
    key = _key(label)
    exact = _by_key().get(key, ())
    if exact:
        return exact
    return next((found for other in _spellings(key) if (found := _by_key().get(other, ()))), ())


def by_name(name: str, budget: Budget | None = None, year: int | None = None) -> tuple[Subject, ...]:
    """The subjects called `name`, of `budget` and in use in `year` where these are given.

    Quotation marks, list numbers, blanks and the shape of brackets do not count; where nothing is called exactly so,
    the name with or without 支出 or 收入 at its end is tried.

    >>> [subject.code for subject in by_name("（一）人大事务支出")]
    ['20101']
    """
    return tuple(subject for subject in _named(name) if budget in (None, subject.budget) and subject.valid(year))


def by_code(code: str) -> tuple[Subject, ...]:
    """The subjects of `code`: one for each budget and each name it has had, empty if the code is unknown."""
    return _by_code().get(code, ())


def is_ancestor(a: str, b: str) -> bool:
    """True if code `a` is the 类 or 款 above code `b`.

    >>> is_ancestor("212", "2120399"), is_ancestor("21203", "21203")
    (True, False)
    """
    return len(a) in LEVELS and len(b) > len(a) and b.startswith(a)


def children(code: str) -> tuple[str, ...]:
    """Codes directly below `code`, in order; the codes of all 类 for the empty string.

    >>> children("234")
    ('23401', '23402')
    """
    return _children().get(code, ())


def possible_parents(name: str) -> set[str]:
    """Every name that the subject above one called `name` has had; empty for a 类 and for unknown names.

    >>> sorted(possible_parents("减免房租补贴"))
    ['抗疫相关支出', '支持中小企业发展和管理支出']
    """
    codes = {subject.parent for subject in _named(name) if subject.parent}
    return {parent.name for code in codes for parent in by_code(code)}


_START = {3: 0, 5: 3, 7: 6}
_NEW_CLASS, _SKIPPED, _BACKWARDS, _JUMP = 4, 10, 5, 30
"""Costs of reading a row as a subject: those that follow their parent cost nothing, leaps across the tree most."""


def _candidates(label: str) -> list[str]:
    """Codes that `label` may mean, in order: a 类 may drop its 支出 (教育 for 教育支出)."""
    found = {subject.code for subject in _named(label)}
    shortened = _by_key().get(_key(label) + "支出", ())
    return sorted(found.union(subject.code for subject in shortened if subject.level == 1))


def _step(previous: str, code: str) -> int:
    """The cost of `code` in the row after `previous`."""
    if len(code) == 3:
        return 0 if len(previous) == 3 and previous < code else _NEW_CLASS
    parent = code[:-2]
    if previous == parent:
        return 0
    if previous.startswith(parent):
        return 0 if previous[: len(code)] < code else _BACKWARDS
    return _SKIPPED if previous[:3] == code[:3] else _JUMP


_Trail = tuple[int, str, "_Trail | None", int]


def _reading(labels: Sequence[str]) -> list[str | None]:
    """The cheapest sequence of codes for `labels`, None where a label names no subject.

    Every step looks only at earlier readings of the same 类, and at the cheapest of all for a leap.
    """
    trails: dict[str, _Trail] = {}
    for index, label in enumerate(labels):
        candidates = _candidates(label)
        if not candidates:
            continue
        near: dict[str, list[_Trail]] = defaultdict(list)
        for trail in trails.values():
            near[trail[1][:3]].append(trail)
        best = min(trails.values(), key=lambda trail: trail[:2], default=None)
        after: dict[str, _Trail] = {}
        for code in candidates:
            after[code] = _extended(code, near.get(code[:3], []), best, index)
        trails = after
    chosen: list[str | None] = [None] * len(labels)
    step = min(trails.values(), key=lambda trail: trail[:2], default=None)
    while step is not None:
        chosen[step[3]] = step[1]
        step = step[2]
    return chosen


def _extended(code: str, near: Sequence[_Trail], best: _Trail | None, index: int) -> _Trail:
    if best is None:
        return (_START[len(code)], code, None, index)
    options = [*near, best]
    costs = [trail[0] + _step(trail[1], code) for trail in options]
    cheapest = min(range(len(options)), key=costs.__getitem__)
    return (costs[cheapest], code, options[cheapest], index)


def subject_run(labels: Sequence[str]) -> list[str | None]:
    """The code of each row of a run of row labels, chosen so that rows follow their parents; None where unknown.

    >>> subject_run(["人大事务", "行政运行", "政协事务", "行政运行"])
    ['20101', '2010101', '20102', '2010201']
    """
    return _reading(labels)


def tree_levels(labels: Sequence[str]) -> list[int | None]:
    """Depth (类 1, 款 2, 项 3) of each row label of a table that shows neither codes nor indentation.

    None where the name is no subject's, and where a row stands below a 类 or 款 that is not its own (债务还本 after the
    last 类 of outlays): such a row belongs to none of the rows before it.

    >>> tree_levels(["抗疫特别国债安排的支出", "基础设施建设", "公共卫生体系建设", "抗疫相关支出", "减免房租补贴"])
    [1, 2, 3, 2, 3]
    """
    levels: list[int | None] = []
    path: list[str] = []
    for code in _reading(labels):
        if code is None:
            levels.append(None)
            continue
        path = [above for above in path if len(above) < len(code)]
        levels.append(LEVELS[len(code)] if not path or is_ancestor(path[-1], code) else None)
        path.append(code)
    return levels
