"""Reports on one matter: a 议案, its 说明, its 附表 and the 审查结果报告 speak of the same figures."""

from __future__ import annotations

import re
from functools import lru_cache

from fiscal.document import Report
from reconcile.dossier import Dossier
from reconcile.narrative.concepts import bigrams

_BOILERPLATE = re.compile(
    "关于|提请|审议|审查结果|审查|批准|同意|议案|说明|起草|报告|决议|决定|草案|人民代表大会|常务委员会|人大常委会|人民政府|"
    "会议|意见|情况|调研|的|[《》〈〉<>()（）“”、，\\s]|上海市|[第\\d年月日]"
)


@lru_cache(maxsize=8)
def matters(dossier: Dossier) -> dict[tuple[str, int], int]:
    """For each (document id, report index) the number of the matter it belongs to; equal numbers, one matter.

    Two reports belong together if most of the shorter title, boilerplate taken off, stands in the longer one. What
    stands before the first title of a file belongs to the file's first matter, or is a matter of its own.
    """
    cores: list[frozenset[str]] = []
    years: list[int | None] = []
    found: dict[tuple[str, int], int] = {}
    for document in dossier.documents:
        for index, report in enumerate(document.reports):
            core = _core(report)
            match = _match(core, report.year, cores, years)
            if match is None:
                cores.append(core)
                years.append(report.year)
                match = len(cores) - 1
            found[document.id, index] = match
    return found


def _core(report: Report) -> frozenset[str]:
    text = _BOILERPLATE.sub("", report.title)
    return bigrams(text) if len(text) >= 4 else frozenset()


def _match(core: frozenset[str], year: int | None, cores: list[frozenset[str]], years: list[int | None]) -> int | None:
    for i, known in enumerate(cores):
        if not core or not known or (year and years[i] and year != years[i]):
            continue
        if len(core & known) * 10 >= 6 * min(len(core), len(known)):
            return i
    return None
