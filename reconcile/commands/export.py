"""`fiscal export`: the workbook with findings, tables with live formulas, relations and coverage."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import acceptance_options, lang_option, paths_argument, reading_options


@click.command("export", short_help="导出工作簿 / Export the workbook.")
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="OUT.xlsx",
    help="工作簿写到哪里 / Where to write the workbook.",
)
@acceptance_options
@reading_options
@lang_option
def command(
    paths: tuple[Path, ...],
    output: Path,
    baseline: Path | None,
    settings: Path | None,
    least: str | None,
    engine: str,
    jobs: int,
    lang: str,
) -> int:
    """读取并核对，写出 Excel 工作簿：问题清单、各附表（带公式）、勾稽关系、覆盖情况。

    Reads and reconciles, and writes an Excel workbook: findings, tables with live formulas, relations, coverage.
    """
    from reconcile.commands.output import check_kind_of, check_target, show, write_whole
    from reconcile.commands.reviewing import reviewed, unreadable
    from reconcile.commands.what_is_accepted import accepting
    from reconcile.words.messages import label

    check_target(output, paths)
    check_kind_of(output, ".xlsx")
    review = accepting(settings, baseline, least).applied(reviewed(paths, lang, engine, jobs))
    from reconcile.reports.workbook.to_workbook import to_workbook

    write_whole(output, to_workbook(review))
    show(label("workbook", lang, path=output, findings=len(review.findings)) + "\n")
    if review.possible:
        show(label("possible", lang, n=len(review.possible)) + "\n")
    return int(unreadable(review))
