"""The reader of web archives (.mht, also saved as .doc or .xls): the page inside is read as any web page."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from msgspec.structs import replace

from tables.decode import BYTE_LIMIT, UnreadableDocument
from tables.formats import html
from tables.layout import Layout
from tables.reading_options import Reading

MOST_PARTS = 2000


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The Layout of the pages in an archive, in its order. Raises UnreadableDocument, "damaged" where it holds none."""
    if len(data) > 4 * BYTE_LIMIT:
        raise UnreadableDocument("too-large")
    pages = _pages(data)
    if not pages:
        raise UnreadableDocument("damaged")
    layouts = []
    for page in pages:
        try:
            layouts.append(html.read_layout(page, reading))
        except UnreadableDocument:
            if len(pages) == 1:
                raise
    blocks = [block for layout in layouts for block in layout.blocks]
    notes = tuple(note for layout in layouts for note in layout.notes)
    return replace(Layout("mhtml", max(1, len(layouts))), blocks=tuple(blocks), notes=notes)


def _pages(data: bytes) -> list[bytes]:
    """The parts of the archive that are web pages, decoded from how they travel."""
    try:
        message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        parts = list(message.walk()) if message.is_multipart() else [message]
    except (RecursionError, ValueError, LookupError):
        raise UnreadableDocument("nested") from None
    if len(parts) > MOST_PARTS:
        raise UnreadableDocument("nested")
    found = [(part, _decoded(part)) for part in parts if part.get_content_type() == "text/html"]
    return [_declared(part, content) for part, content in found if content.strip()]


def _decoded(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _declared(part: Message, content: bytes) -> bytes:
    """The page with the encoding that the archive states for it, where the page itself states none."""
    charset = part.get_content_charset()
    if charset is None or b"charset" in content[:4096].lower():
        return content
    return f'<meta charset="{charset}">'.encode("ascii", "ignore") + content
