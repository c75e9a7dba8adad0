"""One run of one reader in a process of its own: `python -m benchmarks.reader_runs READER FILE PAGES` prints JSON.

Seconds are processor time of the work alone: what is imported beforehand is counted in memory, not in time.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

Tables: TypeAlias = list[dict[str, Any]]
"""Tables as the scoring tool wants them: page (from 1) and rows of texts."""


def floor(path: Path, _pages: str) -> tuple[int, Callable[[], Tables]]:
    """pdfium alone: the code, loose box, origin and matrix of every character, through its bindings for Python."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    def run() -> Tables:
        document = pypdfium2.PdfDocument(path)
        box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            for at in range(pdfium.FPDFText_CountChars(text.raw)):
                pdfium.FPDFText_GetUnicode(text.raw, at)
                pdfium.FPDFText_GetLooseCharBox(text.raw, at, box)
                pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
                pdfium.FPDFText_GetMatrix(text.raw, at, matrix)
            text.close()
            page.close()
        document.close()
        return []

    return 3, run


def layout(engine: str) -> Callable[[Path, str], tuple[int, Callable[[], Tables]]]:
    """Our lines and grids, by `engine`."""

    def prepared(path: Path, _pages: str) -> tuple[int, Callable[[], Tables]]:
        from tables.formats.pdf import read_layout
        from tables.reading_options import Reading

        if engine == "camelot":
            import camelot.io  # noqa: F401 (loaded before the clock starts, as for the others)

        def run() -> Tables:
            found = read_layout(path.read_bytes(), Reading(engine=engine)).segments()
            return [{"page": segment.page, "rows": segment.rows()} for segment in found]

        return (1 if engine == "camelot" else 3), run

    return prepared


def whole(path: Path, _pages: str) -> tuple[int, Callable[[], Tables]]:
    """Our whole reading: tables with their columns and figures, paragraphs with theirs."""
    from tables.reading.reading_here import read_here
    from tables.reading_options import USUAL

    def run() -> Tables:
        read_here(path, "d0", path.name, USUAL, lambda _done, _all: None)
        return []

    return 2, run


def camelot(flavor: str, **options: Any) -> Callable[[Path, str], tuple[int, Callable[[], Tables]]]:
    """camelot with the options under which it reads best."""

    def prepared(path: Path, pages: str) -> tuple[int, Callable[[], Tables]]:
        import warnings

        from camelot.io import read_pdf

        warnings.simplefilter("ignore")

        def run() -> Tables:
            found: Iterable[Any] = read_pdf(
                str(path), pages=pages, flavor=flavor, split_text=flavor != "network", suppress_stdout=True, **options
            )
            return [{"page": table.page, "rows": table.data} for table in found]

        return 1, run

    return prepared


def plumber(path: Path, _pages: str) -> tuple[int, Callable[[], Tables]]:
    """pdfplumber as its users call it."""
    import pdfplumber

    def run() -> Tables:
        with pdfplumber.open(path) as document:
            return [
                {"page": page.page_number, "rows": [[text or "" for text in row] for row in table]}
                for page in document.pages
                for table in page.extract_tables()
            ]

    return 1, run


READERS: dict[str, Callable[[Path, str], tuple[int, Callable[[], Tables]]]] = {
    "floor": floor,
    "grid": layout("grid"),
    "auto": layout("auto"),
    "camelot": layout("camelot"),
    "whole": whole,
    "lattice": camelot("lattice"),
    "lattice-vector": camelot("lattice", engine="vector"),
    "lattice-raster": camelot("lattice", engine="raster"),
    "network": camelot("network"),
    "hybrid": camelot("hybrid"),
    "pdfplumber": plumber,
}


def _spent() -> float:
    """Processor seconds of this process and of the converters it waited for."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def main(reader: str, path: Path, pages: str) -> int:
    """Prints the least seconds of some runs, the peak memory and the tables of the last one."""
    times, run = READERS[reader](path, pages)
    seconds, tables = [], []
    for _ in range(times):
        begun = _spent()
        tables = run()
        seconds.append(_spent() - begun)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in who) / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": min(seconds), "megabytes": peak, "segments": tables}, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "all"))
