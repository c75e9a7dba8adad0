"""`fiscal check`: reads, reconciles, reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.commands.failures import AlsoMisused
from reconcile.commands.options import (
    acceptance_options,
    lang_option,
    output_option,
    paths_argument,
    reading_options,
)

if TYPE_CHECKING:
    from reconcile.commands.every_report import ReportFolder
    from reconcile.review import Review

REPORTS = {
    "console": "reconcile.reports.screen.to_console",
    "concise": "reconcile.reports.screen.to_concise",
    "json": "reconcile.reports.machine.to_json",
    "html": "reconcile.reports.html.to_html",
    "sarif": "reconcile.reports.machine.to_sarif",
    "junit": "reconcile.reports.machine.to_junit",
    "github": "reconcile.reports.machine.to_github",
    "markdown": "reconcile.reports.machine.to_markdown",
}
"""The module that writes each form of a report, imported when it is asked for; its function has the module's name."""
READY = tuple(REPORTS)
WEIGHTS = ("error", "warning", "note")


@click.command("check", short_help="读取并核对 / Read and reconcile documents.")
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(READY),
    default="console",
    metavar=f"[{'|'.join(READY)}]",
    show_default=True,
    help="报告的形式 / Form of the report.",
)
@output_option("把报告写入文件 / Write the report to a file.")
@click.option(
    "--also",
    multiple=True,
    metavar="FORM=FILE",
    help="同时写出另一种形式，可多次使用 / Another form of the same review in a file (repeatable).",
)
@click.option(
    "--all",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="把各种报告一次写入文件夹：网页、工作簿、审查要点、批注副本 / Every report of one reading, in a folder.",
)
@click.option(
    "--fail-on",
    type=click.Choice((*WEIGHTS, "never")),
    default=None,
    metavar=f"[{'|'.join(WEIGHTS)}|never]",
    help="发现达到此程度时退出码为 1，默认 error / Exit with 1 from this weight on; error unless told.",
)
@acceptance_options
@reading_options
@lang_option
def command(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    also: tuple[str, ...],
    folder: Path | None,
    fail_on: str | None,
    baseline: Path | None,
    settings: Path | None,
    least: str | None,
    engine: str,
    jobs: int,
    lang: str,
) -> int:
    """读取文件或文件夹（一个文件夹作为一份案卷一起核对），核对数字，给出报告。

    Reads files or folders (a folder is one dossier), reconciles the figures and reports.

    退出码 / Exit codes: 0 没有发现 nothing found, 1 有发现 findings, 2 命令无法执行 could not run.
    """
    from reconcile.commands.output import check_apart, check_target, deliver
    from reconcile.commands.reviewing import reviewed
    from reconcile.commands.what_is_accepted import accepting

    if output is not None:
        check_target(output, paths)
    more = others(also, paths)
    check_apart([*([output] if output else []), *(target for _, target in more)])
    whole = _whole(folder, paths, lang)
    known = accepting(settings, baseline, least)
    review = known.applied(reviewed(paths, lang, engine, jobs))
    for other, target in more:
        deliver(_shown(review, other, paths), target)
    deliver(_shown(review, form, paths, colour=output is None and coloured()), output)
    if whole is not None:
        # What is on standard output may be read by a program: there the list of files would be in its way.
        click.echo(whole.written(review), nl=False, err=form != "console" and output is None)
    return exit_code(review, fail_on or known.fail_on or "error")


def _whole(folder: Path | None, paths: tuple[Path, ...], lang: str) -> ReportFolder | None:
    """Where all reports go, if that was asked for. Raises OutputRefused, WouldOverwriteInput."""
    if folder is None:
        return None
    from reconcile.commands.every_report import ReportFolder

    whole = ReportFolder(folder, paths, lang)
    whole.check()
    return whole


def others(also: Sequence[str], paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """The further reports asked for as FORM=FILE. Raises AlsoMisused, OutputRefused, WouldOverwriteInput."""
    from reconcile.commands.output import check_target

    found = []
    for one in also:
        form, _, name = one.partition("=")
        if form not in READY or not name:
            raise AlsoMisused(one, READY)
        check_target(Path(name), paths)
        found.append((form, Path(name)))
    return found


def _shown(review: Review, form: str, paths: tuple[Path, ...], colour: bool = False) -> str:
    """The review in the form asked for; a page needs the files once more, for its pictures."""
    return page(review, paths, review.lang) if form == "html" else rendered(review, form, colour)


def page(review: Review, paths: tuple[Path, ...], lang: str) -> str:
    """The review as an HTML page, with pictures of the pages that findings are about."""
    from reconcile.catalogue import titles
    from reconcile.commands.original_pages import drawn_pages
    from reconcile.commands.progress import progress_line
    from reconcile.reports.html.to_html import to_html

    with progress_line(len(paths), lang) as watch:
        return to_html(review, titles(lang), drawn_pages(review, paths, watch))


def rendered(review: Review, form: str, colour: bool = False) -> str:
    """The review in the form asked for."""
    if form == "console":
        from reconcile.catalogue import names
        from reconcile.reports.screen.to_console import to_console

        return to_console(review, names=names(), colour=colour)
    if form == "sarif":
        from reconcile.reports.machine.to_sarif import to_sarif

        return to_sarif(review, os.environ.get("FISCAL_DOCS", ""))
    report: Callable[[Review], str] = getattr(import_module(REPORTS[form]), f"to_{form}")
    return report(review)


def coloured() -> bool:
    """True where standard output is a terminal whose user has not asked for plain text (NO_COLOR)."""
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM") != "dumb"
    )


def exit_code(review: Review, fail_on: str) -> int:
    """1 if a finding weighs `fail_on` or more, else 0."""
    if fail_on == "never":
        return 0
    counting = WEIGHTS[: WEIGHTS.index(fail_on) + 1]
    return int(any(finding.severity.value in counting for finding in review.findings))
