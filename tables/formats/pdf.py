"""The PDF reader: pages through pdfium to marks, marks to lines and grids, lines to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from msgspec.structs import replace

from fiscal.document import Note
from tables.decode import UnreadableDocument
from tables.facing_pages import sides
from tables.layout import Layout
from tables.ocr.in_pdf import needs_ocr, recognised_marks, scan_notes
from tables.ocr.seen_words import with_seen_words
from tables.pages.marks import PageMarks
from tables.pages.page_blocks import page_blocks
from tables.pages.pdfium import page_marks
from tables.pages.prose_lines import PageBlocks, flow
from tables.pages.second_opinion import with_second_opinion
from tables.pages.unread_parts import gathered, unread_notes
from tables.reading_options import Reading

MOST_PAGES = 3000


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The lines and grids of a PDF; pages and parts of pages that cannot be read are named in notes.

    Raises UnreadableDocument with reason "pdf", "encrypted", "no-pages" or "too-many-pages".
    """
    return joined(pages_of(data, 0, page_count(data), reading))


def page_count(data: bytes) -> int:
    """How many pages the PDF has; at least one.

    Raises UnreadableDocument with reason "pdf", "encrypted", "no-pages" or "too-many-pages".
    """
    document = opened(data)
    try:
        count = len(document)
    finally:
        document.close()
    if not 0 < count <= MOST_PAGES:
        raise UnreadableDocument("too-many-pages" if count else "no-pages")
    return count


def pages_of(data: bytes, first: int, last: int, reading: Reading) -> list[PageBlocks]:
    """Pages `first` up to, not including, `last` (from 0), each read by itself: ranges may be read in any process.

    Two pages on one sheet are two, with one number.

    `reading.progress` is told of the pages done in this range. Raises UnreadableDocument with reason "pdf" or
    "encrypted".
    """
    document = opened(data)
    try:
        pages = []
        for index in range(first, last):
            marks, scanned = _marks(document, index, reading)
            notes = unread_notes(marks) + (_attached(document) if index == 0 else ())
            for side in (halves := sides(marks)):
                blocks = page_blocks(side)
                if len(halves) == 1:
                    blocks, told = with_second_opinion(document, marks, blocks, reading.engine)
                    notes += told
                pages.append(PageBlocks(marks.number, marks.width, marks.height, blocks, notes, scanned))
                notes = ()
            reading.progress(index + 1 - first, last - first)
        return pages
    finally:
        document.close()


def joined(pages: Sequence[PageBlocks]) -> Layout:
    """All pages of a document, in order, as its layout: paragraphs go on over pages, running heads go.

    Scanned pages have been recognised, or are named in a note where nothing can do that. Raises UnreadableDocument with
    reason "pdf" where no page could be opened, "ocr-missing" where all are scans that nothing here can read.
    """
    if all(any(note.message.startswith("damaged: ") for note in page.notes) for page in pages):
        raise UnreadableDocument("pdf")
    notes = gathered(note for page in pages for note in page.notes)
    notes += scan_notes([page.number for page in pages if page.scanned], any(page.blocks for page in pages))
    return Layout("pdf", len({page.number for page in pages}), tuple(flow(pages)), notes)


def _marks(document: pypdfium2.PdfDocument, index: int, reading: Reading) -> tuple[PageMarks, bool]:
    """The marks of a page, and whether it is a scan; of one that cannot be opened or drawn only that it cannot."""
    try:
        marks = page_marks(document, index)
        if not needs_ocr(document, index, marks):
            return with_seen_words(document, index, marks, reading.threads), False
        seen = recognised_marks(document, index, reading.threads)
    except pypdfium2.PdfiumError:
        return PageMarks(index + 1, 0, 0, (), unread=("damaged",)), False
    # The picture stands for the whole page; only fields of forms may be missing from it.
    return replace(seen, unread=tuple(reason for reason in marks.unread if reason == "annotations")), True


def _attached(document: pypdfium2.PdfDocument) -> tuple[Note, ...]:
    count = pypdfium2.raw.FPDFDoc_GetAttachmentCount(document.raw)
    return (Note("DOC31", f"attached: {count}"),) if count > 0 else ()


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises UnreadableDocument with reason "encrypted" or "pdf"."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as failure:
        reason = "encrypted" if "password" in str(failure).lower() else "pdf"
        raise UnreadableDocument(reason) from None
