"""Zip archives of files: every member is read or named, whatever the archive tries."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.cli import run
from reconcile.engine import review
from reconcile.review import Review
from reconcile.words.skipped_words import SKIPPED
from tables.reading import archives

TABLE = "附表1 支出表\n单位：万元\n\n| 项目 | 预算数 |\n|---|---|\n| 甲 | 1,046 |\n| 乙 | 2,413 |\n| 合计 | 3,495 |\n"


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """An archive with these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def reviewed(folder: Path, data: bytes, name: str = "a.zip") -> Review:
    """The review of an archive alone; nothing is left beside it."""
    (folder / name).write_bytes(data)
    found = review([folder / name])
    assert os.listdir(folder) == [name]
    return found


def shown(found: Review) -> list[str]:
    """The paths of what was read."""
    return [document.path for document in found.documents]


def test_members_are_read_as_documents(tmp_path: Path) -> None:
    """Each under the path of the archive and its own, with its findings; what is no document is named."""
    inner = packed(("x.txt", b"x"))
    found = reviewed(
        tmp_path,
        packed(("表/一.txt", TABLE.encode()), ("b.pptx", b"x"), ("again.txt", TABLE.encode()), ("c.zip", inner)),
    )
    assert shown(found) == ["a.zip/表/一.txt"]
    assert [finding.code for finding in found.findings if finding.code.startswith("TOT")] == ["TOT01"]
    assert {one.path: one.reason for one in found.skipped} == {
        "a.zip/again.txt": "same-bytes: a.zip/表/一.txt",
        "a.zip/b.pptx": "format",
        "a.zip/c.zip": "nested",
    }


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    """It stands among the other files; a copy of one of them is read once."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.txt").write_text(TABLE)
    (tmp_path / "f" / "b.zip").write_bytes(packed(("copy.txt", TABLE.encode()), ("other.txt", b"\xef\xbb\xbf1")))
    found = review([tmp_path / "f"])
    assert shown(found) == ["f/a.txt", "f/b.zip/other.txt"]
    assert [(one.path, one.reason) for one in found.skipped] == [("f/b.zip/copy.txt", "same-bytes: f/a.txt")]


def test_names_written_by_windows(tmp_path: Path) -> None:
    """Names in GBK without a mark are read as that."""
    one = zipfile.ZipInfo("x" * len("预算表.txt".encode("gbk")))
    data = packed((one, TABLE.encode())).replace(one.filename.encode(), "预算表.txt".encode("gbk"))
    assert shown(reviewed(tmp_path, data)) == ["a.zip/预算表.txt"]


def locked() -> bytes:
    """An archive whose member says that it has a password."""
    data = bytearray(packed(("a.txt", TABLE.encode())))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """An archive whose member says that it is 4 GB long, and is not."""
    data = bytearray(packed(("a.txt", TABLE.encode())))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = b"\xf0\xff\xff\xff"
    return bytes(data)


HOSTILE: dict[str, tuple[Callable[[], bytes], dict[str, str]]] = {
    "password": (locked, {"a.zip/a.txt": "locked"}),
    "a member that swells": (lambda: packed(("a.txt", b"0" * (60 << 20))), {"a.zip/a.txt": "archive-limit"}),
    "a member of 4 GB, it says": (lying, {"a.zip/a.txt": "archive-limit"}),
    "an archive in an archive": (lambda: packed(("b.zip", packed(("c.zip", b"")))), {"a.zip/b.zip": "nested"}),
    "nothing but folders": (lambda: packed(("a/", b""), ("../", b"")), {}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_read_is_named(name: str, tmp_path: Path) -> None:
    """With a reason that has a sentence."""
    make, expected = HOSTILE[name]
    found = reviewed(tmp_path, make())
    assert not found.documents
    assert {one.path: one.reason for one in found.skipped} == expected
    assert all(reason in SKIPPED for reason in expected.values())


REFUSED: dict[str, Callable[[], bytes]] = {
    "cut off": lambda: packed(("a.txt", TABLE.encode()))[:-30],
    "empty": lambda: b"",
    "no archive": lambda: b"PK\x03\x04" + bytes(100),
    "a list of members of 6 MB": lambda: packed(*((f"{'x' * 60_000}{n}.txt", b"") for n in range(100))),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_archive_is_a_finding(name: str, tmp_path: Path) -> None:
    """A document that cannot be read is told, never passed over."""
    found = reviewed(tmp_path, REFUSED[name]())
    assert [finding.code for finding in found.findings] == ["DOC01"]


def test_a_damaged_member_is_a_finding(tmp_path: Path) -> None:
    """The other members are read."""
    data = packed(("a.txt", os.urandom(3000)), ("b.txt", TABLE.encode()))
    found = reviewed(tmp_path, data[:500] + bytes(50) + data[550:])
    assert shown(found) == ["a.zip/a.txt", "a.zip/b.txt"]
    assert "DOC01" in [finding.code for finding in found.findings]


def test_more_members_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of them are read, the others named."""
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    found = reviewed(tmp_path, packed(*((f"{n}.txt", f"支出{n}万元。".encode()) for n in range(4))))
    assert len(found.documents) == 2
    assert {one.reason for one in found.skipped} == {"archive-limit"}


@pytest.mark.parametrize("evil", ["../../../tmp/x.txt", "/etc/x.txt", "C:\\Windows\\x.txt", "a\x1b[31m/x.txt"])
def test_names_lead_nowhere(evil: str, tmp_path: Path) -> None:
    """A name is only ever shown."""
    found = reviewed(tmp_path, packed((evil, TABLE.encode())))
    (path,) = shown(found)
    assert ".." not in path and "\x1b" not in path
    assert path.endswith("/x.txt")
    assert path.startswith("a.zip/")


def test_every_output_of_an_archive(tmp_path: Path) -> None:
    """All that is written of members is written; our own outputs in an archive are not read."""
    source = tmp_path / "a.zip"
    source.write_bytes(packed(("a.txt", TABLE.encode())))
    for form in ("html", "json", "console", "sarif"):
        assert run(["check", str(source), "--format", form, "-o", str(tmp_path / form)]) in (0, 1)
    assert json.loads((tmp_path / "json").read_text())["documents"][0]["path"].endswith("a.zip/a.txt")
    assert run(["questions", str(source), "-o", str(tmp_path / "q.docx")]) == 0
    assert run(["export", str(source), "-o", str(tmp_path / "b.xlsx")]) == 0
    written = ((f"{name}.txt", (tmp_path / name).read_bytes()) for name in ("html", "json"))
    again = packed(("a.txt", TABLE.encode()), *written, ("q.docx", (tmp_path / "q.docx").read_bytes()))
    source.write_bytes(again)
    assert {one.reason for one in review([source]).skipped} == {"ours"}
