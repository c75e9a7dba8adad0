"""A title names another year than the contents, or than the columns of its own table.

查什么: 目录与正文中除年份外完全相同的表名、部分标题，年份不同；表名的年份与表头各列写明的年份一个也对不上。
为什么: 年份写错多是套用了另一年的表样；读者不知道表中是哪一年的数。
例: 目录列“表四 2026年政府债务限额和余额情况表”，表上印的是“2025年政府债务限额和余额情况表”。
怎么办: 更正表名中的年度。
依据: 预算、决算按预算年度编制（预算法第十八条）；本项只说两处不同，不判定哪一处有误。
What: titles of tables and parts that are the same in the contents and in the document but for the year; a title whose
    years are none of those that every column of its table names.
Why: the form of another year was used; nobody can say for which year the figures stand.
Example: the contents list a table for 2026, the table itself says 2025.
Fix: Correct the year in the title.
Source: budgets are made by fiscal year (Budget Law, art. 18); which of the two is wrong is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fiscal.document import Document, Passage
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.observe.completeness.placeholders import forms
from reconcile.observe.completeness.years_in_titles import Differing, differing, years_in
from reconcile.observe.observation import Observation, in_passage, of_table
from reconcile.review import Severity, Verdict

CODE = "CPL06"
NAME = "years-of-titles"
TITLE = {"zh": "标题的年份与目录或表头不同", "en": "the year of a title differs from the contents or the columns"}

_NUMERAL = label_pattern("year-numeral")


def observe(dossier: Dossier, verdicts: Sequence[Verdict]) -> Iterator[Observation]:
    """One observation for every title whose year contradicts the contents or its own columns."""
    for document in dossier.documents:
        if document.id in forms(dossier):
            continue
        for found in differing(document):
            yield _of_contents(document, found)
        yield from _of_columns(document)


def _of_contents(document: Document, found: Differing) -> Observation:
    elsewhere = found.elsewhere
    place = in_passage(document, elsewhere) if isinstance(elsewhere, Passage) else of_table(elsewhere)
    listed, printed = "、".join(years_in(found.announced)), "、".join(years_in(found.printed))
    return Observation(
        CODE,
        Severity.WARNING,
        place,
        (
            f"目录中是 {listed} 年，此处是 {printed} 年：《{found.printed}》",
            f"the contents say {listed}, this title says {printed}: 《{found.printed}》",
        ),
        (f"目录：《{found.announced}》", f"contents: 《{found.announced}》"),
        related=(in_passage(document, found.listed),),
        key=(found.printed,),
    )


def _of_columns(document: Document) -> Iterator[Observation]:
    """Tables of which every column names years, none of them one of the title's."""
    seen: set[tuple[int | None, str]] = set()
    for table in document.tables:
        titled = set(_NUMERAL.findall(table.title)) if years_in(table.title) else set()
        named = [set(_NUMERAL.findall(column.title)) for column in table.columns]
        grid = (table.rows[0].line if table.rows else None, table.title)
        if not titled or len(named) < 2 or not all(named) or any(titled & years for years in named) or grid in seen:
            continue
        seen.add(grid)
        yield _of_column(table, sorted(titled), sorted(set().union(*named)))


def _of_column(table: Table, titled: Sequence[str], named: Sequence[str]) -> Observation:
    return Observation(
        CODE,
        Severity.NOTE,
        of_table(table),
        (
            f"表名写 {'、'.join(titled)} 年，表头各列都是 {'、'.join(named)} 年：《{table.title}》",
            f"the title says {', '.join(titled)}, all columns say {', '.join(named)}: 《{table.title}》",
        ),
        key=(table.number or "", table.title),
    )
