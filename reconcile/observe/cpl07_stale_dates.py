"""Final accounts of one year that give a state as of the last day of the year before.

查什么: 标题写明是某一年度决算的文件，正文有“截至上一年12月31日”的句子，而这一段没有提到决算年度。
为什么: 决算反映的是当年年末的情况；这样的句子多是套用去年的文字时漏改了年份，后面的数也可能没有更新。
例: 2024年度部门决算写“截至2023年12月31日，共有车辆3辆”。
怎么办: 对照年末的实际情况，更正日期和其后的数。
依据: 决算按预算年度编制，应当内容完整、数额准确（预算法第十八条、第七十五条）；本项只提示。
What: a document whose title says that it is the final accounts of a year, with a sentence "as of 31 December" of the
    year before in a paragraph that does not name the year of the accounts.
Why: final accounts tell the state at the end of their year; last year's words were used again, perhaps its figures too.
Example: accounts of 2024 that say how many cars there were on 31 December 2023.
Fix: Compare with the state at the end of the year, and correct the date and the figures behind it.
Source: accounts are made by fiscal year (Budget Law, art. 18 and 75); this is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Document
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.observation import Observation, in_passage, quoted
from reconcile.review import Severity, Verdict

CODE = "CPL07"
NAME = "stale-dates"
TITLE = {"zh": "决算写的是上一年末的情况", "en": "final accounts that state the end of the year before"}

_TITLE = label_pattern("settled-title")
_OTHER = label_pattern("budget-or-execution")
_AS_OF = label_pattern("as-of-date")
FIRST = 6
"""Passages at the beginning among which the title stands."""
LONGEST = 40


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every such sentence."""
    for document in dossier.documents:
        year = _year_of(document)
        if year is None or document.id in forms(dossier):
            continue
        for passage in document.passages:
            for found in _AS_OF.finditer(passage.text):
                if int(found[1]) == year - 1 and str(year) not in passage.text:
                    words = quoted(passage.text, found.start(), found.end(), 20)
                    yield Observation(
                        CODE,
                        Severity.NOTE,
                        in_passage(document, passage, found.start(), found.end()),
                        (
                            f"{year}年决算中写的是{found[1]}年末的情况，年份可能没有改：{words}",
                            f"in the accounts of {year} stands a state at the end of {found[1]}: {words}",
                        ),
                        key=(words,),
                    )


def _year_of(document: Document) -> int | None:
    """The year of the final accounts that the document is about; None if it is about anything else too."""
    titles = [one.text for one in document.passages[:FIRST] if len(one.text) <= LONGEST]
    years = {int(found[1]) for text in titles for found in _TITLE.finditer(text)}
    mixed = any(_OTHER.search(text) for text in titles)
    return years.pop() if len(years) == 1 and not mixed else None
