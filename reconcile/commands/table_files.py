"""The files of `fiscal tables` by name, and how they get into their folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.commands.failures import OutputRefused

if TYPE_CHECKING:
    from reconcile.review import Review


def table_files(review: Review, form: str) -> dict[str, bytes]:
    """Every table of the review in the form asked for: content by file name."""
    if form == "xlsx":
        from reconcile.reports.workbook.to_workbook import tables_workbooks

        return tables_workbooks(review)
    if form == "parquet":
        return _parquet_files(review)
    from reconcile.commands.output import encoded
    from reconcile.reports.machine.listings import tables_csv, tables_json

    if form == "json":
        return {"tables.json": encoded(tables_json(review))}
    # Excel and WPS take a CSV file for the local code page unless it opens with a byte order mark.
    return {name: b"\xef\xbb\xbf" + encoded(text) for name, text in tables_csv(review).items()}


def _parquet_files(review: Review) -> dict[str, bytes]:
    """One Parquet file for each table, and index.json that says which table is in which file."""
    from reconcile.commands.output import encoded
    from reconcile.reports.machine.listings import file_names, parquet_index
    from tables.frames.frame import frame_of
    from tables.frames.frame_arrow import parquet_of

    files = {
        f"{name}.parquet": parquet_of(frame_of(table))
        for document in review.documents
        for name, table in file_names(document)
    }
    return {**files, "index.json": encoded(parquet_index(review))}


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    """Afterwards every file is in `folder`, which is made if need be. Raises OutputRefused."""
    from reconcile.commands.output import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused(str(folder), error) from error
    for name, content in files.items():
        write_whole(folder / name, content)
