"""Which dossiers a corpus holds: the files of a folder, the members of an archive, the lines of a manifest.

A file that lies directly in the corpus is a dossier of its own, and so is an archive. The files of a folder below it
are one dossier, as in `fiscal check`, unless there are so many that it can only be a collection: then each is its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from reconcile.batch.orders import DossierFiles
from tables.reading.archives import members
from tables.reading.gathering import ARCHIVE, README, Skipped
from tables.reading.readers import SUFFIXES

MOST_TOGETHER = 40
"""Files of a dossier: more would be a collection."""
MOST_BYTES = 100 << 20
"""Bytes of a dossier's files: more would not fit into the memory of a worker."""


def dossiers_of_folder(corpus: Path) -> Iterator[DossierFiles]:
    """The dossiers of a folder by their names; hidden files count as absent, links to folders are left out.

    Names and paths are those inside the corpus.
    """
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        files, skipped, below = _listed(corpus, inside)
        yield from _dossiers(corpus, inside, files, skipped)
        waiting += sorted(below, reverse=True)


def dossier_of_archive(path: Path, inside: str) -> Iterator[DossierFiles]:
    """The dossier of a zip archive: its members, each its own where there are too many."""
    listed = members(path)
    readable = [one for one in listed or () if not one.reason and PurePosixPath(one.name).suffix.lower() in SUFFIXES]
    if len(readable) <= MOST_TOGETHER:
        yield DossierFiles(inside, ((path, inside, None),))
        return
    for one in readable:
        name = f"{inside}/{one.name}"
        yield DossierFiles(name, ((path, name, one.stored),))


def _listed(corpus: Path, inside: str) -> tuple[list[str], list[Skipped], list[str]]:
    """The files of a folder, what is left out of it, and the folders below it, all as paths inside the corpus."""
    files, skipped, below = [], [], []
    try:
        with os.scandir(corpus / inside) as entries:
            found = sorted((one for one in entries if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError:
        return [], [Skipped(inside or ".", "no-permission")], []
    for one in found:
        path = f"{inside}/{one.name}" if inside else one.name
        if one.is_dir(follow_symlinks=False):
            below.append(path)
        elif one.is_dir():
            skipped.append(Skipped(path, "link"))
        elif PurePosixPath(one.name).stem.lower() == README:
            skipped.append(Skipped(path, README))
        else:
            files.append(path)
    return files, skipped, below


def _dossiers(corpus: Path, inside: str, files: list[str], skipped: list[Skipped]) -> Iterator[DossierFiles]:
    plain = [path for path in files if not path.lower().endswith(ARCHIVE)]
    for path in files:
        if path.lower().endswith(ARCHIVE):
            yield from dossier_of_archive(corpus / path, path)
    together = inside and len(plain) <= MOST_TOGETHER and _bytes(corpus, plain) <= MOST_BYTES
    groups = [(inside, plain)] if together and plain else [(path, [path]) for path in plain]
    if skipped and not together:
        yield DossierFiles(f"{inside or '.'}/", (), tuple(skipped))
        skipped = []
    if together and not plain and skipped:
        yield DossierFiles(inside, (), tuple(skipped))
    for name, paths in groups:
        yield DossierFiles(name, tuple((corpus / path, path, None) for path in paths), tuple(skipped))


def _bytes(corpus: Path, files: list[str]) -> int:
    total = 0
    for path in files:
        try:
            total += (corpus / path).stat().st_size
        except OSError:
            continue
    return total
