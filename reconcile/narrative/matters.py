"""Reports on one matter: a 议案, its 说明, its 附表 and the 审查结果报告 speak of the same figures."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from fiscal.document import Report
from reconcile.dossier import Dossier
from reconcile.narrative.concepts import bigrams

_BOILERPLATE = re.compile(
    "关于|提请|审议|审查结果|审查|批准|同意|议案|说明|起草|报告|决议|决定|草案|人民代表大会|常务委员会|人大常委会|人民政府|"
    "会议|意见|情况|调研|的|[《》〈〉<>()（）“”、，\\s]|[第\\d年月日]"
)
_PLACE = re.compile(
    "(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}?[省市区县州])*([\u4e00-\u9fff]{2,4}?[市区县州])(?![省市区县州])"
)
"""The innermost of the places that open a part of a title: 云溪区 of 清源市云溪区."""


class _Title(NamedTuple):
    core: frozenset[str]
    year: int | None
    places: frozenset[str]


@lru_cache(maxsize=8)
def matters(dossier: Dossier) -> dict[tuple[str, int], int]:
    """For each (document id, report index) the number of the matter it belongs to; equal numbers, one matter.

    Two reports belong together if most of the shorter title, boilerplate taken off, stands in the longer one and the
    titles name no two places (保定市, 云浮市). What stands before the first title of a file belongs to the file's first
    matter, or is a matter of its own.
    """
    known: list[_Title] = []
    found: dict[tuple[str, int], int] = {}
    for document in dossier.documents:
        for index, report in enumerate(document.reports):
            title = _title(report)
            match = next((i for i, other in enumerate(known) if _one_matter(title, other)), None)
            if match is None:
                known.append(title)
                match = len(known) - 1
            found[document.id, index] = match
    return found


@lru_cache(maxsize=8)
def annexes(dossier: Dossier) -> dict[str, tuple[str, int]]:
    """For each file of tables without a title of its own the one report (document id, index) of a place they name."""
    placed = [
        (_title(report).places, (document.id, index))
        for document in dossier.documents
        for index, report in enumerate(document.reports)
    ]
    found = {}
    for document in dossier.documents:
        if document.tables and not any(report.title for report in document.reports):
            titles = "\n".join(table.title for table in document.tables)
            named = [key for places, key in placed if any(place in titles for place in places)]
            if len(named) == 1:
                found[document.id] = named[0]
    return found


def _title(report: Report) -> _Title:
    text = _BOILERPLATE.sub("", report.title)
    core = bigrams(text) if len(text) >= 4 else frozenset()
    return _Title(core, report.year, frozenset(_PLACE.findall(_BOILERPLATE.sub(" ", report.title))))


def _one_matter(one: _Title, two: _Title) -> bool:
    if not one.core or not two.core or (one.year and two.year and one.year != two.year):
        return False
    apart = one.places and two.places and not one.places & two.places
    return not apart and len(one.core & two.core) * 10 >= 6 * min(len(one.core), len(two.core))
