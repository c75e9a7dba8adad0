"""Evidence that a table has the wrong unit: several lines with digits found elsewhere at another power of ten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from fiscal.figure import Figure
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.observe.plausibility.powers import bare, lead, power_apart, recognisable

LEAST = 3
"""Different lines that have to show the same power."""

SHORTEST = 4
"""Characters of a label that are enough to know it in a sentence."""

Pair = tuple[Figure, Figure]


class Comparison(Struct):
    """What comparing one table with the prose or with another table gave: lines by the power they are apart."""

    pairs: dict[int, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    seen: set[tuple[int, str]] = field(default_factory=set)

    def add(self, power: int, pair: Pair) -> None:
        """Take in one pair; a line, and a number, counts once."""
        line, number = (power, bare(pair[0].label)), (power, pair[0].quantity.text)
        if line not in self.seen and number not in self.seen:
            self.pairs[power].append(pair)
        self.seen |= {line, number}

    def agrees(self) -> bool:
        """True if at least three lines are the same as they stand: the two have one unit, or convert."""
        return len(self.pairs.get(0, ())) >= LEAST

    def verdict(self) -> tuple[int, list[Pair]] | None:
        """The power and the lines that show it, if at least three do and none agrees as it stands."""
        if self.pairs.get(0):
            return None
        most = max(self.pairs.items(), key=lambda item: len(item[1]), default=None)
        return most if most is not None and len(most[1]) >= LEAST else None


def against_prose(dossier: Dossier) -> dict[str, Comparison]:
    """Every table of money compared with the figures of the prose that have its labels, by the table's id."""
    spoken: dict[str, list[Figure]] = defaultdict(list)
    for passage in dossier.passages():
        for figure in passage.figures:
            if recognisable(figure):
                spoken[lead(figure)].append(figure)
    found: dict[str, Comparison] = defaultdict(Comparison)
    for table in dossier.tables():
        for figure in _telling_cells(table):
            for other in spoken.get(lead(figure), ())[:MOST_SPOKEN]:
                if not _alike(bare(figure.label), bare(other.label)):
                    continue
                power = power_apart(figure, other)
                if power is not None:
                    found[table.id].add(power, (figure, other))
    return found


def _alike(one: str, other: str) -> bool:
    """True for one label, or a label inside a longer one if it is long enough to be known there."""
    short, long = sorted((one, other), key=len)
    return bool(short) and (short == long or (len(short) >= SHORTEST and short in long))


def against_tables(dossier: Dossier) -> dict[tuple[str, str], Comparison]:
    """Every pair of tables compared line by line: same label, budget, period and stage."""
    lines: dict[tuple[object, ...], list[tuple[str, Figure]]] = defaultdict(list)
    for table in dossier.tables():
        for figure in _telling_cells(table):
            key = (bare(figure.label), lead(figure), figure.budget, figure.period, figure.stage)
            lines[key].append((table.id, figure))
    found: dict[tuple[str, str], Comparison] = defaultdict(Comparison)
    for same in lines.values():
        for at, (name, figure) in enumerate(same[:MOST]):
            for other_name, other in same[at + 1 : MOST]:
                power = power_apart(figure, other) if name != other_name else None
                if power is not None:
                    found[name, other_name].add(power, (figure, other))
    return found


MOST_SPOKEN = 100
"""Figures of the prose with the same first digits that one cell is compared with."""

MOST = 8
"""Tables in which one line is compared: a line printed more often adds nothing."""


def _telling_cells(table: Table) -> Iterator[Figure]:
    cells: Iterable[Figure | None] = (cell for row in table.rows for cell in row.cells)
    return (cell for cell in cells if cell is not None and recognisable(cell))
