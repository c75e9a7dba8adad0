"""The answers of a letter that came back, as reasons for accepting the findings they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reconcile.commands.failures import NoAnswers
from reconcile.words.messages import label

if TYPE_CHECKING:
    from reconcile.acceptance.answered_letter import Answer
    from reconcile.review import Review

NOT_OURS = (
    "其中没有本程序写出的问题编号；请给出 fiscal questions 写出、填好答复的 Word 文件（.docx）",
    "it has none of the marks of a letter of `fiscal questions`; give the .docx file that came back",
)
NAMED = 5


class Taken(NamedTuple):
    """The reason for each finding by its id, and what has to be said of the answers, a sentence a line."""

    reasons: Mapping[str, str]
    lines: Sequence[str]


def answers_of(path: Path) -> list[Answer]:
    """The answers in the file at `path`. Raises NoAnswers for a file that is missing, damaged or no such letter."""
    from reconcile.acceptance.answered_letter import answers_in
    from reconcile.words.note_wording import note_sentence
    from tables.decode import UnreadableDocument
    from tables.file_bytes import bytes_of
    from tables.reading.dossier_reading import reason_of

    try:
        found = answers_in(bytes_of(path))
    except (UnreadableDocument, OSError) as failure:
        reason = reason_of(failure)
        said = note_sentence("DOC01", reason, "zh"), note_sentence("DOC01", reason, "en")
        raise NoAnswers(str(path), said) from None
    if not found:
        raise NoAnswers(str(path), NOT_OURS)
    return found


def reasons_from(answers: Sequence[Answer], review: Review) -> Taken:
    """What the answers say of the findings that stand with the very figures that were asked about.

    Questions left open are counted; answers to findings that are gone, and to figures that changed since, are named and
    left alone.
    """
    from reconcile.reports.questions.answer_marks import mark_of
    from reconcile.reports.quoted.lookup import Lookup

    lookup = Lookup.of(review)
    standing = {finding.id: mark_of(finding, lookup) for finding in review.findings}
    given = [one for one in answers if one.text]
    gone = [one.finding for one in given if one.finding not in standing]
    current = {one.finding: one.text for one in given if standing.get(one.finding) == f"{one.finding}/{one.figures}"}
    changed = [one.finding for one in given if one.finding in standing and one.finding not in current]
    lines = [label("answers_read", review.lang, read=len(given), open=len(answers) - len(given))]
    for key, names in (("answers_gone", gone), ("answers_changed", changed)):
        if names:
            which = "、".join(names[:NAMED]) + ("……" if len(names) > NAMED else "")
            lines.append(label(key, review.lang, n=len(names), which=which))
    return Taken(current, lines)
