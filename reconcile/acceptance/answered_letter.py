"""Reads the answers of the finance department (财政部门答复) out of the letter or the table that came back filled in.

The file was written by others: it is opened within limits, and only its text is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from reconcile.reports.questions.answer_marks import MARK
from reconcile.words.messages import question_word
from reconcile.words.texts import LANGUAGES
from tables.office.package import Package

LONGEST_ANSWER = 4_000
"""Characters of an answer that are kept: a reason in a list, no document."""

BREAKS = {"br": "\n", "cr": "\n", "tab": " "}
SHOWN = frozenset({"t", *BREAKS})


class Answer(Struct, frozen=True):
    """One answer: the id of its finding, the sign of the figures that were asked about, the text; "" if it is open."""

    finding: str
    figures: str
    text: str


def answers_in(data: bytes) -> list[Answer]:
    """Every question of the file with its answer, in order; none where it is no letter of this program.

    Raises UnreadableDocument for a file that is damaged or no Word file.
    """
    package = Package(data)
    root = package.xml(package.main())
    found = [*_in_rows(root), *_between_lines(root)]
    return list({(one.finding, one.figures): one for one in sorted(found, key=lambda one: bool(one.text))}.values())


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    """The words of a paragraph as they display: what a reviser deleted is no `t`."""
    return "".join(BREAKS.get(_name(one), one.text or "") for one in element.iter() if _name(one) in SHOWN)


def _in_rows(root: etree._Element) -> Iterator[Answer]:
    """Rows of the table form: the mark stands in the first cell, the answer in the last."""
    for row in (one for one in root.iter() if _name(one) == "tr"):
        cells = [one for one in row if _name(one) == "tc"]
        mark = MARK.search(_joined(cells[0])) if len(cells) > 1 else None
        if mark:
            yield Answer(mark[1], mark[2], _kept(_joined(cells[-1])))


def _joined(cell: etree._Element) -> str:
    return "\n".join(_text(one) for one in cell.iter() if _name(one) == "p")


def _between_lines(root: etree._Element) -> Iterator[Answer]:
    """The letter: an answer stands between the line that asks for it and the line of its mark."""
    labels = tuple(question_word("answer", lang).strip() for lang in LANGUAGES)
    held: list[str] | None = None
    for paragraph in (one for one in root.iter() if _name(one) == "p"):
        text = _text(paragraph).strip()
        label = next((one for one in labels if text.startswith(one)), None)
        mark = MARK.search(text)
        if label is not None:
            held = [text[len(label) :]]
        elif mark and held is not None:
            yield Answer(mark[1], mark[2], _kept("\n".join(held)))
            held = None
        elif held is not None:
            held.append(text)


def _kept(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())[:LONGEST_ANSWER]
