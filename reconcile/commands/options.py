"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from reconcile.messages import LANGUAGES

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


def jobs_option(command: Decorated) -> Decorated:
    """Adds --jobs; documents are read one after the other for now, whatever it says."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="同时处理的文件数 / Documents worked on at once.",
    )(command)
