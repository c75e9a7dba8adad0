"""A gazette (公报) and its reports: where each 议案, 说明, 报告, 决议 begins, and under which headings a paragraph stands.

The same words mean different things in different reports (收入 in the mid-year report is not 收入 in the final accounts),
so every passage knows its report.
"""

from __future__ import annotations

from collections.abc import Sequence

from fiscal import late_patterns as re
from fiscal.document import Report
from fiscal.words.vocabulary import year_in

_KINDS = (
    ("审查结果报告", "review"),
    ("审查报告", "review"),
    ("调研报告", "survey"),
    ("说明", "explanation"),
    ("议案", "motion"),
    ("决议", "resolution"),
    ("决定", "resolution"),
    ("讲话", "speech"),
    ("名单", "list"),
    ("议题", "list"),
    ("出席情况", "list"),
    ("报告", "report"),
    ("情况", "report"),
    ("方案", "plan"),
    ("草案", "plan"),
    ("草案）", "plan"),
    ("意见", "opinion"),
    ("通知", "notice"),
)
_ENDING = re.compile("(?:" + "|".join(word for word, _ in _KINDS) + r")(?:（[^（）]{1,12}）|\([^()]{1,12}\))?$")
_OPENING = re.compile(
    r"关于|在.{2,40}上的讲话$|^.{0,12}(?:情况)?报告$|任免名单$|会议议题$|出席情况$|^.{2,30}年.{0,30}(?:草案|方案|报告)"
)
_CONTENTS = re.compile(r"[（(]\s*\d{1,3}\s*[)）]\s*$|\t|\.{4,}|…{2,}|·{4,}")
_HEADINGS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^\d{1,2}(?:[．、]|\.(?!\d)|\.(?=20\d\d年))"),
    re.compile(r"^[（(]\d{1,2}[）)]"),
)


def report_kind(title: str) -> str:
    """What kind of report a title announces.

    >>> report_kind("关于某区2020年预算调整方案（草案）的议案")
    'motion'
    """
    tail = re.sub(r"[（(][^（）()]{1,12}[）)]$", "", title)
    return next((kind for word, kind in _KINDS if tail.endswith(word)), "report")


def title_of(texts: Sequence[str], start: int) -> tuple[str, int] | None:
    """The report title that begins at paragraph `start` of `texts`, with how many paragraphs it takes; None if none
    does.

    A title is short, has no sentence punctuation outside 《》 and ends in the name of a kind of report; it may be broken
    over up to three lines. A line of the table of contents (with its page number) is no title.
    """
    joined = ""
    for taken in range(1, 4):
        if start + taken > len(texts):
            return None
        part = texts[start + taken - 1]
        if (
            re.fullmatch(r"[(（]?20\d\d年\d{1,2}月\d{1,2}日.{0,24}", part)
            or _CONTENTS.search(part)
            or len(part) > 90
            or re.match(r"[（(—一二三四五六七八九十\d][)）、.—]", part)
        ):
            return None
        joined += part
        bare = re.sub(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", "《》", joined)
        if len(bare) > 70 or re.search(r"[，。；：！？]", bare):
            return None
        if _ENDING.search(joined) and _OPENING.search(joined):
            more = texts[start + taken] if start + taken < len(texts) else ""
            if re.match(r"(?:[（(]草案[）)])?的?(?:议案|说明|报告|决议|决定)", more) and len(more) <= 20:
                return joined + more, taken + 1
            return joined, taken
        if not _OPENING.search(joined) and not re.search("年|关于", joined):
            return None
    return None


def reports(texts: Sequence[str], raw: Sequence[str], lines: Sequence[int]) -> tuple[tuple[Report, ...], list[int]]:
    """The reports of a document, and for each paragraph the index of the report it belongs to.

    `texts` are the paragraphs' joined texts, `raw` their first raw lines (to see the table of contents), `lines` their
    first line numbers. The first report (index 0) is what stands before the first title.
    """
    found = [Report("", "front", lines[0] if lines else 1, None)]
    owner: list[int] = []
    skip = 0
    for i, _ in enumerate(texts):
        if skip:
            skip -= 1
        elif not _CONTENTS.search(raw[i]):
            title = title_of(texts, i)
            if title and title[0] != found[-1].title:
                found.append(Report(title[0], report_kind(title[0]), lines[i], _year(title[0], texts[i : i + 8])))
                skip = title[1] - 1
        owner.append(len(found) - 1)
    return tuple(found), owner


def _year(title: str, following: Sequence[str]) -> int | None:
    """The year a report speaks of: from its title, else from the date under it."""
    named = re.search(r"(20\d\d)年(?!.{0,3}[月])", title)
    if named:
        return int(named[1])
    return next((year for text in following[:6] if len(text) < 60 and (year := year_in(text))), None)


def heading_depth(text: str) -> int | None:
    """0 for 一、 1 for （一） 2 for 1. 3 for (1), None for what begins like no heading.

    >>> heading_depth("（二）政府性基金预算")
    1
    """
    return next((depth for depth, pattern in enumerate(_HEADINGS) if pattern.match(text)), None)


def heading_in(text: str) -> str | None:
    """The heading a paragraph is or begins with: 一、关于… alone, or run in before the first 。 if short.

    >>> heading_in("1．2022年地方政府债务限额。经批准，限额185.1亿元。")
    '1．2022年地方政府债务限额'
    """
    if heading_depth(text) is None:
        return None
    head = text.split("。", 1)[0]
    if len(head) > 36 or "，" in head[:30] or "；" in head:
        return None
    return head.rstrip("：:")
