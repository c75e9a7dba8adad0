"""Lines of accounts: the amounts that the sections of a report tell of one account, each under the name of its line.

An account is that of a place, a budget, a level and a year, of social insurance also of a scheme; a line is what is
told of it (收入合计, 上年结转, 调出资金). Sections that are pages apart meet here by the key, never by nearness or value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from fiscal.budget import Budget, Level, Stage
from fiscal.document import Document, Passage
from fiscal.figure import Figure, Measure
from fiscal.numbers.hedge import Hedge
from fiscal.words.label_patterns import label_pattern
from fiscal.words.vocabulary import side_in
from reconcile.dossier import Dossier, once
from reconcile.linking.years.document_years import about
from reconcile.linking.years.told_amounts import stage_of
from tables.measured.line_names import shared_name
from tables.measured.spoken_of import SpokenOf, scheme_in, spoken_of
from tables.prose.spans import depth_at, is_base, is_planned, of_several_years, sentence_start

MOST_VALUES = 3
"""A line that is told with more numbers than these is no line: 其他支出 names many things."""

NUMBERING = 4
"""So many characters before the name of a zone may number the paragraph."""

PLANNED = (Stage.BUDGET, Stage.ADJUSTED, Stage.CHANGED)
_YEAR = label_pattern("year-with-sign")
_APPROVED = label_pattern("approved-by-congress")
_CAME_OF_IT = label_pattern("came-of-it")
_SAID_AROUND = label_pattern("said-around-line")
_SIDE = label_pattern("side-named")
_GRAND = label_pattern("grand-total-told")
_TAKEN_UP = label_pattern("taken-up-bare")
_OF_A_LIST = label_pattern("amount-of-list")
LIST_END = 6
"""Within so many characters before its number, 等 says that the amount is that of a list: 调入资金、上年结余等共计."""


class Account(NamedTuple):
    """Whose money: `part` is a zone or district, "" for the area of the document itself.

    `along` is a zone that its own level is told with, where the document also tells it without.
    """

    document: str
    part: str
    budget: Budget | None
    level: Level | None
    scheme: str
    year: int
    along: str = ""


class Line(Struct, frozen=True):
    """One amount of an account under the name of its line; `planned` where its stage is that of a budget."""

    figure: Figure
    passage: Passage
    account: Account
    name: str
    planned: bool


class Book(Struct, frozen=True):
    """All lines of a dossier: by figure, and by account and name in the order of the text.

    `with_schemes` are the accounts, named without a scheme, of which single insurance schemes are told.
    """

    of_figure: Mapping[str, Line]
    by_name: Mapping[tuple[Account, str], Sequence[Line]]
    accounts: Mapping[Account, Sequence[str]]
    with_schemes: frozenset[Account]

    def told(self, account: Account, name: str, *, planned: bool | None = None) -> list[Figure]:
        """One figure, the most finely printed, for every number that a line is told with; plans only, or none."""
        found: list[Figure] = []
        lines = [line for line in self.by_name.get((account, name), ()) if planned in (None, line.planned)]
        for line in sorted(lines, key=lambda line: line.figure.quantity.step):
            span = line.figure.quantity.interval()
            if len(found) <= MOST_VALUES and not any(known.quantity.interval().meets(span) for known in found):
                found.append(line.figure)
        return found if len(found) <= MOST_VALUES else []

    def told_or_open(self, account: Account, name: str, *, planned: bool | None = None) -> list[Figure]:
        """The same; where the account tells nothing, of the account whose level is open, or of any if its own is."""
        found = self.told(account, name, planned=planned)
        if found or account.part:
            return found
        levels = (None,) if account.level is not None else (Level.WHOLE, Level.OWN)
        others = (self.told(account._replace(level=level), name, planned=planned) for level in levels)
        return next((told for told in others if told), [])


@once
def account_lines(dossier: Dossier) -> Book:
    """Every amount of money of the narrative of which budget, year and line are known."""
    by_name: dict[tuple[Account, str], list[Line]] = defaultdict(list)
    accounts: dict[Account, dict[str, None]] = defaultdict(dict)
    of_figure: dict[str, Line] = {}
    for document in dossier.documents:
        for line in _of_document(document, dossier):
            by_name[line.account, line.name].append(line)
            accounts[line.account].setdefault(line.name)
            of_figure[line.figure.id] = line
    with_schemes = frozenset(account._replace(scheme="") for account in accounts if account.scheme)
    return Book(of_figure, by_name, {account: tuple(names) for account, names in accounts.items()}, with_schemes)


def _of_document(document: Document, dossier: Dossier) -> Iterator[Line]:
    whose = about(dossier)[document.id].whose
    named: Mapping[int, int] = {}
    index = -1
    plan: tuple[int, Line] | None = None
    for passage, figure, spoken in spoken_of(document, whose.places[-1] if whose else None):
        if passage.index != index:
            index, named, plan = passage.index, _years_named(passage), None
        title = document.reports[passage.report].title if passage.report < len(document.reports) else ""
        year = _year(passage, figure, named, title) if _is_amount(passage, figure) else None
        if year is None:
            continue
        level = None if spoken.part else spoken.level or figure.level
        account = Account(document.id, spoken.part, figure.budget, level, spoken.scheme, year, spoken.along)
        approved = figure.stage is None and _APPROVED.search(figure.label) is not None
        planned = approved or stage_of(figure, passage, document) in PLANNED
        sentence = sentence_start(passage, figure.start)
        told = plan[1] if plan is not None and plan[0] == sentence and plan[1].account == account else None
        side = side_in(figure.label[-4:])
        other = told is not None and side not in (None, side_in(told.figure.label[-4:]))  # 收入调整为A，支出调整为B
        follows = not other and (figure.measure is Measure.TO or _CAME_OF_IT.fullmatch(figure.label))
        name = told.name if told is not None and follows else _name(figure, spoken)
        line = Line(figure, passage, account, name, planned)
        plan = (sentence, line) if planned and told is None else plan
        yield line


def _is_amount(passage: Passage, figure: Figure) -> bool:
    """True for an exact amount of money of one year that is no base of a comparison and not that of a list (…等)."""
    amount = figure.measure in (Measure.AMOUNT, Measure.TO) and figure.quantity.unit.is_money
    if not amount or not figure.concept or figure.quantity.hedge is not Hedge.EXACT:
        return False
    if _OF_A_LIST.search(passage.text[max(0, figure.start - LIST_END) : figure.start]):
        return False
    return not (is_base(passage, figure) or is_planned(passage, figure) or of_several_years(passage, figure))


def _name(figure: Figure, spoken: SpokenOf) -> str:
    """The name of the line, what the account says already left out."""
    number, _, named = figure.label.partition(spoken.part) if spoken.part else ("", "", figure.label)
    bare = named if named and len(number) <= NUMBERING else figure.label  # 2.高新区完成一般公共预算收入
    bare = _SAID_AROUND.sub("", bare) if _SIDE.search(bare) else bare
    bare = scheme_in(bare)[1] if spoken.scheme else bare
    if figure.stage is Stage.PRIOR and _TAKEN_UP.match(bare):
        return "上年结转"
    grand = _GRAND.search(bare)
    if grand is not None and figure.budget is not Budget.SOCIAL_INSURANCE:
        return f"{grand[1]}总计"  # 收入合计 behind 加上…: what is available in all
    return shared_name(bare, side_in(bare[-4:]), figure.budget) if bare != figure.label else figure.concept


def _year(passage: Passage, figure: Figure, named: Mapping[int, int], title: str) -> int | None:
    """The whole year a figure speaks of: the one its passage names before it, else that of the heading above it."""
    period = figure.period
    said = None if period is None else period.year
    if period is not None and period.span not in ("year", "end"):
        return None
    if said is not None and named.get(said, figure.start) < figure.start:
        return said
    for text in (*reversed(passage.headings), title):
        years = {int(year) for year in _YEAR.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else said
    return said


def _years_named(passage: Passage) -> Mapping[int, int]:
    """Every year that a passage names outside of brackets, with where it does so first."""
    found: dict[int, int] = {}
    for hit in _YEAR.finditer(passage.text):
        if depth_at(passage, hit.start()) == 0:
            found.setdefault(int(hit[0]), hit.start())
    return found
