"""The process that writes what leaves the page: it alone holds the whole review, and only as long as it writes."""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from reconcile.catalogue import titles
from reconcile.decisions.decided import KINDS, Event
from reconcile.decisions.decided_review import with_decisions
from reconcile.reports.quoted.page_pictures import Cuts, Picture, Pictures
from reconcile.reports.quoted.remarks_of_review import remarks_of
from reconcile.review import Review
from reconcile.words.messages import page_word
from tables.remarks.annotation import annotated
from tables.remarks.page_images import pictures_of_files
from tables.remarks.remark import Remark

MOST_TERMS = {"pdf": 100, "docx": 2}
"""Figures beside the one in question that are marked too, as `fiscal annotate` does."""


ROOM = 4 << 20
"""Bytes of the pictures of either draft in a page that says what changed."""


class Packed(msgspec.Struct, frozen=True):
    """An event on its way to the process: the kind says what its record is."""

    seq: int
    key: str
    at: str
    who: str
    subject: str
    kind: str
    record: msgspec.Raw


def packed(events: Sequence[Event]) -> bytes:
    """Events as they are handed over."""
    encode = msgspec.json.encode
    return encode(
        [
            Packed(e.seq, e.key, e.at, e.who, e.subject, type(e.record).__name__.lower(), msgspec.Raw(encode(e.record)))
            for e in events
        ]
    )


def unpacked(data: bytes) -> list[Event]:
    """The events again."""
    return [
        Event(one.seq, one.key, one.at, one.who, one.subject, msgspec.json.decode(one.record, type=KINDS[one.kind]))
        for one in msgspec.json.decode(data, type=list[Packed])
    ]


def write(kind: str, whole: str, events: str, target: str, document: str, path: str, before: str) -> None:
    """`target` holds the workbook, the questions, the page, the annotated copy, or what changed; does not return.

    `before` is where the review of an earlier draft lies, if it is compared with one; then `path` names the PDFs of
    both drafts by document, as JSON.

    The exit code is 0, 3 if the file cannot be annotated, 1 for everything else.
    """
    try:
        # The file is one that this program has written itself, in a folder that is its own.
        review: Review = pickle.loads(Path(whole).read_bytes())
        known = unpacked(Path(events).read_bytes())
        decided = with_decisions(review, known).review
        if kind == "changes":
            earlier = with_decisions(pickle.loads(Path(before).read_bytes()), known).review
            content: bytes | None = changes(earlier, decided, json.loads(path))
        else:
            content = made(kind, decided, document, path)
    except Exception:  # the server tells by the exit code that there is no file; FISCAL_DEBUG shows why
        if os.environ.get("FISCAL_DEBUG"):
            raise
        os._exit(1)
    if content is None:
        os._exit(3)
    Path(target).write_bytes(content)
    sys.stdout.flush()
    os._exit(0)


def made(kind: str, review: Review, document: str, path: str) -> bytes | None:
    """What is to be written; None where a copy of the file cannot be annotated."""
    if kind == "workbook":
        from reconcile.reports.workbook.to_workbook import to_workbook

        return to_workbook(review)
    if kind == "questions":
        from reconcile.reports.questions.to_questions import to_questions

        return to_questions(review)
    if kind == "report":
        from reconcile.reports.html.to_html import to_html

        return to_html(review, {**titles(review.lang), "REV01": page_word("added-relation", review.lang)}).encode()
    return _annotated(review, document, Path(path))


def changes(old: Review, new: Review, files: Sequence[Mapping[str, str]]) -> bytes:
    """What changed from one draft to the next, as a page that stands alone; `files` are the PDFs of either draft."""
    from reconcile.drafts.compare import compare
    from reconcile.reports.changes.changes_html import changes_html

    def draw(side: int, wanted: Mapping[str, Sequence[int]]) -> Pictures:
        made = pictures_of_files({name: Path(path) for name, path in files[side].items()}, wanted, ROOM)
        return {
            page: Picture(one.png, one.width, one.height, Cuts(*one.cuts)) if one is not None else None
            for page, one in made.items()
        }

    return changes_html(compare(old, new), draw).encode()


def _annotated(review: Review, document: str, path: Path) -> bytes | None:
    from tables.decode import UnreadableDocument

    form = next((one.format for one in review.documents if one.id == document), "")
    said, _ = remarks_of(review, MOST_TERMS.get(form, 0))
    remarks = [
        Remark(one.figure, one.text, one.weight, one.number, one.titles)
        for one in said
        if one.figure.place.document == document
    ]
    try:
        return annotated(path, document, remarks).content
    except UnreadableDocument:
        return None
