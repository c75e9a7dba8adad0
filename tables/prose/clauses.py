"""Sentences and segments: the stretch of text that leads up to a figure, in which its label stands."""

from __future__ import annotations

from fiscal import late_patterns as re

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*")
_BOUNDARY = "，。；：、！？（）()"


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The [a, b) spans of the sentences of a passage; 。 inside an open bracket or quotation ends none.

    >>> sentences("收入1元。支出2元")
    ((0, 5), (5, 9))
    """
    spans, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        piece = text[start : end.end()]
        if piece.count("（") + piece.count("(") > piece.count("）") + piece.count(")"):
            continue
        spans.append((start, end.end()))
        start = end.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


_GOES_ON = re.compile(
    r"(?:同时|另外)?[，,]?(?:再?加上?(?!强|快|大)|减去|扣除|收支相抵|收支相减|其中|与上年|[较比]上年|同比[增减下上]|上述|"
    r"与(?:19|20)\d\d年度?[^，。；\d]{0,4}相比)"
)


def contexts(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[int, ...]:
    """For each sentence where its context begins: a sentence that opens with 加上, 其中, 收支相抵 goes on with the one before.

    >>> contexts("收入1元。加上2元，总计3元。支出4元。", sentences("收入1元。加上2元，总计3元。支出4元。"))
    (0, 0, 15)
    """
    found: list[int] = []
    for start, _ in spans:
        found.append(found[-1] if found and _GOES_ON.match(text, start) else start)
    return tuple(found)


def segment_start(text: str, floor: int, at: int) -> int:
    """Where the segment that ends at `at` begins: behind the last boundary mark at the segment's own bracket depth.

    `floor` is the end of the figure before, or of the sentence before. A closed bracket inside the segment belongs to
    it
    (外青松公路（城中东路—新科路）工程5.45亿元), a mark inside that bracket is no boundary.

    >>> text = "收入10亿元、公路（甲路、乙路）工程5亿元"
    >>> text[segment_start(text, 6, 18):18]
    '公路（甲路、乙路）工程'
    """
    depth = 0
    for i in range(at - 1, floor - 1, -1):
        char = text[i]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0 and char in _BOUNDARY:
            return i + 1
    return floor
