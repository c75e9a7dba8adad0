"""Files spoilt on purpose, the same way for the same seed: bytes, the packed parts of PDFs, the members of archives."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable

Spoil = Callable[[bytes, random.Random], bytes]

_NUMBER = re.compile(rb"\d+")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_TAG = re.compile(rb"<[^<>!?]{1,200}>")
NUMBERS = (b"0", b"-1", b"1", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"nan", b"0.0000001")
WORDS = (
    *(b"<<", b">>", b"[", b"]", b"(", b"/Kids", b"/Length 99999999", b"1 0 R", b"endobj", b"endstream", b"q ", b"Q "),
    *(
        b"/X Do ",
        b"1e30 0 0 1e30 0 0 cm ",
        b"<table>",
        b"</td>",
        b"<!--",
        b"]]>",
        b"&#0;",
        b"&#x110000;",
        b"\0",
        b"\xff\xfe",
    ),
)
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)


def _place(data: bytes, source: random.Random) -> int:
    return source.randrange(len(data) + 1)


def _bytes(data: bytes, source: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(source.randint(1, 20) if out else 0):
        out[source.randrange(len(out))] = source.randrange(256)
    return bytes(out)


def _cut(data: bytes, source: random.Random) -> bytes:
    return data[: _place(data, source)]


def _doubled(data: bytes, source: random.Random) -> bytes:
    at = _place(data, source)
    block = data[at : at + source.choice((1, 16, 500, 20_000))]
    return data[:at] + block * source.choice((2, 3, 50)) + data[at + len(block) :]


def _without(data: bytes, source: random.Random) -> bytes:
    at = _place(data, source)
    return data[:at] + data[at + source.choice((1, 16, 500, 20_000)) :]


def _moved(data: bytes, source: random.Random) -> bytes:
    a, b = sorted((_place(data, source), _place(data, source)))
    return data[b:] + data[a:b] + data[:a] if source.random() < 0.2 else data[:a] + data[b:] + data[a:b]


def _numbers(data: bytes, source: random.Random) -> bytes:
    found = list(_NUMBER.finditer(data))
    for one in sorted(source.sample(found, min(len(found), source.randint(1, 5))), key=lambda m: -m.start()):
        data = data[: one.start()] + source.choice(NUMBERS) + data[one.end() :]
    return data


def _words(data: bytes, source: random.Random) -> bytes:
    at = _place(data, source)
    return data[:at] + source.choice(WORDS) * source.choice((1, 2, 1000)) + data[at:]


def _tags(data: bytes, source: random.Random) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return _words(data, source)
    one, other = source.choice(found), source.choice(found)
    return data[: one.start()] + other[0] * source.choice((1, 2, 3000)) + data[one.end() :]


def _entities(data: bytes, source: random.Random) -> bytes:
    at = data.find(b"?>") + 2 if b"?>" in data[:200] else 0
    name = source.choice((b"&d;", b"&c;&d;", b"&nothing;"))
    middle = data.find(b">", _place(data, source)) + 1
    return data[:at] + ENTITIES + data[at:middle] + name + data[middle:]


PLAIN: tuple[Spoil, ...] = (_bytes, _cut, _doubled, _without, _moved, _numbers, _words, _tags, _entities)


def _stream(data: bytes, source: random.Random) -> bytes:
    """A PDF with one of its packed streams spoilt inside, and packed again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return _numbers(data, source)
    one = source.choice(found)
    try:
        inside = zlib.decompress(one[1].rstrip(b"\r\n"))
    except zlib.error:
        return _words(data, source)
    return data[: one.start(1)] + zlib.compress(source.choice(PLAIN)(inside, source)) + data[one.end(1) :]


def _member(data: bytes, source: random.Random) -> bytes:
    """An archive with one of its members spoilt, doubled, renamed or gone."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return _bytes(data, source)
    if not members:
        return _bytes(data, source)
    at = source.randrange(len(members))
    name, content = members[at]
    way = source.randrange(12)
    changed = {0: [], 1: [(name, content)] * 2, 2: [(name + "x", content)], 3: [(name, b"")]}
    changed[4] = [(name, bytes(200_000_000 if source.random() < 0.05 else 20_000_000))]
    members[at : at + 1] = changed.get(way, [(name, source.choice(PLAIN)(content, source))])
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # it warns of the second member of a name, which is what is wanted
        for label, inside in members:
            archive.writestr(label, inside)
    return out.getvalue()


def spoilt(data: bytes, seed: str) -> bytes:
    """`data` changed in one to three ways, the same for the same seed."""
    source = random.Random(seed)
    for _ in range(source.choice((1, 1, 2, 3))):
        if data.startswith(b"PK\3\4") and source.random() < 0.85:
            data = _member(data, source)
        elif data[:1024].find(b"%PDF-") >= 0 and source.random() < 0.5:
            data = _stream(data, source)
        else:
            data = source.choice(PLAIN)(data, source)
    return data
