"""Reports on one matter: a 议案, its 说明, its 附表 and the 审查结果报告 speak of the same figures."""

from __future__ import annotations

from typing import NamedTuple

from fiscal.document import Report
from fiscal.words.label_patterns import label_pattern
from fiscal.words.word_families import families, said_of
from reconcile.dossier import Dossier, once
from tables.measured.concepts import bigrams
from tables.measured.organisations import organisation

_BOILERPLATE = label_pattern("motion-boilerplate")
_PLACE = label_pattern("place-named")
"""The innermost of the places that open a part of a title: 云溪区 of 清源市云溪区."""

_NO_PLACE = label_pattern("no-place-word")
"""全市及市 of 全市及市本级."""


_DRAFT = label_pattern("draft-words")


class _Title(NamedTuple):
    core: frozenset[str]
    phases: frozenset[int]
    year: int | None
    places: frozenset[str]


@once
def matters(dossier: Dossier) -> dict[tuple[str, int], int]:
    """For each (document id, report index) the number of the matter it belongs to; equal numbers, one matter.

    Two reports belong together if most of the shorter title, boilerplate taken off, stands in the longer one and the
    titles name no two places (保定市, 云浮市) and no two steps of the year (决算, 预算调整). A report that another file has
    too, word for word or as a draft, is a version of it: what changed between them is no contradiction, and it is a
    matter of its own. What stands before the first title of a file is a matter of its own.
    """
    known: list[_Title] = []
    files: list[dict[str, str]] = []
    found: dict[tuple[str, int], int] = {}
    for document in dossier.documents:
        whose = organisation(document)
        places = frozenset(whose.places[-1:] if whose else ())
        for index, report in enumerate(document.reports):
            title, plain = _title(report, places), plain_title(report.title)
            fits = [i for i, other in enumerate(known) if _one_matter(title, other)]
            fits = [i for i in fits if files[i].get(plain, document.id) == document.id]
            fits.sort(key=lambda i: document.id not in files[i].values())
            if not fits:
                known.append(title)
                files.append({})
            match = fits[0] if fits else len(known) - 1
            files[match].setdefault(plain, document.id)
            found[document.id, index] = match
    return found


@once
def annexes(dossier: Dossier) -> dict[str, tuple[str, int]]:
    """For each file of tables without a title of its own the one report (document id, index) of a place they name."""
    placed = [
        (_title(report, frozenset()).places, (document.id, index))
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


def plain_title(title: str) -> str:
    """A title without what tells a draft from its revision.

    >>> plain_title("关于云溪区2023年区级决算（草案）的报告") == plain_title("关于云溪区2023年区级决算的报告（修订稿）")
    True
    """
    return _DRAFT.sub("", title)


def _title(report: Report, places: frozenset[str]) -> _Title:
    """What a title says; a title that names no place is about that of its document, `places`."""
    text = _BOILERPLATE.sub("", report.title)
    core = bigrams(text) if len(text) >= 4 else frozenset()
    phases = said_of(families("phase")[0], text)
    found = _PLACE.findall(_BOILERPLATE.sub(" ", report.title))
    named = frozenset(place for place in found if not _NO_PLACE.search(place))
    return _Title(core, phases, report.year, named or places)


def _one_matter(one: _Title, two: _Title) -> bool:
    if not one.core or not two.core or (one.year and two.year and one.year != two.year):
        return False
    apart = (one.places and two.places and not one.places & two.places) or (
        one.phases and two.phases and not one.phases & two.phases
    )
    return not apart and len(one.core & two.core) * 10 >= 6 * min(len(one.core), len(two.core))
