"""Asks a store for the command, and hands over the answer in the form asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from reconcile.commands.answer_forms import FORMS, inexact_columns
from reconcile.commands.failures import OutputNeeded
from reconcile.commands.output import check_target, show, write_whole
from reconcile.commands.store_failures import StoreUnusable
from reconcile.store.asking import VIEWS, opened
from reconcile.store.named_questions import named, question
from reconcile.store.opening import UNFINISHED, existing
from reconcile.store.refusals import StoreRefused
from reconcile.store.schema import TABLES
from reconcile.words.store_words import store_text

BINARY = ("xlsx", "parquet")


def list_questions(store: Path, lang: str) -> int:
    """Every named question with its arguments, and the tables and views for SQL, on standard output."""
    lines = [store_text("query_names", lang)]
    for one in named().values():
        asked = " ".join(f"--{a.name} …" if a.required else f"[--{a.name} …]" for a in one.arguments)
        lines.append(f"  {one.name} {asked}".rstrip() + f"\n      {one.en if lang == 'en' else one.zh}")
    lines.append(store_text("query_tables", lang, tables=", ".join(TABLES), views=", ".join(VIEWS)))
    show("\n".join(lines) + "\n")
    return 0


def print_sql(said: str, lang: str) -> int:
    """The SQL that is asked, on standard output. Raises StoreUnusable for a name that nobody knows."""
    try:
        known = question(said)
    except StoreRefused as error:
        raise StoreUnusable("", error) from None
    show(known.sql if known is not None else said.rstrip() + "\n")
    return 0


def answer(store: Path, said: str, words: Sequence[str], form: str, output: Path | None, lang: str) -> int:
    """The answer is on standard output or in the file `output`. Raises CommandFailure."""
    if form in BINARY and output is None:
        raise OutputNeeded(form)
    if output is not None:
        check_target(output)
    try:
        existing(store)
        known = question(said)
        arguments = known.given(words) if known is not None else _none(words)
        with opened(store, lang) as asked:
            found = asked.ask(known.sql if known is not None else said, arguments)
    except StoreRefused as error:
        raise StoreUnusable(str(store), error) from None
    content = FORMS[form](found, said, lang)
    _warn(store, inexact_columns(found), lang)
    if output is None:
        show(content.decode("utf-8"))
    else:
        write_whole(output, content)
    return 0


def _none(words: Sequence[str]) -> dict[str, int | str | None]:
    """SQL takes no arguments. Raises StoreRefused."""
    if words:
        raise StoreRefused("bad-argument", words[0])
    return {}


def _warn(store: Path, inexact: Sequence[str], lang: str) -> None:
    """On standard error: that a run is not finished, that columns are not exact."""
    if (store / UNFINISHED).exists():
        print(store_text("query_unfinished", lang), file=sys.stderr)
    if inexact:
        print(store_text("query_inexact", lang, columns=", ".join(inexact)), file=sys.stderr)
