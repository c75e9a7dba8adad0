"""Zip archives of files: which members there are to read, and the bytes of one; nothing is ever unpacked to a disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fiscal import late_patterns as re
from tables.decode import UnreadableDocument

MOST_MEMBERS = 1000
MOST_BYTES = 1 << 29
"""All members together, unpacked: half a gigabyte."""

MOST_MEMBER_BYTES = 1 << 27
MOST_RATIO = 400
"""How many times larger than packed a member of more than SMALL bytes may be."""

SMALL = 1 << 22
MOST_LISTED = 4 << 20
"""Bytes of the list of members: a longer one has tens of thousands of them."""

_BROKEN = (ValueError, OSError, EOFError, RuntimeError, NotImplementedError, KeyError, zipfile.BadZipFile, zlib.error)
_OFFICE = frozenset({"[content_types].xml", "mimetype", "ofd.xml"})
_UTF8 = 0x800
_ENCRYPTED = 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UNSEEN = ("__MACOSX", "Thumbs.db", "desktop.ini")


class Member(NamedTuple):
    """One file in an archive: the name to print, how it is stored, and why it is not read ("" if it is)."""

    name: str
    stored: int
    reason: str = ""


class _Bounded(io.BufferedReader):
    """A file of which nothing is read that is longer than a list of members may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = MOST_LISTED + 1 if size is None or size < 0 else size
        data = super().read(min(wanted, MOST_LISTED + 1))
        if len(data) > MOST_LISTED:
            raise ValueError("longer than any list of members")
        return data


def members(path: Path) -> list[Member] | None:
    """The files in the archive at `path` in its order, the first MOST_MEMBERS of them to be read; None where it is no
    archive of files: an office file, damaged, or with a list of members that no sound archive has.
    """
    try:
        with _Bounded(path.open("rb", buffering=0)) as raw, zipfile.ZipFile(raw) as archive:
            listed = archive.infolist()
    except _BROKEN:
        return None
    if any(_name(one).lower() in _OFFICE for one in listed):
        return None
    return list(_limited(listed))


def _limited(listed: list[zipfile.ZipInfo]) -> Iterator[Member]:
    taken, read, unpacked = set(), 0, 0
    for stored, one in enumerate(listed):
        name = _name(one)
        if one.is_dir() or not name or any(p.startswith(".") or p in _UNSEEN for p in name.split("/")):
            continue
        while name in taken:
            name = f"{name} (2)"
        taken.add(name)
        reason = _refused(one, name)
        if not reason and (read >= MOST_MEMBERS or unpacked + one.file_size > MOST_BYTES):
            reason = "archive-limit"
        read, unpacked = (read, unpacked) if reason else (read + 1, unpacked + one.file_size)
        yield Member(name, stored, reason)


def _refused(one: zipfile.ZipInfo, name: str) -> str:
    if one.flag_bits & _ENCRYPTED:
        return "locked"
    if name.lower().endswith(".zip"):
        return "nested"
    swollen = one.file_size > SMALL and one.file_size > MOST_RATIO * max(1, one.compress_size)
    return "archive-limit" if swollen or one.file_size > MOST_MEMBER_BYTES else ""


def member_bytes(path: Path, stored: int) -> bytes:
    """The bytes of one member of the archive at `path`, never more than it says and than the limit.

    Raises UnreadableDocument with reason "damaged" where it cannot be unpacked, "too-large"; OSError.
    """
    with path.open("rb") as raw:
        return _unpacked(raw, stored)


def _unpacked(raw: BinaryIO, stored: int) -> bytes:
    try:
        with zipfile.ZipFile(raw) as archive:
            one = archive.infolist()[stored]
            if one.file_size > MOST_MEMBER_BYTES:
                raise UnreadableDocument("too-large")
            with archive.open(one) as stream:
                return stream.read(MOST_MEMBER_BYTES)
    except (*_BROKEN, IndexError):
        raise UnreadableDocument("damaged") from None


def _name(one: zipfile.ZipInfo) -> str:
    """The name to print: what Windows wrote as GBK is read as that, and no part of it leads anywhere.

    >>> _name(zipfile.ZipInfo("../../etc//passwd"))
    'etc/passwd'
    >>> _name(zipfile.ZipInfo("预算.txt".encode("gbk").decode("cp437")))
    '预算.txt'
    """
    name = one.filename
    if not one.flag_bits & _UTF8:
        with suppress(UnicodeEncodeError):
            name = _as_written(name.encode("cp437"))
    parts = _CONTROL.sub("", name).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _as_written(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")
