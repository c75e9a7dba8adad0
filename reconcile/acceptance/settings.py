"""The settings of one project, `fiscal.toml`: how much each check weighs, and exceptions that are known and explained.

    fail-on = "warning"
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

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from reconcile.catalogue import everything
from reconcile.words.reading_notes import READING_NOTES

NAME = "fiscal.toml"
SEVERITIES = ("error", "warning", "note", "off")
FAIL_ON = ("error", "warning", "note", "never")
_TOP = {"fail-on", "baseline", "lang", "severity", "exceptions"}
_EXCEPTION = {"code", "finding", "file", "table", "row", "column", "reason", "until"}
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Exempted:
    """One known exception (例外): which findings it covers, why, and until which day; `number` counts from 1."""

    number: int
    reason: str
    code: str | None = None
    finding: str | None = None
    places: tuple[tuple[str, str], ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What `fiscal.toml` says; an absent file says nothing."""

    fail_on: str | None = None
    baseline: Path | None = None
    lang: str | None = None
    severity: dict[str, str] = field(default_factory=dict)
    exceptions: tuple[Exempted, ...] = ()


class BrokenSettings(Exception):
    """Settings that cannot be used: `problem` is a word of `PROBLEMS`, `what` the name or value that is wrong."""

    def __init__(self, problem: str, what: str) -> None:
        super().__init__(f"{problem}: {what}")
        self.problem = problem
        self.what = what


PROBLEMS = ("too-large", "not-toml", "unknown-name", "unknown-code", "bad-value", "no-reason", "no-target")


def settings_for(folder: Path) -> Path | None:
    """The `fiscal.toml` of `folder` or of the nearest folder above it; None if there is none."""
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
    return None


def read_settings(path: Path) -> Settings:
    """The settings in the file at `path`; its baseline is meant relative to it. Raises BrokenSettings, OSError."""
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BrokenSettings("too-large", f"{LARGEST:,}")
    try:
        record = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BrokenSettings("not-toml", str(error)) from error
    _known(record, _TOP)
    severity = record.get("severity", {})
    if not isinstance(severity, dict):
        raise BrokenSettings("bad-value", "severity")
    for code, weight in severity.items():
        _one_of(weight, SEVERITIES, f"severity.{code}")
        _code(code)
    exceptions = record.get("exceptions", [])
    if not isinstance(exceptions, list) or not all(isinstance(one, dict) for one in exceptions):
        raise BrokenSettings("bad-value", "exceptions")
    baseline = _text(record, "baseline")
    return Settings(
        _one_of(record.get("fail-on"), FAIL_ON, "fail-on"),
        path.parent / baseline if baseline else None,
        _one_of(record.get("lang"), ("zh", "en"), "lang"),
        dict(severity),
        tuple(_exception(one, number) for number, one in enumerate(exceptions, 1)),
    )


def _exception(record: dict[str, object], number: int) -> Exempted:
    name = f"exceptions {number}"
    _known(record, _EXCEPTION)
    until = record.get("until")
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        raise BrokenSettings("bad-value", f"{name}: until")
    reason = _text(record, "reason") or ""
    if not reason.strip():
        raise BrokenSettings("no-reason", name)
    code, finding = _text(record, "code"), _text(record, "finding")
    if code is None and finding is None:
        raise BrokenSettings("no-target", name)
    if code is not None:
        _code(code)
    places = tuple((key, text) for key in ("file", "table", "row", "column") if (text := _text(record, key)))
    return Exempted(number, reason, code, finding, places, until)


def _known(record: dict[str, object], names: set[str]) -> None:
    for name in record:
        if name not in names:
            raise BrokenSettings("unknown-name", name)


def _text(record: dict[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise BrokenSettings("bad-value", name)
    return value


def _one_of(value: object, allowed: tuple[str, ...], name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in allowed:
        raise BrokenSettings("bad-value", name)
    return value


def _code(code: str) -> None:
    if code not in everything() and code not in READING_NOTES:
        raise BrokenSettings("unknown-code", code)
