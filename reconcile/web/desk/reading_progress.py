"""What a reading process says, a line at a time, and the server hears."""

from __future__ import annotations

import msgspec


class Progress(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far a reading is; `state` is one of "reading", "shown", "whole", "failed" (with why), "stopped".

    `file` is the name of the file, `at` which one of `files` it is, from 1; page `done` of `pages` is read.
    """

    state: str
    file: str = ""
    at: int = 0
    files: int = 0
    done: int = 0
    pages: int = 0
    reason: str = ""
