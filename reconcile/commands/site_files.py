"""Writes the pages of a site into its folder, and removes those of an earlier site that are none any more."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from reconcile.commands.failures import OutputRefused
from reconcile.commands.output import encoded, show, write_whole
from reconcile.commands.store_failures import StoreUnusable
from reconcile.site.site_answers import SiteAnswers
from reconcile.site.site_pages import pages_of
from reconcile.store.asking import opened
from reconcile.store.refusals import StoreRefused
from reconcile.words.store_words import store_text

LIST = "pages.txt"
"""In the folder of a site: the names of its pages."""


def write_site(store: Path, folder: Path, lang: str) -> int:
    """Afterwards the folder holds the site, and no page that the site before had and this has not.

    Raises StoreUnusable, OutputRefused: also for a folder that holds something else.
    """
    try:
        with opened(store, lang) as asked:
            answers = SiteAnswers.of(asked)
    except StoreRefused as error:
        raise StoreUnusable(str(store), error) from None
    before = _before(folder)
    names = []
    try:
        (folder / "places").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputRefused(str(folder), error) from error
    for name, text in pages_of(answers, lang):
        write_whole(folder / name, encoded(text))
        names.append(name)
    for name in before - set(names):
        (folder / name).unlink(missing_ok=True)
    write_whole(folder / LIST, encoded("\n".join(sorted(names)) + "\n"))
    show(store_text("site_written", lang, pages=len(names), index=folder / "index.html") + "\n")
    return 0


def _before(folder: Path) -> set[str]:
    """The pages of the site that the folder held before; none for a folder that is new or empty."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise OutputRefused(str(folder), NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
    if (folder / LIST).is_file():
        listed = (folder / LIST).read_text(encoding="utf-8", errors="replace").splitlines()
        return {name for name in listed if name.endswith(".html") and ".." not in name and not name.startswith("/")}
    if any(folder.iterdir()):
        raise OutputRefused(str(folder), FileExistsError(errno.EEXIST, os.strerror(errno.ENOTEMPTY)))
    return set()
