"""The line that says how far a command is: on a terminal only, one line that replaces itself and leaves nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reconcile.reports.quoted.places import visible
from reconcile.words.messages import label
from tables.reading_options import Watch

_CLEAR = "\x1b[2K\r"


@contextmanager
def progress_line(paths: int, lang: str) -> Iterator[Watch]:
    """Within it the user sees which page of which file is being read, where somebody watches standard error."""
    watched = sys.stderr is not None and sys.stderr.isatty()

    def show(text: str) -> None:
        if watched:
            print(_CLEAR + fitted(text, shutil.get_terminal_size().columns), end="", file=sys.stderr, flush=True)

    def watch(name: str) -> Callable[[int, int], None]:
        return lambda done, pages: show(label("page_of", lang, n=done, all=pages, file=visible(name)))

    show(label("progress", lang, n=paths))
    try:
        yield watch
    finally:
        if watched:
            print(_CLEAR, end="", file=sys.stderr, flush=True)


def fitted(text: str, columns: int) -> str:
    """The beginning of `text` that fits on a line; a character beyond Latin takes two columns.

    >>> fitted("第12页", 5), fitted("page 12", 5)
    ('第12', 'page')
    """
    room, taken = columns - 1, 0
    for index, sign in enumerate(text):
        taken += 1 if sign < "\u1100" else 2
        if taken > room:
            return text[:index]
    return text
