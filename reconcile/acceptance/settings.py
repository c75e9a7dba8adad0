"""The settings of one project, `fiscal.toml`: how much each check weighs, and exceptions that are known and explained.

    fail-on = "warning"
    min-confidence = 0.8    # findings less likely than this are kept as possible differences
    baseline = "accepted.json"

    [severity]
    TOT02 = "note"          # error, warning, note or off

    [[exceptions]]
    code = "TOT01"
    table = "表3"           # any of file, table, row, column narrows it; words that the place has to contain
    reason = "财政部门2025年3月2日答复：含预留数"
    until = 2026-12-31      # after this day it lapses

An exception without a reason is refused, and so is a word nobody knows: a setting that does nothing would mislead.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, ValidationError, convert
from msgspec.structs import replace

from reconcile.catalogue import everything
from reconcile.words.reading_notes import READING_NOTES

WEIGHTS = ("error", "warning", "note", "off")
PLACED = ("file", "table", "row", "column")
LARGEST = 1_000_000


class Exempted(Struct, frozen=True):
    """One known exception (例外): which findings it covers, why, and until which day; `number` counts from 1."""

    reason: str = ""
    code: str | None = None
    finding: str | None = None
    file: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    until: date | None = None
    number: int = 0

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """What the place has to contain, and the words."""
        return tuple((key, text) for key in PLACED if (text := getattr(self, key)))


class Settings(Struct, frozen=True, rename="kebab"):
    """What `fiscal.toml` says; an absent file says nothing."""

    fail_on: Literal["error", "warning", "note", "never"] | None = None
    min_confidence: Decimal | None = None
    baseline: Path | None = None
    lang: Literal["zh", "en"] | None = None
    severity: dict[str, Any] = {}
    exceptions: tuple[Exempted, ...] = ()


class BrokenSettings(Exception):
    """Settings that cannot be used: `problem` is a word of `PROBLEMS`, `what` the name or value that is wrong."""

    def __init__(self, problem: str, what: str) -> None:
        super().__init__(f"{problem}: {what}")
        self.problem = problem
        self.what = what


PROBLEMS = ("too-large", "not-toml", "unknown-name", "unknown-code", "bad-value", "no-reason", "no-target")


def read_settings(path: Path) -> Settings:
    """The settings in the file at `path`; its baseline is meant relative to it. Raises BrokenSettings, OSError."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BrokenSettings("too-large", f"{LARGEST:,}")
    try:
        record = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise BrokenSettings("not-toml", str(error)) from error
    try:
        said = convert(record, Settings, dec_hook=lambda _, name: path.parent / name)
    except ValidationError as error:
        raise BrokenSettings("bad-value", _spot(error)) from error
    _known(record, Settings.__struct_encode_fields__)
    least = said.min_confidence
    if least is not None and not (least.is_finite() and 0 <= least <= 1):
        raise BrokenSettings("bad-value", "min-confidence")
    for code, weight in said.severity.items():
        if weight not in WEIGHTS:
            raise BrokenSettings("bad-value", f"severity.{code}")
        _code(code)
    for number, one in enumerate(said.exceptions, 1):
        _known(record["exceptions"][number - 1], Exempted.__struct_fields__[:-1])
        if not one.reason.strip():
            raise BrokenSettings("no-reason", f"exceptions {number}")
        if one.code is None and one.finding is None:
            raise BrokenSettings("no-target", f"exceptions {number}")
        if one.code is not None:
            _code(one.code)
    return replace(said, exceptions=tuple(replace(one, number=n) for n, one in enumerate(said.exceptions, 1)))


def _spot(error: ValidationError) -> str:
    """The name of what has the wrong value, from where the library says it stands: `$.exceptions[0].until`."""
    found = re.search(r"`\$\.(.*)`", str(error))
    return re.sub(r"\[(\d+)\]\.?", lambda at: f" {int(at[1]) + 1}: ", found[1] if found else "").rstrip(": ")


def _known(record: dict[str, object], names: tuple[str, ...]) -> None:
    for name in record:
        if name not in names:
            raise BrokenSettings("unknown-name", name)


def _code(code: str) -> None:
    if code not in everything() and code not in READING_NOTES:
        raise BrokenSettings("unknown-code", code)
