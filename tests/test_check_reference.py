"""docs/checks.md: complete, and made from the docstrings.

`UPDATE_SNAPSHOTS=1` in the environment writes it anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from reconcile.catalogue import HEADINGS, as_markdown, everything
from reconcile.words.reading_notes import READING_NOTES


def test_the_page_is_what_the_docstrings_say(repo_root: Path) -> None:
    """Whoever changes a docstring writes the page anew; nobody writes it by hand."""
    page = repo_root / "docs" / "checks.md"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        page.write_text(as_markdown(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == as_markdown()


def test_the_page_says_everything_of_every_check() -> None:
    """Every code has its entry, and every entry every heading in both languages, none of them empty."""
    entries = re.split(r"(?m)^### ", as_markdown())[1:]
    assert {entry.split()[0] for entry in entries} == everything().keys() | set(READING_NOTES)
    for entry in entries:
        for headings in HEADINGS.values():
            found = re.findall(r"(?m)^- \*\*(.+?)\*\*(?:：|: )(.+)$", entry)
            assert [head for head, text in found if head in headings and text] == list(headings), entry[:60]
