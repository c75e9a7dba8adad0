"""Documents, tables, figures, relations and findings as the records of `fiscal-review/1`.

Numbers are decimal strings, what a format does not have is null, and no record holds a time or a machine's path.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

from msgspec import UNSET

from fiscal import __version__
from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.table import Table
from reconcile.reports.machine.json_contract import (
    CandidateRecord,
    CoverageRecord,
    DocumentRecord,
    FigureRecord,
    FindingRecord,
    FoldedRecord,
    NoteRecord,
    PlaceRecord,
    Record,
    RelationRecord,
    RowRecord,
    SuspectRecord,
    TableRecord,
    TermRecord,
    ToolRecord,
    UnreadRecord,
)
from reconcile.reports.quoted.places import shown_path
from reconcile.reports.quoted.written_numbers import bare, in_unit, plain
from reconcile.review import Coverage, Finding, Verdict

TOOL = ToolRecord("fiscal", __version__)
Made = TypeVar("Made", bound=Record)


def taken(kind: type[Made], source: object, **others: Any) -> Made:
    """The record of this kind whose fields are the attributes of `source` that are called so, but for `others`."""
    same = {name: getattr(source, name) for name in kind.__struct_fields__ if name not in others}
    return kind(**same, **others)


def place_record(place: Place) -> PlaceRecord:
    """A place inside its document."""
    return taken(PlaceRecord, place, document=UNSET)


def cited(place: Place) -> PlaceRecord:
    """A place that also names its document, as findings need it."""
    return taken(PlaceRecord, place)


def document_record(document: Document) -> DocumentRecord:
    """One file; tables and figures are counted."""
    return taken(
        DocumentRecord,
        document,
        path=shown_path(document.path),
        tables=len(document.tables),
        figures=sum(1 for _ in document.figures()),
        notes=[taken(NoteRecord, note) for note in document.notes],
    )


def table_record(table: Table) -> TableRecord:
    """One table; its cells are figure ids."""
    return taken(
        TableRecord,
        table,
        unit=None if table.unit is None else table.unit.name,
        place=place_record(table.place),
        columns=[column.path for column in table.columns],
        rows=[taken(RowRecord, row, cells=[cell and cell.id for cell in row.cells]) for row in table.rows],
    )


def figure_record(figure: Figure) -> FigureRecord:
    """One printed number with its place and meaning; `confidence` stands there if it was read off a picture."""
    quantity = figure.quantity
    return taken(
        FigureRecord,
        figure,
        document=figure.place.document,
        place=place_record(figure.place),
        text=quantity.text,
        value=plain(quantity.value),
        unit=quantity.unit.name,
        hedge=quantity.hedge,
        period=None if figure.period is None else str(figure.period),
        concept=figure.concept or None,
        confidence=UNSET if figure.confidence is None else figure.confidence,
    )


def relation_record(verdict: Verdict) -> RelationRecord:
    """One relation with its verdict; the amounts are in its unit."""
    relation = verdict.relation

    def amount(value: Decimal | None) -> str | None:
        return None if value is None else bare(in_unit(value, verdict.unit))

    return RelationRecord(
        id=verdict.id,
        code=relation.code,
        kind=relation.kind,
        basis=relation.basis,
        verdict=verdict.outcome,
        expression=verdict.expression,
        computed=amount(verdict.computed_centre),
        stated=amount(verdict.stated_centre),
        difference=amount(verdict.difference),
        unit=None if verdict.unit is None else verdict.unit.name,
        slack=amount(verdict.slack),
        terms=[taken(TermRecord, term) for term in relation.terms],
    )


def finding_record(finding: Finding) -> FindingRecord:
    """One finding."""
    return taken(
        FindingRecord,
        finding,
        place=cited(finding.place),
        related=[cited(place) for place in finding.related],
        suspect=None if finding.suspect is None else taken(SuspectRecord, finding.suspect),
        folded=[taken(FoldedRecord, one, place=cited(one.place)) for one in finding.folded],
        candidates=[taken(CandidateRecord, one) for one in finding.candidates],
        confidence=None if finding.confidence is None else f"{finding.confidence:f}",
    )


def coverage_record(coverage: Coverage) -> CoverageRecord:
    """What was checked, and every figure that was not."""
    unread = [taken(UnreadRecord, one) for one in coverage.unread]
    return taken(CoverageRecord, coverage, unread=unread)
