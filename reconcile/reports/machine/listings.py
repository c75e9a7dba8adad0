"""Lists of figures and of tables, as CSV and JSON, with the same records as the review itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import asdict

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.table import Table
from reconcile.reports.machine.records import TOOL, document_record, figure_record, table_record
from reconcile.reports.machine.to_json import listed, one_line, together
from reconcile.reports.quoted.places import shown_path
from reconcile.reports.quoted.written_numbers import plain
from reconcile.review import Review

PLACED = ["page", "line", "sheet", "cell", "table", "row", "column", "paragraph"]
SAID = ["text", "value", "unit", "hedge", "label", "budget", "level", "period", "stage", "source"]
MEANT = ["concept", "place_of", "measure"]
COLUMNS = ["id", "document", *PLACED, *SAID, *MEANT, "yuan"]


def figures_json(review: Review) -> str:
    """Every figure, schema `fiscal-figures/1`."""
    return _json("fiscal-figures/1", review, (f for document in review.documents for f in document.figures()))


def tables_json(review: Review) -> str:
    """Every table with the figures of its cells, schema `fiscal-tables/1`."""
    cells = (f for document in review.documents for f in document.figures() if f.source == "cell")
    return _json("fiscal-tables/1", review, cells, with_tables=True)


def _json(schema: str, review: Review, figures: Iterable[Figure], with_tables: bool = False) -> str:
    parts = {
        "schema": one_line(schema),
        "tool": one_line(TOOL),
        "documents": listed(map(document_record, review.documents)),
    }
    if with_tables:
        parts["tables"] = listed(table_record(t) for document in review.documents for t in document.tables)
    return together({**parts, "figures": listed(map(figure_record, figures))})


def figures_csv(review: Review) -> str:
    """Every figure, one row each; the document is given by its path."""
    return _csv([COLUMNS, *(_figure_row(f, d) for d in review.documents for f in d.figures())])


def _figure_row(figure: Figure, document: Document) -> list[str]:
    record = figure_record(figure)
    held = {
        **asdict(record),
        **asdict(record.place),
        "document": shown_path(document.path),
        "yuan": yuan_of(figure.quantity),
    }
    return [_cell(name, held[name]) for name in COLUMNS]


def yuan_of(quantity: Quantity) -> str | None:
    """The amount in yuan, every digit; None for a range and for what is no sum of yuan."""
    yuan = unit("元")
    if quantity.upper is not None or quantity.unit.dimension != yuan.dimension:
        return None
    return plain(quantity.expressed_in(yuan))


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    return str(value) if name in ("value", "yuan", "text", "page", "line", "paragraph") else unformulated(str(value))


def unformulated(text: str) -> str:
    """`text` such that no spreadsheet takes it for a formula: an apostrophe in front where one might.

    >>> unformulated("=1+1"), unformulated("合计")
    ("'=1+1", '合计')
    """
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and len(text) > 1 else text


def tables_csv(review: Review) -> dict[str, str]:
    """One CSV text for each table by its file name: header paths, then the rows, numbers without separators."""
    return {f"{name}.csv": _csv(_grid(table)) for document in review.documents for name, table in file_names(document)}


def parquet_index(review: Review) -> str:
    """Which table is in which Parquet file, schema `fiscal-parquet/1`."""
    records = (
        {
            "file": f"{name}.parquet",
            "table": table.id,
            "document": table.document,
            "title": table.title,
            "number": table.number,
            "unit": None if table.unit is None else table.unit.name,
            "rows": len(table.rows),
            "columns": [list(column.path) for column in table.columns],
        }
        for document in review.documents
        for name, table in file_names(document)
    )
    documents = listed(map(document_record, review.documents))
    return together(
        {
            "schema": one_line("fiscal-parquet/1"),
            "tool": one_line(TOOL),
            "documents": documents,
            "tables": listed(records),
        }
    )


def file_names(document: Document) -> Iterator[tuple[str, Table]]:
    """The tables of a document, each with a file name of its own: document, running number, title."""
    stem = file_stem(document)
    for index, table in enumerate(document.tables, 1):
        yield f"{stem}-{index:02d}-{tame(table.title)[:40]}".rstrip("-. "), table


def file_stem(document: Document) -> str:
    """What the files made from `document` are called; two documents of one dossier never share it."""
    name = re.split(r"[/\\]", document.path)[-1]
    return f"{tame(document.id)}-{tame(name.rsplit('.', 1)[0])[:60]}".rstrip("-. ")


def tame(text: str) -> str:
    """`text` as a part of a file name on any system.

    >>> tame("附表1: 收入/支出  ")
    '附表1_收入_支出'
    """
    return re.sub(r"[\x00-\x20\x7f<>:\"/\\|?*：]+", "_", text).strip("_.")


def _grid(table: Table) -> Iterator[list[str]]:
    coded = any(row.code for row in table.rows)
    yield [
        unformulated(table.stub or ""),
        *(["code"] if coded else []),
        *(unformulated(c.title) for c in table.columns),
    ]
    for row in table.rows:
        cells = ["" if cell is None else plain(cell.quantity.value) for cell in row.cells]
        yield [unformulated(row.label), *([row.code or ""] if coded else []), *cells]


def _csv(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
