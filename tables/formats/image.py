"""Picture files (PNG, JPEG, TIFF with several pages, BMP, WebP): every page is recognised like a scan."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fiscal.document import Note
from tables.decode import UnreadableDocument
from tables.layout import Layout
from tables.ocr.models import need
from tables.pages.page_blocks import page_blocks
from tables.pages.prose_lines import PageBlocks, flow
from tables.pages.unread_parts import page_list
from tables.reading_options import Reading

if TYPE_CHECKING:
    from PIL.Image import Image as Decoded

    from tables.ocr.ink import Picture

MOST_PIXELS = 60_000_000
"""A3 at 400 dots per inch has 31 million; a picture that unfolds to more is refused before it is unfolded."""

MOST_PAGES = 300
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
SCANNED, LONG_SIDE = 200, 2339
"""Files claim any resolution or none: a picture is taken for a page of A4, whose long side has 2339 pixels at 200 dots
per inch, but never for less fine than a screen.
"""

SCREEN = 96


def read_layout(data: bytes, reading: Reading) -> Layout:
    """The lines and grids of a picture file.

    Raises UnreadableDocument with reason "ocr-missing", "image", "image-too-large" or "too-many-pages".
    """
    need()
    from tables.ocr.page import page_marks

    pages: list[PageBlocks] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of large pictures, for which there is a limit here
        for number, (picture, count) in enumerate(_pictures(data), 1):
            marks = page_marks(picture, number, reading.threads)
            pages.append(PageBlocks(number, marks.width, marks.height, page_blocks(marks)))
            reading.progress(number, count)
    read = page_list(page.number for page in pages)
    return Layout("image", len(pages), tuple(flow(pages)), (Note("DOC41", f"recognised: {read}"),))


def _pictures(data: bytes) -> Iterator[tuple[Picture, int]]:
    """The pages of a picture file, one after the other, with the number of all."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            count = getattr(image, "n_frames", 1)
            if count > MOST_PAGES:
                raise UnreadableDocument("too-many-pages")
            for frame in range(count):
                image.seek(frame)
                if image.width * image.height > MOST_PIXELS:
                    raise UnreadableDocument("image-too-large")
                yield _picture(image), count
    except Image.DecompressionBombError:
        raise UnreadableDocument("image-too-large") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError):
        raise UnreadableDocument("image") from None


def _picture(image: Decoded) -> Picture:
    """One page upright as its camera says, grey, on white, about as fine as a scan."""
    import numpy as np
    from PIL import Image, ImageOps

    from tables.ocr.ink import Picture

    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    grey = upright.convert("L")
    dpi = max(max(grey.size) * SCANNED // LONG_SIDE, SCREEN)
    fine = SCANNED * 3 // 2 if dpi > 2 * SCANNED else 2 * dpi if dpi < SCANNED * 2 // 3 else dpi
    if fine != dpi:
        width, height = (max(side * fine // dpi, 1) for side in grey.size)
        grey = grey.resize((width, height), Image.Resampling.LANCZOS)
    return Picture(np.array(grey, np.uint8), fine)
