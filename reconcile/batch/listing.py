"""What there is to judge at a path: a folder, an archive, or a manifest that lists files."""

from __future__ import annotations

from pathlib import Path

from reconcile.batch.corpus import dossier_of_archive, dossiers_of_folder
from reconcile.batch.manifest import dossiers_of_manifest
from reconcile.batch.orders import DossierFiles
from tables.reading.gathering import ARCHIVE

MANIFESTS = (".csv", ".tsv")


class NothingListed(Exception):
    """The corpus names no file at all."""


def dossiers_of(corpus: Path) -> list[DossierFiles]:
    """Every dossier of the corpus.

    Raises FileNotFoundError, NothingListed, ManifestRefused, OSError.
    """
    if not corpus.exists():
        raise FileNotFoundError(corpus)
    if corpus.is_dir():
        found = list(dossiers_of_folder(corpus))
    elif corpus.suffix.lower() == ARCHIVE:
        found = list(dossier_of_archive(corpus, corpus.name))
    elif corpus.suffix.lower() in MANIFESTS:
        found = list(dossiers_of_manifest(corpus))
    else:
        found = [DossierFiles(corpus.name, ((corpus, corpus.name, None),))]
    if not any(one.files or one.refused for one in found):
        raise NothingListed(corpus)
    return found
