"""Runs the engine for a command: looks at the paths first, and says on a terminal how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reconcile.commands.failures import NothingToRead, PathMissing, SavedReviewUnusable
from tables.reading_options import Reading

if TYPE_CHECKING:
    from reconcile.review import Review

HEAD = 200
"""Bytes in which a file of ours says what it is."""


def reviewed(paths: Sequence[Path], lang: str, engine: str = "auto", jobs: int = 1) -> Review:
    """The review of the documents at `paths`. Raises PathMissing, NothingToRead."""
    existing(paths)
    from reconcile.commands.progress import progress_line
    from reconcile.engine import review

    with progress_line(len(paths), lang) as watch:
        result = review(paths, lang, Reading(engine, jobs), watch)
    if not result.documents and not result.findings:
        raise NothingToRead([str(path) for path in paths])
    return result


def saved(path: Path, lang: str) -> Review | None:
    """The review in a file that `fiscal check --format json` wrote; None for any other file, folder or missing path.

    Raises SavedReviewUnusable.
    """
    from reconcile.saved.saved_review import NoSavedReview, from_json, schema_of
    from tables.decode import UnreadableDocument
    from tables.file_bytes import bytes_of

    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            schema = schema_of(stream.read(HEAD))
        return None if schema is None else from_json(bytes_of(path), lang)
    except OSError:
        return None
    except (NoSavedReview, UnreadableDocument) as failure:
        raise SavedReviewUnusable(str(path), getattr(failure, "schema", "")) from failure


def existing(paths: Sequence[Path]) -> None:
    """Returns if there is something at every path. Raises PathMissing."""
    for path in paths:
        if not path.exists():
            raise PathMissing(str(path))


def unreadable(review: Review) -> bool:
    """True if some document could not be read (DOC01)."""
    return any(finding.code == "DOC01" for finding in review.findings)
