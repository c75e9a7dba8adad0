"""Which columns of a table are computed from which others, by the words of the header or by a printed formula.

A rule is taken up only if the header leaves one reading: one earlier and one later column under the same upper header.
If the figures of most rows contradict it, the words were misread and the rule is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from fiscal.budget import Stage
from fiscal.figure import Figure, Measure
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.table import Table
from fiscal.words.label_patterns import label_pattern
from fiscal.words.plain_text import squeezed
from reconcile.review import Outcome
from reconcile.structure.columns.balance_columns import balance_columns
from reconcile.structure.columns.formula_columns import formula_rules
from reconcile.structure.columns.rate_columns import readings
from reconcile.structure.columns.silent_columns import silent_columns
from reconcile.structure.columns.total_columns import ColumnRule, total_columns, zeros_explain
from reconcile.structure.rows.agreeing_columns import additive_columns
from reconcile.structure.rows.table_bench import table_bench

_LATER = (Stage.ADJUSTED, Stage.CHANGED, Stage.FINAL, Stage.EXECUTED, Stage.EXPECTED)
_PLAN = label_pattern("plan-column")
FIRST_ROWS = 8
"""A reading that most of so many rows break is not followed further."""

MANY_BROKEN, SURE_HOLD = 3, 5
"""So many rows that break a rule make it doubtful, unless so many times as many keep it."""

MOST_HOLD = 3
"""Where words leave several readings, so many times as many rows have to bear one out as contradict it."""


def column_rules(table: Table) -> tuple[ColumnRule, ...]:
    """The rules of a table's computed columns that most of its rows bear out, and those that only its rows show."""
    found = [rule for rule in _totals(table) if _borne_out(table, rule)]
    named = {rule.result for rule in found}
    rates = (_best_reading(table, index) for index in range(len(table.columns)) if index not in named)
    found += [rule for rule in rates if rule is not None]
    return (*found, *silent_columns(table, additive_columns(table), found))


def _totals(table: Table) -> Iterator[ColumnRule]:
    """The rules of formulas, totals and balances, one for a column."""
    formulas = tuple(formula_rules(table))
    yield from formulas
    known = {rule.result for rule in formulas}
    for rule in total_columns(table, additive_columns(table)):
        if rule.result not in known:
            known.add(rule.result)
            yield rule
    for rule in balance_columns(table, additive_columns(table)):
        if rule.result not in known and _confirmed(table, rule):
            known.add(rule.result)
            yield rule


def _plain_reading(table: Table, index: int) -> ColumnRule | None:
    """The one rule that the words of a column of changes or rates leave, if they leave one."""
    measure = _measure(table, index)
    pair = None
    if measure in (Measure.DELTA, Measure.GROWTH):
        pair = _pair(table, index)
    elif measure is Measure.COMPLETION:
        pair = _completion(table, index)
    if pair is None:
        return None
    if measure is Measure.DELTA:
        return ColumnRule(Kind.BALANCE, index, ((pair[1], 1), (pair[0], -1)))
    return ColumnRule(Kind.GROWTH if measure is Measure.GROWTH else Kind.RATIO, index, ((pair[1], 1), (pair[0], 1)))


def _best_reading(table: Table, index: int) -> ColumnRule | None:
    """Of the readings of a column the one that the rows bear out best; all but the plain one have to be borne out
    clearly.
    """
    plain = _plain_reading(table, index)
    best: tuple[int, ColumnRule] | None = None
    for rule in (plain, *(other for other in readings(table, index) if other != plain)):
        if rule is None:
            continue
        if rule is not plain and _hopeless(table, rule):
            continue
        held, broken = _tally(table, rule)
        clear = broken < 2 or broken <= held if rule is plain else held and held >= MOST_HOLD * broken
        if clear and (best is None or held - broken > best[0]):
            best = held - broken, replace(rule, inferred=broken >= MANY_BROKEN and held < SURE_HOLD * broken)
    return best[1] if best else None


def _measure(table: Table, column: int) -> Measure | None:
    """What most figures of the column do."""
    found = Counter(cell.measure for row in table.rows if (cell := row.cells[column]) is not None)
    return max(found, key=lambda measure: found[measure]) if found else None


def _siblings(table: Table, column: int) -> list[int]:
    """Columns of amounts to the left under the same upper header, or all where there is none; not other computed
    ones.
    """
    upper = table.columns[column].path[:-1]
    amounts = [i for i in range(column) if _measure(table, i) is Measure.AMOUNT]
    same = [i for i in amounts if table.columns[i].path[:-1] == upper]
    return same if len(same) >= 2 else amounts


def _pair(table: Table, column: int) -> tuple[int, int] | None:
    """(then, now) for a column of changes: by the words of its header, else the two amounts to its left.

    A change on a comparable footing (可比增长, 同口径) is not that of the printed amounts: it has no pair.
    """
    amounts = _siblings(table, column)
    title = squeezed(table.columns[column].title)
    if label_pattern("other-footing").search(title):
        return None
    stages = {i: table.columns[i].stage for i in amounts}
    prior = [i for i in amounts if stages[i] is Stage.PRIOR]
    budget = [i for i in amounts if stages[i] is Stage.BUDGET]
    later = [i for i in amounts if stages[i] in _LATER]
    if label_pattern("compared-column").search(title):
        now = later if later else budget
        return (prior[-1], now[-1]) if len(prior) == 1 and now else _by_year(table, amounts)
    if len(budget) == 1 and len(later) == 1 and not prior:
        return budget[0], later[0]
    if len(prior) == 1 and len(amounts) == 2:
        return prior[0], next(i for i in amounts if i != prior[0])
    return _by_year(table, amounts)


def _by_year(table: Table, amounts: list[int]) -> tuple[int, int] | None:
    """Two columns of consecutive years."""
    years = {i: period.year for i in amounts if (period := table.columns[i].period) is not None and period.year}
    if len(amounts) == 2 and len(years) == 2:
        first, second = sorted(amounts, key=lambda i: years[i])
        return (first, second) if years[second] - years[first] == 1 else None
    return None


def _completion(table: Table, column: int) -> tuple[int, int] | None:
    """(budget, executed) for a column 完成预算%; of two budgets the adjusted one, unless the header says 年初."""
    amounts = _siblings(table, column)
    title = squeezed(table.columns[column].title)
    done = [i for i in amounts if table.columns[i].stage in (Stage.EXECUTED, Stage.FINAL, Stage.EXPECTED)]
    planned = [i for i in amounts if table.columns[i].stage in (Stage.BUDGET, Stage.ADJUSTED, Stage.CHANGED)]
    planned = planned or [i for i in amounts if i not in done and _PLAN.search(_own_words(table, i))]
    if len(planned) > 1:
        wanted = (Stage.BUDGET,) if "年初" in title else (Stage.ADJUSTED, Stage.CHANGED)
        planned = [i for i in planned if table.columns[i].stage in wanted]
    return (planned[0], done[0]) if len(done) == 1 and len(planned) == 1 else None


def _own_words(table: Table, column: int) -> str:
    path = table.columns[column].path
    return label_pattern("behind-bracket").sub("", path[-1]) if path else ""


def row_relation(table: Table, rule: ColumnRule, row: int, code: str) -> Relation | None:
    """The relation of one row, or None where a cell it needs is blank or unreadable; a sum needs one source only."""
    columns = [rule.result, *(column for column, _ in rule.sources)]
    if any((row, column) in table.unread for column in columns):
        return None
    cells = table.rows[row].cells
    result = cells[rule.result]
    sources = [(cells[column], weight) for column, weight in rule.sources]
    present = [(cell, weight) for cell, weight in sources if cell is not None]
    needed = len(sources) if rule.whole or rule.kind is not Kind.BALANCE else 1
    if result is None or len(present) < needed:
        return None
    if rule.kind is not Kind.BALANCE and not _comparable(result, [cell for cell, _ in present]):
        return None
    if rule.total and zeros_explain(result, [cell for cell, _ in present]):
        return None
    said = f"{table.title} {table.rows[row].label}".strip()
    basis = Basis.INFERRED if rule.inferred else Basis.DERIVED if rule.total else Basis.STATED
    return Relation(code, rule.kind, basis, _terms(rule, result, present), said, certain=True)


def _comparable(rate: Figure, cells: list[Figure]) -> bool:
    """True if a rate can be formed of the cells: of one dimension, over a positive base, and the result is a rate."""
    alike = len({cell.quantity.unit.dimension for cell in cells}) == 1
    now, then = cells
    return alike and rate.quantity.unit.is_rate and now.quantity.value >= 0 and then.quantity.value > 0


def _terms(rule: ColumnRule, result: Figure, present: list[tuple[Figure, int]]) -> tuple[Term, ...]:
    if rule.kind is Kind.BALANCE:
        return (Term(result.id, Role.TOTAL), *(Term(cell.id, Role.PART, weight) for cell, weight in present))
    (now, _), (then, _) = present
    if rule.kind is Kind.GROWTH:
        return Term(result.id, Role.RATE), Term(now.id, Role.TO), Term(then.id, Role.FROM)
    return Term(result.id, Role.RATE), Term(now.id, Role.PART), Term(then.id, Role.WHOLE)


def _confirmed(table: Table, rule: ColumnRule) -> bool:
    """True if at least two rows bear the rule out, and at most one, or one in four, of those that say something does
    not: of three funds one may be misprinted.
    """
    held, broken = _tally(table, rule)
    return held >= 2 and (broken < 2 or held >= 3 * broken)


def _borne_out(table: Table, rule: ColumnRule) -> bool:
    """True unless at least two rows, and more than half of those that say something, contradict the rule."""
    held, broken = _tally(table, rule)
    return broken < 2 or broken <= held


def _hopeless(table: Table, rule: ColumnRule) -> bool:
    """True if most of the first few rows that say something break the rule."""
    held, broken = _tally(table, rule, FIRST_ROWS)
    return broken > held and held + broken == FIRST_ROWS


def _tally(table: Table, rule: ColumnRule, most: int | None = None) -> tuple[int, int]:
    """How many rows keep the rule, and how many break it, of all that say something or of the first `most`."""
    said = (r for row in range(len(table.rows)) if (r := row_relation(table, rule, row, "")) is not None)
    bench = table_bench(table)
    outcomes = [bench.outcome(relation) for relation in islice(said, most)]
    broken = sum(outcome is Outcome.BROKEN for outcome in outcomes)
    return len(outcomes) - broken, broken
