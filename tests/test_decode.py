"""Bytes to text: the encodings that documents come in, and what is refused as no text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables.decode import BYTE_LIMIT, UnreadableDocument, decode
from tables.formats.text import read_text_document

TEXT = "全区一般公共预算收入3600万元，其中：税收收入2100万元、非税收入1500万元。\n"
PRINTABLE = st.text(st.characters(codec="gb18030", exclude_categories=("Cc", "Co", "Cs", "Cn")), min_size=1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"])
def test_every_usual_encoding_is_read_the_same(encoding: str) -> None:
    """The same text in any usual encoding is the same text, without its byte order mark."""
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_both_byte_orders(encoding: str, mark: bytes) -> None:
    """UTF-16 with a mark is read in either byte order."""
    assert decode(mark + TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_figures_do_not_depend_on_the_encoding(encoding: str) -> None:
    """Figures, labels and lines are those of the UTF-8 file."""
    plain = read_text_document(TEXT.encode(), "a.txt", "d0")
    other = read_text_document(TEXT.encode(encoding), "a.txt", "d0")
    assert [*other.figures()] == [*plain.figures()]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (random.Random(7).randbytes(4096), "binary"),
        (b"\xff\xfe\x00", "encoding"),
        (b"\xff\xfe" + "预算".encode("utf-16-le") + b"\x00\xd8", "encoding"),
        (b"0" * (BYTE_LIMIT + 1), "too-large"),
    ],
    ids=["nothing", "blanks", "zip", "png", "random", "half a character", "lone surrogate", "too large"],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    """What is no text raises UnreadableDocument, and the reason says why in one word."""
    with pytest.raises(UnreadableDocument) as caught:
        decode(data)
    assert caught.value.reason == reason


def test_a_damaged_byte_does_not_turn_utf8_into_another_encoding() -> None:
    """One bad byte in a long UTF-8 file costs that character only."""
    data = bytearray((TEXT * 20).encode())
    data[len(data) // 2] = 0xFF
    text = decode(bytes(data))
    assert "其中：税收收入2100万元" in text
    assert 1 <= text.count("�") <= 3


def test_a_file_cut_inside_its_last_character_is_read() -> None:
    """A file that ends in the middle of a character loses that character only."""
    assert decode((TEXT * 3).encode()[:-3]).startswith(TEXT * 2)


@given(PRINTABLE.filter(lambda text: text.strip() != ""))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    """Valid UTF-8 without a mark comes back character for character."""
    assert decode(text.encode()) == text.removeprefix("﻿")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Whatever the bytes are, the answer is a text or a reason."""
    try:
        assert isinstance(decode(data), str)
    except UnreadableDocument as failure:
        assert failure.reason in {"too-large", "empty", "binary", "encoding"}
