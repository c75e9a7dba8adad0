"""The contract `fiscal-review/1`: what is in the record of a document, a table, a figure, a relation, a finding.

Fields are the keys in their order. `review.schema.json` is made from these classes, their texts included
(`review_schema.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from fiscal.budget import Budget, Level, Stage
from fiscal.figure import Measure
from fiscal.numbers.hedge import Hedge
from fiscal.relation import Basis, Kind, Role
from reconcile.review import Category, Outcome, Severity

Count = Annotated[int, Meta(ge=0)]
FromOne = Annotated[int, Meta(ge=1)]
Decimals = Annotated[str, Meta(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]


class Record(Struct, forbid_unknown_fields=True):
    """A record of the report; its keys are its fields, in their order."""


class ToolRecord(Record):
    """The program and its version."""

    name: Literal["fiscal"]
    version: str


class NoteRecord(Record):
    """What the reader had to say."""

    code: str
    message: str
    line: int | None


class DocumentRecord(Record):
    """One file; tables and figures are counted."""

    id: str
    path: Annotated[str, Meta(description="as given; of an absolute path the name only")]
    format: str
    sha256: str
    pages: Count
    tables: Count
    figures: Count
    notes: Sequence[NoteRecord]


class PlaceRecord(Record, kw_only=True):
    """A place: what the format has; page and line count from 1; paragraph and span count from 0."""

    document: Annotated[str, Meta(description="only in findings")] | UnsetType = UNSET
    page: FromOne | None
    line: FromOne | None
    bbox: tuple[Decimals, Decimals, Decimals, Decimals] | None
    sheet: str | None
    cell: str | None
    table: str | None
    row: str | None
    column: str | None
    paragraph: Count | None
    span: tuple[Count, Count] | None


class RowRecord(Record):
    """One row of a table."""

    label: str
    level: Count | None
    code: str | None
    elided: bool
    cells: Annotated[Sequence[str | None], Meta(description="figure ids")]


class TableRecord(Record):
    """One table; its cells are figure ids."""

    id: str
    document: str
    title: str
    number: str | None
    unit: str | None
    place: PlaceRecord
    columns: Annotated[
        Sequence[Sequence[str]], Meta(description="header path of each column of figures, outermost first")
    ]
    rows: Sequence[RowRecord]


class FigureRecord(Record):
    """One printed number with its place and meaning."""

    id: str
    document: str
    place: PlaceRecord
    text: Annotated[str, Meta(description="as printed")]
    value: Annotated[Decimals, Meta(description="as printed without separators")]
    unit: str
    hedge: Hedge
    label: str
    budget: Budget | None
    level: Level | None
    period: str | None
    stage: Stage | None
    source: Literal["cell", "narrative"]
    concept: Annotated[str | None, Meta(description="what it measures, by the name that all documents share")]
    place_of: Annotated[str | None, Meta(description="the government, zone or department it speaks of")]
    measure: Measure
    confidence: (
        Annotated[int, Meta(ge=0, le=100, description="percent; only of figures read off a picture")] | UnsetType
    ) = UNSET


class TermRecord(Record):
    """A figure with its role in a relation."""

    figure: str
    role: Role
    weight: int


class RelationRecord(Record):
    """One relation with its verdict; the amounts are in its unit."""

    id: str
    code: str
    kind: Kind
    basis: Basis
    verdict: Outcome
    expression: str
    computed: Decimals | None
    stated: Decimals | None
    difference: Annotated[Decimals | None, Meta(description="stated less computed")]
    unit: Annotated[str | None, Meta(description="unit of the four amounts")]
    slack: Annotated[Decimals | None, Meta(description="how much of the difference rounding can explain")]
    terms: Sequence[TermRecord]


class CandidateRecord(Record):
    """A figure that, read otherwise, would repair all."""

    figure: str
    suggested: str
    reason: str


class SuspectRecord(CandidateRecord):
    """The figure a single change of which would repair everything."""

    repairs: Sequence[str]
    unit: Annotated[str | None, Meta(description="the unit it would have to have; null where the number has to change")]


class FoldedRecord(Record):
    """A broken relation with the same cause."""

    relation: str
    place: PlaceRecord
    working: str


class FindingRecord(Record):
    """One finding."""

    id: str
    code: str
    severity: Severity
    message: str
    place: PlaceRecord
    related: Sequence[PlaceRecord]
    relation: str | None
    working: str
    help: str
    suspect: SuspectRecord | None
    category: Category
    folded: Annotated[
        Sequence[FoldedRecord], Meta(description="broken relations with the same cause, told here and nowhere else")
    ]
    candidates: Annotated[
        Sequence[CandidateRecord],
        Meta(description="where no figure is suspected: each of these would repair all; likeliest first"),
    ]
    confidence: Annotated[
        str | None, Meta(description="how likely a reviewer would call it true, three decimals; null if not judged")
    ]
    witnesses: Annotated[Sequence[str], Meta(description="ids of relations in which the same reading holds")]


class UnreadRecord(Record):
    """Figures that are printed on a page or sheet and were not read."""

    document: str
    page: Count | None
    sheet: str | None
    count: Count


class CoverageRecord(Record):
    """What was checked, and every figure that was not."""

    figures: Count
    bound: Annotated[Count, Meta(description="figures in at least one relation")]
    verified: Annotated[Count, Meta(description="figures in at least one relation that holds")]
    unchecked: Annotated[Sequence[str], Meta(description="ids of the figures in no relation")]
    otherwise: Annotated[Count, Meta(description="claims that hold in another reading than the likeliest")]
    silent: Annotated[Count, Meta(description="claims recognised of which no reading fits; nothing was concluded")]
    kinds: Annotated[
        Mapping[str, Count],
        Meta(description="figures by kind of check: sums, repeated, derived, limits, levels, narrative, years"),
    ]
    with_counterpart: Annotated[
        Sequence[str], Meta(description="those of unchecked that something else in the material measures too")
    ]
    unread: Annotated[
        Sequence[UnreadRecord], Meta(description="figures printed and not read, by place; not among `figures`")
    ]


class SkippedRecord(Record):
    """A file that took no part, and why."""

    path: str
    reason: str


class ReviewRecord(Record):
    """What `fiscal check --format json` writes. Numbers of the document are decimal strings, never JSON numbers."""

    schema: Literal["fiscal-review/1"]
    tool: ToolRecord
    skipped: Annotated[Sequence[SkippedRecord], Meta(description="files that took no part; `ours` for what we wrote")]
    documents: Sequence[DocumentRecord]
    tables: Sequence[TableRecord]
    figures: Sequence[FigureRecord]
    relations: Sequence[RelationRecord]
    findings: Sequence[FindingRecord]
    possible: Annotated[
        Sequence[FindingRecord],
        Meta(description="differences too little likely to be findings; never in the exit code"),
    ]
    coverage: CoverageRecord
