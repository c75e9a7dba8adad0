"""The list in Markdown, for the summary of a CI job: as agreed, and closed to what a document may write."""

from __future__ import annotations

import io

import pytest

from reconcile.reports.machine.to_markdown import LONGEST_TEXT, to_markdown
from reconcile.reports.quoted.finding_rows import finding_rows
from reconcile.reports.quoted.lookup import Lookup
from tables.reading.own_outputs import ours
from tests.golden_files import agreed
from tests.review_factory import clean_review, hostile_review, sample_review


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list_is_as_agreed(lang: str) -> None:
    """Byte for byte the golden file."""
    text = to_markdown(sample_review(lang))
    assert text.encode("utf-8") == agreed(f"review.{lang}.md", text)


def test_no_document_gets_out_of_its_cell() -> None:
    """However a label reads, the table keeps its rows and columns, and nothing in it is markup, a link or a mention."""
    review = hostile_review()
    lines = [line for line in to_markdown(review).splitlines() if line.startswith("|")]
    assert len(lines) == len(review.findings) + 2
    assert len({line.count("|") for line in lines}) == 1
    for line in lines[2:]:
        assert not any(mark in line.replace("<!-- -->", "") for mark in ("<", ">", "](", "`", "http://", "https://"))


def test_a_clean_review_says_what_was_not_checked() -> None:
    """No table, and no silence."""
    text = to_markdown(clean_review())
    assert "|" not in text
    assert "另有 1 个数没有核对到" in text


def test_it_is_known_as_our_own() -> None:
    """A list that lies beside the sources is no document."""
    content = to_markdown(sample_review()).encode()
    assert ours("核对.md", io.BytesIO(content), len(content))


def test_rows_say_what_is_printed_and_what_would_agree() -> None:
    """Each row of a finding that compares has all three numbers, and no text longer than a cell takes."""
    review = sample_review()
    rows = finding_rows(review, Lookup.of(review))
    assert [row.number for row in rows] == list(range(1, len(review.findings) + 1))
    compared = [row for row in rows if row.printed]
    assert compared
    assert all(bool(row.expected) <= bool(row.gap) for row in compared)
    assert all(len(cell) < 8 * LONGEST_TEXT for cell in to_markdown(review).split("|"))
