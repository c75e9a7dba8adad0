"""A review as JSON (`fiscal-review/1`): one record per line, so that two runs compare with any line tool.

The same review gives the same bytes. `review.schema.json` beside this file describes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from msgspec import to_builtins
from msgspec.json import Encoder
from msgspec.json import format as spaced

from reconcile.reports.machine.records import (
    TOOL,
    coverage_record,
    document_record,
    figure_record,
    finding_record,
    relation_record,
    table_record,
)
from reconcile.review import Review

SCHEMA = "fiscal-review/1"
COMPACT = Encoder(enc_hook=str)


def one_line(record: object) -> str:
    """A record as JSON on one line, with blanks after commas and colons.

    >>> one_line({"id": "d1", "notes": []}), one_line("坏\\udce9.txt")
    ('{"id": "d1", "notes": []}', '"坏\\udce9.txt"')
    """
    try:
        return spaced(COMPACT.encode(record), indent=0).decode()
    except UnicodeEncodeError:  # a file name that is no UTF-8, which only the standard library writes
        return json.dumps(to_builtins(record, str_keys=True), ensure_ascii=False)


def to_json(review: Review) -> str:
    """The review as JSON text, ended by a line break."""
    documents = review.documents
    return together(
        {
            "schema": one_line(SCHEMA),
            "tool": one_line(TOOL),
            "skipped": listed({"path": one.path, "reason": one.reason} for one in review.skipped),
            "documents": listed(map(document_record, documents)),
            "tables": listed(table_record(table) for document in documents for table in document.tables),
            "figures": listed(figure_record(figure) for document in documents for figure in document.figures()),
            "relations": listed(map(relation_record, review.verdicts)),
            "findings": listed(map(finding_record, review.findings)),
            "possible": listed(map(finding_record, review.possible)),
            "coverage": one_line(coverage_record(review.coverage)),
        }
    )


def listed(records: Iterable[object]) -> str:
    """A JSON array with one record on each line."""
    lines = ",\n".join(map(one_line, records))
    return f"[\n{lines}\n]" if lines else "[]"


def together(parts: dict[str, str]) -> str:
    """A JSON object from parts that are JSON already."""
    return "{\n" + ",\n".join(f"{one_line(name)}: {text}" for name, text in parts.items()) + "\n}\n"
