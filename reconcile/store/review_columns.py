"""A judged dossier as the rows of the store's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from typing import Any

import pyarrow as pa
from msgspec import Struct

from fiscal.document import Document
from fiscal.table import Table
from reconcile.linking.years.document_years import about
from reconcile.review import Finding, Review, Verdict
from reconcile.store.decimals_held import in_unit_of, text_held
from reconcile.store.figure_columns import Told, figures_of
from reconcile.store.schema import OF_DOSSIERS, TABLES, arrow_schema

BROKEN_OFF = ("crashed", "too-slow", "too-much-memory", "system", "judging")
"""Reasons that say that reading or judging did not come to its end: another time, or elsewhere, it may."""


class Listed(Struct, frozen=True):
    """What is known of a file before it is read: what the manifest says of its place, year and kind."""

    place: str = ""
    year: int | None = None
    kind: str = ""


class Whose(Struct, frozen=True):
    """The dossier whose rows they are: its name, what it was judged from, and what its manifest says, by path."""

    dossier: str
    judged_as: str
    listed: Mapping[str, Listed]

    @property
    def id(self) -> str:
        """The key of the dossier."""
        return dossier_id(self.dossier)


def dossier_id(name: str) -> str:
    """The key of the dossier called `name`: sixteen hexadecimal digits."""
    return _hash(name)


def document_id(content: str, path: str) -> str:
    """The key of a document, from the SHA-256 of its bytes and its path inside the corpus.

    >>> document_id("ab12", "甲/预算.pdf") == document_id("ab12", "乙/预算.pdf")
    False
    """
    return _hash(f"{content}\x1f{path}")


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


Rows = Mapping[str, Iterable[tuple[Any, ...]]]
"""The rows of every table, their fields in the order of its columns; they may be made as they are asked for, once."""

RowsMade = dict[str, list[tuple[Any, ...]]]
"""Rows that have been made: they can be sent, and put together with others."""

AT_ONCE = 2048
"""So many rows are made before they become columns: a row takes ten times the memory of its place in the columns."""


def tables_of(rows: Rows) -> Iterator[tuple[str, Any]]:
    """The name and the Arrow table of every table whose rows belong to dossiers, one after the other."""
    for name in OF_DOSSIERS:
        left = iter(rows.get(name, ()))
        batches = []
        while some := list(islice(left, AT_ONCE)):
            columns = zip(TABLES[name], zip(*some, strict=True), strict=True)
            arrays = [pa.array(values, type=one.type) for one, values in columns]
            batches.append(pa.RecordBatch.from_arrays(arrays, schema=arrow_schema(name)))
        yield name, pa.Table.from_batches(batches, schema=arrow_schema(name)).combine_chunks()


def rows_of(review: Review, whose: Whose) -> Rows:
    """The rows of a judged dossier, made as they are asked for; those of each table in the order of the review."""
    ids = {one.id: (whose.id, document_id(one.sha256, one.path)) for one in review.documents}
    told = Told.by(review)
    known = about(review.dossier)
    skipped = [_left_out(one.path, "skipped", one.reason, whose) for one in review.skipped]
    return {
        "documents": [*(_document(one, ids[one.id], known, told, whose) for one in review.documents), *skipped],
        "tables": (_table(table, ids[one.id]) for one in review.documents for table in one.tables),
        "figures": (
            row for one in review.documents for row in figures_of(one, ids[one.id], told, _place(one, known, whose))
        ),
        "relations": (_relation(one, ids, whose) for one in review.verdicts),
        "findings": [
            *(_finding(one, ids[one.place.document], False) for one in review.findings),
            *(_finding(one, ids[one.place.document], True) for one in review.possible),
        ],
        "notes": (row for one in review.documents for row in _notes(one, ids[one.id])),
    }


def rows_of_failure(paths: Iterable[tuple[str, str]], reason: str, whose: Whose) -> RowsMade:
    """The rows of a dossier of which nothing could be judged: its files, each path with its content, and the reason."""
    return {"documents": [_left_out(path, "failed", reason, whose, content) for path, content in paths]}


def _left_out(path: str, state: str, reason: str, whose: Whose, content: str = "") -> tuple[Any, ...]:
    listed = whose.listed.get(path, Listed())
    path = text_held(path) or ""
    named = (whose.id, document_id(content, path), content, text_held(whose.dossier), path, state, text_held(reason))
    return (*named, "", 0, 0, 0, 0, 0, listed.place, "", listed.year, listed.kind, whose.judged_as)


def state_of(document: Document) -> tuple[str, str]:
    """The state and the reason of a document: unread where no reader could, failed where reading broke off."""
    reason = next((note.message for note in document.notes if note.code == "DOC01"), "")
    if not reason:
        return "judged", ""
    return ("failed" if reason.partition(":")[0] in BROKEN_OFF else "unread"), reason


def _document(
    one: Document, ids: tuple[str, str], known: Mapping[str, Any], told: Told, whose: Whose
) -> tuple[Any, ...]:
    listed, told_of = whose.listed.get(one.path, Listed()), known[one.id]
    state, reason = state_of(one)
    figures = [figure.id for figure in one.figures()]
    kinds = [report.kind for report in one.reports if report.kind != "front"]
    return (
        *ids,
        one.sha256,
        text_held(whose.dossier),
        text_held(one.path),
        state,
        text_held(reason),
        one.format,
        one.pages,
        len(one.tables),
        len(figures),
        sum(name in told.bound for name in figures),
        sum(name in told.verified for name in figures),
        text_held(_place(one, known, whose)),
        text_held(told_of.whose.unit if told_of.whose else ""),
        listed.year or told_of.year,
        text_held(listed.kind or (kinds[0] if kinds else "")),
        whose.judged_as,
    )


def _place(one: Document, known: Mapping[str, Any], whose: Whose) -> str:
    """The place of a document as the manifest says, or else as it says itself."""
    of = known[one.id].whose
    return whose.listed.get(one.path, Listed()).place or ("".join(of.places) if of else "")


def _table(table: Table, ids: tuple[str, str]) -> tuple[Any, ...]:
    return (
        *ids,
        local(table.id),
        text_held(table.title),
        text_held(table.number),
        text_held(table.unit.name) if table.unit else None,
        table.budget and table.budget.value,
        table.level and table.level.value,
        table.period.year if table.period else None,
        table.side,
        len(table.rows),
        [text_held(column.title) for column in table.columns],
        table.place.page,
        table.place.line,
        text_held(table.place.sheet),
    )


def local(name: str) -> str:
    """The id of a table or figure within its document.

    >>> local("d12.t4.r6.c1")
    't4.r6.c1'
    """
    return name.partition(".")[2]


def _relation(verdict: Verdict, ids: Mapping[str, tuple[str, str]], whose: Whose) -> tuple[Any, ...]:
    relation, unit = verdict.relation, verdict.unit
    terms = [
        {
            "document_id": ids[term.figure.partition(".")[0]][1],
            "figure": local(term.figure),
            "role": term.role.value,
            "weight": term.weight,
        }
        for term in relation.terms
    ]
    return (
        whose.id,
        terms[0]["document_id"] if terms else None,
        verdict.id,
        relation.code,
        relation.kind.value,
        relation.basis.value,
        verdict.outcome.value,
        text_held(verdict.expression),
        text_held(unit.name) if unit else None,
        in_unit_of(verdict.computed_centre, unit),
        in_unit_of(verdict.stated_centre, unit),
        in_unit_of(verdict.difference, unit),
        in_unit_of(verdict.slack, unit),
        terms,
    )


def _finding(finding: Finding, ids: tuple[str, str], possible: bool) -> tuple[Any, ...]:
    place, suspect = finding.place, finding.suspect
    return (
        *ids,
        finding.id,
        finding.code,
        finding.category.value,
        finding.severity.value,
        possible,
        finding.confidence,
        text_held(finding.message),
        text_held(finding.working),
        finding.relation,
        place.page,
        place.line,
        text_held(place.sheet),
        place.cell,
        local(place.table) if place.table else None,
        text_held(place.row),
        text_held(place.column),
        local(suspect.figure) if suspect else None,
        text_held(suspect.suggested) if suspect else None,
    )


def _notes(one: Document, ids: tuple[str, str]) -> Iterator[tuple[Any, ...]]:
    for note in one.notes:
        yield (*ids, note.code, text_held(note.message), note.line, note.page, text_held(note.sheet))
