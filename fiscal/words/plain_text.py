"""Text as the readers want it: one writing of every sign, and paragraphs joined across hard line breaks.

Documents mix full-width and half-width signs, break lines inside numbers (3305|.93) and words (百分|点), and put blanks
around figures. Every later step reads the text made here and finds its way back to the source by offset.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from fiscal import late_patterns as re

_KEPT = "，。；：！？、"
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_DASHES = "\u2010\u2011\u2012\u2013\u2212\u02d7\u2043\u2796\ufe58\ufe63"
_TRIANGLES = "\u2206\u0394\u22bf\u25b5"


def _table() -> dict[int, str]:
    """What each sign is written as; every entry is one character for one character."""
    table = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F) if chr(0xFEE0 + code) not in _KEPT}
    # PDF text layers print Kangxi radicals and compatibility ideographs where the common character is meant.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table |= {ord(sign): " " for sign in (*_BLANKS, *_ZERO_WIDTH)}
    table |= {ord(sign): "-" for sign in _DASHES}
    table |= {ord(sign): "△" for sign in _TRIANGLES}
    return table | {ord(":"): "：", ord(";"): "；", 0x2015: "—", 0x2500: "—", 0xFE6A: "%", 0xFF61: "。", 0xFF64: "、"}


_SIGNS = _table()
_LIST_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9])")
_FULL_STOP = re.compile(r"(?<![一二三四五六七八九十])(?<=[\u4e00-\u9fff%])\.(?=[\u4e00-\u9fff]|$)")
# Digits set apart one by one (5 , 3 4 9 . 8 9万元), as some PDF text layers give them, are one number.
_SPACED_OUT = re.compile(r"(?<![0-9.,])[0-9](?: [0-9.,]){3,}(?![0-9.,])")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_MARKDOWN = re.compile(r"\s*#{1,6}(?=\s)\s*|\s*#{1,6}(?=[^\s#])")
_RUN = re.compile(r"\*\*| +|(?:[^ *]|\*(?!\*))+")
"""The bold mark of Markdown, blanks, or what stands between them."""
_ALNUM = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS = frozenset("0123456789")
_LETTERS = _ALNUM - _DIGITS


def normalise(text: str) -> str:
    """`text` in one writing, character for character: the result is as long as `text`, so offsets stay valid.

    Full-width digits, letters and signs become half-width, save the Chinese punctuation ，。；：！？、, which
    half-width colons, semicolons and commas become, and full stops between Chinese words; a comma between two digits
    stays a thousands separator. Every kind of blank and zero-width sign becomes a plain blank, every short dash a
    hyphen, every triangle the △ that stands before negative numbers; — stays.

    >>> normalise("收入１，２３４．５％（预计）:3,456,其中")
    '收入1，234.5%(预计)：3,456，其中'
    >>> normalise("结余50.3亿元．年末"), normalise("一．收入")
    ('结余50.3亿元。年末', '一.收入')
    """
    return _FULL_STOP.sub("。", _LIST_COMMA.sub("，", text.translate(_SIGNS)))


def squeezed(text: str) -> str:
    """`text` without any blanks, as the vocabulary wants it.

    >>> squeezed("项 目")
    '项目'
    """
    return "".join(text.split())


def without_brackets(text: str) -> str:
    """`text` without blanks and without what stands in brackets.

    >>> without_brackets("增减额（万元） 合计")
    '增减额合计'
    """
    return squeezed(_BRACKETS.sub("", text))


class Joined(Struct, frozen=True):
    """One paragraph as a single line of normalised text that knows where each of its characters was printed.

    `offsets` gives, for each character of `text`, its index in the source lines written one after another with one
    character between them; `starts` and `numbers` are the index of the first character and the number of each line.
    """

    text: str
    offsets: array[int]
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def _row(self, offset: int) -> int:
        return bisect_right(self.starts, self.offsets[offset]) - 1

    def line_of(self, offset: int) -> int:
        """The number of the source line on which the character at `offset` stands."""
        return self.numbers[self._row(offset)]

    def column_of(self, offset: int) -> int:
        """The 0-based column of the character at `offset` in its source line."""
        return self.offsets[offset] - self.starts[self._row(offset)]


def join_lines(lines: Sequence[tuple[int, str]]) -> Joined:
    """The numbered `lines` of one paragraph as one text, normalised, without line breaks and needless blanks.

    A blank stays (as one) only between two ASCII letters or digits of one line, and between a % and a number behind it;
    a line break becomes a blank only between two letters, because hard wraps split numbers. Markdown marks go.

    >>> joined = join_lines([(7, "## 支出 3305"), (9, ".93 万元，增长"), (10, "5 %")])
    >>> joined.text, joined.line_of(joined.text.index("9")), joined.column_of(joined.text.index("万"))
    ('支出3305.93万元，增长5%', 9, 4)
    """
    runs: list[str] = []
    offsets = array("q")
    starts: list[int] = []
    begin = 0
    for _, raw in lines:
        starts.append(begin)
        for blank, run, at in _line(raw, runs[-1][-1] if runs else ""):
            if blank:
                runs.append(" ")
                offsets.append(begin + max(at - 1, 0))
            runs.append(run)
            offsets.extend(range(begin + at, begin + at + len(run)))
        begin += len(raw) + 1
    text = _FULL_STOP.sub("。", _LIST_COMMA.sub("，", "".join(runs)))
    return Joined(text, offsets, tuple(starts), tuple(number for number, _ in lines))


def _line(raw: str, last: str) -> Iterator[tuple[bool, str, int]]:
    """The runs of one line without blanks: (a blank stays before it, the run, its column); `last` ends the line before.

    Most lines of Chinese text have no blank inside and are one run: nothing to decide sign by sign.
    """
    text = raw.translate(_SIGNS)
    mark = _MARKDOWN.match(text)
    index = mark.end() if mark else 0
    solid = text[index:].strip(" ")
    if solid and " " not in solid and "**" not in solid:
        yield last in _LETTERS and solid[0] in _LETTERS, solid, text.index(solid, index)
        return
    first = True
    for blank, run, at in _runs_of(raw, text, index):
        yield (last in _LETTERS and run[0] in _LETTERS if first else blank and _keeps_blank(last, run[0])), run, at
        first, last = False, run[-1]


def _runs_of(raw: str, text: str, index: int) -> Iterator[tuple[bool, str, int]]:
    """The runs from `index` on without blanks: (a blank stood before it, the run, its column)."""
    blank = False
    spaced = {at for run in _SPACED_OUT.finditer(text) for at in range(run.start() + 1, run.end())}
    for found in _RUN.finditer(text, index):
        run, at, end = found[0], found.start(), found.end()
        if run[0] == " ":
            blank = blank or not _ZERO_WIDTH.issuperset(raw[at:end])
        elif run != "**":
            # "12, 34" is a list: with the blank gone, its comma would look like a thousands separator.
            listed = run[-1] == "," and text.startswith(" ", end) and end - 1 not in spaced and text[end:].strip()
            yield blank and at not in spaced, f"{run[:-1]}，" if listed else run, at
            blank = False


def _keeps_blank(left: str, right: str) -> bool:
    """True if the blank between `left` and `right` keeps two words or numbers apart."""
    if left in _ALNUM:
        return right in _ALNUM
    return left == "%" and (right in _DIGITS or right in "+-")
