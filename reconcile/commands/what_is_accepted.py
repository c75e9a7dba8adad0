"""Finds the settings and the baseline for a command, applies them, and says which of them were of no use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reconcile.commands.failures import (
    BaselineRefused,
    ConfidenceMisused,
    NoRegularFile,
    PathMissing,
    SettingsRefused,
    StoreUnusable,
)
from reconcile.words.messages import label

if TYPE_CHECKING:
    from reconcile.acceptance.apply import Applied
    from reconcile.acceptance.baseline import Entry
    from reconcile.acceptance.settings import Settings
    from reconcile.decisions.decision_store import DecisionStore
    from reconcile.review import Review

NAME = "fiscal.toml"
NAMED = 5
"""So many entries without use are named; the count stands for the others."""


class Accepting(Struct, frozen=True):
    """The settings of the project, if it has any, the findings accepted before, and how likely one has to be."""

    settings: Settings | None
    entries: tuple[Entry, ...]
    least: Decimal | None = None

    @property
    def fail_on(self) -> str | None:
        """The weight that fails a check, where the settings name one."""
        return self.settings.fail_on if self.settings else None

    def applied(self, review: Review) -> Review:
        """`review` with weights as set, accepted and too unlikely findings apart; what was of no use is told on
        standard error.
        """
        accepted = review if self.settings is None and not self.entries else self._accepted(review)
        if self.least is None:
            return accepted
        from reconcile.acceptance.sure_enough import sure_enough

        return sure_enough(accepted, self.least)

    def _accepted(self, review: Review) -> Review:
        from reconcile.acceptance.apply import apply
        from reconcile.acceptance.settings import Settings

        result = apply(review, self.settings or Settings(), self.entries, datetime.now(tz=UTC).date())
        for line in _useless(result, review.lang):
            print(f"fiscal: {line}", file=sys.stderr)
        return result.review


def accepting(settings: Path | None, baseline: Path | None, least: str | None = None) -> Accepting:
    """What the options name, else the nearest `fiscal.toml`, and the baseline and the confidence it names.

    Raises ConfidenceMisused, PathMissing, SettingsRefused, BaselineRefused.
    """
    wanted = least_of(least)
    chosen = settings or settings_for(Path.cwd())
    said = _settings(chosen) if chosen else None
    named = baseline or (said and said.baseline)
    if wanted is None and said is not None:
        wanted = said.min_confidence
    return Accepting(said, entries_in(named) if named else (), wanted)


def least_of(text: str | None) -> Decimal | None:
    """How likely a finding has to be, as an option has it. Raises ConfidenceMisused."""
    if text is None:
        return None
    from reconcile.acceptance.sure_enough import probability

    least = probability(text)
    if least is None:
        raise ConfidenceMisused(text)
    return least


def settings_for(folder: Path) -> Path | None:
    """The `fiscal.toml` of `folder` or of the nearest folder above it; None if there is none."""
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
    return None


def _settings(path: Path) -> Settings:
    from reconcile.acceptance.settings import BrokenSettings, read_settings

    try:
        _must_be_file(path)
        return read_settings(path)
    except BrokenSettings as error:
        raise SettingsRefused(str(path), error.problem, error.what) from error
    except OSError as error:
        raise PathMissing(str(path)) from error


def _must_be_file(path: Path) -> None:
    """Returns if `path` is a file or is not there: what waits at a pipe may wait for ever.

    Raises NoRegularFile; PathMissing for a name that no system takes.
    """
    try:
        odd = path.exists() and not path.is_file()
    except OSError as error:
        raise PathMissing(str(path)) from error
    if odd:
        raise NoRegularFile(str(path))


def entries_in(path: Path) -> tuple[Entry, ...]:
    """The entries of the baseline, or of the store of decisions, at `path`.

    Raises PathMissing, NoRegularFile, BaselineRefused, StoreUnusable.
    """
    from reconcile.acceptance.baseline import LARGEST, BrokenBaseline, read_baseline
    from reconcile.decisions.decision_store import is_store

    _must_be_file(path)
    if is_store(path):
        from reconcile.decisions.baseline_exchange import entries_of

        with opened_store(path) as store:
            return tuple(entries_of(store.latest().values()))
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise BaselineRefused(str(path), "too-large", None)
        return read_baseline(content.decode("utf-8"))
    except BrokenBaseline as error:
        raise BaselineRefused(str(path), error.problem, error.entry) from error
    except UnicodeDecodeError as error:
        raise BaselineRefused(str(path), "not-json", None) from error
    except OSError as error:
        raise PathMissing(str(path)) from error


@contextmanager
def opened_store(path: Path) -> Iterator[DecisionStore]:
    """The store of decisions at `path`, within the block. Raises StoreUnusable."""
    from reconcile.decisions.decision_store import DecisionStore, StoreRefused

    try:
        store = DecisionStore(path)
        try:
            yield store
        finally:
            store.close()
    except StoreRefused as error:
        raise StoreUnusable(str(path), error.problem, error.detail) from error


def _useless(result: Applied, lang: str) -> list[str]:
    lines = []
    if result.unused:
        lines.append(label("unused_entries", lang, n=len(result.unused), which=_named([e.id for e in result.unused])))
    for key, found in (("lapsed_exceptions", result.lapsed), ("idle_exceptions", result.idle)):
        if found:
            lines.append(label(key, lang, n=len(found), which=_named([one.reason for one in found])))
    return lines


def _named(names: list[str]) -> str:
    shown = "、".join(" ".join(name.split()) for name in names[:NAMED])
    return shown + ("……" if len(names) > NAMED else "")
