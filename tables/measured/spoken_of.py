"""Of whom a sentence speaks: the zone, the level and the insurance scheme that were named last before a figure.

A report names them once (全市…, 市本级…, 高新区…) and goes on without: each sentence begins with what the one before
began with, and a paragraph that names nothing goes on with the account of the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from fiscal.budget import Budget, Level
from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.words.vocabulary import fold, level_in
from tables.measured.scopes import entity, place_named, titles, widened
from tables.prose.spans import depth_at, sentence_start

LEAD = 60
"""So many characters before the first figure of a paragraph may say of whom it speaks."""

_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*")
_SCHEME = re.compile(
    "(?P<who>企业职工|城乡居民|城镇职工|城镇居民|机关事业单位|职工|被征地农民)?(?:基本)?"
    "(?P<risk>养老|医疗|工伤|失业|生育|长期护理)保险(?:[（(][^（）()]{1,16}[）)])?(?:基金)?"
)
_ALL_SCHEMES = re.compile("社会保险基金|社保基金|[各三四五六七八]项(?:社会)?保险")


class SpokenOf(Struct, frozen=True):
    """`part` is the zone or district, "" for the area of the report itself; `scheme` "" where none is named.

    `along` is the zone that the own level is told with, 市本级（含开发区）, where the document also tells it without.
    """

    part: str = ""
    level: Level | None = None
    scheme: str = ""
    along: str = ""


@lru_cache(maxsize=4096)
def scheme_in(text: str) -> tuple[str, str]:
    """The insurance scheme that `text` names, by a short name, and `text` without it; "" and `text` if it names none.

    >>> scheme_in("全市城乡居民基本养老保险基金收入"), scheme_in("社会保险基金收入")
    (('城乡居民养老', '全市收入'), ('', '社会保险基金收入'))
    """
    found = _SCHEME.search(text)
    if found is None or _ALL_SCHEMES.search(text):
        return "", text
    return f"{found['who'] or ''}{found['risk']}", text[: found.start()] + text[found.end() :]


def spoken_of(document: Document, home: str | None) -> Iterator[tuple[Passage, Figure, SpokenOf]]:
    """Every figure of the narrative, in order, with of whom it speaks; `home` is the place of the document."""
    known = titles(document)
    apart = _told_with_and_without(document)
    before: Passage | None = None
    opening = SpokenOf()
    for passage in document.passages:
        if not passage.figures:
            continue
        goes_on = before is not None and (before.headings, before.report) == (passage.headings, passage.report)
        inherited = opening if goes_on else _of_headings(passage, known)
        opening = _opening(passage, inherited, home)
        for figure, spoken in _walk(passage, opening, home):
            yield passage, figure, spoken if apart else replace(spoken, along="")
        before = passage


def _told_with_and_without(document: Document) -> bool:
    """True if headings name the own level with a zone and others without: else the remark only explains the word."""
    headings = {heading for passage in document.passages for heading in passage.headings}
    own = [bool(widened((heading,))) for heading in headings if level_in(fold(heading)) is Level.OWN]
    return any(own) and not all(own)


def _of_headings(passage: Passage, known: str) -> SpokenOf:
    named = next((text for text in reversed(passage.headings) if level_in(text) is not None), "")
    scheme = next((named for text in reversed(passage.headings) if (named := scheme_in(text)[0])), "")
    return SpokenOf(entity(passage.headings, known), level_in(named), scheme, widened((named,)))


def _opening(passage: Passage, inherited: SpokenOf, home: str | None) -> SpokenOf:
    """What the words before the first figure say, else what goes on from above."""
    lead = passage.text[: passage.figures[0].start]
    heading_scheme = inherited.scheme if scheme_in("".join(passage.headings[-1:]))[0] else ""
    if len(lead) > LEAD:
        return replace(inherited, scheme=heading_scheme)
    said = _said(lead, home)
    scheme = scheme_in(lead)[0] or ("" if _ALL_SCHEMES.search(lead) else heading_scheme)
    return replace(said or inherited, scheme=scheme)


def _walk(passage: Passage, opening: SpokenOf, home: str | None) -> Iterator[tuple[Figure, SpokenOf]]:
    head = here = opening
    sentence = -1
    for figure in passage.figures:
        start = sentence_start(passage, figure.start)
        first, sentence = start != sentence, start
        if first:
            here = replace(head, scheme=here.scheme)
        begins = passage.text[start : figure.start] if first and figure.start - start <= LEAD else ""
        said = _said(figure.label, home) or _said(begins, home) or here
        spoken = replace(said, scheme=_scheme(figure, here))
        if depth_at(passage, figure.start) == 0:  # a remark says nothing of what follows it
            here = spoken
            head = spoken if first else head
        yield figure, spoken


def _said(text: str, home: str | None) -> SpokenOf | None:
    """The zone or the level that `text` names; None if it names neither."""
    place = place_named(_NUMBERED.sub("", text))
    if place and place != home:
        return SpokenOf(place)
    level = level_in(fold(text))
    return SpokenOf(level=level, along=widened((text,))) if level is not None else None


def _scheme(figure: Figure, here: SpokenOf) -> str:
    if figure.budget is not Budget.SOCIAL_INSURANCE or _ALL_SCHEMES.search(figure.label):
        return ""
    return scheme_in(figure.label)[0] or here.scheme
