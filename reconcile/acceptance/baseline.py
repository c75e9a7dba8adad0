"""The baseline (已说明的问题): findings that were looked at and accepted, each with its reason.

An entry holds for one finding with the very figures it was accepted with: it survives another extraction and edits
elsewhere, since a finding's id depends on labels and not on places, and it lapses when one of the figures changes.
The file is JSON (`fiscal-baseline/1`) with one entry on each line, so that it can be reviewed like code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, ValidationError, convert
from msgspec.structs import asdict

from fiscal import late_patterns as re
from fiscal.figure import Figure
from reconcile.review import Finding, Review

SCHEMA = "fiscal-baseline/1"
LARGEST = 50_000_000
"""Bytes of a baseline file; a larger one is none of ours."""
MOST_ENTRIES = 100_000
DECIDED = ("state", "comment", "who", "at")
"""What is written only where it is known."""

_REPEATED = re.compile(r"-\d+$")


class Entry(Struct, frozen=True):
    """One accepted finding. `figures` are its numbers as printed with their units, in the order of its relation.

    Who decided it on the review page, when, in which state and with which remark stands there if it is known.
    """

    id: str
    code: str
    figures: tuple[str, ...]
    message: str = ""
    reason: str = ""
    state: str = ""
    comment: str = ""
    who: str = ""
    at: str = ""

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What an entry and a finding have to share: the id without the counter of its repetition, and the figures."""
        return _REPEATED.sub("", self.id), self.figures


class BaselineFile(Struct, frozen=True):
    """What stands in the file."""

    schema: Literal["fiscal-baseline/1"]
    accepted: tuple[Entry, ...]


class BrokenBaseline(Exception):
    """A baseline that cannot be used; `problem` is a word of `PROBLEMS`, `entry` the number of the entry, from 1."""

    def __init__(self, problem: str, entry: int | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.entry = entry


PROBLEMS = ("not-json", "not-baseline", "too-large", "no-reason", "bad-entry")


def read_baseline(text: str) -> tuple[Entry, ...]:
    """The entries of a baseline file. Raises BrokenBaseline; an entry without a reason is refused."""
    if len(text) > LARGEST:
        raise BrokenBaseline("too-large")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenBaseline("not-json") from error
    try:
        entries = convert(record, BaselineFile).accepted
    except ValidationError as error:
        at = re.search(r"`\$\.accepted\[(\d+)\]", str(error))
        raise BrokenBaseline("bad-entry" if at else "not-baseline", int(at[1]) + 1 if at else None) from error
    if len(entries) > MOST_ENTRIES:
        raise BrokenBaseline("too-large")
    for number, entry in enumerate(entries, 1):
        if not entry.reason.strip():
            raise BrokenBaseline("no-reason", number)
    return entries


def written(entries: Iterable[Entry]) -> str:
    """A baseline file of these entries, by code and id: the same entries give the same bytes."""
    ordered = sorted(entries, key=lambda one: (one.code, one.id, one.figures))
    records = [json.dumps(_record(one), ensure_ascii=False) for one in ordered]
    body = "[\n" + ",\n".join(records) + "\n]" if records else "[]"
    return f'{{"schema": "{SCHEMA}", "accepted": {body}}}\n'


def _record(entry: Entry) -> dict[str, object]:
    return {name: value for name, value in asdict(entry).items() if value or name not in DECIDED}


def entry_of(finding: Finding, figures: Mapping[str, tuple[str, ...]], reason: str) -> Entry:
    """The entry that accepts `finding`; `figures` are the printed numbers of each relation by its id."""
    return Entry(finding.id, finding.code, figures.get(finding.relation or "", ()), finding.message, reason)


def printed_figures(review: Review) -> dict[str, tuple[str, ...]]:
    """The numbers of every relation that a finding tells, as printed, with their units, by the relation's id."""
    told = {finding.relation for finding in review.findings}
    figures = review.dossier.figures
    return {
        verdict.id: tuple(printed_figure(figures[name]) for name in verdict.relation.figures() if name in figures)
        for verdict in review.verdicts
        if verdict.id in told
    }


def printed_figure(figure: Figure) -> str:
    """The number as it is printed, with sign and unit: if this is another, the figure has changed."""
    quantity = figure.quantity
    return f"{figure.sign * quantity.value:f}{quantity.unit.name}"
