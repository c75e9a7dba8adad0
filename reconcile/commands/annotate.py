"""`fiscal annotate`: a copy of a PDF or Word file with what was found written beside its figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconcile.commands.failures import NotAnnotated
from reconcile.commands.options import confidence_option, lang_option, reading_options

if TYPE_CHECKING:
    from reconcile.reports.quoted.remarks_of_review import FigureRemarks
    from reconcile.review import Review

MOST_TERMS = {"pdf": 100, "docx": 2}
"""Figures beside the one in question that are marked too: colour on a page is quiet, a column of comments is not."""

REASONS = {
    "no-annotations": (
        "只能为 PDF 和 Word（.docx）文件写批注；其他格式请用 fiscal export 或 fiscal check --format html",
        "only PDF and Word (.docx) files can be annotated; use `fiscal export` or `fiscal check --format html`",
    ),
    "locked": (
        "这个 PDF 的作者不允许添加批注；请用 fiscal check --format html",
        "its author does not allow comments; use `fiscal check --format html`",
    ),
}


@click.command("annotate", short_help="在副本上写批注 / Annotate a copy of a PDF or Word file.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="OUT",
    help="副本写到哪里 / Where to write the copy.",
)
@confidence_option
@reading_options
@lang_option
def command(path: Path, output: Path, least: str | None, engine: str, jobs: int, lang: str) -> int:
    """读取并核对一个 PDF 或 Word（.docx）文件，写出带批注的副本；原文件不改动。

    Reads and reconciles a PDF or Word (.docx) file and writes a copy with what was found beside its figures; the file
    itself is left alone.
    """
    from reconcile.commands.output import check_target, show, write_whole
    from reconcile.commands.reviewing import existing, reviewed
    from reconcile.commands.what_is_accepted import Accepting, least_of
    from reconcile.words.messages import label

    existing([path])
    check_target(output, [path])
    check_kind(path)
    known = Accepting(None, (), least_of(least))
    review = known.applied(reviewed([path], lang, engine, jobs))
    content, placed, unplaced = copy_of(path, review, lang)
    write_whole(output, content)
    show(label("annotated", lang, path=output, findings=len(review.findings), placed=placed) + "\n")
    if unplaced:
        show(label("unplaced", lang, n=unplaced) + "\n")
    return 0


def check_kind(path: Path) -> None:
    """Returns if copies of files like the one at `path` can be annotated, so that a long job does not fail at its end.

    Raises NotAnnotated.
    """
    from tables.decode import UnreadableDocument
    from tables.reading.dossier_reading import reason_of
    from tables.remarks.annotation import can_be_annotated

    try:
        known = path.is_file() and can_be_annotated(path)
    except (UnreadableDocument, OSError) as failure:
        raise NotAnnotated(str(path), _sentences(reason_of(failure))) from None
    if not known:
        raise NotAnnotated(str(path), REASONS["no-annotations"])


def copy_of(path: Path, review: Review, lang: str) -> tuple[bytes, int, int]:
    """The copy of the file at `path`, how many remarks stand in it and how many found no place. Raises NotAnnotated."""
    from reconcile.reports.quoted.remarks_of_review import remarks_of

    unread = [note for document in review.documents for note in document.notes if note.code == "DOC01"]
    if unread:
        raise NotAnnotated(str(path), _sentences(unread[0].message))
    document = review.documents[0]
    said, homeless = remarks_of(review, MOST_TERMS.get(document.format, 0))
    made, left = _copied(path, document.id, said, lang)
    return made, len(said) - left, left + homeless


def copy_in_dossier(path: Path, document: str, review: Review, lang: str) -> bytes:
    """The copy of one document of a dossier, with what was found beside its figures. Raises NotAnnotated."""
    from reconcile.reports.quoted.remarks_of_review import remarks_of

    form = next(one.format for one in review.documents if one.id == document)
    said, _ = remarks_of(review, MOST_TERMS.get(form, 0))
    return _copied(path, document, [one for one in said if one.figure.place.document == document], lang)[0]


def _copied(path: Path, document: str, said: Sequence[FigureRemarks], lang: str) -> tuple[bytes, int]:
    """The copy with these remarks, and how many of them found no place. Raises NotAnnotated."""
    from reconcile.commands.progress import progress_line
    from tables.decode import UnreadableDocument
    from tables.reading.dossier_reading import reason_of
    from tables.reading_options import Reading
    from tables.remarks.annotation import annotated
    from tables.remarks.remark import Remark

    remarks = [Remark(one.figure, one.text, one.weight, one.number, one.titles) for one in said]
    try:
        with progress_line(1, lang) as watch:
            made = annotated(path, document, remarks, Reading(progress=watch(path.name)))
    except (UnreadableDocument, OSError) as failure:
        reason = reason_of(failure)
        known = REASONS.get(reason) or _sentences(reason)
        raise NotAnnotated(str(path), known) from None
    return made.content, len(remarks) - made.placed


def _sentences(reason: str) -> tuple[str, str]:
    from reconcile.words.note_wording import note_sentence

    return note_sentence("DOC01", reason, "zh"), note_sentence("DOC01", reason, "en")
