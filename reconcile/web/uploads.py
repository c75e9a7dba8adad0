"""Files dropped on the page: streamed to a folder of their own, counted as they come, under names that lead nowhere."""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from pathlib import Path, PurePosixPath

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from fiscal import late_patterns as re
from tables.file_bytes import FILE_LIMIT
from tables.kinds import HEAD, kind_of
from tables.reading.readers import SUFFIXES

MOST_FILES = 200
MOST_BYTES = 2 * FILE_LIMIT
"""Of all files of one upload."""

DEEPEST, LONGEST = 6, 100
"""Folders above a file, and characters of a name, that are kept."""

ENDINGS = {
    **{kind: f".{kind}" for kind in ("pdf", "docx", "xlsx", "ods", "odt", "ofd", "rtf", "html")},
    "mhtml": ".mht",
    "ole": ".doc",
    "image": ".png",
    "spreadsheetml": ".xml",
}
"""What a file is called whose name does not say what it is."""

_NO_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069]')


class Refused(Exception):
    """An upload that is not taken; `problem` is the key of the sentence."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class Arrived(Struct, frozen=True):
    """What came: the paths to review, what to call them, and the folder that holds them."""

    paths: tuple[Path, ...]
    name: str
    folder: Path


async def received(request: Request, inbox: Callable[[], Path]) -> Arrived:
    """The files of an upload, in a folder that `inbox` makes. Raises Refused, OSError."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > MOST_BYTES + MOST_FILES * 1024:
        raise Refused("problem-upload-large")
    parser = MultiPartParser(request.headers, _counted(request.stream()), max_files=MOST_FILES, max_fields=0)
    try:
        form = await parser.parse()
    except MultiPartException as failure:
        raise Refused("problem-upload-many" if "Too many" in failure.message else "problem-upload") from None
    try:
        files = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
        if not files:
            raise Refused("problem-upload")
        return await run_in_threadpool(_kept, files, inbox)
    finally:
        await form.close()


async def _counted(stream: AsyncIterator[bytes]) -> AsyncGenerator[bytes, None]:
    count = 0
    async for chunk in stream:
        count += len(chunk)
        if count > MOST_BYTES + MOST_FILES * 1024:
            raise Refused("problem-upload-large")
        yield chunk


def _kept(files: list[UploadFile], inbox: Callable[[], Path]) -> Arrived:
    folder = inbox()
    try:
        written = [_written(one, folder) for one in files]
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if len(written) == 1:
        return Arrived((written[0],), written[0].name, folder)
    tops = {path.relative_to(folder).parts[0] for path in written}
    top = folder / next(iter(tops))
    if len(tops) == 1 and top.is_dir():
        return Arrived((top,), top.name, folder)
    return Arrived(tuple(written), f"{written[0].name} +{len(written) - 1}", folder)


def _written(one: UploadFile, folder: Path) -> Path:
    """The file below `folder`, where no other file is."""
    head = one.file.read(HEAD)
    one.file.seek(0)
    target = free(folder / safe_name(one.filename or "", head))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as stream:
        shutil.copyfileobj(one.file, stream, 1 << 20)
    return target


def safe_name(name: str, head: bytes) -> PurePosixPath:
    """A path that stays below its folder, with an ending that says what the first bytes of the file say it is.

    >>> safe_name("../../etc/passwd", b""), safe_name("C:\\\\x\\\\表 1.pdf", b"")
    (PurePosixPath('etc/passwd.txt'), PurePosixPath('C_/x/表 1.pdf'))
    >>> safe_name("预算", b"%PDF-1.7"), safe_name("", b"")
    (PurePosixPath('预算.pdf'), PurePosixPath('_.txt'))
    """
    parts = [_NO_NAME.sub("_", part).strip()[-LONGEST:] for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part.strip(". ")][-DEEPEST:] or ["_"]
    kept = [part.lstrip(".") or "_" for part in kept]
    path = PurePosixPath(*kept)
    kind = kind_of(head)
    if path.suffix.lower() in SUFFIXES or path.suffix.lower() == ".zip":
        return path
    nameless = kind == "text" and not path.suffix and b"\0" not in head
    return path.with_name(path.name + (".txt" if nameless else ENDINGS.get(kind, "")))


def free(path: Path) -> Path:
    """`path`, or with a number behind its name if there is something already."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found
