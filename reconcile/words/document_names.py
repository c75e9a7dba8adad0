"""What the documents of a review are called in a report: as short as tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from fiscal.document import Document
from reconcile.words.texts import text


def names_of(documents: Iterable[Document]) -> dict[str, str]:
    """The name of each document by its id, as `short_names` shortens their paths."""
    held = tuple(documents)
    return dict(zip((one.id for one in held), short_names([one.path for one in held]), strict=True))


LONGEST_TITLE = 60


def title_of(document: Document) -> str:
    """What a document calls itself: the title of its first report, on as many lines as it has; "" if it has none.

    >>> from fiscal.document import Report
    >>> reports = (Report("", "", 1), Report("关于云溪市2025年预算执行情况", "", 3), Report("与2026年预算草案的报告", "", 4))
    >>> title_of(Document("d1", "a.pdf", "pdf", "", 2, reports))
    '关于云溪市2025年预算执行情况与2026年预算草案的报告'
    """
    named = [report for report in document.reports if report.title]
    if not named:
        return ""
    title, line = named[0].title, named[0].line
    for report in named[1:]:
        if report.line != line + 1 or len(title) + len(report.title) > LONGEST_TITLE:
            break
        title, line = title + report.title, report.line
    return title if len(title) <= LONGEST_TITLE else ""


def heading_of(documents: Iterable[Document], lang: str) -> str:
    """What stands above a report on these documents: the title of the first that has one, and how many others."""
    held = tuple(documents)
    names = names_of(held)
    titles = [title_of(one) for one in held]
    first = next((title for title in titles if title), names[held[0].id] if held else "")
    return text("label", "and_others", lang, first=first, n=len(held) - 1) if len(held) > 1 else first


def short_names(paths: list[str]) -> list[str]:
    """The file name of each path, after as many of its folders as no other path shares; the same on every machine.

    >>> short_names(["data/区/01-议案.txt", "data/区/02-说明.txt"])
    ['01-议案.txt', '02-说明.txt']
    >>> short_names(["甲/议案.txt", "乙/议案.txt", "乙/说明.txt"])
    ['甲/议案.txt', '乙/议案.txt', '说明.txt']
    """
    parts = [tuple(part for part in Path(path).parts if part != Path(path).anchor) for path in paths]
    depths = [1] * len(parts)
    while True:
        names = ["/".join(part[-depth:]) for part, depth in zip(parts, depths, strict=True)]
        counts = Counter(names)
        longer = [
            min(depth + 1, max(1, len(part))) if counts[name] > 1 else depth
            for part, depth, name in zip(parts, depths, names, strict=True)
        ]
        if longer == depths:
            return names
        depths = longer
