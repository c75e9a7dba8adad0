"""A review as Markdown, for the summary of a CI job or a comment on a change: a verdict, a list, what was not checked.

Text of a document is escaped: it can neither end a cell, nor become a link, an image, markup or a mention.
"""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re
from reconcile.reports.quoted.finding_rows import FindingRow, finding_rows
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.places import shown
from reconcile.reports.quoted.summary import summary, verdict_lines
from reconcile.review import Review
from reconcile.words.messages import list_word

MOST_ROWS = 200
"""GitHub cuts a summary at a megabyte, and nobody reads more rows there."""

LONGEST_TEXT = 300
NUMBERS = ("no", "printed", "expected", "gap")

_MARKS = re.compile(r"[\\`*_\[\]|<>~&]|[@#](?=\w)|h(?=ttps?:)|w(?=ww\.)", re.IGNORECASE)
"""Markup, mentions of people and issues, and the first letter of an address: what GitHub would make something of."""


def to_markdown(review: Review) -> str:
    """The review's verdict in one line, its findings as a table in its order, then the summary."""
    lookup = Lookup.of(review)
    rows = finding_rows(review, lookup)
    lines = [
        "<!-- fiscal-review -->",
        f"## {list_word('title', review.lang)}",
        "",
        f"**{next(verdict_lines(review))}**",
        "",
    ]
    if rows:
        lines += _table(rows, review.lang)
    lines += [f"- {escaped(line)}" for line in summary(review, lookup)]
    return "\n".join(lines) + "\n"


def _table(rows: list[FindingRow], lang: str) -> Iterator[str]:
    columns = ("no", "weight", "page", "table", "item", "printed", "expected", "gap", "message")
    several = any(row.document for row in rows)
    yield "| " + " | ".join(list_word(column, lang) for column in columns) + " |"
    yield "|" + "|".join(" --: " if column in NUMBERS else " --- " for column in columns) + "|"
    for row in rows[:MOST_ROWS]:
        spot = f"{row.document} {row.page}".strip() if several else row.page
        said = f"{row.suspect} {row.message}".strip()
        cells = (str(row.number), row.weight, spot, row.table, row.item, row.printed, row.expected, row.gap, said)
        yield "| " + " | ".join(escaped(_cut(cell, lang)) for cell in cells) + " |"
    if len(rows) > MOST_ROWS:
        yield ""
        yield list_word("more", lang, n=len(rows) - MOST_ROWS)
    yield ""


def _cut(text: str, lang: str) -> str:
    return text if len(text) <= LONGEST_TEXT else shown(text[:LONGEST_TEXT], lang) + "……"


def escaped(text: str) -> str:
    r"""Text as Markdown shows it as it is.

    >>> escaped("a|b <script> [x](y) @team")
    'a&#124;b &#60;script&#62; &#91;x&#93;(y) @<!-- -->team'
    """
    return _MARKS.sub(lambda mark: f"{mark[0]}<!-- -->" if mark[0] in "@#" else f"&#{ord(mark[0])};", text)
