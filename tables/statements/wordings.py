"""Wordings as data: each line of `wordings.txt` is one way in which a sentence says something of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from fiscal import late_patterns as re
from fiscal.data_texts import data_text
from fiscal.figure import Figure
from tables.statements.lexicon import any_of
from tables.statements.skeleton import AMOUNT, BASE, DELTA, FROM, LISTED, RATE, SIGNS, Piece

_SLOT = {
    "amount": f"[{AMOUNT}{LISTED}]",
    "base": f"[{AMOUNT}{BASE}{FROM}]",
    "delta": DELTA,
    "rate": RATE,
    "causes": f"[^。]{{0,600}}?{DELTA}[^。]{{0,600}}",
    "clause": f"[^。；]{{0,300}}?{DELTA}[^。；]{{0,300}}",
}
_TOKEN = re.compile(
    r"\{(?P<slot>\w+)(?::(?P<kind>\w+))?\}|<(?P<word>[\w-]+)>|(?P<mark>[~…\[\]()|])|(?P<text>[^{<~…\[\]()|]+)"
)
_MARK = {
    "~": f"[^，。；：、{SIGNS}]{{0,12}}",
    "…": f"[^。{SIGNS}]{{0,40}}",
    "[": "(?:",
    "]": ")?",
    "(": "(?:",
    ")": ")",
    "|": "|",
}


class Wording(Struct, frozen=True):
    """One entry: its number, what it states, and what it looks like over the text of a piece."""

    number: int
    states: str
    pattern: re.Pattern[str]


class Found(Struct, frozen=True):
    """A wording met in a piece: its figures by slot (several where a slot stands for a list)."""

    wording: Wording
    slots: dict[str, tuple[Figure, ...]]

    def one(self, slot: str) -> Figure | None:
        """The figure of a slot, or None."""
        return next(iter(self.slots.get(slot, ())), None)


def compiled(line: str) -> str:
    """A wording as a regular expression over the text of a piece.

    >>> compiled("余额{balance}").startswith("余额(?P<balance>")
    True
    """
    made = []
    for token in _TOKEN.finditer(line):
        if token["slot"]:
            made.append(f"(?P<{token['slot']}>{_SLOT[token['kind'] or 'amount']})")
        elif token["word"]:
            made.append(any_of(token["word"]))
        else:
            made.append(_MARK[token["mark"]] if token["mark"] else re.escape(token["text"]))
    return "".join(made)


@cache
def wordings() -> tuple[Wording, ...]:
    """Every entry of `wordings.txt`, in its order."""
    found = []
    for line in data_text("tables.statements", "wordings.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            number, states, text = (field.strip() for field in line.split(" | ", 2))
            found.append(Wording(int(number), states, re.compile(compiled(text))))
    return tuple(found)


def met(piece: Piece) -> Iterator[Found]:
    """Every wording that a piece meets, entry by entry."""
    if len(piece.figures) < 2:
        return
    places = piece.places()
    for wording in wordings():
        for hit in wording.pattern.finditer(piece.text):
            slots = {
                name: tuple(
                    figure
                    for at, figure in zip(places, piece.figures, strict=True)
                    if hit.start(name) <= at < hit.end(name)
                )
                for name, value in hit.groupdict().items()
                if value is not None
            }
            yield Found(wording, slots)
