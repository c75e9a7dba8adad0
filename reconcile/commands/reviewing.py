"""Runs the engine for a command: looks at the paths first, and says on a terminal that it is working."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.commands.failures import NothingToRead, PathMissing
from reconcile.messages import label

if TYPE_CHECKING:
    from reconcile.review import Review


def reviewed(paths: Sequence[Path], lang: str) -> Review:
    """The review of the documents at `paths`. Raises PathMissing, NothingToRead."""
    for path in paths:
        if not path.exists():
            raise PathMissing(str(path))
    from reconcile.engine import review

    working = sys.stderr.isatty()
    if working:
        print(label("progress", lang, n=len(paths)), end="\r", file=sys.stderr, flush=True)
    try:
        result = review(paths, lang)
    finally:
        if working:
            print("\x1b[2K", end="\r", file=sys.stderr, flush=True)
    if not result.documents and not result.findings:
        raise NothingToRead([str(path) for path in paths])
    return result


def unreadable(review: Review) -> bool:
    """True if some document could not be read (DOC01)."""
    return any(finding.code == "DOC01" for finding in review.findings)
