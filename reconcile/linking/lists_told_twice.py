"""Lists: three or more equal figures in one order in two passages (开工8个、竣工2个、投产3个) are one list told twice.

Each number alone may be too small to tell anything; their order and the words around them do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reconcile.linking.mentions import CROWD, Mention, apart, same_setting, scopes_agree
from tables.measured.concepts import bigrams

ENOUGH = 3
"""How many figures in a row must be equal."""

_WIDE = 120
"""How many characters a run of three may span."""


def list_ties(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that stand at one place of a list that two passages have in common."""
    runs: dict[tuple[tuple[str, Decimal], ...], list[int]] = defaultdict(list)
    for i in range(len(mentions) - ENOUGH + 1):
        run = mentions[i : i + ENOUGH]
        if _is_run(run):
            runs[tuple((m.figure.quantity.unit.name, m.figure.quantity.value) for m in run)].append(i)
    for starts in runs.values():
        if len(starts) > CROWD or len(starts) < 2:
            continue
        for n, i in enumerate(starts):
            for j in starts[n + 1 :]:
                pairs = [(i + k, j + k) for k in range(ENOUGH)]
                if all(_fits(mentions[a], mentions[b]) for a, b in pairs):
                    yield from pairs


def _is_run(run: Sequence[Mention]) -> bool:
    """True for narrative figures of one passage close to each other that are not all one number."""
    first, last = run[0].figure, run[-1].figure
    if any(m.is_cell or not m.around for m in run) or len({m.figure.quantity.value for m in run}) < 2:
        return False
    here = (first.place.document, first.place.paragraph)
    return all((m.figure.place.document, m.figure.place.paragraph) == here for m in run) and (
        last.start - first.start <= _WIDE
    )


def _fits(one: Mention, other: Mention) -> bool:
    """True if nothing sets the two apart and two characters in a row stand around both."""
    a, b = one.figure.place, other.figure.place
    if (a.document, a.paragraph) == (b.document, b.paragraph) or one.kind != other.kind:
        return False
    if apart(one, other) or not scopes_agree(one, other) or not same_setting(one, other):
        return False
    return any(len(pair) == 2 for pair in _pairs(one) & _pairs(other))


def _pairs(mention: Mention) -> frozenset[str]:
    return frozenset().union(*(bigrams(side) for side in mention.around if len(side) >= 2))
