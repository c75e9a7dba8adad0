"""Accounts told in turn: 甲基金收入A、支出B、结余C；乙基金…, which make those of the whole and go on from last year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from fiscal.statement import Rolled, Series, Signed
from tables.prose.spans import depth_at, is_base, quoted
from tables.statements.lexicon import ends_with, holds_any

KINDS = ("receipts", "outlays", "left")
"""What an account tells, in this order: classes of the lexicon."""

FEWEST = 3
"""Groups from which their sums are looked for."""

NEAR = 4
"""Passages before the groups in which the whole may be told."""


class Told(Struct):
    """One account: whose it is, where it stands, and its amounts by kind."""

    name: str
    first: Figure
    at: int
    amounts: dict[str, Figure] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """True for the account of all groups together."""
        return self.name.endswith("合计")

    @property
    def year(self) -> int | None:
        """The year that its first amount speaks of."""
        return self.first.period.year if self.first.period is not None else None


class SeriesReader(Struct):
    """Reads the passages of one document in order."""

    recent: list[Told] = field(default_factory=list)
    run: list[Told] = field(default_factory=list)
    before: list[Told] = field(default_factory=list)
    closings: dict[tuple[str, str | None], Told] = field(default_factory=dict)

    def read(self, passage: Passage) -> Iterator[Series | Rolled]:
        """What the accounts of the next passage make together, and what each of them goes on from."""
        here = list(accounts(passage))
        yield from self._one_each(here, passage)
        if len(here) >= FEWEST and all(account.amounts.keys() == here[0].amounts.keys() for account in here):
            yield from self._make(here, self.recent, passage.text[:120])
        for account in here:
            yield from self._goes_on(account, passage)
        self.recent = [known for known in (*self.recent, *here) if passage.index - known.at < NEAR]

    def close(self) -> Iterator[Series]:
        """What accounts that were told in a paragraph each make together, at the end of the document."""
        for first in (0, 1):  # the whole may be told in the paragraph right before its groups
            groups, before = self.run[first:], [*self.before, *self.run[:first]]
            if len(groups) >= FEWEST:
                yield from self._make(groups, before, groups[0].first.label)
        self.run = []

    def _one_each(self, here: Sequence[Told], passage: Passage) -> Iterator[Series]:
        """——甲基金收入a，支出b；（另段）——乙基金收入c，支出d: accounts in a paragraph each, once another kind follows."""
        goes_on = bool(self.run) and passage.index == self.run[-1].at + 1
        alike = (
            len(here) == 1 and goes_on and not here[0].whole and here[0].amounts.keys() == self.run[0].amounts.keys()
        )
        if not (alike and here[0].first.report == self.run[0].first.report):
            yield from self.close()
            self.before = list(self.recent)
        if len(here) == 1 and not (self.run and here[0].whole):
            self.run.append(here[0])

    def _make(self, here: Sequence[Told], before: Sequence[Told], said: str) -> Iterator[Series]:
        kinds = tuple(here[0].amounts)
        for whole in reversed(before):
            alike = whole.first.report == here[0].first.report and all(kind in whole.amounts for kind in kinds)
            if alike and (None in (whole.year, here[0].year) or whole.year == here[0].year):
                columns = tuple(tuple(account.amounts[kind].id for account in here) for kind in kinds)
                wholes = tuple(whole.amounts[kind].id for kind in kinds)
                yield Series(wholes, columns, said)

    def _goes_on(self, account: Told, passage: Passage) -> Iterator[Rolled]:
        if "left" not in account.amounts:
            return
        key = account.name, account.first.level
        before = self.closings.get(key)
        if before is not None and before.year is not None and account.year == before.year + 1:
            receipts, outlays, left = (account.amounts.get(kind) for kind in KINDS)
            if receipts is not None and outlays is not None and left is not None:
                said = quoted(passage, account.first, left)
                moves = (Signed(receipts.id), Signed(outlays.id, -1))
                yield Rolled(before.amounts["left"].id, moves, left.id, said=said)
        self.closings[key] = account


def accounts(passage: Passage) -> Iterator[Told]:
    """The accounts of a passage: receipts, and the outlays and the rest told next, each once."""
    open_account: Told | None = None
    inner = _inner_parts(passage)
    for figure in passage.figures:
        if figure.measure is not Measure.AMOUNT or not figure.quantity.unit.is_money:
            continue
        if depth_at(passage, figure.start) or is_base(passage, figure):
            continue
        kind = next((kind for kind in reversed(KINDS) if _speaks_of(kind, figure.label)), None)
        if open_account is not None and inner.get(figure.id) in {told.id for told in open_account.amounts.values()}:
            continue
        if kind == "receipts":
            if open_account is not None and len(open_account.amounts) >= 2:
                yield open_account
            open_account = Told(_owner(figure), figure, passage.index)
        if open_account is None:
            continue
        if kind is None or kind in open_account.amounts:
            if len(open_account.amounts) >= 2:
                yield open_account
            open_account = None
        else:
            open_account.amounts[kind] = figure
    if open_account is not None and len(open_account.amounts) >= 2:
        yield open_account


def _inner_parts(passage: Passage) -> dict[str, str]:
    """Parts of lists that tell of no other side, each with its whole: 收入9亿元，其中财政补助2亿元."""
    sides = {figure.id: {figure.label[-2:]} & {"收入", "支出"} for figure in passage.figures}
    return {
        part: listed.candidates[0]
        for listed in passage.breakdowns
        if len({side for part in listed.parts for side in sides[part]}) <= 1
        for part in listed.parts
    }


def _speaks_of(kind: str, label: str) -> bool:
    """True if a label ends with a word of the kind; what is left of this year alone is no closing balance."""
    if kind == "left":
        return ends_with("closing", label) is not None and not holds_any("current", label)
    return ends_with(kind, label.removesuffix("预算")) is not None


def _owner(figure: Figure) -> str:
    """Whose receipts they are: the concept without the word for receipts."""
    word = ends_with("receipts", figure.concept) or ""
    return figure.concept.removesuffix(word)
