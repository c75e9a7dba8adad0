"""A review as a Word file to send to the finance department: numbered points, each with lines for its answer.

What rounding explains is listed without such lines, and what was not checked is said at the end. The same review gives
the same bytes.
"""

from __future__ import annotations

import io

from docx.document import Document as Letter

from reconcile.reports.questions.answer_marks import mark_of
from reconcile.reports.questions.question_layout import (
    SMALL,
    fill,
    grid,
    keep_together,
    new_letter,
    next_row,
    ruled_lines,
    titled,
    write,
)
from reconcile.reports.questions.question_table import question_table
from reconcile.reports.quoted.finding_rows import finding_rows, said_alone
from reconcile.reports.quoted.fixed_archive import without_times
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import place_words, shown
from reconcile.reports.quoted.quotation import Quotation, QuotedTable, quotations
from reconcile.reports.quoted.summary import unchecked_places
from reconcile.reports.quoted.suspects import suspect_sentence
from reconcile.reports.quoted.working import working_lines
from reconcile.review import Finding, Review, Severity
from reconcile.words.document_names import heading_of, names_of
from reconcile.words.messages import aside
from reconcile.words.messages import question_word as word

ANSWER_LINES = 2
MOST_NOTES, MOST_PLACES = 60, 40


def answerable(review: Review) -> int:
    """How many findings ask for an answer."""
    return sum(finding.severity is not Severity.NOTE for finding in review.findings)


def to_questions(review: Review, form: str = "letter") -> bytes:
    """The list of questions as the bytes of a .docx file.

    A "letter" has a table of all questions, then each with its quotation, its working and lines for the answer; a
    "table" has one row for each question, whose last cell is for the answer.
    """
    lookup, lang = Lookup.of(review), review.lang
    letter = new_letter(word("title", lang) + word("subtitle", lang), lang)
    titled(letter, word("title", lang), 22)
    titled(letter, word("subtitle", lang), 16)
    titled(letter, shown(heading_of(review.documents, lang), lang), 14)
    titled(letter, word("number", lang) + "　　" + word("date", lang), 12)
    write(letter.add_paragraph(), word("addressee", lang))
    write(letter.add_paragraph(), word("intro", lang) + word("deadline", lang))
    numbered = list(enumerate(review.findings, 1))
    asked = [(number, finding) for number, finding in numbered if finding.severity is not Severity.NOTE]
    rows = {row.number: row for row in finding_rows(review, lookup)}
    marks = {number: mark_of(finding, lookup) for number, finding in asked}
    if asked and form == "letter":
        write(letter.add_paragraph(), word("at-a-glance", lang), bold=True)
        question_table(letter, [rows[number] for number, _ in asked], None, lang)
    _documents(letter, review)
    letter.add_heading(word("questions", lang, n=answerable(review)), 1)
    if asked and form == "table":
        question_table(letter, [rows[number] for number, _ in asked], marks, lang)
    for number, finding in asked if form == "letter" else ():
        _question(letter, number, finding, marks[number], lookup, lang)
    if not asked:
        write(letter.add_paragraph(), word("no-questions", lang))
    _notes(letter, [entry for entry in numbered if entry[1].severity is Severity.NOTE], lang)
    _unchecked(letter, review, lookup)
    written = io.BytesIO()
    letter.save(written)
    return without_times(written.getvalue())


def _documents(letter: Letter, review: Review) -> None:
    lang = review.lang
    letter.add_heading(word("documents", lang), 1)
    names = names_of(review.documents)
    table = grid(letter, [word(key, lang) for key in ("file", "pages", "figures")])
    for document in review.documents:
        unread = any(note.code == "DOC01" for note in document.notes)
        figures = sum(1 for _ in document.figures())
        cells = next_row(table)
        fill(cells[0], shown(names[document.id], lang))
        fill(cells[1], word("unread", lang) if unread else f"{document.pages:,}", right=True)
        fill(cells[2], "" if unread else f"{figures:,}", right=True)


def _question(letter: Letter, number: int, finding: Finding, mark: str, lookup: Lookup, lang: str) -> None:
    """One question, its quotation and working, lines for the answer and the mark that leads it back."""
    first, said = len(letter.element.body) - 1, said_alone(finding, lookup, lang)
    letter.add_heading("", 2)
    write(
        letter.paragraphs[-1],
        word("question", lang, n=number, message=aside(finding.category, lang) + shown(said, lang)),
    )
    _labelled(letter, word("where", lang), place_words(finding.place, lookup, lang, len(lookup.documents) > 1))
    main = frozenset(f.id for f in lookup.figures_of(finding) if f.place == finding.place)
    quoted = quotations(finding, lookup, lang)
    for quotation in quoted:
        _quote(letter, quotation, main, lang)
    working = working_lines(finding, lookup, lang, bool(quoted), candidates=False)
    for line in working:
        write(letter.add_paragraph(), shown(line, lang))
    if finding.suspect is not None:
        _labelled(letter, word("suspect", lang), shown(suspect_sentence(finding.suspect, lookup, lang), lang))
    ruled_lines(letter, word("answer", lang), ANSWER_LINES)
    write(letter.add_paragraph(), word("mark", lang, mark=mark), SMALL)
    keep_together(letter, first)


def _labelled(letter: Letter, label: str, text: str) -> None:
    paragraph = letter.add_paragraph()
    write(paragraph, label, bold=True)
    write(paragraph, text)


def _quote(letter: Letter, quotation: Quotation, main: frozenset[str], lang: str) -> None:
    """The quotation with its figures marked, tables as tables."""
    _labelled(letter, word("quotation", lang), quotation.heading)
    letter.paragraphs[-1].paragraph_format.keep_with_next = True
    for part in quotation.parts:
        if isinstance(part, QuotedTable):
            _table(letter, part, main, lang)
            continue
        paragraph = letter.add_paragraph()
        for piece in part.pieces:
            write(paragraph, shown(piece.text, lang), bold=piece.figure in main, marked=piece.figure is not None)
        for printed, remark in part.remarks:
            write(letter.add_paragraph(), f"{shown(printed, lang)}：{remark}")


def _table(letter: Letter, table: QuotedTable, main: frozenset[str], lang: str) -> None:
    remarked = any(row.remark for row in table.rows)
    heads = [word("row", lang), *table.titles, *([word("remark", lang)] if remarked else [])]
    made = grid(letter, [shown(head, lang) for head in heads])
    for row in table.rows:
        cells = next_row(made)
        fill(cells[0], "　" * min(row.level, 6) + shown(row.label, lang))
        for cell, piece in zip(cells[1:], row.cells, strict=False):
            if piece is not None:
                fill(cell, piece.text, right=True, bold=piece.figure in main, marked=piece.figure in main)
        if remarked:
            fill(cells[-1], row.remark)
    if table.left_out:
        write(letter.add_paragraph(), word("more", lang, n=table.left_out), SMALL)


def _notes(letter: Letter, notes: list[tuple[int, Finding]], lang: str) -> None:
    if not notes:
        return
    letter.add_heading(word("notes", lang, n=len(notes)), 1)
    for number, finding in notes[:MOST_NOTES]:
        text = word("question", lang, n=number, message=aside(finding.category, lang) + shown(finding.message, lang))
        write(letter.add_paragraph(), text, 12)
    if len(notes) > MOST_NOTES:
        write(letter.add_paragraph(), word("notes-rest", lang, n=len(notes) - MOST_NOTES))


def _unchecked(letter: Letter, review: Review, lookup: Lookup) -> None:
    lang, coverage = review.lang, review.coverage
    letter.add_heading(word("unchecked", lang), 1)
    key = "unchecked-why" if coverage.unchecked else "unchecked-none"
    write(letter.add_paragraph(), word(key, lang, all=coverage.figures, n=len(coverage.unchecked)))
    places = unchecked_places(review, lookup)
    if places:
        table = grid(letter, [word("where", lang).rstrip("：: "), word("figures", lang)])
        for place, count in places[:MOST_PLACES]:
            cells = next_row(table)
            fill(cells[0], shown(place, lang))
            fill(cells[1], f"{count:,}", right=True)
