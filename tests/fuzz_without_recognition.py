"""What a reading process is asked when files are spoilt by the thousand: read as on a machine without the recogniser.

Recognising one page takes ten seconds of a processor; whoever spoils the writing of a PDF gets pages without any.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fiscal.document import Document
from tables.reading.reading_here import Told, member_here, read_here
from tables.reading_options import Reading

READ, MEMBER = f"{__name__}:read_plainly", f"{__name__}:member_plainly"


def read_plainly(path: Path, document: str, shown: str, reading: Reading, progress: Told) -> Document:
    """The Document of a file. Raises what `read_here` does; pictures are refused with "ocr-missing"."""
    _without_recogniser()
    return read_here(path, document, shown, reading, progress)


def member_plainly(path: Path, member: int, document: str, shown: str, reading: Reading, progress: Told) -> Document:
    """The Document of a member of an archive, in the same way."""
    _without_recogniser()
    return member_here(path, member, document, shown, reading, progress)


def _without_recogniser() -> None:
    """From now on this process finds no onnxruntime, as on a machine where it is not installed."""
    sys.modules["onnxruntime"] = None  # type: ignore[assignment]
