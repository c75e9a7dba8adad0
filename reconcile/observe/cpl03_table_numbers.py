"""The numbers of the tables: one used twice, one left out, one out of order.

查什么: 同一系列的表号（附表1、附表2……）有没有两张不同的表用同一个号、有没有缺号、有没有先后颠倒。号码回到1的，作为另一系列。
为什么: 重号多是复制表头后没有改号，正文“详见附表5”就指向两张表；缺号可能是漏附。
例: 附表1、附表2、附表2、附表4，后一个“附表2”应为附表3。
怎么办: 更正重复、跳号或颠倒的表号，并同步目录和正文。
依据: 附表应当编号连续、与目录一致；本项只提示，缺的表也可能是没有读到，请对照原件。
What: numbers of one series of tables that stand over two different tables, are left out, or are out of order. A number
    that goes back to 1 begins another series.
Why: a number used twice mostly was copied with the head of the table; one left out may be a table left out.
Example: annexes 1, 2, 2, 4: the second 2 should be 3.
Fix: Correct the number of the table, in contents and text, too.
Source: annexes are numbered through and as in the contents; a number may also have been overlooked by the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Document
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.observe.completeness.contents import contents, same_title
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.completeness.table_numbers import Captioned, captioned, captions_in_text, runs
from reconcile.observe.observation import Observation, of_table
from reconcile.review import Severity, Verdict

CODE = "CPL03"
NAME = "table-numbers"
TITLE = {"zh": "表号重复、缺号或颠倒", "en": "numbers of tables used twice, left out or out of order"}

_PART = label_pattern("title-part")
FEWEST = 4
MOST_MISSING = 2


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """Observations on every series of numbered tables of every document."""
    for document in dossier.documents:
        if document.id in forms(dossier):
            continue
        written = {number.path for number, _ in captions_in_text(document, set())}
        for run in runs(captioned(document)):
            yield from _twice(run)
            yield from _left_out(document, run, written)
            yield from _turned(run)


def _twice(run: Sequence[Captioned]) -> Iterator[Observation]:
    """Two different tables next to each other under one number."""
    paths = {one.number.path for one in run}
    for first, second in zip(run, run[1:], strict=False):
        path = first.number.path
        one, other = first.table.title, second.table.title
        if path != second.number.path or not one or not other or _one_table(one, other):
            continue
        following = (*path[:-1], path[-1] + 1)
        skipped = following not in paths and (*path[:-1], path[-1] + 2) in paths
        number = first.number.text()
        hint = first.number.text(following)
        yield Observation(
            CODE,
            Severity.WARNING if skipped else Severity.NOTE,
            of_table(second.table),
            (
                f"{number}这个表号用了两次：《{one}》和《{other}》" + (f"，而没有{hint}" if skipped else ""),
                f"{number} stands over two tables: 《{one}》 and 《{other}》"
                + (f"; there is no {hint}" if skipped else ""),
            ),
            related=(of_table(first.table),),
            key=("twice", number),
        )


def _one_table(one: str, other: str) -> bool:
    """True for titles of the parts of one table: …表（一）, …表（续）."""
    one, other = _PART.sub("", one.strip()), _PART.sub("", other.strip())
    return same_title(one, other) or same_title(other, one) or one in other or other in one


def _left_out(document: Document, run: Sequence[Captioned], written: set[tuple[int, ...]]) -> Iterator[Observation]:
    """Numbers missing between those that are there, if only a few are; what the contents announce is CPL01's."""
    announced = {entry.number.path for entry in contents(document) if entry.number}
    for length, parent in dict.fromkeys((len(one.number.path), one.number.path[:-1]) for one in run):
        of = {
            one.number.path[:length][-1]: one
            for one in run
            if one.number.path[: length - 1] == parent and len(one.number.path) >= length
        }
        gaps = [n for n in range(min(of), max(of)) if n not in of and (*parent, n) not in written | announced]
        gaps = [n for n in gaps if not any(path[:length] == (*parent, n) for path in written)]
        if len(of) < FEWEST or not 0 < len(gaps) <= MOST_MISSING:
            continue
        before = of[max(n for n in of if n < gaps[0])]
        last = before.number.text((*parent, gaps[0] - 1))
        names = "、".join(before.number.text((*parent, n)) for n in gaps)
        yield Observation(
            CODE,
            Severity.NOTE,
            of_table(before.table),
            (
                f"表号不连续：{last}之后没有{names}",
                f"the numbers are not continuous: there is no {names} after {last}",
            ),
            key=("gap", names),
        )


def _turned(run: Sequence[Captioned]) -> Iterator[Observation]:
    """The one place where a smaller number follows a greater one; several places say that the order means something."""
    falls = [(one, other) for one, other in zip(run, run[1:], strict=False) if other.number.path < one.number.path]
    if len(falls) == 1 and len(run) >= FEWEST:
        one, other = falls[0]
        yield Observation(
            CODE,
            Severity.NOTE,
            of_table(other.table),
            (
                f"表号先后颠倒：{other.number.text()}排在{one.number.text()}之后",
                f"the numbers are out of order: {other.number.text()} comes after {one.number.text()}",
            ),
            related=(of_table(one.table),),
            key=("order", one.number.text(), other.number.text()),
        )
