"""Numbered lines that follow one another with one count each: 应出席34人；实到31人；请假3人."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Counted

_NUMBERED = re.compile(r"[一二三四五六七八九十]+、|\(?\d{1,2}[、.)]")
_PRESENCE = re.compile(r"出席|请假|缺席|实到|参会|到会|缺勤|列席")
_FIRST = re.compile(r"应|共|总|合计")
_BEGINS = ("一、", "1", "(1")
FEWEST, LONGEST = 3, 30


class NumberedLines(Struct):
    """Reads the passages of one document in order; lists of names between the lines are passed over."""

    run: list[Figure] = field(default_factory=list)

    def read(self, passage: Passage) -> Iterator[Counted]:
        """The run that ends before this passage, if one does."""
        single = passage.figures[0] if len(passage.figures) == 1 else None
        short = _NUMBERED.match(passage.text) and len(passage.text) <= LONGEST
        if short and single and single.measure is Measure.COUNT:
            if self.run and (passage.text.startswith(_BEGINS) or single.quantity.unit != self.run[0].quantity.unit):
                yield from self.close()
            self.run.append(single)
        elif passage.figures:
            yield from self.close()

    def close(self) -> Iterator[Counted]:
        """The run that has been read so far."""
        if len(self.run) >= FEWEST:
            whole, *others = self.run
            named = bool(_FIRST.search(whole.label))
            present = named and all(_PRESENCE.search(figure.label) for figure in self.run)
            yield Counted(whole.id, tuple(figure.id for figure in others), named, present, whole.label)
        self.run = []
