"""Tables of works whose cells are phrases (改扩建老年活动室25家 | 累计完成2353户), as rows of things, goals and results.

What is to be done stands in one cell with how much of it: the words become the label of a row below the name of the
work, the number its goal, and the number of the same unit that tells what was done its result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from fiscal import late_patterns as re
from tables.cell_words import named_unit, squeezed
from tables.grids.grid import Grid, Roles, columns
from tables.grids.grid_rows import GridRow, Origin
from tables.grids.runs import Run

FEWEST = 3
"""So many goals make a table, if they are most of what stands in the column."""

PAGE_TURN = 8
"""Over so many lines a page turn may reach: its number, its running head and blank lines."""

_GOAL_HEAD = re.compile("内容.{0,6}(?:目标|任务|计划)|(?:目标|任务|计划).{0,4}内容")
_RESULT_HEAD = re.compile("(?:完成|进展|实施|推进|执行)(?:情况|进度)?$")
_ASIDE_HEAD = re.compile("^(?:序号|编号|备注|说明)$")
_AMOUNT = re.compile(r"(?<![\d.])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<rest>[^\d\s，；、。()（）]*)")
_BRACKET = re.compile("[(（](?P<inside>[^()（）]*)[)）]")
_OF_WHICH = re.compile(r"其中[:：]?\s*")
_LONGEST_UNIT = 5


class Goal(Struct, frozen=True):
    """One thing to be done: what it is, how deep it stands below the work, and how much, "" where no number says."""

    what: str
    depth: int
    number: str = ""
    unit: str = ""

    @property
    def cell(self) -> str:
        """The goal as a cell."""
        return self.number + self.unit


def joined_over_pages(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs, each table of works joined with what stands of it behind a page turn, where no header is repeated."""
    last: Run | None = None
    for run in runs:
        if last is not None and _goes_on(last, run):
            last = Run((*last.indexes, *run.indexes), (*last.rows, *run.rows), (*last.covers, *run.covers), last.firm)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _goes_on(last: Run, run: Run) -> bool:
    """True for numbered rows right behind a table of works whose numbers they continue."""
    heads = [squeezed(cell) for cell in last.rows[0].cells]
    if not heads[0].startswith("序号") or not any(map(_GOAL_HEAD.search, heads)):
        return False
    numbers = [squeezed(row.cell(0)) for row in last.rows if row.cell(0).strip()]
    first = squeezed(run.rows[0].cell(0))
    near = run.indexes[0] - last.indexes[-1] <= PAGE_TURN
    return near and first.isdecimal() and numbers[-1].isdecimal() and int(first) == int(numbers[-1]) + 1


def worded_goals(grid: Grid) -> tuple[Grid, Roles] | None:
    """The grid with a row for every thing to be done, and its roles; None for every other table."""
    heads = [squeezed("".join(row.cell(at) for row in grid.header)) for at in range(columns(grid))]
    goal = next((at for at, head in enumerate(heads) if _GOAL_HEAD.search(head)), 0)
    name = next((at for at, head in enumerate(heads[:goal]) if head and not _ASIDE_HEAD.search(head)), None)
    if name is None:
        return None
    result = next((at for at in range(goal + 1, len(heads)) if _RESULT_HEAD.search(heads[at])), None)
    body = [row for row in grid.body if not row.elided and row.cell(goal).strip()]
    told = [list(_goals(row.cell(goal))) for row in body]
    numbered = sum(any(one.number for one in goals) for goals in told)
    if numbered < FEWEST or 2 * numbered <= len(body):
        return None
    at = (name, goal) if result is None else (name, goal, result)
    header = tuple(_picked(row, at, tuple(row.cell(i) for i in at)) for row in grid.header)
    rows = tuple(made for row, goals in zip(body, told, strict=True) for made in _rows(row, goals, at))
    return Grid(grid.preamble, header, rows), Roles(0, (), tuple(range(1, len(at))))


def _rows(row: GridRow, goals: Sequence[Goal], at: tuple[int, ...]) -> Iterator[GridRow]:
    """The name of the work, where the row prints one, and below it what is to be done."""
    blank = ("",) * (len(at) - 1)
    if row.cell(at[0]).strip():
        yield _picked(row, at, (row.cell(at[0]).strip(), *blank))
    results = _results(row.cell(at[2]), goals) if len(at) > 2 else {}
    for n, goal in enumerate(goals):
        label = "  " * (goal.depth + 1) + goal.what
        yield _picked(row, at, (label, goal.cell, *(() if len(at) < 3 else (results.get(n, ""),))))


def _picked(row: GridRow, at: tuple[int, ...], cells: tuple[str, ...]) -> GridRow:
    origins: tuple[Origin | None, ...] = tuple(row.origin(i) for i in at) if row.origins else ()
    return GridRow(row.line, cells, origins)


def _goals(cell: str, depth: int = 0) -> Iterator[Goal]:
    """What a cell says is to be done, clause by clause; what stands in brackets behind a goal is part of it."""
    for clause in _clauses(cell):
        bare = _BRACKET.sub("", clause)
        inside = [found["inside"] for found in _BRACKET.finditer(clause) if re.search(r"\d", found["inside"])]
        yield _goal(bare if inside else clause, depth)
        for part in inside:
            yield from _goals(part, depth + 1)


def _clauses(cell: str) -> Iterator[str]:
    """The clauses of a cell, commas in brackets left alone; words before 、 belong to what follows them."""
    start = deep = 0
    for at, sign in enumerate(cell):
        deep += (sign in "（(") - (sign in "）)")
        ends = sign in "，；;" or (sign == "、" and re.search(r"\d", cell[start:at]) is not None)
        if ends and deep == 0:
            yield cell[start:at].strip()
            start = at + 1
    if cell[start:].strip():
        yield cell[start:].strip()


def _goal(clause: str, depth: int) -> Goal:
    amounts = list(_amounts(clause))
    if len(amounts) != 1:
        return Goal(" ".join(clause.split()), depth)
    number, unit, start, end = amounts[0]
    what, part = squeezed(clause[:start] + clause[end:]), _OF_WHICH.match(clause.strip())
    if part is None:
        return Goal(what, depth, number, unit)
    return Goal("其中：" + what.removeprefix(squeezed(part[0])), max(depth, 1), number, unit)


def _amounts(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Every number with a unit, and where both stand."""
    for found in _AMOUNT.finditer(text):
        rest = found["rest"]
        name = next((rest[:n] for n in range(min(_LONGEST_UNIT, len(rest)), 0, -1) if named_unit(rest[:n])), "")
        if name:
            yield found["number"], name, found.start(), found.start("rest") + len(name)


def _results(cell: str, goals: Sequence[Goal]) -> dict[int, str]:
    """By the goal: what was done of it, if the cell tells as many numbers of its unit as there are goals in it; where
    none of its numbers can be given to a goal, the cell as it is, so that they are told as unread.
    """
    done: dict[str, list[str]] = {}
    for number, unit, _, _ in _amounts(cell):
        done.setdefault(unit, []).append(number + unit)
    wanted: dict[str, list[int]] = {}
    for n, goal in enumerate(goals):
        if goal.number:
            wanted.setdefault(goal.unit, []).append(n)
    pairs = [(wanted[unit], numbers) for unit, numbers in done.items() if len(wanted.get(unit, ())) == len(numbers)]
    if done and not pairs:
        return {0: cell}
    return {n: number for places, numbers in pairs for n, number in zip(places, numbers, strict=True)}
