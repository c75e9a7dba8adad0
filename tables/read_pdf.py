"""The PDF reader: pages through pdfium to marks, marks to lines and grids, lines to paragraphs."""

from __future__ import annotations

import pypdfium2

from tables.decode import UnreadableDocument
from tables.layout import Layout, Line, Segment
from tables.pages.left_out import left_out_notes, unread_of
from tables.pages.marks import PageMarks
from tables.pages.page_blocks import page_blocks
from tables.pages.pdfium import page_marks
from tables.pages.prose_lines import PageBlocks, flow
from tables.reading import Reading

MOST_PAGES = 3000


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The lines and grids of a PDF; pages and parts of pages that cannot be read are named in notes.

    Raises UnreadableDocument with reason "pdf", "encrypted", "no-pages" or "too-many-pages".
    """
    document = opened(data)
    unread: list[tuple[int, str]] = []
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise UnreadableDocument("too-many-pages" if count else "no-pages")
        pages: list[PageBlocks] = []
        for index in range(count):
            marks = _marks(document, index)
            unread += [(marks.number, reason) for reason in unread_of(marks)]
            pages.append(PageBlocks(marks.number, marks.width, marks.height, page_blocks(marks)))
            reading.progress(index + 1, count)
        attached = pypdfium2.raw.FPDFDoc_GetAttachmentCount(document.raw)
    finally:
        document.close()
    if all((page.number, "damaged") in unread for page in pages):
        raise UnreadableDocument("pdf")
    blocks: list[Line | Segment] = flow(pages)
    return Layout("pdf", count, tuple(blocks), left_out_notes(unread, attached))


def _marks(document: pypdfium2.PdfDocument, index: int) -> PageMarks:
    """The marks of a page; of one that cannot be opened only that it cannot."""
    try:
        return page_marks(document, index)
    except pypdfium2.PdfiumError:
        return PageMarks(index + 1, 0, 0, (), unread=("damaged",))


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises UnreadableDocument with reason "encrypted" or "pdf"."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        reason = "encrypted" if "password" in str(failure).lower() else "pdf"
        raise UnreadableDocument(reason) from None
