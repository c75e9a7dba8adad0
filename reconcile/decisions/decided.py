"""What can be decided, as records: of a finding, of a relation that is not meant, of a relation that is added."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

State = Literal["confirmed", "explained", "scope", "false-alarm", "open"]
STATES: tuple[State, ...] = ("confirmed", "explained", "scope", "false-alarm")
"""已核实·有误, 已说明, 口径不同, 误报; "open" takes a decision back."""

ACCEPTING = ("explained", "scope", "false-alarm")
"""The states in which a finding is not raised again: they need a reason, and stand in a baseline."""


class Decision(Struct, frozen=True):
    """What was decided of a finding. `figures` are its numbers as printed: if they change, the decision lapses."""

    id: str
    code: str
    figures: tuple[str, ...]
    state: State
    reason: str = ""
    comment: str = ""
    message: str = ""


class TermKept(Struct, frozen=True):
    """A figure of a relation in words that hold in every draft: its key, and what was printed there."""

    key: str
    role: str
    weight: int
    printed: str


class Meaning(Struct, frozen=True):
    """A relation of which somebody says that the document does not mean it; `meant` True takes it back."""

    code: str
    terms: tuple[TermKept, ...]
    meant: bool
    reason: str = ""


class Addition(Struct, frozen=True):
    """A relation that somebody added: "balance" of a total and its parts, or "same" of one number told twice."""

    kind: Literal["balance", "same"]
    terms: tuple[TermKept, ...]
    withdrawn: bool = False
    reason: str = ""


Record = Decision | Meaning | Addition
KINDS: dict[str, type[Record]] = {"decision": Decision, "meaning": Meaning, "addition": Addition}


class Event(Struct, frozen=True):
    """One thing that somebody decided, as it is kept. `at` is the UTC time, `seq` the order in the store.

    `key` is the writer's own name for the act: the same act sent twice is kept once.
    """

    seq: int
    key: str
    at: str
    who: str
    subject: str
    record: Record
