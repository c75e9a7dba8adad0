"""Trees of rows drawn at random, printed as tables, and spoilt: what adds up is silent, what does not is found.

The layout is spoilt as publishers spoil it (a row set in too far, none set in at all, a code misprinted); none of that
may accuse anybody, and no layout may hide a wrong figure.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from reconcile.engine import judge_documents
from reconcile.explain.severity import severity as allowed
from reconcile.review import Outcome, Review, Severity
from reconcile.structure.rows.depths import numbering
from reconcile.structure.rows.nesting import nested, roots
from reconcile.structure.rows.row_amounts import Amounts
from tables.formats.text import read_text_document

SEEDS = range(12)
COLUMNS = 2
ROWS = ("TOT01", "TOT02", "TOT04", "TOT06")
NUMERALS = "一二三四五六七八九"


@dataclass
class Node:
    """A row with its amounts and the rows below it."""

    name: str
    amounts: list[int]
    below: list[Node] = field(default_factory=list)

    def rows(self, depth: int = 0, code: str = "") -> list[tuple[Node, int, str]]:
        """This row and all below it, with depth and code."""
        found = [(self, depth, code)]
        for number, node in enumerate(self.below, 1):
            found += node.rows(depth + 1, f"{code}{number:02d}")
        return found


def drawn(source: random.Random) -> list[Node]:
    """Three 类 of two to four 款 of one to four 项 each, whose amounts add up in every column."""
    names = iter("甲乙丙丁戊己庚辛壬癸"[i % 10] + f"{'子丑寅卯辰巳午未申酉戌亥'[i // 10]}项目" for i in range(120))
    tops = []
    for _ in range(3):
        groups = []
        for _ in range(source.randint(2, 4)):
            leaves = [Node(next(names), _amounts(source)) for _ in range(source.randint(1, 4))]
            groups.append(Node(next(names), _sum(leaves), leaves))
        tops.append(Node(next(names), _sum(groups), groups))
    return tops


def _amounts(source: random.Random) -> list[int]:
    return [source.randint(1_000, 90_000) for _ in range(COLUMNS)]


def _sum(nodes: list[Node]) -> list[int]:
    return [sum(node.amounts[at] for node in nodes) for at in range(COLUMNS)]


def printed(tops: list[Node], label: Callable[[Node, int, str, int], str], *, first: bool) -> str:
    """The tree as the text of a table, its total in the first row or in the last."""
    rows = [row for number, top in enumerate(tops, 1) for row in top.rows(code=str(200 + number))]
    lines = [
        "\t".join((label(node, depth, code, at), *(f"{amount:,}" for amount in node.amounts)))
        for at, (node, depth, code) in enumerate(rows)
    ]
    total = "\t".join((label(Node("合计", []), 0, "", -1), *(f"{amount:,}" for amount in _sum(tops))))
    body = [total, *lines] if first else [*lines, total]
    coded = "科目编码\t" if "\t" in label(tops[0], 0, "201", 0) else ""
    head = ["2026年项目支出表", "单位：万元", f"{coded}项目\t2025年预算数\t2026年预算数"]
    return "\n".join([*head, *body]) + "\n"


def indented(node: Node, depth: int, code: str, at: int) -> str:
    """Depth by indentation."""
    return "　" * depth + node.name


def coded(node: Node, depth: int, code: str, at: int) -> str:
    """Depth by codes."""
    return f"{code}\t{node.name}"


def numbered(node: Node, depth: int, code: str, at: int) -> str:
    """一、（一）and nothing, all at one margin."""
    number = NUMERALS[int(code[-2:] if depth else code[-1]) - 1] if code else ""
    marks = {0: f"{number}、", 1: f"（{number}）", 2: ""}
    return (marks[depth] if code else "") + node.name


def judged(text: str) -> Review:
    """The review of one text."""
    return judge_documents([read_text_document(text.encode(), "table.txt", "d0")])


def loud(review: Review) -> list[str]:
    """The messages of its errors and warnings."""
    return [f"{one.code}: {one.message}" for one in review.findings if one.severity is not Severity.NOTE]


@pytest.mark.parametrize("first", [True, False], ids=["total first", "total last"])
@pytest.mark.parametrize("label", [indented, coded, numbered], ids=["indented", "coded", "numbered"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_tree_that_adds_up_is_silent_and_bound(seed: int, label: Callable[..., str], first: bool) -> None:
    """However depth is shown, no sum is claimed that does not hold, and every cell stands in one that does."""
    review = judged(printed(drawn(random.Random(seed)), label, first=first))
    assert loud(review) == []
    held = {name for one in review.verdicts if one.relation.code in ROWS for name in one.relation.figures()}
    cells = [cell.id for table in review.documents[0].tables for row in table.rows for cell in row.cells if cell]
    assert len(held) == len(cells)


@pytest.mark.parametrize("label", [indented, coded, numbered], ids=["indented", "coded", "numbered"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_wrong_figure_is_found_in_any_layout(seed: int, label: Callable[..., str]) -> None:
    """One figure changed in one column stands in a sum that is broken."""
    source = random.Random(seed)
    tops = drawn(source)
    nodes = [node for top in tops for node, _, _ in top.rows()]
    wrong, at = source.choice(nodes), source.randrange(COLUMNS)
    wrong.amounts[at] += source.choice([-1, 1]) * source.randint(100, 900)
    review = judged(printed(tops, label, first=True))
    figures = {figure.id: figure.quantity.text for figure in review.documents[0].figures()}
    broken = [one for one in review.verdicts if one.outcome is Outcome.BROKEN and one.relation.code in ROWS]
    assert any(figures[name] == f"{wrong.amounts[at]:,}" for one in broken for name in one.relation.figures())


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_row_set_in_wrongly_accuses_nobody(seed: int, by: int) -> None:
    """A 款 that is set in like a 类 or like an 项: its sums and those around it come out, so the layout is at fault."""
    source = random.Random(seed)
    tops = drawn(source)
    spoilt = source.choice(source.choice(tops).below)

    def label(node: Node, depth: int, code: str, at: int) -> str:
        return indented(node, depth + by if node is spoilt else depth, code, at)

    assert loud(judged(printed(tops, label, first=True))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_misprinted_code_accuses_nobody(seed: int) -> None:
    """A 款 whose code has two digits swapped stands among the others of its 类."""
    source = random.Random(seed)
    tops = drawn(source)
    top = source.choice(tops)
    spoilt = source.choice(top.below[:-1])

    def label(node: Node, depth: int, code: str, at: int) -> str:
        return coded(node, depth, "29" + code[2:] if node is spoilt else code, at)

    assert loud(judged(printed(tops, label, first=True))) == []


@pytest.mark.parametrize(
    ("depth", "change", "severity"),
    [
        (2, 170, Severity.ERROR),
        (2, -170, Severity.WARNING),
        (1, 170, Severity.ERROR),
        (1, -170, Severity.ERROR),
    ],
)
def test_what_cannot_be_a_row_left_out_is_an_error(depth: int, change: int, severity: Severity) -> None:
    """In one printed column a whole that exceeds its parts may lack a row; one they exceed may not, nor may a figure
    that is wrong both as a part and as a whole. Whether it is told as an error depends on what bears it out, too.
    """
    rows = [row for top in drawn(random.Random(3)) for row in top.rows()]
    parents = {child.name: node for node, _, _ in rows for child in node.below}
    fit = [node for node, at, _ in rows if at == depth and (node.below or len(parents[node.name].below) > 1)]
    lines = [
        f"{indented(node, at, '', 0)}\t{node.amounts[0] + (change if node is fit[0] else 0):,}" for node, at, _ in rows
    ]
    total = sum(node.amounts[0] for node, at, _ in rows if at == 0)
    text = "\n".join(["2026年项目支出表", "单位：万元", "项目\t预算数", *lines, f"合计\t{total:,}"])
    review = judged(text + "\n")
    (finding,) = (one for one in (*review.findings, *review.possible) if one.code == "TOT02")
    assert finding.relation is not None
    assert allowed(review.verdict_by_relation[finding.relation], review.dossier.figures) is severity


def test_numbers_of_lists_are_ranked() -> None:
    """一、 is above （一） is above 1. is above （1）."""
    assert [numbering(label) for label in ("十二、税", "（三）费", "4.利息", "（5）其他", "12.5亿元", "税")] == [
        1,
        2,
        3,
        4,
        None,
        None,
    ]


def test_rows_are_nested_from_either_end() -> None:
    """A row may sum up those behind it, or, given backwards, those before it."""
    numbers = ((600,), (350,), (250,), (900,), (40,))
    amounts = Amounts(numbers, tuple((1,) for _ in numbers), frozenset(), 1)
    assert nested(amounts, [0, 1, 2, 3, 4]) == {0: (1, 2)}
    before = nested(amounts, [4, 3, 2, 1])
    assert before == {}
    assert roots([0, 1, 2, 3, 4], nested(amounts, [0, 1, 2, 3, 4])) == (0, 3, 4)
