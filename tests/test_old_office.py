"""Old office files: .xls read directly, .doc and .rtf converted, locked and unreadable ones told apart.

The files are made by LibreOffice itself, so that they are what an office program writes; without it these tests skip.
"""

from __future__ import annotations

import os
import shutil
import stat
import struct
from pathlib import Path

import pytest

from reconcile.engine import load_all
from reconcile.words.note_wording import note_sentence
from tables.decode import UnreadableDocument
from tables.formats.ole import read_layout
from tables.office import convert
from tables.office.convert import convert as converted
from tables.reading.gathering import Source
from tables.reading.readers import read
from tables.reading_options import USUAL
from tests.sheet_file import sheet_part, workbook
from tests.test_read_docx import cell, paragraph, table, word_file

TABLE = "2024年收入表\n单位：万元\n项目\t预算数\t执行数\n增值税\t1,200\t1,300.5\n契税\t300\t280\n合计\t1,500\t1,580.5\n"
needs_calc = pytest.mark.skipif(convert.converter() is None, reason="LibreOffice is not installed")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def old(data: bytes, ending: str, target: str) -> bytes:
    """The file in an old format; the test is skipped where this LibreOffice cannot write it."""
    try:
        return converted(data, ending, target)
    except UnreadableDocument as failure:
        pytest.skip(f"this LibreOffice cannot write .{target}: {failure.reason}")


@needs_calc
def test_an_old_workbook_gives_the_same_table(tmp_path: Path) -> None:
    """.xls and .xlsx of one sheet differ in nothing a reader sees: texts, formats, hidden columns."""
    part = sheet_part(TABLE, '<cols><col min="3" max="3" hidden="1"/></cols>')
    new = workbook({"收入": part})
    (tmp_path / "a.xlsx").write_bytes(new)
    (tmp_path / "a.xls").write_bytes(old(new, "xlsx", "xls"))
    first, second = read(tmp_path / "a.xlsx"), read(tmp_path / "a.xls")
    assert second.format == "xls"
    assert (
        [f.quantity.text for f in second.figures()]
        == [f.quantity.text for f in first.figures()]
        == ["1,200", "300", "1,500"]
    )
    assert [f.place.cell for f in second.figures()] == ["B4", "B5", "B6"]
    assert {note.code for note in second.notes} == {"DOC20"}


@needs_calc
@pytest.mark.parametrize("ending", ["doc", "rtf"])
def test_an_old_document_gives_the_same_text(tmp_path: Path, ending: str) -> None:
    """.doc and .rtf are what they were as .docx."""
    rows = [cell("项目") + cell("金额"), cell("契税") + cell("300"), cell("合计") + cell("300")]
    new = word_file(paragraph("2024年收入表") + paragraph("单位：万元") + table(*rows) + paragraph("全区收入300万元。"))
    (tmp_path / "a.docx").write_bytes(new)
    (tmp_path / f"a.{ending}").write_bytes(old(new, "docx", ending))
    first, second = read(tmp_path / "a.docx"), read(tmp_path / f"a.{ending}")
    assert second.format == ending
    assert [t.title for t in second.tables] == [t.title for t in first.tables] == ["2024年收入表"]
    assert [f.quantity.text for f in second.figures()] == [f.quantity.text for f in first.figures()]


def test_without_libreoffice_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No converter on the path: install it, or save the file in another format."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1\\ansi hello}")
    note = load_all([Source(path, "a.rtf")])[0].notes[0]
    assert (note.code, note.message) == ("DOC01", "needs-libreoffice")
    assert "请安装 LibreOffice" in note_sentence(note.code, note.message, "zh")
    assert ".docx" in note_sentence(note.code, note.message, "en")


@pytest.mark.parametrize(
    ("script", "expected"),
    [("exit 1", "conversion"), ("sleep 60", "slow"), ("mkdir -p out; echo x > out/document.docx", "conversion")],
)
def test_a_converter_that_fails_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, expected: str
) -> None:
    """A converter that writes nothing, hangs or writes something else ends in a reason, together with its children."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(convert, "MOST_SECONDS", 1)
    assert shutil.which("soffice") == str(program)
    with pytest.raises(UnreadableDocument) as caught:
        convert.converted(b"{\\rtf1}", "rtf")
    assert caught.value.reason == expected


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with the given streams, each in whole sectors of its own."""
    names = ["Root Entry", *streams]
    fat, body, starts = [0xFFFFFFFD, 0xFFFFFFFE], b"", []
    for data in streams.values():
        count = -(-max(len(data), 4096) // 512)
        first = len(fat)
        starts.append(first)
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        body += data.ljust(count * 512, b"\0")
    entries = b""
    for number, name in enumerate(names):
        text = (name + "\0").encode("utf-16-le")
        start, size = (0xFFFFFFFE, 0) if not number else (starts[number - 1], max(len(streams[name]), 4096))
        right = number + 1 if 0 < number < len(names) - 1 else 0xFFFFFFFF
        child = 1 if not number and streams else 0xFFFFFFFF
        entries += text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text), 5 if not number else 2, 1, 0xFFFFFFFF, right, child
        )
        entries += bytes(36) + struct.pack("<III", start, size, 0)
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    return head.ljust(512, b"\xff") + table + entries.ljust(512, b"\0") + body


@pytest.mark.parametrize(
    ("streams", "expected"),
    [
        ({"EncryptionInfo": b"", "EncryptedPackage": b""}, "password"),
        ({"WordDocument": bytes([0xEC, 0xA5, *bytes(8), 0, 1])}, "password"),
        ({"WordDocument": bytes([0xEC, 0xA5, *bytes(10)])}, "needs-libreoffice"),
        ({"Workbook": b""}, "needs-libreoffice"),
    ],
    ids=["locked workbook or document", "locked .doc", ".doc", "odd workbook"],
)
def test_a_locked_file_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, streams: dict[str, bytes], expected: str
) -> None:
    """A file with a password is named so before anything tries to convert it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableDocument) as caught:
        read_layout(compound(streams), USUAL)
    assert caught.value.reason == expected
    assert note_sentence("DOC01", expected, "zh").startswith("文件无法读取：")


def circular(left: int) -> bytes:
    """A compound file of nothing but its root, to the left of which entry number `left` stands."""
    head = bytearray(512)
    head[:8] = OLE
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<iiiiiiiii", head, 44, 1, 1, 0, 4096, -2, 0, -2, 0, 0)
    head[80:] = struct.pack("<108i", *[-1] * 108)
    sectors = struct.pack("<128i", -3, -2, *[-1] * 126)
    name = "Root Entry\0".encode("utf-16-le")
    root = name.ljust(64, b"\0") + struct.pack("<HBBiii", len(name), 5, 1, left, -1, 0)
    return bytes(head) + sectors + root.ljust(512, b"\0")


BROKEN = {
    "mark": OLE,
    "zeros": OLE + b"\0" * 600,
    "noise": OLE + bytes(range(256)) * 40,
    "circle": circular(0),
    "beyond": circular(99),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=list(BROKEN))
def test_a_broken_compound_file_is_damaged(data: bytes) -> None:
    """What only begins like an old office file ends in a reason."""
    with pytest.raises(UnreadableDocument) as caught:
        read_layout(data, USUAL)
    assert caught.value.reason in ("damaged", "conversion", "needs-libreoffice")
