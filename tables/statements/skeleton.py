"""A passage with each figure as one sign for what it does, so that wordings are matched over words and not over digits.

Brackets are pieces of their own: what a remark in brackets says of its figures takes no part in the sentence around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.document import Passage
from fiscal.figure import Figure, Measure
from tables.prose.spans import is_base, is_planned

AMOUNT, LISTED, BASE, DELTA, FROM, RATE, COUNT, OTHER = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007"
"""What a figure does: an amount; an amount listed behind 其中; what others are compared with; by how much; from where; a
rate or share; a count; anything else."""

MONEY = AMOUNT + LISTED + BASE + DELTA + FROM
SIGNS = MONEY + RATE + COUNT + OTHER
_TURN = re.compile("[。！？（(）)]")
"""What ends a sentence, and what opens and closes a bracket: between two of them there is nothing to decide."""


class Piece(Struct, frozen=True):
    """A sentence, or the inside of a bracket: its `text` with a sign for each of its `figures`, in order."""

    text: str
    figures: tuple[Figure, ...]

    def sign(self, at: int) -> str:
        """The sign of the figure number `at`."""
        return self.text[self.places()[at]]

    def places(self) -> tuple[int, ...]:
        """Where the signs of the figures stand in `text`."""
        return _places(self.text)

    def lead(self, at: int) -> str:
        """The words between the figure number `at` and the one before it, or the beginning."""
        places = self.places()
        return self.text[places[at - 1] + 1 if at else 0 : places[at]]

    @property
    def tail(self) -> str:
        """The words behind the last figure."""
        places = self.places()
        return self.text[places[-1] + 1 :] if places else self.text


@lru_cache(maxsize=4096)
def _places(text: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer(f"[{SIGNS}]", text))


def sign_of(figure: Figure, passage: Passage, listed: frozenset[str]) -> str:
    """What a figure does in its passage."""
    if not figure.quantity.unit.is_money:
        return RATE if figure.quantity.unit.is_rate else COUNT if figure.measure is Measure.COUNT else OTHER
    if figure.measure is Measure.DELTA:
        return DELTA
    if is_base(passage, figure) or is_planned(passage, figure):
        return BASE
    if figure.measure is Measure.FROM:
        return FROM
    if figure.measure not in (Measure.AMOUNT, Measure.TO):
        return OTHER
    return LISTED if figure.id in listed else AMOUNT


def pieces(passage: Passage) -> tuple[Piece, ...]:
    """The sentences of a passage without what stands in brackets, then the insides of its brackets."""
    listed = frozenset(part for entry in passage.breakdowns if entry.trigger != "合计" for part in entry.parts)
    open_pieces: list[tuple[list[str], list[Figure]]] = [([], [])]
    outer: list[Piece] = []
    inner: list[Piece] = []
    at = 0
    for start, end, figure in [*((f.start, f.end, f) for f in passage.figures), (len(passage.text), -1, None)]:
        for run in _TURN.finditer(passage.text, at, max(at, start)):
            if at < run.start():
                open_pieces[-1][0].append(passage.text[at : run.start()])
            _turn(run[0], open_pieces, outer, inner)
            at = run.end()
        if at < start:
            open_pieces[-1][0].append(passage.text[at:start])
        if figure is not None:
            open_pieces[-1][0].append(sign_of(figure, passage, listed))
            open_pieces[-1][1].append(figure)
            at = max(at, end)
    for left in open_pieces[::-1]:
        _close(left, outer)
    return (*outer, *inner)


def _turn(char: str, stack: list[tuple[list[str], list[Figure]]], outer: list[Piece], inner: list[Piece]) -> None:
    if char in "（(":
        stack.append(([], []))
    elif char in "）)" and len(stack) > 1:
        _close(stack.pop(), inner)
    else:
        stack[-1][0].append(char)
        if len(stack) == 1 and char in "。！？":
            _close(stack.pop(), outer)
            stack.append(([], []))


def _close(piece: tuple[Sequence[str], Sequence[Figure]], into: list[Piece]) -> None:
    if piece[0]:
        into.append(Piece("".join(piece[0]), tuple(piece[1])))


def joined(some: Sequence[Piece]) -> Piece:
    """Several pieces as one."""
    return Piece("".join(piece.text for piece in some), tuple(figure for piece in some for figure in piece.figures))
