"""A table that the contents list, or to which the prose sends its reader, is not there.

查什么: 目录列出的表、正文“详见附表3”“见附件1、2”所指的表，在文件中既没有这个编号，也没有这个表名；“六张附表”与实有的附表数不同。
    只有同一系列的其他表都在时才提示；附表整体另行公布的不提示。
为什么: 漏附一张表，审查就缺一块；也可能是正文的编号没有随附表调整。
例: 目录列有“三、支出决算表”，文件中没有这张表；正文写“详见附表7”，附表只到6。
怎么办: 补附该表，或更正目录和正文中的编号；排版没有认出来的，对照原件即可。
依据: 预算草案、决算草案及其附表应当完整（预算法第四十六条、第七十五条）；没有读到的表也可能是排版没有认出来，请对照原件。
What: a table listed in the contents, or one that the prose refers to, of which neither number nor title is found; "six
    annexes" where another number is there. Told only where the others of its series are there.
Why: without it the document cannot be examined in full, or the reference was not adapted to the numbers.
Example: the contents list 支出决算表, and no such table is there.
Fix: Add the table, or correct the reference; if it is in the original, nothing is wrong.
Source: drafts have to be complete (Budget Law, art. 46 and 75); the table may also have been overlooked by the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Document
from reconcile.dossier import Dossier
from reconcile.observe.completeness.contents import MOST_ABSENT, ContentsLine, absent, contents
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.completeness.references import Reference, counted, references
from reconcile.observe.completeness.table_numbers import Captioned, TableNumber, captioned, captions_in_text, numbered
from reconcile.observe.observation import Observation, in_passage, quoted
from reconcile.review import Severity, Verdict

CODE = "CPL01"
NAME = "announced-tables"
TITLE = {"zh": "提到的表不在文件中", "en": "a table that is announced is not there"}

SHORT = 120
FEWEST = 2
"""Tables of a series that have to be there before another is missed."""
NOT_READ = frozenset({"DOC01", "DOC08", "DOC20", "DOC21", "DOC30", "DOC40"})
"""Notes of readers that left something out: then nothing is said to be missing for sure."""


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every table that is announced and nowhere found."""
    documents = [document for document in dossier.documents if document.id not in forms(dossier)]
    lists = {document.id: contents(document) for document in documents}
    tables = [one for document in documents for one in captioned(document)]
    known = {_plain(one.number) for one in tables}
    for document in documents:
        listed = {entry.passage.index for entry in lists[document.id]}
        known |= {_plain(number) for number, _ in captions_in_text(document, listed)}
    told: set[tuple[str, tuple[int, ...]]] = set()
    for document in documents:
        for entry in _missing(document, lists[document.id]):
            told |= {_plain(entry.number)} if entry.number else set()
            yield _of_entry(document, entry, len(lists[document.id]))
        yield from _of_references(document, tables, known, told)
        yield from _of_counts(document, tables)


def _plain(number: TableNumber) -> tuple[str, tuple[int, ...]]:
    """附表3, 附表三 and 表3 are one to a reader; 附件3 is another."""
    return ("附件" if number.word == "附件" else "表", number.path)


def _missing(document: Document, entries: Sequence[ContentsLine]) -> list[ContentsLine]:
    """The listed tables that are not found, if nearly all the others are."""
    if not entries or not document.tables:
        return []
    listed = {entry.passage.index for entry in entries}
    titles = {table.title: numbered(table.number) if table.number else None for table in document.tables}
    lines = [one.text for one in document.passages if one.index not in listed and len(one.text) <= SHORT]
    numbers = {one.number for one in captioned(document)}
    numbers |= {number for number, _ in captions_in_text(document, listed)}
    found = absent(entries, titles, lines, numbers)
    return found if MOST_ABSENT * len(found) <= len(entries) else []


def _of_entry(document: Document, entry: ContentsLine, count: int) -> Observation:
    name = (entry.number.text() if entry.number else "") + f"《{entry.title}》"
    sure = not any(note.code in NOT_READ for note in document.notes)
    return Observation(
        CODE,
        Severity.WARNING if sure else Severity.NOTE,
        in_passage(document, entry.passage),
        (f"目录列有{name}，文件中没有读到这张表", f"the contents list {name}, and no such table was read"),
        (
            f"目录共列 {count} 张表，其余各表在文件中都能找到；表号和表名在目录以外都没有出现",
            f"the contents list {count} tables, the others are there; neither number nor title stands anywhere else",
        ),
        key=(name,),
    )


def _of_references(
    document: Document,
    tables: Sequence[Captioned],
    known: set[tuple[str, tuple[int, ...]]],
    told: set[tuple[str, tuple[int, ...]]],
) -> Iterator[Observation]:
    for passage in document.passages:
        for reference in references(passage):
            plain = _plain(reference.number)
            drawn = [one for one in tables if _plain(one.number)[0] == plain[0]] if plain not in told else []
            if len(drawn) >= FEWEST and not _is_there(plain[1], {path for word, path in known if word == plain[0]}):
                told.add(plain)
                yield _of_reference(document, reference, drawn)


def _is_there(path: tuple[int, ...], series: set[tuple[int, ...]]) -> bool:
    """True if the number is known: 表4 is there if 表4-1 is, and 附表1-3 may mean 附表1 to 附表3."""
    parts = {one[: len(path)] for one in series} | {one[:1] for one in series}
    return path in parts or all((part,) in parts for part in path) or len(series) < FEWEST + 1


def _of_reference(document: Document, reference: Reference, drawn: Sequence[Captioned]) -> Observation:
    name = reference.number.text()
    words = quoted(reference.passage.text, reference.start, reference.end, 10)
    there = "、".join(dict.fromkeys(one.number.text() for one in drawn[:12])) + "……" * (len(drawn) > 12)
    inside = min(one.number.path for one in drawn) < reference.number.path < max(one.number.path for one in drawn)
    sure = inside and not any(note.code in NOT_READ for note in document.notes)
    return Observation(
        CODE,
        Severity.WARNING if sure else Severity.NOTE,
        in_passage(document, reference.passage, reference.start, reference.end),
        (f"正文提到{name}（{words}），文件中没有读到", f"the text refers to {name} ({words}), which was not read"),
        (f"读到的有：{there}", f"these are there: {there}"),
        key=(name,),
    )


def _of_counts(document: Document, tables: Sequence[Captioned]) -> Iterator[Observation]:
    """Told of the annexes of one series only: of two series nobody knows which one is counted."""
    numbers = [one.number for one in tables if one.number.word == "附表"]
    paths = {number.path for number in numbers}
    if len(paths) < 2 or len({number.series for number in numbers}) > 1 or any(len(path) > 1 for path in paths):
        return
    for passage in document.passages:
        for count, start, end in counted(passage):
            if count != len(paths) and count > 1:
                words = quoted(passage.text, start, end, 10)
                yield Observation(
                    CODE,
                    Severity.NOTE,
                    in_passage(document, passage, start, end),
                    (
                        f"正文说有 {count} 张附表（{words}），读到的是 {len(paths)} 张",
                        f"the text speaks of {count} annexes ({words}); {len(paths)} were read",
                    ),
                    key=("count", str(count)),
                )
