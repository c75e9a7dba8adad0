"""`fiscal diff`: what changed between two drafts, figure by figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.commands.options import acceptance_options, lang_option, output_option, reading_options

if TYPE_CHECKING:
    from reconcile.commands.what_is_accepted import Accepting
    from reconcile.drafts.comparison import Comparison
    from reconcile.review import Review

FORMS = ("console", "json", "html", "xlsx")
FAILING = ("any", "new-error", "new-warning", "never")
WEIGHTS = {"new-error": ("error",), "new-warning": ("error", "warning")}


@click.command("diff", short_help="比较两稿 / Compare two drafts.")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    default="console",
    metavar=f"[{'|'.join(FORMS)}]",
    show_default=True,
    help="报告的形式 / Form of the report.",
)
@output_option("把报告写入文件 / Write the report to a file.")
@click.option(
    "--fail-on",
    type=click.Choice(FAILING),
    default="any",
    metavar=f"[{'|'.join(FAILING)}]",
    show_default=True,
    help="何时退出码为 1：有任何变化，或新出现的错误、提醒 / When to exit with 1: any change, or new findings only.",
)
@acceptance_options
@reading_options
@lang_option
def command(
    old: Path,
    new: Path,
    form: str,
    output: Path | None,
    fail_on: str,
    baseline: Path | None,
    settings: Path | None,
    least: str | None,
    engine: str,
    jobs: int,
    lang: str,
) -> int:
    """比较原稿 OLD 与新稿 NEW（文件或文件夹，格式可以不同）：哪些数改了、增了、删了，哪些只改了一处，哪些问题新出现或不再有。

    Compares the old draft with the new one, files or folders in any formats: which figures changed, were added or
    removed, which changed in one place only, which findings came up or are gone.

    退出码 / Exit codes: 0 没有变化 nothing changed, 1 有变化 something did, 2 命令无法执行 could not run.
    """
    from reconcile.commands.failures import OutputNeeded
    from reconcile.commands.output import check_target
    from reconcile.commands.what_is_accepted import accepting

    if output is not None:
        check_target(output, (old, new))
    elif form == "xlsx":
        raise OutputNeeded(form)
    known = accepting(settings, baseline, least)
    from reconcile.drafts.compare import compare

    comparison = compare(*(_read(side, known, lang, engine, jobs) for side in (old, new)))
    _deliver(comparison, form, output)
    return exit_code(comparison, fail_on)


def _read(path: Path, known: Accepting, lang: str, engine: str, jobs: int) -> Review:
    """The review of one draft, with accepted findings apart. Raises PathMissing, NothingToRead, DraftUnread."""
    from reconcile.commands.failures import DraftUnread
    from reconcile.commands.reviewing import reviewed
    from reconcile.drafts.compare import unreadable

    review = reviewed((path,), lang, engine, jobs)
    if unreadable(review):
        reasons = [finding.message for finding in review.findings if finding.code.startswith("DOC")]
        raise DraftUnread(str(path), reasons)
    return known.applied(review)


def _deliver(comparison: Comparison, form: str, output: Path | None) -> None:
    """The comparison is on standard output or in the file, in the form asked for."""
    from reconcile.commands.output import deliver, write_whole

    if form == "xlsx":
        from reconcile.reports.changes.changes_workbook import changes_workbook

        assert output is not None
        write_whole(output, changes_workbook(comparison))
        return
    deliver(_rendered(comparison, form, output is None), output)


def _rendered(comparison: Comparison, form: str, on_screen: bool) -> str:
    if form == "json":
        from reconcile.reports.changes.changes_json import changes_json

        return changes_json(comparison)
    if form == "html":
        from reconcile.reports.changes.changes_html import changes_html

        return changes_html(comparison)
    from reconcile.commands.check import coloured
    from reconcile.reports.changes.changes_console import changes_console

    return changes_console(comparison, colour=on_screen and coloured())


def exit_code(comparison: Comparison, fail_on: str) -> int:
    """1 if something changed, or, where only findings count, if one of that weight is new."""
    if fail_on == "never":
        return 0
    if fail_on == "any":
        return int(comparison.anything)
    found = comparison.findings
    new = [*found.new, *(one.new for one in found.reopened)]
    return int(any(finding.severity.value in WEIGHTS[fail_on] for finding in new))
