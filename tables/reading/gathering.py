"""Which files there are to read under some paths, and which of them are skipped and why; nothing is left out unsaid."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from tables.decode import UnreadableDocument
from tables.file_bytes import FILE_LIMIT
from tables.reading.own_outputs import is_ours, ours
from tables.reading.readers import SUFFIXES

if TYPE_CHECKING:
    from tables.reading.archives import Member

README = "readme"
ARCHIVE = ".zip"


class Skipped(Struct, frozen=True):
    """A file that is not read: the path to print and the reason, in a word with a detail behind `: `.

    "ours" (written by this program), "format" (none that is read), "readme", "link" (to a folder), "no-permission",
    "same-bytes: PATH" (the same file as the one named), "same-text: PATH" (another format of the one named); of the
    members of an archive "locked" (by a password), "nested" (an archive again), "archive-limit" (too many, too large).
    """

    path: str
    reason: str


class Source(NamedTuple):
    """A file to read, the path to print, and for a member of an archive which of its members it is."""

    path: Path
    shown: str
    member: int | None = None


class Gathered(Struct):
    """The files to read, every one once, in the order given, and those skipped."""

    files: list[Source] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def gather(paths: Sequence[Path]) -> Gathered:
    """What is to be read under `paths`: a file as given, a folder's readable files by name.

    Hidden files of a folder count as absent. A file named alone is read whatever it is. Of an archive every member is
    a file of its own. Raises FileNotFoundError naming the first path that does not exist.
    """
    found: dict[Path, str] = {}
    result = Gathered()
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(path)
        if not path.is_dir():
            found.setdefault(path, path.name if path.is_absolute() else path.as_posix())
            continue
        for entry in _entries(path, result, path):
            shown = _shown(path, entry)
            if entry.stem.lower() == README:
                result.skipped.append(Skipped(shown, README))
            elif entry.exists() and not entry.is_file():
                result.skipped.append(Skipped(shown, "format"))  # a pipe or a device: waiting for it might never end
            else:
                found.setdefault(entry, shown)
    _without_repetition(found, result, alone=len(paths) == 1 and not paths[0].is_dir())
    return result


def sorted_out(found: dict[Path, str]) -> Gathered:
    """Which of the files `found`, each with the path to print, are to be read and which are not, in their order."""
    result = Gathered()
    _without_repetition(found, result, alone=False)
    return result


def _without_repetition(found: dict[Path, str], result: Gathered, *, alone: bool) -> None:
    """What is ours, no format that is read, or the same bytes as a file before goes to those skipped."""
    first: dict[str, str] = {}
    for path, shown in found.items():
        packed = _members(path) if path.suffix.lower() == ARCHIVE and path.is_file() else None
        if packed is not None:
            for one in packed:
                inner = f"{shown}/{one.name}"
                reason = one.reason or _reason_of_member(path, one, inner, first)
                _sort(result, Source(path, inner, one.stored), reason)
            continue
        reason = "" if alone or path.suffix.lower() == ARCHIVE else _reason(path)
        if not reason and not alone and (digest := digest_of(path)):
            before = first.setdefault(digest, shown)
            reason = f"same-bytes: {before}" if before != shown else ""
        _sort(result, Source(path, shown), reason)


def _sort(result: Gathered, source: Source, reason: str) -> None:
    if reason:
        result.skipped.append(Skipped(source.shown, reason))
    else:
        result.files.append(source)


def _reason(path: Path) -> str:
    if not path.is_file():
        return ""
    if is_ours(path):
        return "ours"
    return "" if path.suffix.lower() in SUFFIXES else "format"


def _members(path: Path) -> list[Member] | None:
    """As `tables.reading.archives` lists them, which most dossiers do not need."""
    from tables.reading.archives import members

    return members(path)


def _reason_of_member(path: Path, member: Member, shown: str, first: dict[str, str]) -> str:
    """Why a member of an archive is not read; one that cannot be unpacked is, so that its reader says what is wrong."""
    from tables.reading.archives import member_bytes

    name = PurePosixPath(member.name)
    if name.stem.lower() == README:
        return README
    if name.suffix.lower() not in SUFFIXES:
        return "format"
    try:
        data = member_bytes(path, member.stored)
    except (UnreadableDocument, OSError):
        return ""
    if ours(name.name, io.BytesIO(data), len(data)):
        return "ours"
    before = first.setdefault(sha256(data).hexdigest(), shown)
    return f"same-bytes: {before}" if before != shown else ""


def _entries(folder: Path, result: Gathered, root: Path) -> Iterator[Path]:
    """The files below `folder` by name; folders however deep, without following links to folders."""
    files: list[Path] = []
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                listed = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:
            result.skipped.append(Skipped(_shown(root, place), "no-permission"))
            continue
        for entry in listed:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(place / entry.name)
            elif entry.is_dir():
                result.skipped.append(Skipped(_shown(root, place / entry.name), "link"))
            else:
                files.append(place / entry.name)
    yield from sorted(files)


def _shown(folder: Path, entry: Path) -> str:
    """The path to print for a file of a folder: as code hosts find it where the folder lies below the working one."""
    below = not folder.is_absolute() and ".." not in folder.parts
    return entry.as_posix() if below else f"{folder.name}/{entry.relative_to(folder).as_posix()}"


def digest_of(path: Path) -> str:
    """SHA-256 of a file of at most 256 MB; nothing for one that is empty, larger, or not given by the system."""
    digest = sha256()
    try:
        if not path.is_file() or not 0 < path.stat().st_size <= FILE_LIMIT:
            return ""
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
