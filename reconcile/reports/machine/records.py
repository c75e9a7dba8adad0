"""The records of `fiscal-review/1`: every document, table, figure, relation and finding as keys in a fixed order.

Numbers are decimal strings, what a format does not have is null, and no record holds a time or a machine's path.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fiscal import __version__
from fiscal.document import Document, Note
from fiscal.figure import Figure
from fiscal.place import Place
from fiscal.table import Row, Table
from reconcile.reports.quoted.places import shown_path
from reconcile.reports.quoted.written_numbers import bare, in_unit, plain
from reconcile.review import Coverage, Finding, Suspect, Verdict

Record = dict[str, Any]

TOOL: Record = {"name": "fiscal", "version": __version__}


def place_record(place: Place) -> Record:
    """A place inside its document."""
    return {
        "page": place.page,
        "line": place.line,
        "bbox": place.bbox,
        "sheet": place.sheet,
        "cell": place.cell,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "paragraph": place.paragraph,
        "span": place.span,
    }


def cited(place: Place) -> Record:
    """A place that also names its document, as findings need it."""
    return {"document": place.document, **place_record(place)}


def document_record(document: Document) -> Record:
    """One file; tables and figures are counted."""
    return {
        "id": document.id,
        "path": shown_path(document.path),
        "format": document.format,
        "sha256": document.sha256,
        "pages": document.pages,
        "tables": len(document.tables),
        "figures": sum(1 for _ in document.figures()),
        "notes": [note_record(note) for note in document.notes],
    }


def note_record(note: Note) -> Record:
    """What the reader had to say."""
    return {"code": note.code, "message": note.message, "line": note.line}


def table_record(table: Table) -> Record:
    """One table; its cells are figure ids."""
    return {
        "id": table.id,
        "document": table.document,
        "title": table.title,
        "number": table.number,
        "unit": None if table.unit is None else table.unit.name,
        "place": place_record(table.place),
        "columns": [list(column.path) for column in table.columns],
        "rows": [row_record(row) for row in table.rows],
    }


def row_record(row: Row) -> Record:
    """One row of a table."""
    return {
        "label": row.label,
        "level": row.level,
        "code": row.code,
        "elided": row.elided,
        "cells": [None if cell is None else cell.id for cell in row.cells],
    }


def figure_record(figure: Figure) -> Record:
    """One printed number with its place and meaning; `confidence` stands there if it was read off a picture."""
    quantity = figure.quantity
    read = {} if figure.confidence is None else {"confidence": figure.confidence}
    return {
        "id": figure.id,
        "document": figure.place.document,
        "place": place_record(figure.place),
        "text": quantity.text,
        "value": plain(quantity.value),
        "unit": quantity.unit.name,
        "hedge": quantity.hedge,
        "label": figure.label,
        "budget": figure.budget,
        "level": figure.level,
        "period": None if figure.period is None else str(figure.period),
        "stage": figure.stage,
        "source": figure.source,
        **read,
    }


def relation_record(verdict: Verdict) -> Record:
    """One relation with its verdict; the amounts are in its unit."""
    relation = verdict.relation

    def amount(value: Decimal | None) -> str | None:
        return None if value is None else bare(in_unit(value, verdict.unit))

    return {
        "id": verdict.id,
        "code": relation.code,
        "kind": relation.kind,
        "basis": relation.basis,
        "verdict": verdict.outcome,
        "expression": verdict.expression,
        "computed": amount(verdict.computed_centre),
        "stated": amount(verdict.stated_centre),
        "difference": amount(verdict.difference),
        "unit": None if verdict.unit is None else verdict.unit.name,
        "slack": amount(verdict.slack),
        "terms": [{"figure": t.figure, "role": t.role, "weight": t.weight} for t in relation.terms],
    }


def finding_record(finding: Finding) -> Record:
    """One finding."""
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "place": cited(finding.place),
        "related": [cited(place) for place in finding.related],
        "relation": finding.relation,
        "working": finding.working,
        "help": finding.help,
        "suspect": None if finding.suspect is None else suspect_record(finding.suspect),
        "category": finding.category,
        "folded": [
            {"relation": one.relation, "place": cited(one.place), "working": one.working} for one in finding.folded
        ],
        "candidates": [
            {"figure": one.figure, "suggested": one.suggested, "reason": one.reason} for one in finding.candidates
        ],
        "confidence": None if finding.confidence is None else f"{finding.confidence:f}",
        "witnesses": list(finding.witnesses),
    }


def suspect_record(suspect: Suspect) -> Record:
    """The figure a single change of which would repair everything."""
    return {
        "figure": suspect.figure,
        "suggested": suspect.suggested,
        "reason": suspect.reason,
        "repairs": list(suspect.repairs),
        "unit": suspect.unit,
    }


def coverage_record(coverage: Coverage) -> Record:
    """What was checked, and every figure that was not."""
    return {
        "figures": coverage.figures,
        "bound": coverage.bound,
        "verified": coverage.verified,
        "unchecked": list(coverage.unchecked),
        "otherwise": coverage.otherwise,
    }
