"""`fiscal questions`: the points to be answered by the finance department, as a Word file."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import acceptance_options, lang_option, paths_argument, reading_options


@click.command("questions", short_help="写出审查要点 / Write the questions to be answered.")
@paths_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="OUT.docx",
    help="审查要点写到哪里 / Where to write the questions.",
)
@click.option(
    "--form",
    type=click.Choice(("letter", "table")),
    default="letter",
    show_default=True,
    help="letter 函件，table 表格版（每项一行，最后一栏填答复） / A letter, or one row for each question.",
)
@acceptance_options
@reading_options
@lang_option
def command(
    paths: tuple[Path, ...],
    output: Path,
    form: str,
    baseline: Path | None,
    settings: Path | None,
    least: str | None,
    engine: str,
    jobs: int,
    lang: str,
) -> int:
    """读取并核对，写出审查要点（Word 文件）：逐条列出位置、原文、计算，并留出财政部门答复的位置。

    Reads and reconciles, and writes a Word file of numbered questions with their places, quotations, workings and lines
    for the answers of the finance department.
    """
    from reconcile.commands.output import check_kind_of, check_target, show, write_whole
    from reconcile.commands.reviewing import reviewed, unreadable
    from reconcile.commands.what_is_accepted import accepting

    check_target(output, paths)
    check_kind_of(output, ".docx")
    review = accepting(settings, baseline, least).applied(reviewed(paths, lang, engine, jobs))
    from reconcile.reports.questions.to_questions import answerable, to_questions
    from reconcile.words.messages import question_word as word

    write_whole(output, to_questions(review, form))
    show(word("written", lang, path=output, n=answerable(review)) + "\n")
    return int(unreadable(review))
