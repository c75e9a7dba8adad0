"""What a year leaves over and the next takes up: 结转下年, 年终结余 and 上年结转, 上年结余, as rows of tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fiscal.budget import Stage
from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier, once
from reconcile.linking.organisations import Organisation
from reconcile.linking.years.column_settings import Scope, amount, scope, year_and_stage
from reconcile.linking.years.document_years import about

_REST = "(?:结[转余](?:[和及、]?结?[转余])?)"
_OUT = re.compile(
    f"(?P<item>.*?)(?:{_REST}?(?:到)?下年度?(?:使用)?|年[终末]?(?:累计|滚存)?{_REST}|(?:累计|滚存){_REST}|{_REST}下年度?(?:使用)?)"
    r"(?:支出|资金|收入)?(?:合计|总计)?(?:[（(][转余][)）])?"
)
_IN = re.compile(
    f"(?P<item>.*?)(?:动用)?(?:上年末?|年初|期初|以前年度)(?:累计|滚存)?{_REST}(?:收入|资金)?(?:合计|总计)?"
)
_BUDGET = re.compile(
    "一般公共(?:预算)?|政府性基金(?:预算)?|国有资本经营(?:预算)?|社会保险基金(?:预算)?|[收支]+|基金|预算"
)


@dataclass(frozen=True, slots=True)
class Key:
    """What is carried over at the end of the year before `year`: whose, of which budget, and which part of it."""

    scope: Scope
    item: str
    year: int


@dataclass(frozen=True, slots=True)
class Carried:
    """One statement: the figure, the stage of its year, and the document it stands in."""

    figure: Figure
    stage: Stage
    document: Document
    whose: Organisation | None


@dataclass(slots=True)
class YearTurn:
    """All that is said about one turn of the year: what the old year hands over, what the new one takes up."""

    out: list[Carried]
    taken: list[Carried]


@once
def turns(dossier: Dossier) -> Mapping[Key, YearTurn]:
    """Every turn of a year that some table speaks of from both sides."""
    found: dict[Key, YearTurn] = defaultdict(lambda: YearTurn([], []))
    for key, taken, carried in _rows(dossier):
        turn = found[key]
        (turn.taken if taken else turn.out).append(carried)
    return {key: turn for key, turn in found.items() if turn.out and turn.taken}


def _rows(dossier: Dossier) -> Iterator[tuple[Key, bool, Carried]]:
    """(turn, whether it is taken up there, statement) for every cell of a row that carries something over."""
    for known in about(dossier).values():
        for table in known.document.tables:
            for row in table.rows:
                said = carries(row.label)
                if said is None:
                    continue
                item, taken = said
                for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=False)):
                    figure, when = amount(cell), year_and_stage(table, column, known)
                    part = scope(table, index, figure, known) if figure is not None else None
                    if figure is not None and when is not None and part is not None:
                        key = Key(part, item, when[0] + (0 if taken else 1))
                        yield key, taken, Carried(figure, when[1], known.document, known.whose)


def carries(label: str) -> tuple[str, bool] | None:
    """What a row carries over and whether it takes it up (True) or hands it on; None for any other row.

    >>> carries("五、上年结转收入"), carries("结转下年支出"), carries("年终结余（转）"), carries("本年收支结余")
    (('', True), ('', False), ('', False), None)
    >>> carries("失业保险基金年末滚存结余"), carries("其中：专项债券上年结余"), carries("上年结转专项支出")
    (('失业保险', False), ('专项债券', True), None)
    """
    text = fold(label)
    for pattern, taken in ((_IN, True), (_OUT, False)):
        found = pattern.fullmatch(text)
        if found:
            return _BUDGET.sub("", found["item"]), taken
    return None
