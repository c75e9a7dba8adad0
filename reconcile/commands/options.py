"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reconcile.words.texts import LANGUAGES
from tables.reading_options import ENGINES

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def lang_option(command: Decorated) -> Decorated:
    """Adds --lang: the language of everything the user sees."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="zh",
        show_default=True,
        envvar="FISCAL_LANG",
        help="输出语言 / Language of the output.",
    )(command)


def paths_argument(command: Decorated) -> Decorated:
    """Adds PATH…: files, or folders whose documents are judged together."""
    return click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))(command)


def output_option(what: str) -> Callable[[Decorated], Decorated]:
    """Adds -o; `what` says in both languages what is written there."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=what)


def reading_options(command: Decorated) -> Decorated:
    """Adds --engine and --jobs: how the files are read."""
    engine = click.option(
        "--engine",
        type=click.Choice(ENGINES),
        default=ENGINES[0],
        show_default=True,
        help="由谁识别 PDF 中的表格 / Who reads the tables of a PDF.",
    )
    jobs = click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="读取 PDF 用的进程数 / Processes that read the pages of a PDF.",
    )
    return engine(jobs(command))


def acceptance_options(command: Decorated) -> Decorated:
    """Adds --baseline, --settings and --min-confidence: what was accepted, what each check weighs, what is told."""
    baseline = click.option(
        "--baseline",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="已说明的问题不再列出（用 fiscal accept 写成）/ Findings accepted before (made by `fiscal accept`).",
    )
    settings = click.option(
        "--settings",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="项目设置，默认用当前文件夹或其上级的 fiscal.toml / Settings; fiscal.toml here or above unless told.",
    )
    return baseline(settings(confidence_option(command)))


def confidence_option(command: Decorated) -> Decorated:
    """Adds --min-confidence: what is less likely is kept as a possible difference."""
    return click.option(
        "--min-confidence",
        "least",
        metavar="P",
        help="把握低于 P（0 到 1，如 0.8）的不列为问题，只计入可能的差异 / "
        "Findings less likely than P (0 to 1) are kept as possible differences only.",
    )(command)
