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
KINDS = ("draft", "adjustment")
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
@click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS),
    default="draft",
    metavar=f"[{'|'.join(KINDS)}]",
    show_default=True,
    help="draft：前后两稿；adjustment：OLD 是原预算，NEW 是预算调整方案或决算，只列出增减栏没有说明的改动 / "
    "draft: two drafts; adjustment: an adjustment plan against the budget, only what its increases do not explain.",
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
    kind: str,
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

    OLD 或 NEW 也可以是 fiscal check --format json 写出的文件：不必再读原件，但其中没有句子，只比较数。
    Either may be a file that `fiscal check --format json` wrote: nothing is read again, and without sentences only
    figures are compared.

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
    if kind == "adjustment":
        from reconcile.drafts.adjustment import as_adjustment

        comparison = as_adjustment(comparison)
    _deliver(comparison, form, output, (old, new))
    return exit_code(comparison, fail_on)


def _read(path: Path, known: Accepting, lang: str, engine: str, jobs: int) -> Review:
    """The review of one draft, read and judged or saved as JSON, with accepted findings apart.

    Raises PathMissing, NothingToRead, DraftUnread, SavedReviewUnusable.
    """
    from reconcile.commands.failures import DraftUnread
    from reconcile.commands.reviewing import reviewed, saved
    from reconcile.drafts.compare import unreadable

    review = saved(path, lang) or reviewed((path,), lang, engine, jobs)
    if unreadable(review):
        reasons = [finding.message for finding in review.findings if finding.code.startswith("DOC")]
        raise DraftUnread(str(path), reasons)
    return known.applied(review)


def _deliver(comparison: Comparison, form: str, output: Path | None, paths: tuple[Path, Path]) -> None:
    """The comparison is on standard output or in the file, in the form asked for."""
    from reconcile.commands.output import deliver, write_whole

    if form == "xlsx":
        from reconcile.reports.changes.changes_workbook import changes_workbook

        assert output is not None
        write_whole(output, changes_workbook(comparison))
        return
    if form == "html":
        deliver(_page(comparison, paths), output)
        return
    deliver(_rendered(comparison, form, output is None), output)


def _page(comparison: Comparison, paths: tuple[Path, Path]) -> str:
    """The comparison as a page, with pieces of the originals; a saved review has none."""
    from reconcile.commands.original_pages import drawn_by
    from reconcile.commands.progress import progress_line
    from reconcile.reports.changes.changes_html import changes_html

    saved = (comparison.old.saved, comparison.new.saved)
    sides = [() if kept else (path,) for path, kept in zip(paths, saved, strict=True)]
    with progress_line(len(paths), comparison.lang) as watch:
        return changes_html(comparison, drawn_by(sides, watch))


def _rendered(comparison: Comparison, form: str, on_screen: bool) -> str:
    if form == "json":
        from reconcile.reports.changes.changes_json import changes_json

        return changes_json(comparison)
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
