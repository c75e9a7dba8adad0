"""The list of contents: which tables a document announces, with their numbers and titles, and which of them it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from fiscal.document import Document, Passage
from fiscal.words.label_patterns import label_pattern
from reconcile.observe.completeness.table_numbers import TableNumber, numbered

_OPENS = label_pattern("contents-number")
_LEADERS = label_pattern("contents-leaders")
_ENDS = label_pattern("ends-as-table")
_GLUED = label_pattern("contents-glued")
_TELLING = set("财政拨款预算支收入基金社保险债务转移总明细一般公共国资本经营三公级")
_NOISE = label_pattern("title-noise")
_BARE = label_pattern("title-noise-but-year")
MOST_ABSENT = 4
"""Nothing is said to be absent where more than one entry in four is: such a list is of another document."""
LONGEST_LIST = 600
FEWEST = 4
NEAR = 4
ALIKE = 60


class ContentsLine(Struct, frozen=True):
    """One line of the contents: the passage, what numbers it, the number of the table or None, and its title."""

    passage: Passage
    opened: str
    number: TableNumber | None
    title: str

    @property
    def style(self) -> str:
        """What kind of numbers the line belongs to: those of tables, 1. 2. 3. or 一、二、三、."""
        return "table" if self.number else "digits" if self.opened[:1].isdigit() else "chinese"


def contents(document: Document) -> list[ContentsLine]:
    """The tables that the contents list, in order; none where there is no list of at least four before the tables."""
    first = min((table.rows[0].line or 0 for table in document.tables if table.rows), default=0)
    best: list[ContentsLine] = []
    run: list[ContentsLine] = []
    for entry in _entries(document.passages, first):
        if run and entry.passage.index - run[-1].passage.index > NEAR:
            best, run = max(best, run, key=len), []
        run.append(entry)
    best = max(best, run, key=len)
    styles = Counter(entry.style for entry in best)
    # The few lines numbered otherwise are headings over the others.
    kept = [entry for entry in best if entry.style == max(styles, key=lambda style: styles[style])]
    return kept[:LONGEST_LIST] if len(kept) >= FEWEST else []


def _entries(passages: Iterable[Passage], first: int) -> Iterator[ContentsLine]:
    for passage in passages:
        if passage.line >= first:
            return
        if passage.figures and len(passage.text) > 120:
            continue
        for text in _GLUED.split(passage.text):
            opened = _OPENS.match(text)
            title = _LEADERS.sub("", text[opened.end() :]) if opened else ""
            if opened and _ENDS.search(title) and 4 <= len(title) <= 60 and "。" not in title:
                yield ContentsLine(passage, opened[0], numbered(text), title)


def absent(
    entries: Sequence[ContentsLine],
    titles: Mapping[str, TableNumber | None],
    lines: Sequence[str],
    numbers: set[TableNumber],
) -> list[ContentsLine]:
    """The entries of which nothing is found: neither the number, nor the title over a table or on a line of its own.

    `titles` are those of the tables with their numbers, `lines` the short lines outside the contents, `numbers` all
    that stand over something. A title serves one entry only; one that no entry claims may be worded differently.
    """
    free = [title for title, number in titles.items() if number is None or all(number != one.number for one in entries)]
    left = [entry for entry in entries if entry.number is None or entry.number not in numbers]
    for fits in (_same_words, same_title):
        left = _unclaimed(left, free, fits)
    if 2 * len(left) > len(entries):
        return left
    named = [line for line in lines if "表" in line]
    left = [entry for entry in left if not any(_opens_line(entry.title, line) for line in named)]
    # The longest first: a short title lies inside many long ones.
    left = _unclaimed(sorted(left, key=lambda entry: -len(entry.title)), free, _alike)
    return sorted(left, key=lambda entry: entry.passage.index)


def _unclaimed(
    entries: Sequence[ContentsLine], free: list[str], fits: Callable[[str, str], bool]
) -> list[ContentsLine]:
    """The entries that no title in `free` fits; the titles that are claimed are taken out of it."""
    left = []
    for entry in entries:
        claimed = min((title for title in free if fits(entry.title, title)), key=len, default=None)
        if claimed is None:
            left.append(entry)
        else:
            free.remove(claimed)
    return left


def _opens_line(title: str, line: str) -> bool:
    """True if the title stands on the line, perhaps behind a place and a year and before anything else (单位：万元).

    >>> _opens_line("支出决算表", "云溪区支出决算表公开03表"), _opens_line("支出决算表", "财政拨款支出决算表")
    (True, False)
    """
    before, found, _ = _NOISE.sub("", line).partition(_NOISE.sub("", title))
    return (bool(found) and not _TELLING & set(before)) or same_title(title, line)


def _same_words(announced: str, printed: str) -> bool:
    """True if the titles differ in blanks and punctuation only."""
    return _BARE.sub("", announced) == _BARE.sub("", printed)


def same_title(announced: str, printed: str) -> bool:
    """True if the titles differ in no more than the year, the place and the order of words.

    >>> same_title("支出决算表", "2025年度云溪区支出决算表"), same_title("支出决算表", "财政拨款支出决算表")
    (True, False)
    """
    one, other = _characters(announced), _characters(printed)
    more = other - one
    return not one - other and not _TELLING & set(more) and sum(more.values()) <= 12


@lru_cache(maxsize=4096)
def _characters(title: str) -> Counter[str]:
    return Counter(_NOISE.sub("", title))


def _alike(one: str, other: str) -> bool:
    one, other = _NOISE.sub("", one), _NOISE.sub("", other)
    if one in other or other in one:
        return bool(one and other)
    from difflib import SequenceMatcher  # few documents announce their tables

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Twice the matching characters over all characters: whole numbers, so that nothing is rounded.
    matching = sum(block.size for block in matcher.get_matching_blocks())
    return 200 * matching >= ALIKE * (len(one) + len(other))
