"""`fiscal tables`: the extracted tables alone, as workbooks, CSV files or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.commands.failures import LaterFormat, OutputNeeded, OutputRefused
from reconcile.commands.options import jobs_option, lang_option, paths_argument

if TYPE_CHECKING:
    from reconcile.review import Review

READY = ("xlsx", "csv", "json")


@click.command("tables", short_help="导出附表 / Export the tables.")
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="输出文件夹，没有就新建 / Folder for the files, made if need be.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice((*READY, "parquet")),
    default="xlsx",
    metavar=f"[{'|'.join(READY)}]",
    show_default=True,
    help="输出的形式 / Form of the files.",
)
@jobs_option
@lang_option
def command(paths: tuple[Path, ...], output: Path | None, form: str, jobs: int, lang: str) -> int:
    """只导出附表，不作核对结论。json 不给 -o 时显示在屏幕上。

    Exports the extracted tables alone. Without -o, json goes to the screen.
    """
    if form not in READY:
        raise LaterFormat(form, READY)
    if output is None and form != "json":
        raise OutputNeeded(form)
    from reconcile.commands.output import show
    from reconcile.commands.reviewing import reviewed, unreadable
    from reconcile.messages import label

    if output is not None and output.exists() and not output.is_dir():
        raise OutputRefused(str(output), FileExistsError(17, "it is a file, not a folder"))
    review = reviewed(paths, lang)
    files = _files(review, form)
    if output is None:
        show(files["tables.json"].decode("utf-8"))
    else:
        _write(output, files)
        tables = sum(len(document.tables) for document in review.documents)
        show(label("tables_written", lang, tables=tables, files=len(files), path=output) + "\n")
    return int(unreadable(review))


def _files(review: Review, form: str) -> dict[str, bytes]:
    if form == "xlsx":
        from reconcile.reports.to_workbook import tables_workbooks

        return tables_workbooks(review)
    from reconcile.commands.output import encoded
    from reconcile.reports.listings import tables_csv, tables_json

    if form == "json":
        return {"tables.json": encoded(tables_json(review))}
    # Excel and WPS take a CSV file for the local code page unless it opens with a byte order mark.
    return {name: b"\xef\xbb\xbf" + encoded(text) for name, text in tables_csv(review).items()}


def _write(folder: Path, files: dict[str, bytes]) -> None:
    from reconcile.commands.output import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused(str(folder), error) from error
    for name, content in files.items():
        write_whole(folder / name, content)
