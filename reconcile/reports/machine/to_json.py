"""A review as JSON (`fiscal-review/1`): one record per line, so that two runs compare with any line tool.

The same review gives the same bytes. `review.schema.json` beside this file describes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONEncoder

from reconcile.reports.machine.records import (
    TOOL,
    Record,
    coverage_record,
    document_record,
    figure_record,
    finding_record,
    relation_record,
    table_record,
)
from reconcile.review import Review

SCHEMA = "fiscal-review/1"
ENCODE = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def to_json(review: Review) -> str:
    """The review as JSON text, ended by a line break."""
    documents = review.documents
    return together(
        {
            "schema": ENCODE(SCHEMA),
            "tool": ENCODE(TOOL),
            "skipped": listed({"path": one.path, "reason": one.reason} for one in review.skipped),
            "documents": listed(map(document_record, documents)),
            "tables": listed(table_record(table) for document in documents for table in document.tables),
            "figures": listed(figure_record(figure) for document in documents for figure in document.figures()),
            "relations": listed(map(relation_record, review.verdicts)),
            "findings": listed(map(finding_record, review.findings)),
            "coverage": ENCODE(coverage_record(review.coverage)),
        }
    )


def listed(records: Iterable[Record]) -> str:
    """A JSON array with one record on each line."""
    lines = ",\n".join(map(ENCODE, records))
    return f"[\n{lines}\n]" if lines else "[]"


def together(parts: dict[str, str]) -> str:
    """A JSON object from parts that are JSON already."""
    return "{\n" + ",\n".join(f"{ENCODE(name)}: {text}" for name, text in parts.items()) + "\n}\n"
