"""Which other places state the one side of a difference, and which the other.

A place counts if a relation that holds says it is the same number, or if it has the same name and prints the same
amount; numbers of few digits agree by accident and are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from fiscal.figure import Figure
from fiscal.relation import Kind
from fiscal.words.vocabulary import fold
from reconcile.review import HOLDS, Verdict

FEWEST_DIGITS = 4
MOST = 4
"""At most so many places are named on each side."""


class OtherMentions:
    """Finds them; the index over all figures is made when first asked for."""

    def __init__(self, verdicts: Sequence[Verdict], figures: Mapping[str, Figure]) -> None:
        self._verdicts = verdicts
        self._figures = figures
        self._same: dict[str, list[int]] | None = None
        self._amounts: dict[tuple[str, Decimal], list[str]] = {}

    def with_amount(self, shown: Figure, amount: Decimal, used: Sequence[str]) -> list[Figure]:
        """Figures other than `used` that state `amount`, in base units, for what `shown` measures; in their order."""
        if self._same is None:
            self._index()
        if not _enough_digits(amount, shown):
            return []
        tied = set(self._tied(shown.id)) if abs(shown.quantity.centre) == abs(amount) else set()
        named = self._amounts.get((shown.quantity.unit.dimension, abs(amount)), [])
        label = fold(shown.label)
        found = [name for name in named if name in tied or (label and fold(self._figures[name].label) == label)]
        return [self._figures[name] for name in found if name not in {*used, shown.id}]

    def _index(self) -> None:
        amounts: dict[tuple[str, Decimal], list[str]] = defaultdict(list)
        for name, figure in self._figures.items():
            quantity = figure.quantity
            if quantity.value.is_finite():
                amounts[quantity.unit.dimension, abs(quantity.centre)].append(name)
        self._amounts = amounts
        same: dict[str, list[int]] = defaultdict(list)
        for at, verdict in enumerate(self._verdicts):
            if verdict.relation.kind is Kind.SAME and verdict.outcome in HOLDS:
                for name in verdict.relation.figures():
                    same[name].append(at)
        self._same = same

    def _tied(self, name: str) -> Iterator[str]:
        """The figures that a relation which holds says are the same number."""
        for at in (self._same or {}).get(name, ()):
            yield from self._verdicts[at].relation.figures()


def _enough_digits(amount: Decimal, shown: Figure) -> bool:
    """True if so many digits do not agree by accident."""
    return abs(amount) >= shown.quantity.step.scaleb(FEWEST_DIGITS - 1)
