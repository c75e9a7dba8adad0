"""Lists that stand in a paragraph of their own and make an amount told right before: 具体分类：甲A，乙B，丙C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.statement import Run, Signed, Source, Total
from tables.statements.running_totals import Item, adds_up, digits_of, name_of

FEWEST = 3
LEAST_DIGITS = 4
NEAR = 3
"""Passages, with that of the list itself, in which its whole may be told."""


class ListsApart(Struct):
    """Reads the stretches of one document in order, with the amounts of the passages right before in mind."""

    known: list[tuple[int, Figure]] = field(default_factory=list)

    def read(self, passage: Passage, some: Sequence[Item]) -> Iterator[Total]:
        """The amount told before that all items of a stretch behind a colon make to the digit."""
        own = [item for item in some if not item.listed]
        if len(own) >= FEWEST and "：" in own[0].lead:
            run: Run = tuple(Signed(item.figure.id, item.sign) for item in own)
            figures = {item.figure.id: item.figure for item in own}
            for _, whole in reversed(self.known):
                if digits_of(whole) >= LEAST_DIGITS and adds_up(whole, run, figures, exactly=True):
                    yield Total(whole.id, (run,), name_of(own[0].lead), Source.COUNTED, ahead=True, said=own[0].lead)
                    break

    def turn(self, passage: Passage, some: Sequence[Item]) -> None:
        """Keep the amounts of a passage that has been read."""
        near = [entry for entry in self.known if passage.index - entry[0] < NEAR - 1]
        self.known = [*near, *((passage.index, item.figure) for item in some)]
