"""A comparison for reading in a terminal: the verdict first, then what changed, each with both values and places."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.drafts.comparison import Comparison
from reconcile.reports.changes.change_rows import (
    ChangeRow,
    ChangeSection,
    change_sections,
    compared_sentence,
    verdict_sentence,
)
from reconcile.reports.changes.hint_sentences import change_word, hint_sentence
from reconcile.reports.quoted.places import visible

MOST = 100
"""Lines of one section; the others are counted, and stand in the other forms."""

COLOURS = {"half": "31", "totals": "31", "words": "33", "findings-new": "31", "findings-reopened": "31"}


def changes_console(comparison: Comparison, colour: bool = False) -> str:
    """The comparison as text, ended by a line break; `colour` turns terminal colours on."""
    lang = comparison.lang
    lines = [verdict_sentence(comparison)]
    lines += [f"  {change_word('hint', lang)}{hint_sentence(told, lang)}" for told in comparison.hints]
    for section in change_sections(comparison):
        lines += ["", *_section(section, lang, colour)]
    lines += ["", compared_sentence(comparison)]
    return "\n".join(lines) + "\n"


def _section(section: ChangeSection, lang: str, colour: bool) -> Iterator[str]:
    code = COLOURS.get(section.key, "1")
    yield f"\x1b[{code}m{section.title}\x1b[0m" if colour else section.title
    home = ""
    for row in section.rows[:MOST]:
        if row.home != home:
            home = row.home
            yield f"  {visible(home)}"
        yield from (f"    {line}" for line in _row(row, lang))
    if len(section.rows) > MOST:
        yield f"    {change_word('more', lang, n=len(section.rows) - MOST)}"


def _row(row: ChangeRow, lang: str) -> Iterator[str]:
    values = f"{row.old} → {row.new}" if row.old and row.new else row.old or row.new
    apart = change_word("brackets", lang, text=row.apart) if row.apart else ""
    colon = change_word("colon", lang) if row.what and values else ""
    yield visible(f"{row.what}{colon}{values}{apart}")
    if row.quote:
        yield f"  {change_word('quote', lang, text=row.quote)}"
    place = _place(row, lang)
    if place:
        yield f"  --> {visible(place)}"
    yield from (f"  {visible(line)}" for line in row.beside)


def _place(row: ChangeRow, lang: str) -> str:
    if not row.old_place or row.old_place == row.new_place:
        return row.new_place
    if not row.new_place:
        return change_word("old-place", lang, place=row.old_place)
    return change_word("both-places", lang, old=row.old_place, new=row.new_place)
