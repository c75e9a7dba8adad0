"""`fiscal figures`: every figure of narrative and tables with its place."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import lang_option, output_option, paths_argument, reading_options


@click.command("figures", short_help="列出全部数字 / List every figure.")
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "json")),
    default="csv",
    show_default=True,
    help="输出的形式 / Form of the output.",
)
@output_option("写入文件 / Write to a file.")
@reading_options
@lang_option
def command(paths: tuple[Path, ...], form: str, output: Path | None, engine: str, jobs: int, lang: str) -> int:
    """列出正文和附表中的每个数字及其位置。

    Lists every figure of narrative and tables with its place.
    """
    from reconcile.commands.output import check_target, deliver
    from reconcile.commands.reviewing import reviewed, unreadable
    from reconcile.reports.machine.listings import figures_csv, figures_json

    if output is not None:
        check_target(output, paths)
    review = reviewed(paths, lang, engine, jobs)
    # Excel and WPS take a CSV file for the local code page unless it opens with a byte order mark.
    mark = "\ufeff" if output is not None and form == "csv" else ""
    deliver(figures_json(review) if form == "json" else mark + figures_csv(review), output)
    return int(unreadable(review))
