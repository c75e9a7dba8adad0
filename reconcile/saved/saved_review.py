"""A review that `fiscal check --format json` wrote, read back as far as the record goes.

The sentences of a document are not in the record: its figures are known by their labels (`Review.saved`). Relations are
kept where judging the figures again gives the verdict that was saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from fiscal import late_patterns as re
from fiscal.budget import Period
from fiscal.document import Document, Note
from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import NUMBER, Unit
from fiscal.place import Place
from fiscal.relation import Relation, Term
from fiscal.table import Column, Row, Table
from reconcile.drafts.known_by_labels import labelled
from reconcile.judge.verdicts import judge
from reconcile.reports.machine.json_contract import (
    CandidateRecord,
    DocumentRecord,
    FigureRecord,
    FindingRecord,
    PlaceRecord,
    RelationRecord,
    ReviewRecord,
    TableRecord,
)
from reconcile.review import Coverage, Finding, Review, Suspect, Verdict
from tables.cell_words import named_unit

_OURS = re.compile(rb'^\s*\{\s*"schema"\s*:\s*"(fiscal-[a-z]+/\d+)"')
SCHEMA = "fiscal-review/1"


class NoSavedReview(Exception):
    """What a JSON file holds is no review that can be read back; `schema` is what it says it is, "" if nothing."""

    def __init__(self, schema: str) -> None:
        super().__init__(schema)
        self.schema = schema


def schema_of(head: bytes) -> str | None:
    """The schema that the beginning of a file of ours names, or None if it is another file.

    >>> schema_of(b'{"schema": "fiscal-review/1",'), schema_of(b"%PDF-1.7")
    ('fiscal-review/1', None)
    """
    found = _OURS.match(head)
    return found[1].decode() if found else None


def from_json(data: bytes, lang: str) -> Review:
    """The review. Raises NoSavedReview where the file is another one, or was cut or changed."""
    schema = schema_of(data[:200]) or ""
    if schema != SCHEMA:
        raise NoSavedReview(schema)
    try:
        record = msgspec.json.decode(data, type=ReviewRecord)
        return _review(record, lang)
    except (msgspec.DecodeError, ValueError, KeyError, IndexError, ArithmeticError) as failure:
        raise NoSavedReview(schema) from failure


def _review(record: ReviewRecord, lang: str) -> Review:
    figures = {one.id: _figure(one) for one in record.figures}
    documents = tuple(_document(one, record.tables, figures) for one in record.documents)
    coverage = Coverage(record.coverage.figures, record.coverage.bound, record.coverage.verified, ())
    return Review(
        documents=documents,
        verdicts=tuple(_verdicts(record.relations, figures)),
        findings=tuple(map(_finding, record.findings)),
        coverage=coverage,
        lang=lang,
        possible=tuple(map(_finding, record.possible)),
        saved=True,
    )


def _document(record: DocumentRecord, tables: Sequence[TableRecord], figures: Mapping[str, Figure]) -> Document:
    mine = [one for one in figures.values() if one.place.document == record.id and one.source == "narrative"]
    return Document(
        id=record.id,
        path=record.path,
        format=record.format,
        sha256=record.sha256,
        pages=record.pages,
        passages=tuple(labelled(mine)),
        tables=tuple(_table(table, figures) for table in tables if table.document == record.id),
        notes=tuple(Note(note.code, note.message, note.line) for note in record.notes),
    )


def _table(record: TableRecord, figures: Mapping[str, Figure]) -> Table:
    rows = tuple(
        Row(row.label, tuple(figures[name] if name else None for name in row.cells), row.level, row.code, row.elided)
        for row in record.rows
    )
    columns = tuple(Column(tuple(path)) for path in record.columns)
    place = _place(record.place, record.document)
    return Table(record.id, record.document, record.title, record.number, _unit(record.unit), columns, rows, place)


def _unit(name: str | None) -> Unit | None:
    return None if name is None else named_unit(name) or NUMBER


def _place(record: PlaceRecord, document: str = "") -> Place:
    named = record.document if isinstance(record.document, str) else document
    return Place(
        document=named,
        line=record.line,
        page=record.page,
        bbox=record.bbox,
        sheet=record.sheet,
        cell=record.cell,
        table=record.table,
        row=record.row,
        column=record.column,
        paragraph=record.paragraph,
        span=record.span,
    )


def _figure(record: FigureRecord) -> Figure:
    quantity = Quantity(record.text, Decimal(record.value), _unit(record.unit) or NUMBER, record.hedge)
    return Figure(
        id=record.id,
        quantity=quantity,
        place=_place(record.place, record.document),
        label=record.label,
        source=record.source,
        measure=record.measure,
        budget=record.budget,
        level=record.level,
        period=_period(record.period),
        stage=record.stage,
        concept=record.concept or "",
        place_of=record.place_of,
    )


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    year, _, span = text.partition("-")
    return Period(None if year == "?" else int(year), span)


def _verdicts(records: Sequence[RelationRecord], figures: Mapping[str, Figure]) -> Iterator[Verdict]:
    """The relations that come out as they did; of the others the record does not say enough (they leave parts out)."""
    for record in records:
        terms = tuple(Term(term.figure, term.role, term.weight) for term in record.terms)
        verdict = judge(Relation(record.code, record.kind, record.basis, terms), figures)
        if verdict.outcome is record.verdict:
            yield replace(verdict, id=record.id, expression=record.expression)


def _finding(record: FindingRecord) -> Finding:
    suspect = record.suspect
    return Finding(
        id=record.id,
        code=record.code,
        severity=record.severity,
        message=record.message,
        place=_place(record.place),
        related=tuple(map(_place, record.related)),
        relation=record.relation,
        working=record.working,
        help=record.help,
        suspect=None if suspect is None else _suspect(suspect),
        confidence=None if record.confidence is None else Decimal(record.confidence),
    )


def _suspect(record: CandidateRecord) -> Suspect:
    return Suspect(record.figure, record.suggested, record.reason, ())
