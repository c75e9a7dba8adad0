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
    def year(self) -> int | None:
        """The year that its first amount speaks of."""
        return self.first.period.year if self.first.period is not None else None


class SeriesReader(Struct):
    """Reads the passages of one document in order."""

    recent: list[Told] = field(default_factory=list)
    closings: dict[tuple[str, str | None], Told] = field(default_factory=dict)

    def read(self, passage: Passage) -> Iterator[Series | Rolled]:
        """What the accounts of the next passage make together, and what each of them goes on from."""
        here = list(accounts(passage))
        if len(here) >= FEWEST and all(account.amounts.keys() == here[0].amounts.keys() for account in here):
            yield from self._make(here, passage)
        for account in here:
            yield from self._goes_on(account, passage)
        self.recent = [known for known in (*self.recent, *here) if passage.index - known.at < NEAR]

    def _make(self, here: Sequence[Told], passage: Passage) -> Iterator[Series]:
        kinds = tuple(here[0].amounts)
        for whole in reversed(self.recent):
            alike = whole.first.report == here[0].first.report and all(kind in whole.amounts for kind in kinds)
            if alike and (None in (whole.year, here[0].year) or whole.year == here[0].year):
                columns = tuple(tuple(account.amounts[kind].id for account in here) for kind in kinds)
                wholes = tuple(whole.amounts[kind].id for kind in kinds)
                yield Series(wholes, columns, passage.text[:120])

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
    for figure in passage.figures:
        if figure.measure is not Measure.AMOUNT or not figure.quantity.unit.is_money:
            continue
        if depth_at(passage, figure.start) or is_base(passage, figure):
            continue
        kind = next((kind for kind in reversed(KINDS) if _speaks_of(kind, figure.label)), None)
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


def _speaks_of(kind: str, label: str) -> bool:
    """True if a label ends with a word of the kind; what is left of this year alone is no closing balance."""
    if kind == "left":
        return ends_with("closing", label) is not None and not holds_any("current", label)
    return ends_with(kind, label) is not None


def _owner(figure: Figure) -> str:
    """Whose receipts they are: the concept without the word for receipts."""
    word = ends_with("receipts", figure.concept) or ""
    return figure.concept.removesuffix(word)
