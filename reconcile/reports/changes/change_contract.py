"""The contract `fiscal-diff/1`: what is in the record of a comparison of two drafts.

Documents, figures, places and findings are those of `fiscal-review/1`. `changes.schema.json` is made from these
classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from reconcile.drafts.comparison import Hint
from reconcile.reports.machine.json_contract import (
    Count,
    Decimals,
    DocumentRecord,
    FigureRecord,
    FindingRecord,
    PlaceRecord,
    Record,
    ToolRecord,
)


class ChangeRecord(Record):
    """One figure that reads otherwise."""

    old: FigureRecord
    new: FigureRecord
    difference: Annotated[Decimals | None, Meta(description="new less old; null where they count different things")]
    unit: Annotated[str | None, Meta(description="unit of the difference")]
    repeated_unchanged: Annotated[
        Sequence[FigureRecord],
        Meta(description="figures of the new draft that stated the same number before and still state the old one"),
    ]


class SaidRecord(Record):
    """A sentence with its place."""

    place: PlaceRecord
    text: str


class WordsRecord(Record):
    """One sentence whose words changed."""

    old: SaidRecord
    new: SaidRecord


class TablesRecord(Record):
    """Titles of tables that are in one draft only."""

    added: Sequence[str]
    removed: Sequence[str]


class TotalRecord(Record):
    """A total that moved without its parts, or stayed where they moved."""

    figure: Annotated[FigureRecord, Meta(description="in the new draft")]
    old: FigureRecord
    parts_unchanged: Annotated[bool, Meta(description="true: the total moved alone; false: its parts moved without it")]


class StillRecord(Record):
    """A finding that both drafts have."""

    old: Annotated[str, Meta(description="its id in the old draft")]
    new: Annotated[str, Meta(description="its id in the new draft")]
    changed: Annotated[bool, Meta(description="one of its figures is another now")]


class FindingsRecord(Record):
    """What became of the findings."""

    new: Sequence[FindingRecord]
    gone: Sequence[FindingRecord]
    answered: Annotated[Sequence[FindingRecord], Meta(description="in the new draft, accepted with a reason")]
    still: Sequence[StillRecord]
    reopened: Annotated[
        Sequence[StillRecord], Meta(description="accepted for the old draft, open again since a figure changed")
    ]
    reread: Annotated[
        Sequence[FindingRecord],
        Meta(description="in one draft only though nothing they speak of changed: the files were read differently"),
    ]


class RestatedRecord(Record):
    """One amount in another unit or with other decimals; no change."""

    old: FigureRecord
    new: FigureRecord


class RemarkRecord(Record):
    """What to know before relying on the comparison."""

    hint: Hint
    n: Count
    text: str


class DiffRecord(Record):
    """What `fiscal diff --format json` writes. Numbers of the documents are decimal strings, never JSON numbers."""

    schema: Literal["fiscal-diff/1"]
    tool: ToolRecord
    old: Sequence[DocumentRecord]
    new: Sequence[DocumentRecord]
    hints: Sequence[RemarkRecord]
    changed: Annotated[Sequence[ChangeRecord], Meta(description="those repeated elsewhere with the old number first")]
    added: Sequence[FigureRecord]
    removed: Sequence[FigureRecord]
    words: Annotated[Sequence[WordsRecord], Meta(description="sentences that say the opposite, or hedge otherwise")]
    tables: TablesRecord
    totals: Sequence[TotalRecord]
    findings: FindingsRecord
    restated: Sequence[RestatedRecord]
    reworded: Annotated[Sequence[WordsRecord], Meta(description="sentences put otherwise with the same figures")]
