"""PDFs made by hand for tests, object by object: good ones, and ones that no program should have written."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

LATIN = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
Body = str | bytes
LINES = ("Revenue 100", "Outlay 100")


def pdf(objects: Sequence[Body], trailer: str = "") -> bytes:
    """A file of `objects`, numbered from 1; the first is the catalogue. `trailer` is added to its trailer."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + (body.encode("latin-1") if isinstance(body, str) else body) + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)


def stream(content: Body, extra: str = "", packed: bool = False) -> bytes:
    """A stream object."""
    data = content.encode("latin-1") if isinstance(content, str) else content
    if packed:
        data, extra = zlib.compress(data, 9), extra + "/Filter/FlateDecode"
    return f"<<{extra}/Length {len(data)}>>stream\n".encode("latin-1") + data + b"\nendstream"


def writing(lines: Sequence[str] = LINES, size: int = 12) -> str:
    """Page content that prints `lines` one below the other."""
    printed = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F {size} Tf 72 720 Td {size + 4} TL {printed} ET"


def one_page(content: Body, box: str = "0 0 595 842", resources: str = "", more: Sequence[Body] = ()) -> bytes:
    """A file of one page with this content; `more` are objects 6, 7 and so on, which `resources` may name."""
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>",
            stream(content, packed=True),
            LATIN,
            *more,
        ]
    )


def pages(*contents: str | None) -> bytes:
    """A file of some pages; one without content is named in the list of pages and does not exist."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * at} 0 R" if content is not None else "9999 0 R" for at, content in enumerate(contents))
    objects: list[Body] = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        LATIN,
    ]
    for at, content in enumerate(contents):
        own = f"/Contents {5 + 2 * at} 0 R/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{own}>>")
        objects.append(stream(content or ""))
    return pdf(objects)


def nested_forms(depth: int, circular: bool = False) -> bytes:
    """A page whose drawing is a form in a form in a form …; a circular one draws itself in the end."""
    forms: list[Body] = []
    for at in range(depth):
        last = at + 1 == depth
        inner = f"/XObject<</X {6 if last else 7 + at} 0 R>>" if circular or not last else ""
        content = "/X Do" if circular or not last else "72 72 m 400 72 l S"
        extra = f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{inner}>>"
        forms.append(stream(content, extra))
    return one_page("/X Do " + writing(), resources="/XObject<</X 6 0 R>>", more=forms)


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of old PDFs."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def encrypted(password: bytes) -> bytes:
    """A page that the user password opens; with an empty one every reader opens it by itself."""
    identity, permissions = b"0123456789abcdef", -4
    owner = rc4(hashlib.md5(_PAD).digest()[:5], (password + _PAD)[:32])
    seed = (password + _PAD)[:32] + owner + permissions.to_bytes(4, "little", signed=True) + identity
    key = hashlib.md5(seed).digest()[:5]
    user = rc4(key, _PAD)
    salted = hashlib.md5(key + (4).to_bytes(3, "little") + (0).to_bytes(2, "little")).digest()[:10]
    content = rc4(salted, writing().encode("latin-1"))
    lock = f"<</Filter/Standard/V 1/R 2/Length 40/P {permissions}/O<{owner.hex()}>/U<{user.hex()}>>>"
    return pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            stream(content),
            LATIN,
            lock,
        ],
        f"/Encrypt 6 0 R/ID[<{identity.hex()}><{identity.hex()}>]",
    )
