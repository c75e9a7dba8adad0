"""What the parts of a batch say to one another: an order to judge a dossier, and the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from reconcile.store.review_columns import Listed, dossier_id
from tables.reading.gathering import Skipped


class Lost(Exception):
    """The workers that tried a task were lost with it."""


class SchedulerAbsent(Exception):
    """Nobody answers at the address of the scheduler, or it has no workers."""


class DossierFiles(Struct, frozen=True):
    """A dossier to judge: its name, its files with their paths inside the corpus, and what is left out of it.

    A member of an archive is a path and the number of the member. `listed` is what the manifest says, by path;
    `refused` are lines of a manifest, each with why it names no file.
    """

    name: str
    files: tuple[tuple[Path, str, int | None], ...]
    skipped: tuple[Skipped, ...] = ()
    listed: Mapping[str, Listed] = field(default_factory=dict)
    refused: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The key of the dossier."""
        return dossier_id(self.name)


class Order(Struct, frozen=True):
    """Judge this dossier into that store; `known` is what the store's rows of it were judged from, or "" .

    `program` is the hash of the program that gives the order, `jobs` how many are judged at once on this machine,
    `size` the bytes of the dossier's files as far as the system tells.
    """

    dossier: DossierFiles
    store: Path
    program: str
    known: str = ""
    lang: str = "zh"
    jobs: int = 1
    size: int = 0


class Outcome(Struct, frozen=True):
    """What became of an order: `state` is judged, unchanged (the store holds it) or failed (nothing was judged).

    `troubles` are the paths that were not judged, with the reasons; times are in milliseconds.
    """

    key: str
    name: str
    state: str
    judged_as: str
    documents: int = 0
    pages: int = 0
    figures: int = 0
    findings: int = 0
    size: int = 0
    troubles: tuple[tuple[str, str], ...] = ()
    reading: int = 0
    judging: int = 0
    writing: int = 0
    peak: int = 0
