"""A comparison that names its own year as the base: 2025年预算安排…，比2025年预算增长3%.

查什么: 同一句里把某一年的预算与同一年的预算相比，或把某一年的执行数（决算数）与同一年的执行数相比。执行数与当年预算数相比是正常的，不报。
为什么: 比较的基数多半应是上一年；套用去年的文字时容易漏改一处年份。
例: “2025年预算安排1,200万元，比2025年预算增加200万元”。
怎么办: 更正所比的年度。
依据: 预算草案应当说明与上年相比的增减情况；本项只提示核对年份。
What: in one sentence the budget of a year is compared with the budget of the same year, or its outturn with its own
    outturn. Outturn against the budget of the year is as it should be.
Why: the base should most likely be the year before; a year was not changed when last year's words were used again.
Example: "the 2025 budget is 1,200, which is 200 more than the 2025 budget".
Fix: Correct the year that is compared with.
Source: drafts explain how they differ from the year before; this only asks to look at the year.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from fiscal.document import Passage
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.observation import Observation, in_passage, quoted
from reconcile.review import Severity, Verdict

CODE = "CPL04"
NAME = "own-year-as-base"
TITLE = {"zh": "与本年自己相比", "en": "a year compared with itself"}

_COMPARED = label_pattern("compared-with-year")
_YEAR = label_pattern("year-spoken-of")
_PART_OF_YEAR = label_pattern("part-of-year")
REACH = 160
"""Characters before a comparison in which its subject is looked for."""
_PLANNED = label_pattern("planned-words")
_DONE = label_pattern("done-words")
_BETWEEN = label_pattern("between-words")


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every sentence that compares a year with itself."""
    for document in dossier.documents:
        if document.id in forms(dossier):
            continue
        for passage in document.passages:
            for start, end, year in with_itself(passage):
                words = quoted(passage.text, start, end, 24)
                yield Observation(
                    CODE,
                    Severity.WARNING,
                    in_passage(document, passage, start, end),
                    (
                        f"{year}年与{year}年自己相比，基数的年份可能没有改：{words}",
                        f"{year} is compared with {year} itself; perhaps the year of the base was not changed: {words}",
                    ),
                    key=(words,),
                )


def with_itself(passage: Passage) -> Iterator[tuple[int, int, str]]:
    """(start, end, year) of every comparison of a year with itself in `passage`."""
    starts = [start for start, _ in passage.sentences]
    for found in _COMPARED.finditer(passage.text):
        first = starts[bisect_right(starts, found.start()) - 1] if starts else 0
        before = passage.text[max(first, found.start() - REACH) : found.start()]
        named = [
            one for one in _YEAR.finditer(before) if before[one.start() - 1 : one.start()] not in ("比", "较", "与")
        ]
        if not named or named[-1][1] != found["year"]:
            continue
        subject = before[named[-1].end() :]
        if not _PART_OF_YEAR.search(subject) and _same_stage(subject, found["stage"] or ""):
            yield found.start(), found.end(), found["year"]


def _same_stage(subject: str, base: str) -> bool:
    """True if what is compared and what it is compared with are both a budget, or both an outturn."""
    if _BETWEEN.search(subject):
        return False
    planned, done = bool(_PLANNED.search(subject)), bool(_DONE.search(subject))
    if not base:
        return planned or done
    return done if _DONE.search(base) else planned and not done
