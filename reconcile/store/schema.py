"""The tables of a store: the name, the type and the meaning of every column.

Amounts are DECIMAL(38,12) as printed with their unit beside them, and DECIMAL(38,2) in yuan for sums of money; a number
that does not fit is null there and stands as text in the column called `printed`. Times stand in `runs` alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

SCHEMA = "fiscal-store/1"
AMOUNT = pa.decimal128(38, 12)
YUAN = pa.decimal128(38, 2)
SHARE = pa.decimal128(4, 3)
TEXT, WHOLE, TRUTH = pa.string(), pa.int32(), pa.bool_()
LARGE = pa.int64()
TERMS = pa.list_(pa.struct([("document_id", TEXT), ("figure", TEXT), ("role", TEXT), ("weight", WHOLE)]))


class Column(NamedTuple):
    """One column of a table."""

    name: str
    type: Any
    meaning: str


_WHOSE = (
    Column("dossier_id", TEXT, "the dossier, by which rows are replaced: hash of its name"),
    Column("document_id", TEXT, "the document: hash of its content and of its path inside the corpus"),
)
_PLACE = (
    Column("page", WHOLE, "page, from 1"),
    Column("line", WHOLE, "line of a text, from 1"),
    Column("sheet", TEXT, "sheet of a workbook"),
    Column("cell", TEXT, "cell of a sheet"),
    Column("table_id", TEXT, "table of this document, as t4"),
    Column("row", TEXT, "label of the row"),
    Column("column", TEXT, "header of the column"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        *_WHOSE,
        Column("content", TEXT, "SHA-256 of the file; empty for one that was not opened"),
        Column("dossier", TEXT, "name of the dossier: its folder, archive or file, or what the manifest says"),
        Column("path", TEXT, "path inside the corpus"),
        Column("state", TEXT, "judged, unread (no reader could), failed (reading or judging broke off), skipped"),
        Column("reason", TEXT, "why it is not judged, in a word, a detail behind it"),
        Column("format", TEXT, "what was read: pdf, docx, xlsx, html, text …"),
        Column("pages", WHOLE, "pages, 0 where the format has none"),
        Column("tables", WHOLE, "tables found"),
        Column("figures", WHOLE, "figures found"),
        Column("bound", WHOLE, "figures that stand in at least one relation"),
        Column("verified", WHOLE, "figures that stand in at least one relation that holds"),
        Column("place", TEXT, "whose document it is, outermost area first, by the manifest or its titles"),
        Column("unit_of", TEXT, "department or unit whose budget it is; empty for a government"),
        Column("year", WHOLE, "budget year, by the manifest or its titles"),
        Column("kind", TEXT, "kind of document, by the manifest or its first report"),
        Column("judged_as", TEXT, "what it was judged from: hash of the dossier's files and of the program"),
    ),
    "tables": (
        *_WHOSE,
        Column("table_id", TEXT, "table of this document, as t4"),
        Column("title", TEXT, "caption"),
        Column("number", TEXT, "number as printed"),
        Column("unit", TEXT, "unit of the whole table"),
        Column("budget", TEXT, "general, funds, state-capital, social-insurance"),
        Column("level", TEXT, "whole, own, below"),
        Column("year", WHOLE, "year it speaks of"),
        Column("side", TEXT, "receipts, outlays, debt"),
        Column("rows", WHOLE, "rows"),
        Column("headers", pa.list_(TEXT), "header of every column of figures, levels set apart by ' / '"),
        Column("page", WHOLE, "page, from 1"),
        Column("line", WHOLE, "line of a text, from 1"),
        Column("sheet", TEXT, "sheet of a workbook"),
    ),
    "figures": (
        *_WHOSE,
        Column("figure", TEXT, "figure of this document"),
        Column("source", TEXT, "cell or narrative"),
        Column("label", TEXT, "what it measures, as printed"),
        Column("concept", TEXT, "the core of the label, by which mentions of one fact are recognised"),
        Column("printed", TEXT, "the number as printed"),
        Column("value", AMOUNT, "the same as a number, in `unit`"),
        Column("unit", TEXT, "unit as printed"),
        Column("yuan", YUAN, "the same in yuan, for sums of yuan"),
        Column("slack", YUAN, "half a unit of the last printed digit, in yuan: two numbers closer than both agree"),
        Column("upper", AMOUNT, "the other end of a printed range"),
        Column("hedge", TEXT, "about, above, below …"),
        Column("sign", WHOLE, "-1 where the words turn it round (减少), else 1"),
        Column("measure", TEXT, "amount, growth, share …"),
        Column("budget", TEXT, "general, funds, state-capital, social-insurance"),
        Column("level", TEXT, "whole, own, below, or a part of the area"),
        Column("place", TEXT, "whose figure it is"),
        Column("year", WHOLE, "year it speaks of"),
        Column("span", TEXT, "year, end, start, half, or months"),
        Column("stage", TEXT, "budget, adjusted, executed, final …"),
        Column("debt", TEXT, "what it states of debt: limit, balance, new-bonds …"),
        Column("debt_kind", TEXT, "total, general, special"),
        Column("debt_when", TEXT, "start, end or flow"),
        Column("settled", TRUTH, "of a limit or balance: it tells what came of its year"),
        *_PLACE,
        Column("row_at", WHOLE, "index of the row in its table"),
        Column("column_at", WHOLE, "index of the column in its table"),
        Column("passage", WHOLE, "index of the passage"),
        Column("from", WHOLE, "first character in the passage"),
        Column("confidence", WHOLE, "percent, of figures read off a picture"),
        Column("bound", TRUTH, "it stands in at least one relation"),
        Column("verified", TRUTH, "it stands in at least one relation that holds"),
    ),
    "relations": (
        *_WHOSE,
        Column("relation", TEXT, "relation of this dossier"),
        Column("code", TEXT, "check that states it"),
        Column("kind", TEXT, "balance, same, ratio, growth, at-most"),
        Column("basis", TEXT, "stated, derived, inferred"),
        Column("verdict", TEXT, "exact, rounding, broken, undecided"),
        Column("expression", TEXT, "the calculation"),
        Column("unit", TEXT, "unit of the amounts"),
        Column("computed", AMOUNT, "what the terms come to"),
        Column("stated", AMOUNT, "what is printed"),
        Column("difference", AMOUNT, "stated less computed"),
        Column("slack", AMOUNT, "how much rounding can explain"),
        Column("terms", TERMS, "its figures with their roles and weights"),
    ),
    "findings": (
        *_WHOSE,
        Column("finding", TEXT, "id of the finding, which survives small edits"),
        Column("code", TEXT, "check"),
        Column("category", TEXT, "arithmetic, plausibility, completeness, reading"),
        Column("severity", TEXT, "error, warning, note"),
        Column("possible", TRUTH, "a difference that is too little likely to be told as a finding"),
        Column("confidence", SHARE, "how likely a reviewer would call it true"),
        Column("message", TEXT, "what is found"),
        Column("working", TEXT, "the calculation and the figures used"),
        Column("relation", TEXT, "relation it comes from"),
        *_PLACE,
        Column("suspect", TEXT, "the one figure whose change would repair all"),
        Column("suggested", TEXT, "what it might have to be"),
    ),
    "notes": (
        *_WHOSE,
        Column("code", TEXT, "DOC code"),
        Column("message", TEXT, "what the reader had to say, in a word or as a sentence"),
        Column("line", WHOLE, "line of a text, from 1"),
        Column("page", WHOLE, "page, from 1"),
        Column("sheet", TEXT, "sheet of a workbook"),
    ),
    "runs": (
        Column("run", TEXT, "the run"),
        Column("dossier", TEXT, "a dossier judged by it; null in the row that tells of the whole run"),
        Column("outcome", TEXT, "judged, failed; finished or interrupted for the whole run"),
        Column("version", TEXT, "version of the program"),
        Column("program", TEXT, "hash of the program's code"),
        Column("begun", pa.timestamp("ms"), "when it began, UTC"),
        Column("ended", pa.timestamp("ms"), "when it ended, UTC"),
        Column("workers", WHOLE, "workers there were"),
        Column("documents", WHOLE, "documents"),
        Column("unchanged", WHOLE, "dossiers that had been judged before"),
        Column("removed", WHOLE, "dossiers that are no longer there"),
        Column("failed", WHOLE, "documents that are failed or unread"),
        Column("pages", LARGE, "pages"),
        Column("figures", LARGE, "figures"),
        Column("bytes", LARGE, "bytes of the files"),
        Column("reading_ms", LARGE, "milliseconds of reading"),
        Column("judging_ms", LARGE, "milliseconds of judging"),
        Column("writing_ms", LARGE, "milliseconds of writing"),
        Column("peak_kb", LARGE, "largest memory of the process that judged it, in kilobytes"),
    ),
}
OF_DOSSIERS = tuple(name for name in TABLES if name != "runs")
"""The tables whose rows belong to a dossier: the same corpus gives the same bytes in all of them."""


@cache
def arrow_schema(name: str) -> Any:
    """The Arrow schema of the table `name`, the meaning of every column in its metadata."""
    return pa.schema(
        [pa.field(one.name, one.type, metadata={"meaning": one.meaning}) for one in TABLES[name]],
        metadata={"schema": SCHEMA},
    )
