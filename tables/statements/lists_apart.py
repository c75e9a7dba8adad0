"""Lists that stand in a paragraph of their own and make an amount told right before: 具体分类：甲A，乙B，丙C."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from fiscal.document import Passage
from fiscal.figure import Figure
from fiscal.statement import Listed, Run, Signed, Source, Total
from fiscal.words.vocabulary import budget_in, level_in
from tables.statements.running_totals import Item, adds_up, digits_of, name_of

FEWEST = 3
LEAST_DIGITS = 4
LONGEST_OPENING = 24
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

    def main_items(self, passage: Passage, some: Sequence[Item]) -> Iterator[Listed]:
        """主要支出项目情况是：甲A；乙B: parts of the outlays of the budget and level told right before."""
        own = [item for item in some if not item.listed]
        opening = own[0].lead.rpartition("：")[0] if own else ""
        if len(own) < FEWEST or "主要" not in opening or len(opening) > LONGEST_OPENING:
            return
        level = level_in(opening)
        for _, whole in reversed(self.known):
            side = next((side for side in ("收入", "支出") if side in opening and whole.label.endswith(side)), None)
            alike = level is None or whole.level is None or whole.level is level
            if side and alike and budget_in(whole.label) is not None:
                parts = tuple(item.figure.id for item in own)
                yield Listed(whole.id, parts, "主要项目", open=True, begins=True, said=own[0].lead)
                return

    def turn(self, passage: Passage, some: Sequence[Item]) -> None:
        """Keep the amounts of a passage that has been read."""
        near = [entry for entry in self.known if passage.index - entry[0] < NEAR - 1]
        self.known = [*near, *((passage.index, item.figure) for item in some)]
