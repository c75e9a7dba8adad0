"""Receipts, outlays and what is left, over the paragraphs of one account (收入…。支出…。收支相抵，结余…)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fiscal.document import Passage
from fiscal.statement import Left, Run, Sides, Signed, Source, Total
from tables.statements.lexicon import ends_with, holds_any, lexicon
from tables.statements.running_totals import Item, adds_up, digits_of, name_of

PASSAGES = 3
"""Paragraphs, with that of the rest itself, over which one account may run."""

BETWEEN_TOTALS = 6
"""The same for totals, behind which their items may stand in a paragraph of their own."""

MOST = 5
"""Receipts, or outlays, that are weighed for one rest."""

KEPT = 40
"""Amounts of a side, and closing balances, that are kept in mind: a long paragraph stays linear."""


class Account(Struct):
    """What was told of receipts and outlays in this passage and the ones before."""

    at: int = 0
    report: int = -1
    receipts: list[tuple[int, bool, Item]] = field(default_factory=list)
    outlays: list[tuple[int, bool, Item]] = field(default_factory=list)
    closings: list[Item] = field(default_factory=list)
    waiting: tuple[int, Item] | None = None
    last: Item | None = None
    alone: Item | None = None

    def turn(self, passage: Passage) -> None:
        """Go on to the next passage; another report is another account."""
        if passage.report != self.report:
            self.receipts, self.outlays, self.waiting = [], [], None
        self.at, self.report = self.at + 1, passage.report
        for side in (self.receipts, self.outlays):
            side[:] = [entry for entry in side if self.at - entry[0] < (BETWEEN_TOTALS if entry[1] else PASSAGES)]

    def read(
        self, some: Sequence[Item], sums: Sequence[Total], said: str, tail: str = ""
    ) -> Iterator[Left | Sides | Total]:
        """The rests and equal sides that a stretch tells, given what came before it; `tail` ends the stretch."""
        told = {total.whole for total in sums if total.source is not Source.COUNTED}
        yield from self._without_total(some, told, said)
        side: list[tuple[int, bool, Item]] | None = None
        self.alone = None
        for at, item in enumerate(some):
            name = name_of(item.lead).removesuffix("预算")
            if self._is_rest(item, name):
                yield self._left(some, at, said)
                self.waiting = None
            elif name in lexicon()["bare-rest"] and self._both_here():
                yield replace(self._left(some, at, said), settled=False)
            if ends_with("closing", name):
                self.closings.append(item)
            whole = item.figure.id in told or bool(ends_with("total", name))
            if self.last is not None and not whole and self.waiting and self.waiting[1] is self.last:
                whole = holds_any("laid-out", item.lead)  # 收入合计A。相应安排支出A
            if whole and at == 1 and self.waiting is None and holds_any("laid-out", item.lead) and not some[0].listed:
                yield Sides(some[0].figure.id, item.figure.id, True, said)  # 调入资金A，按照以收定支原则，支出总计A
            if holds_any("outlays", name) and not item.listed:
                yield from self._against_receipts(item, whole, said)
                side = self.outlays
                side.append((self.at, whole, item))
            elif holds_any("receipts", name) and not item.listed:
                yield from self._against_outlays(item, whole, said)
                side = self.receipts
                side.append((self.at, whole, item))
            elif side is not None and holds_any("carried-out", item.lead.rsplit("，", 1)[-1]):
                side.append((self.at, False, item))  # 收入预算105亿元，实际完成109亿元: what came in is the 109
            self.last = item
        if holds_any("balanced", tail) and self.receipts and self.outlays:
            yield from self._balanced(said)

    def _is_rest(self, item: Item, name: str) -> bool:
        """True for what is left of receipts after outlays, in so many words or right behind both totals."""
        rest = holds_any("settled", item.lead) and holds_any("left", name)
        rest = rest or bool(ends_with("current", name)) or bool(ends_with("deficit", name))
        behind = self._behind_totals()
        rest = rest or (behind and (bool(ends_with("year-end", name)) or name in lexicon()["left"]))
        # 收入总计…，支出总计…，收支相抵，年终滚存结余: the totals hold what was left before, so that this is the rest
        totals = rest and all(side and side[-1][1] for side in (self.receipts, self.outlays))
        return rest and (totals or not ends_with("closing", name))

    def _against_receipts(self, item: Item, whole: bool, said: str) -> Iterator[Sides]:
        """The total of the outlays with that of the receipts told before it; one that stands alone is kept in mind."""
        if whole and self.waiting is not None and self.at - self.waiting[0] < PASSAGES:
            yield Sides(self.waiting[1].figure.id, item.figure.id, self.at - self.waiting[0] < 2, said)
            self.waiting = None
        elif whole:
            self.alone = item

    def _against_outlays(self, item: Item, whole: bool, said: str) -> Iterator[Sides]:
        """支出总计A，收入总计A: the total of the receipts right behind one of the outlays that stands alone."""
        if whole and self.alone is not None and self.last is self.alone:
            yield Sides(item.figure.id, self.alone.figure.id, True, said)
        elif whole:
            self.waiting = (self.at, item)

    def _both_here(self) -> bool:
        """True where receipts and outlays were told in this very passage: 收入9亿元；支出8亿元；结余1亿元."""
        return all(bool(side) and side[-1][0] == self.at for side in (self.receipts, self.outlays))

    def _behind_totals(self) -> bool:
        """True right behind the total of the outlays where that of the receipts was told, too: 支出总计9亿元。结转1亿元."""
        totals = all(side and side[-1][1] and side[-1][0] == self.at for side in (self.receipts, self.outlays))
        return totals and self.outlays[-1][2] is self.last

    def _balanced(self, said: str) -> Iterator[Sides]:
        """收入A，支出A，收支平衡: both sides of a budget that has no totals of its own."""
        (where, whole, receipts), (there, other, outlays) = self.receipts[-1], self.outlays[-1]
        if where == there == self.at and not (whole or other):
            yield Sides(receipts.figure.id, outlays.figure.id, True, said)

    def _left(self, some: Sequence[Item], at: int, said: str) -> Left:
        receipts, near_receipts = self._nearest(self.receipts)
        outlays, near_outlays = self._nearest(self.outlays)
        behind = some[at + 1 : at + 3]
        closing = next((item for item in behind if ends_with("closing", name_of(item.lead).removesuffix("预算"))), None)
        own = [item for item in (*some[:at], *behind) if ends_with("opening", name_of(item.lead))]
        short = holds_any("deficit", some[at].lead.rsplit("，", 1)[-1])
        openings = [item.figure.id for item in (*own, *self.closings[: -KEPT - 1 : -1])]
        return Left(
            some[at].figure.id,
            receipts,
            outlays,
            (near_receipts, near_outlays, len(own)),
            tuple(openings),
            -1 if short else 1,
            None if closing is None else closing.figure.id,
            said=said,
        )

    def _nearest(self, side: Sequence[tuple[int, bool, Item]]) -> tuple[tuple[str, ...], int]:
        """The amounts of a side, those of this passage first, totals before others, the nearest first; and how many."""
        ranked = sorted(enumerate(side[-KEPT:]), key=lambda e: (e[1][0] != self.at, not e[1][1], -e[0]))[:MOST]
        near = sum(entry[0] == self.at for _, entry in ranked)
        return tuple(entry[2].figure.id for _, entry in ranked), near

    def _without_total(self, some: Sequence[Item], told: set[str], said: str) -> Iterator[Total]:
        """支出、调出、结转下年 right behind a total of receipts, without a total of their own, that make it exactly."""
        if self.waiting is None or not some or any(item.figure.id in told for item in some):
            return
        own = [item for item in some if not item.listed]
        if len(own) < 2 or not holds_any("outlays", name_of(own[0].lead)):
            return
        whole = self.waiting[1].figure
        run: Run = tuple(Signed(item.figure.id, item.sign) for item in own)
        if digits_of(whole) >= 4 and adds_up(whole, run, {i.figure.id: i.figure for i in own}, exactly=True):
            yield Total(whole.id, (run,), name_of(own[0].lead), Source.COUNTED, ahead=True, said=said)
            self.waiting = None
