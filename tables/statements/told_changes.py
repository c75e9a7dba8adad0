"""Changes with both amounts and the increment printed (由A调整为B，增加C; B, 比年初预算A增加C), and what makes up one."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Change, Moved, Signed
from tables.prose.changes import changes
from tables.prose.spans import between, depth_at, quoted
from tables.statements.running_totals import LONGEST, adds_up, digits_of

_BASE = r"(?=[^，。；、]{3})[比较](?:(?:19|20)\d\d年)?[^，。；、0-9]{0,14}"
_CHANGED = "(?:净?增加|净?减少|增长|下降|[增减多少][收支]|增|减|多|少|高出)[了约]?"
_THAN = re.compile(f"，?{_BASE}")
_VERB = re.compile(f"[）)]?{_CHANGED}")
_THAN_CHANGED = re.compile(f"，?{_BASE}{_CHANGED}")
_THEN = re.compile(r"，(?:上年|去年|年初|(?:19|20)\d\d年)[^，。；、0-9多少增减]{0,8}")


def moved(passage: Passage) -> Iterator[Moved]:
    """Every change of the passage whose increment is printed, in order; those whose base is compared with come last."""
    for one in changes(passage):
        if one.delta is not None:
            said = passage.text[max(0, one.before.start - 24) : one.delta.end]
            in_points = one.delta.measure is Measure.POINTS
            yield Moved(one.before.id, one.after.id, one.delta.id, in_points, said)
    for now, then, delta in compared(passage):
        yield Moved(then.id, now.id, delta.id, False, quoted(passage, now, delta))


def compared(passage: Passage) -> Iterator[tuple[Figure, Figure, Figure]]:
    """B, 比年初预算A增加C; B, 比上年少C, 上年为A: the base is printed inside the comparison or right behind it."""
    for now, second, third in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if now.measure is not Measure.AMOUNT or len({one.quantity.unit.dimension for one in (now, second, third)}) != 1:
            continue
        first, behind = between(passage, now, second), between(passage, second, third)
        if third.measure is Measure.DELTA and _THAN.fullmatch(first) and _VERB.fullmatch(behind):
            yield now, second, third
        elif second.measure is Measure.DELTA and _THAN_CHANGED.fullmatch(first) and _THEN.fullmatch(behind):
            yield now, third, second


LEAST_DIGITS = 3


def made_up(passage: Passage) -> Iterator[Change]:
    """与年初预算相比减少A。一是甲减少B；二是乙增加C…: the increments told behind one that make it to the digit."""
    deltas = [
        figure
        for figure in passage.figures
        if figure.measure is Measure.DELTA and figure.quantity.unit.is_money and depth_at(passage, figure.start) == 0
    ]
    known = {figure.id: figure for figure in deltas}
    at = 0
    while at < len(deltas) - 2:
        whole, parts = deltas[at], deltas[at + 1 : at + 1 + LONGEST]
        runs = [
            tuple(Signed(part.id, part.sign * whole.sign) for part in parts[:end]) for end in range(2, len(parts) + 1)
        ]
        fitting = (run for run in runs if adds_up(whole, run, known, exactly=True))
        run = next(fitting, None) if digits_of(whole) >= LEAST_DIGITS else None
        if run is not None:
            yield Change(None, whole.id, run, quoted(passage, whole, parts[len(run) - 1]))
        at += 1 + len(run or ())
