"""Which row and which column of a table is which in the other draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

from reconcile.drafts.best_matches import best_matches, permille, shingles
from reconcile.drafts.order_alignment import Pair, aligned, gaps
from reconcile.drafts.sheets import Line, Sheet, value_key

ALIKE = 650
"""Of a thousand: labels that share so much, or amounts that do, may be one row called otherwise."""

NEAR = 600
"""The same for headers."""


def matched_rows(old: Sequence[Line], new: Sequence[Line]) -> list[Pair]:
    """Pairs of rows that are one row, by the order of the old draft.

    First what stands between the same neighbours, then what is called the same, then what moved, then what was renamed.
    """
    pairs = aligned(_between(old), _between(new))
    for key in (_coded, _called):
        pairs = _refined(pairs, [key(line) for line in old], [key(line) for line in new])
    pairs += _moved(old, new, pairs)
    return sorted(pairs + _renamed(old, new, pairs))


def _coded(line: Line) -> Hashable:
    return line.code, line.label


def _called(line: Line) -> Hashable:
    return line.label


def _between(lines: Sequence[Line]) -> list[Hashable]:
    names = ["", *(line.label for line in lines), ""]
    return [(line.code, *names[at : at + 3]) for at, line in enumerate(lines)]


def _refined(pairs: list[Pair], old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The pairs, and those found in the gaps between them."""
    found = list(pairs)
    for a, b, c, d in gaps(pairs, len(old), len(new)):
        found += [(a + one, c + other) for one, other in aligned(old[a:b], new[c:d])]
    return sorted(found)


def _left(count: int, taken: Iterator[int]) -> list[int]:
    gone = set(taken)
    return [at for at in range(count) if at not in gone]


def _moved(old: Sequence[Line], new: Sequence[Line], pairs: Sequence[Pair]) -> list[Pair]:
    """Rows left over that stand elsewhere: the same label with the same code or amounts, and nothing else so called."""
    olds, news = _left(len(old), (i for i, _ in pairs)), _left(len(new), (j for _, j in pairs))
    found: list[Pair] = []
    for key in (_whole, _coded):
        before, after = Counter(key(old[i]) for i in olds), Counter(key(new[j]) for j in news)
        single = {key(new[j]): j for j in news if after[key(new[j])] == 1}
        here = [(i, single[key(old[i])]) for i in olds if before[key(old[i])] == 1 and key(old[i]) in single]
        here = [(i, j) for i, j in here if old[i].label]
        found += here
        olds = [i for i in olds if i not in {i for i, _ in here}]
        news = [j for j in news if j not in {j for _, j in here}]
    return found


def _whole(line: Line) -> Hashable:
    return line.label, line.values


def _renamed(old: Sequence[Line], new: Sequence[Line], pairs: Sequence[Pair]) -> list[Pair]:
    """Rows left over whose label or amounts are nearly the same."""
    olds, news = _left(len(old), (i for i, _ in pairs)), _left(len(new), (j for _, j in pairs))

    def marks(lines: Sequence[Line]) -> Callable[[int], Iterator[Hashable]]:
        def of(at: int) -> Iterator[Hashable]:
            yield from shingles(lines[at].label, 2)
            yield from (("amount", value) for value in lines[at].values)

        return of

    def score(one: int, other: int) -> int:
        a, b = old[one], new[other]
        amounts = permille(Counter(a.values), Counter(b.values)) if a.values and b.values else 0
        if a.code and b.code and a.code != b.code:
            return 0
        return max(amounts, permille(shingles(a.label, 2), shingles(b.label, 2)) if a.label and b.label else 0)

    return best_matches(olds, news, (marks(old), marks(new)), score, ALIKE)


def matched_columns(old: Sheet, new: Sheet, rows: Sequence[Pair]) -> list[Pair]:
    """Pairs of columns that are one column: the same header, the same amounts in the rows, nearly the same header."""
    pairs = aligned(old.columns, new.columns)
    for likeness, least in ((_same_amounts(old, new, rows), ALIKE), (_same_header(old, new), NEAR)):
        olds, news = _left(len(old.columns), (i for i, _ in pairs)), _left(len(new.columns), (j for _, j in pairs))
        ranked = sorted((-share, abs(i - j), i, j) for i in olds for j in news if (share := likeness(i, j)) >= least)
        taken: set[tuple[str, int]] = set()
        for _, _, i, j in ranked:
            if not taken & {("old", i), ("new", j)}:
                taken |= {("old", i), ("new", j)}
                pairs.append((i, j))
    return sorted(pairs)


def _same_amounts(old: Sheet, new: Sheet, rows: Sequence[Pair]) -> Callable[[int, int], int]:
    """How many of the rows that have an amount in either column have the same one, in thousandths."""

    def share(i: int, j: int) -> int:
        both = equal = 0
        for one, other in rows:
            a, b = _cell(old.lines[one], i), _cell(new.lines[other], j)
            both += bool(a or b)
            equal += bool(a) and a == b
        return 1000 * equal // both if equal > 1 or (equal and both == 1) else 0

    return share


def _cell(line: Line, at: int) -> str:
    cell = line.cells[at] if at < len(line.cells) else None
    return value_key(cell) if cell is not None and cell.quantity.value else ""


def _same_header(old: Sheet, new: Sheet) -> Callable[[int, int], int]:
    def share(i: int, j: int) -> int:
        return permille(shingles(old.columns[i], 2), shingles(new.columns[j], 2))

    return share
