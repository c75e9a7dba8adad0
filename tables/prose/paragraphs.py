"""Prose lines to paragraphs: lines broken by a page's width, by blank lines or by a page turn are put together again.

A gazette is printed in lines of one width; OCR keeps the breaks, so that 亿 and 元 stand on two lines with a blank one
between. A line goes on if its sentence is not finished and nothing says that something new begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from msgspec import Struct

from fiscal import late_patterns as re

LINE_LIMIT = 200_000
"""Characters of a line that are read; a longer line is no prose."""

_FINISHED = re.compile(r"[。！？：:!?][”’」』）)\]】\s*]*$")
_BEGINS = re.compile(
    r"\s*(?:#|\*\*|[-•·▪]\s|——|第[一二三四五六七八九十百]+[章节条部]|[一二三四五六七八九十]{1,3}[、．]|"
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[（(]\d{1,2}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳]|附[表件录]|注[：:]|表[一二三四五六七八九十\d])"
)
_NUMERAL = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")
_TITLE_END = re.compile(r"(?:议案|说明|报告|决议|决定|讲话|公报|纪要|草案）?|名单)\s*$")
_NOTE = re.compile(r"\s*[\d¹²³⁴-⁹①-⑳]{1,2}\s+[^\d\s%].{2,30}[：:]")
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–·•]?\s*\d{1,4}\s*[-—–·•]?|第\s*\d+\s*页.{0,12}|[ivxIVX]{1,5})\s*$")
_PAIRS = (("《", "》"), ("（", "）"), ("(", ")"), ("“", "”"), ("〔", "〕"))
_WINDOW = 8


class Paragraph(Struct, frozen=True):
    """The (1-based line number, raw text) pairs that make one paragraph."""

    lines: tuple[tuple[int, str], ...]


class _Widths(dict[str, int]):
    """The width of every character met so far: each is looked up once."""

    def __missing__(self, char: str) -> int:
        width = self[char] = 2 if east_asian_width(char) in "WF" else 1
        return width


_WIDTHS = _Widths()


def display_width(text: str) -> int:
    """Columns that `text` takes in a fixed-width print: a Chinese character takes two."""
    return sum(map(_WIDTHS.__getitem__, text))


def paragraphs(lines: Sequence[str], taken: set[int]) -> list[Paragraph]:
    """The paragraphs of `lines`, without the 1-based line numbers in `taken` (tables) and without running heads."""
    heads = _running_heads(lines, taken)
    kept: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and number not in taken and text not in heads:
            kept.append((number, line[:LINE_LIMIT].rstrip()))
    widths = [display_width(line.strip()) for _, line in kept]
    found: list[list[tuple[int, str]]] = []
    open_marks = 0
    for i, (number, line) in enumerate(kept):
        if _PAGE_NUMBER.match(line) and not (found and _awaits_number(found[-1][-1][1])):
            continue
        # The median of the neighbourhood is the page's width: headings are narrower, footnotes in small print wider.
        local = sorted(widths[max(0, i - 1 - _WINDOW) : i + _WINDOW])[
            (min(i + _WINDOW, len(widths)) - max(0, i - 1 - _WINDOW)) // 2
        ]
        if (
            found
            and not _table_between(found[-1][-1][0], number, taken)
            and _goes_on(found[-1], line, display_width(found[-1][-1][1].strip()), local, number, open_marks)
        ):
            found[-1].append((number, line))
            open_marks += _open_marks(line)
        else:
            found.append([(number, line)])
            open_marks = _open_marks(line)
    return [Paragraph(tuple(lines)) for lines in found]


def _goes_on(previous: list[tuple[int, str]], line: str, width: int, local: int, number: int, open_marks: int) -> bool:
    """True if `line` continues the paragraph `previous`, whose last line is `width` columns wide."""
    last = previous[-1][1]
    if re.search(r"其中[：:]\s*$", last):
        return True
    # A mark left open by a misprint must not swallow what follows: it holds a paragraph together for three lines only.
    held = open_marks > 0 and len(previous) <= 3
    if _FINISHED.search(last) and not held:
        return False
    if _NOTE.match(line) and number - previous[-1][0] > 1:
        return False
    full = width * 100 >= local * 85
    if _BEGINS.match(line):
        return False
    if held:
        return True
    if re.search(r"[，、；,]\s*$", last):
        return True
    if _TITLE_END.search(last):
        return False
    recent = "".join(_NUMERAL.sub("", text) for _, text in previous[-2:])
    prose = bool(re.search(r"[，。；、]", recent))
    if prose and (re.search(r"[\d亿万]\s*$", last) or re.match(r"\s*(?:[亿万]?元|[亿万]|%|个?百分点)", line)):
        return True
    if prose:
        return full or local > 160 or width > 160 or number == previous[-1][0] + 1
    return full and local <= 160 and width >= 40 and bool(re.search(r"[，。；]", line))


def _awaits_number(last: str) -> bool:
    """True if a number alone on the next line may still belong to the sentence (为 | 12)."""
    return bool(re.search(r"[为达约由至到增长下降占]$", last.strip()))


def _open_marks(line: str) -> int:
    """Opening minus closing marks of the title and bracket kind."""
    return sum(line.count(left) - line.count(right) for left, right in _PAIRS)


def _table_between(first: int, second: int, taken: set[int]) -> bool:
    return any(number in taken for number in range(first + 1, min(second, first + 400)))


def _running_heads(lines: Sequence[str], taken: set[int]) -> set[str]:
    """Short lines printed again and again: the running head of the gazette (页眉), which belongs to no report."""
    seen: Counter[str] = Counter()
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if 4 <= len(text) <= 40 and number not in taken and not re.search(r"[，。；：:%\d]", text):
            seen[text] += 1
    return {text for text, times in seen.items() if times >= 5 and not re.search(r"[（(]", text)}
