"""Figures that a reader of the page sees in a cell, whether or not anything could be made of them."""

from __future__ import annotations

from fiscal import late_patterns as re
from fiscal.words.plain_text import normalise
from tables.cell_words import is_amount, squeezed

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)*(?!\d))(?![年月日号期届次])")
"""Numbers that ran into one another (1,0002,000) are as many as their groups of thousands tell."""

_WRITTEN = re.compile(r"[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{2,}[元圆]")
_SPAN = re.compile(r"\d{1,4}[-~/.—至]\d{1,4}(?:[-/.]\d{1,2})?")
_GROUPED = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,])")
_WORD = re.compile(r"[A-Za-z㐀-鿿]")
MOST_SIGNS = 3
"""Signs around the digits of one figure; a row of more is a pattern, no figure."""


def figures_in(text: str) -> int:
    """How many figures are printed in a cell, dates left out.

    >>> [figures_in(text) for text in ("12,340 45,600 -590", "1,0002,000", "1,23", "待定", "叁万元正", "2024年12月")]
    [3, 2, 1, 0, 1, 0]
    """
    plain = normalise(text).replace("，", ",")
    return len(_NUMBER.findall(plain)) + len(_WRITTEN.findall(plain))


def shows_figure(text: str) -> bool:
    """True for an amount, and for digits with nothing but a few signs around that nobody could read.

    >>> shows_figure("[360]"), shows_figure("1,2,3"), shows_figure("第3期"), shows_figure("2024-2025")
    (True, True, False, False)
    """
    if is_amount(text):
        return True
    plain = squeezed(normalise(text))
    if not text.strip() or not any(map(str.isdecimal, plain)) or _WORD.search(plain) or _SPAN.fullmatch(plain):
        return False
    signs = sum(not char.isdecimal() and char not in ",，.%" for char in plain)
    return signs <= MOST_SIGNS


def melted_figures(text: str) -> int:
    """How many figures stand in a cell that holds several, or in which they ran into the words before them; else 0.

    >>> melted_figures("教育支出 45,600 45,010"), melted_figures("12,340 45,600"), melted_figures("其中：2.5 亩以上 10 户")
    (2, 2, 0)
    """
    plain = normalise(text).replace("，", ",")
    words = plain.split()
    numbers = [word for word in words if is_amount(word)]
    if len(numbers) > 1 and len(numbers) == len(words):
        return len(numbers)
    grouped = _GROUPED.findall(plain)
    return len(grouped) if len(grouped) > 1 and words and is_amount(words[-1]) else 0
