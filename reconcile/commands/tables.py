"""`fiscal tables`: the extracted tables alone, as workbooks, CSV or Parquet files or JSON, or the raw grids."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.failures import OutputNeeded, OutputRefused
from reconcile.commands.options import lang_option, paths_argument, reading_options

FORMATS = ("xlsx", "csv", "parquet", "json")


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
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="输出的形式 / Form of the files.",
)
@click.option(
    "--segments",
    is_flag=True,
    help="逐页给出原始网格，不拼接、不分析表头（只限一个文件和 json）/ The raw grids page by page (one file, json).",
)
@reading_options
@lang_option
def command(
    paths: tuple[Path, ...], output: Path | None, form: str, segments: bool, engine: str, jobs: int, lang: str
) -> int:
    """只导出附表，不作核对结论。json 不给 -o 时显示在屏幕上。

    Exports the extracted tables alone. Without -o, json goes to the screen.
    """
    if output is not None and output.exists() and not output.is_dir():
        raise OutputRefused(str(output), FileExistsError(17, "it is a file, not a folder"))
    if segments:
        from reconcile.commands.raw_segments import hand_over_segments

        return hand_over_segments(paths, form, output, engine, jobs, lang)
    if output is None and form != "json":
        raise OutputNeeded(form)
    from reconcile.commands.output import show
    from reconcile.commands.reviewing import reviewed, unreadable
    from reconcile.commands.table_files import table_files, write_files
    from reconcile.words.messages import label

    review = reviewed(paths, lang, engine, jobs)
    files = table_files(review, form)
    if output is None:
        show(files["tables.json"].decode("utf-8"))
    else:
        write_files(output, files)
        tables = sum(len(document.tables) for document in review.documents)
        show(label("tables_written", lang, tables=tables, files=len(files), path=output) + "\n")
    return int(unreadable(review))
