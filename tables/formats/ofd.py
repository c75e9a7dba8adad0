"""The national format for electronic documents (.ofd): told apart from everything else, but not read."""

from __future__ import annotations

from typing import NoReturn

from tables.decode import UnreadableDocument
from tables.reading_options import Reading


def read_layout(data: bytes, reading: Reading) -> NoReturn:
    """Nothing: raises UnreadableDocument "ofd", which says that the document must be saved as PDF."""
    raise UnreadableDocument("ofd")
