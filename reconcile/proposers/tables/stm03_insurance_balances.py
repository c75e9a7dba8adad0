"""Every social insurance fund: 本年收支结余 is receipts less outlays, 年末滚存结余 the one before and that of the year.

查什么: 社会保险基金的每一险种和合计，同一年度、同一步骤的本年收支结余等于收入减支出，年末滚存结余等于上年末滚存结余加本年收支结余；
    收入、支出、结余可以在三张表中，也可以在一张表中。文件中多数能核对的险种相符的才核对；当年预算按上年预计数编制的滚存结余不核对。
为什么: 结余是基金可持续性的依据，三张表必须衔接。
例: 收入 122,397，支出 124,617，本年收支结余 -2,220；上年滚存 122,986，年末滚存 120,766。
怎么办: 核对该险种的收入、支出、结余三行；整行错位的，对照上一年度的表。
依据: 《预算法》第十一条；《社会保险基金财务制度》（财社〔2017〕144号）。
What: for every fund and the total, of one year and step, the balance of the year is receipts less outlays, and the
    closing balance is that of the year before and the balance of the year, be they in three tables or in one. Looked at
    only where most of what a document prints fits; closing balances of budgets made on an expected opening are not.
Why: the balance shows whether a fund lasts, and three tables have to fit together.
Example: 122,397 less 124,617 is -2,220; 122,986 before, 120,766 after.
Fix: look at the three rows of the fund; compare last year's tables where rows may be displaced.
Source: Budget Law, article 11; Caishe [2017] 144.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

from msgspec.structs import replace

from fiscal.budget import Budget
from fiscal.claims import balance, term
from fiscal.figure import Figure
from fiscal.relation import Basis, Relation, Role
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import fold
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import outcome_of
from reconcile.review import HOLDS
from reconcile.structure.counterparts.same_lines import ColumnKey, views
from reconcile.structure.counterparts.territory import territory

CODE = "STM03"
NAME = "insurance-balances"
TITLE = {"zh": "社会保险基金收支与结余相符", "en": "balances of social insurance follow from receipts and outlays"}

_ROLES = (
    ("current", label_pattern("insurance-current")),
    ("opening", label_pattern("insurance-opening")),
    ("closing", label_pattern("insurance-closing")),
    ("income", label_pattern("says-income")),
    ("outlays", label_pattern("says-spending")),
)
_FUND = label_pattern("insurance-scheme")
_WORDS = label_pattern("insurance-words")
_INNER = label_pattern("insurance-inner-row")
_SIDES = {"receipts": "income", "outlays": "outlays"}
_LATER = ("done", "final")
FEWEST = 2
MOST_READINGS = 4

Facts = Mapping[str, list[Figure]]
"""The figures of one fund, year and step by role; several where rows of one name state them (小计, 合计)."""


def propose(dossier: Dossier) -> Iterator[Relation]:
    """Balances of the year and roll-forwards of every fund, for documents where most of them fit."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for (document, *_), columns in _gathered(dossier).items():
        for key, facts in columns.items():
            found[f"{document}-current"] += _current(facts, dossier)
            found[f"{document}-closing"] += _closing(facts, columns, key, dossier)
    for relations in found.values():
        held = sum(_holds(relation, dossier) for relation in relations)
        if held >= max(FEWEST, 2 * (len(relations) - held)):
            yield from relations


def _gathered(dossier: Dossier) -> dict[tuple[str, ...], dict[ColumnKey, dict[str, list[Figure]]]]:
    """The facts by document, territory, period of the tables, level and fund, then by what the column means."""
    found: dict[tuple[str, ...], dict[ColumnKey, dict[str, list[Figure]]]] = {}
    for table in dossier.tables():
        if table.budget is not Budget.SOCIAL_INSURANCE:
            continue
        rows = list(_rows(table))
        for view in views(table):
            for key, column in view.columns.items():
                for fund, role, row in rows:
                    cell = table.rows[row].cells[column]
                    if cell is not None and (row, column) not in table.unread:
                        place = (table.document, territory(table), str(table.period), str(view.level), fund)
                        facts = found.setdefault(place, {}).setdefault(key, defaultdict(list))
                        facts[role].append(cell)
    return found


def _rows(table: Table) -> Iterator[tuple[str, str, int]]:
    """Fund, role and index of every row that states something of a whole fund, or of all of them (fund "")."""
    section = None
    for index, row in enumerate(table.rows):
        label = fold(row.label)
        said = next((role for role, pattern in _ROLES if pattern.search(label)), None)
        fund = _WORDS.sub("", label)
        if _INNER.search(row.label) or (fund and not _FUND.search(fund)):
            continue
        if not fund and said in ("current", "closing", "opening"):
            section = said
        role = said or section or _SIDES.get(table.side or "")
        if role is not None and (fund or said):
            yield fund, role, index


def _current(facts: Facts, dossier: Dossier) -> list[Relation]:
    options = [
        _balance((current, Role.TOTAL, 1), (income, Role.PART, 1), (outlays, Role.PART, -1))
        for current, income, outlays in product(facts["current"], facts["income"], facts["outlays"])
    ]
    return _likeliest(options, dossier)


def _closing(facts: Facts, columns: Mapping[ColumnKey, Facts], key: ColumnKey, dossier: Dossier) -> list[Relation]:
    """The closing balance over the opening one that is printed, or over the closing one of the year before.

    A budget printed beside what became of the year was made before its opening balance was known.
    """
    step, year, rest = key
    opening = facts["opening"]
    if not opening and (step in _LATER or not any((later, year, rest) in columns for later in _LATER)):
        opening = [figure for later in _LATER for figure in columns.get((later, year - 1, rest), {}).get("closing", [])]
    options = [
        _balance((closing, Role.TOTAL, 1), (before, Role.PART, 1), (current, Role.PART, 1))
        for closing, before, current in product(facts["closing"], opening, facts["current"])
    ]
    return _likeliest(options, dossier)


def _balance(*figures: tuple[Figure, Role, int]) -> Relation:
    return balance(CODE, [term(*each) for each in figures], Basis.DERIVED, figures[0][0].place.row or "")


def _likeliest(options: list[Relation], dossier: Dossier) -> list[Relation]:
    """Of a few relations that may be meant the one that holds, else the first; none of many."""
    few = options[:MOST_READINGS]
    return few and [next((relation for relation in few if _holds(relation, dossier)), few[0])]


def _holds(relation: Relation, dossier: Dossier) -> bool:
    outcome = outcome_of(replace(relation, code=""), dossier.figures)
    return outcome in HOLDS
