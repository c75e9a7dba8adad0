"""The PDF reader: pages through pdfium to marks, marks to lines and grids, lines to paragraphs."""

from __future__ import annotations

import pypdfium2

from tables.decode import UnreadableDocument
from tables.layout import Layout, Line, Segment
from tables.pages.page_blocks import page_blocks
from tables.pages.pdfium import page_marks
from tables.pages.prose_lines import PageBlocks, flow
from tables.reading import Reading

MOST_PAGES = 3000


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The lines and grids of a PDF. Raises UnreadableDocument with reason "pdf", "encrypted" or "too-many-pages"."""
    document = opened(data)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadableDocument("too-many-pages")
        pages: list[PageBlocks] = []
        for index in range(count):
            marks = page_marks(document, index)
            pages.append(PageBlocks(marks.number, marks.width, marks.height, page_blocks(marks)))
            reading.progress(index + 1, count)
    finally:
        document.close()
    blocks: list[Line | Segment] = flow(pages)
    return Layout("pdf", count, tuple(blocks))


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises UnreadableDocument with reason "encrypted" or "pdf"."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        reason = "encrypted" if "password" in str(failure).lower() else "pdf"
        raise UnreadableDocument(reason) from None
