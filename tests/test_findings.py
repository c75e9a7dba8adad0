"""Findings: what is told, how gravely, in which order and in which words; and what coverage counts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from fiscal.document import Document, Note, Passage
from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.table import Table
from reconcile.dossier import Dossier
from reconcile.explain.coverage import coverage
from reconcile.explain.findings import findings, likely
from reconcile.explain.severity import lighter, severity
from reconcile.judge.verdicts import judge_all
from reconcile.review import Finding, Severity

PRINTED = {
    "合计": "101000万元",
    "税收收入": "81200万元",
    "非税收入": "19500万元",
    "基金收入": "891.32亿元",
    "土地出让": "516.53亿元",
    "其他基金": "374.80亿元",
    "建议": "131件",
    "城建": "72件",
    "城建占比": "54.9%",
    "限额": "130.0亿元",
    "余额": "130.2亿元",
    "债务": "347.26亿元",
    "债务余额": "3472564万元",
    "总计": "10.10亿元",
}


def make(name: str, text: str, line: int, label: str | None = None) -> Figure:
    """A figure of the narrative, `line` lines down."""
    digits = text.rstrip("亿元万%件")
    quantity = Quantity(digits, Decimal(digits), unit(text[len(digits) :]))
    return Figure(name, quantity, Place("d", line=line), label or name, "narrative")


def dossier(figures: Sequence[Figure], notes: tuple[Note, ...] = (), tables: tuple[Table, ...] = ()) -> Dossier:
    """A dossier of one document with one passage."""
    passage = Passage(0, "", 1, 0, (), (), tuple(figures))
    return Dossier([Document("d", "预算.txt", "txt", "0", 1, passages=(passage,), notes=notes, tables=tables)])


FIGURES = tuple(make(name, text, 10 * (i + 1)) for i, (name, text) in enumerate(PRINTED.items()))


def claim(kind: Kind, terms: str, basis: Basis = Basis.STATED, code: str = "TST01", certain: bool = False) -> Relation:
    """A relation written `total:合计 part:税收收入`."""
    made = tuple(Term(name, Role(role)) for role, name in (word.split(":") for word in terms.split()))
    return Relation(code, kind, basis, made, certain=certain)


SUM = claim(Kind.BALANCE, "total:合计 part:税收收入 part:非税收入")
RESIDUE = claim(Kind.BALANCE, "total:基金收入 part:土地出让 part:其他基金")
SHARE = claim(Kind.RATIO, "rate:城建占比 part:城建 whole:建议")
LIMIT = claim(Kind.AT_MOST, "lesser:余额 greater:限额")
CONVERTED = claim(Kind.SAME, "member:债务 member:债务余额")
MIXED = claim(Kind.BALANCE, "total:总计 part:税收收入 part:非税收入")


def told(*relations: Relation, lang: str = "zh", notes: tuple[Note, ...] = ()) -> tuple[Finding, ...]:
    """What is told or kept as possible about `FIGURES`: fitted weights say which of the two, not in which words."""
    return everything(relations, dossier(FIGURES, notes), lang)


def everything(relations: Sequence[Relation], case: Dossier, lang: str = "zh") -> tuple[Finding, ...]:
    """The findings of a dossier with those that are only possible."""
    found = findings(judge_all(relations, case.figures), case, lang)
    return (*found.told, *found.possible)


def weighed(basis: Basis, certain: bool) -> Finding:
    """What comes of a sum with this basis."""
    (finding,) = told(replace(SUM, basis=basis, certain=certain))
    return finding


@pytest.mark.parametrize(
    ("basis", "certain", "allowed"),
    [
        (Basis.STATED, False, Severity.ERROR),
        (Basis.DERIVED, True, Severity.ERROR),
        (Basis.DERIVED, False, Severity.WARNING),
        (Basis.INFERRED, False, Severity.WARNING),
        (Basis.INFERRED, True, Severity.WARNING),
    ],
)
def test_severity_of_what_is_broken(basis: Basis, certain: bool, allowed: Severity) -> None:
    """What the document says or the law demands may be an error; what was pieced together is a warning at most."""
    (verdict,) = judge_all([replace(SUM, basis=basis, certain=certain)], dossier(FIGURES).figures)
    assert severity(verdict, dossier(FIGURES).figures) is allowed
    finding = weighed(basis, certain)
    assert finding.confidence is not None
    assert finding.severity is lighter(allowed, finding.confidence)


def test_a_lone_sum_is_no_error() -> None:
    """Nothing bears its reading out: what nobody states is at most a warning, however plainly it is slipped."""
    assert weighed(Basis.INFERRED, False).severity is Severity.WARNING


@pytest.mark.parametrize(("sure", "told_as"), [("0.900", "error"), ("0.899", "warning"), ("0.500", "warning")])
def test_the_lower_of_basis_and_confidence_holds(sure: str, told_as: str) -> None:
    """An error needs nine in ten; between that and one half it is a warning, whatever the basis."""
    assert lighter(Severity.ERROR, Decimal(sure)).value == told_as
    assert lighter(Severity.WARNING, Decimal("0.999")) is Severity.WARNING


def test_what_is_less_likely_than_a_warning_is_only_possible() -> None:
    """Told and possible are told apart by the confidence alone; notes are told whatever it is."""
    (finding,) = told(SUM)
    assert likely(replace(finding, confidence=Decimal("0.500")))
    assert not likely(replace(finding, confidence=Decimal("0.499")))
    assert likely(replace(finding, confidence=Decimal("0.001"), severity=Severity.NOTE))
    assert likely(replace(finding, confidence=None))


def test_a_residue_between_equally_precise_figures_is_a_note() -> None:
    """A sum that is off by one in the last place is told, with the amount, and never called broken."""
    (finding,) = told(RESIDUE)
    assert finding.severity is Severity.NOTE
    assert "0.01 亿元" in finding.message
    assert "四舍五入可以解释" in finding.message


@pytest.mark.parametrize("relation", [CONVERTED, claim(Kind.AT_MOST, "lesser:税收收入 greater:合计")])
def test_ordinary_rounding_is_not_told(relation: Relation) -> None:
    """A converted unit, and what holds, give no finding."""
    assert told(relation) == ()


def test_undecided_is_not_told() -> None:
    """What could not be checked is for coverage, not for findings."""
    assert told(claim(Kind.SAME, "member:合计 member:没有")) == ()


def test_message_stands_alone() -> None:
    """One line says what differs, by how much and where."""
    (finding,) = told(SUM)
    assert finding.message == "“合计”与各项之和相差 300 万元：所列 101,000 万元，各项合计 100,700 万元（第10行）"
    assert finding.place == Place("d", line=10)
    assert [place.line for place in finding.related] == [20, 30]


def test_working_shows_every_number_and_what_rounding_explains() -> None:
    """The working lists each addend with its place, and the limit of rounding."""
    (finding,) = told(SUM)
    assert "81,200 + 19,500 = 100,700 ≠ 101,000（单位：万元）" in finding.working
    assert "四舍五入最多可解释 ±1.5 万元，实际相差 300 万元" in finding.working
    assert "非税收入 19,500 万元（第30行）" in finding.working


def test_truncation_is_mentioned_where_it_alone_explains() -> None:
    """54.96 % cut off to 54.9 % is a kind of gap that everyone knows: a note that tells how it may have come about."""
    (finding,) = told(SHARE)
    assert finding.severity is Severity.NOTE
    assert "0.062 个百分点" in finding.message
    assert "截位" in finding.working


def test_limit_exceeded() -> None:
    """An order names both figures and the excess."""
    (finding,) = told(LIMIT)
    assert finding.message.startswith("“余额”超过“限额”0.2 亿元：130.2 亿元 大于 130.0 亿元")


def test_same_names_both_places() -> None:
    """Two mentions of one number: both places stand in the line."""
    figures = (make("a", "143930万元", 3, "基础设施"), make("b", "142960万元", 9, "基础设施"))
    case = dossier(figures)
    (finding,) = everything([claim(Kind.SAME, "member:a member:b")], case)
    assert finding.message == "“基础设施”前后不一致，相差 970 万元：第3行为 143,930 万元，第9行为 142,960 万元"
    assert "四舍五入不能解释" in finding.working


def test_order_is_by_weight_then_money_then_place() -> None:
    """Graver ones first; among equals the larger sum of money first; what rounding explains last."""
    larger = (make("余额二", "1302.0亿元", 500), make("限额二", "1300.0亿元", 510))
    over = claim(Kind.AT_MOST, "lesser:余额二 greater:限额二")
    found = everything([RESIDUE, SHARE, LIMIT, over], dossier([*FIGURES, *larger]))
    notes = [finding.place.line for finding in found if finding.severity is Severity.NOTE]
    excess = [finding.place.line for finding in found if finding.severity is not Severity.NOTE]
    assert notes == [40, 90]
    assert excess == [510, 100]


def test_two_checks_over_the_same_figures_tell_once() -> None:
    """One root cause is one finding, whichever of the two is told."""
    weak = replace(SUM, code="TST02", basis=Basis.INFERRED)
    (finding,) = told(SUM, weak)
    assert finding.code == "TST01"


def test_id_survives_other_digits_and_other_lines() -> None:
    """The id depends on the code and the labels alone."""
    moved = tuple(replace(figure, place=Place("d", line=(figure.place.line or 0) + 7)) for figure in FIGURES)
    changed = tuple(
        replace(figure, quantity=replace(figure.quantity, value=figure.quantity.value + 1)) for figure in moved
    )
    one, two = dossier(FIGURES), dossier(changed)
    (before,) = everything([SUM], one)
    (after,) = everything([SUM], two, "en")
    assert before.id == after.id


def test_repeated_labels_get_different_ids() -> None:
    """Two findings with the same labels are told apart by counting."""
    figures = (*FIGURES, make("合计2", "102000万元", 500, "合计"))
    case = dossier(figures)
    relations = [SUM, claim(Kind.BALANCE, "total:合计2 part:税收收入 part:非税收入")]
    found = everything(relations, case)
    assert len({finding.id for finding in found}) == 2


def test_the_same_difference_through_a_shared_figure_is_one_matter() -> None:
    """Two sums over the same parts, apart by the same amount, are told once: the consequence stands in the working."""
    figures = (*FIGURES, make("合计2", "101000万元", 500, "合计"))
    case = dossier(figures)
    relations = [SUM, claim(Kind.BALANCE, "total:合计2 part:税收收入 part:非税收入", basis=Basis.INFERRED)]
    verdicts = judge_all(relations, case.figures)
    (finding,) = everything(relations, case)
    assert finding.relation == verdicts[0].id
    assert [(one.relation, one.place.line) for one in finding.folded] == [(verdicts[1].id, 500)]
    assert "· 第500行：81,200 + 19,500 = 100,700 ≠ 101,000" in finding.working


def test_notes_of_the_reader_are_findings() -> None:
    """An unreadable document is an error; what else the reader noted is told more quietly."""
    found = told(notes=(Note("DOC09", "有一行没有读懂", 7), Note("DOC01", "文件打不开")))
    assert [(finding.code, finding.severity) for finding in found] == [
        ("DOC01", Severity.ERROR),
        ("DOC09", Severity.NOTE),
    ]
    assert found[1].place.line == 7


def test_suspect_is_attached_and_told() -> None:
    """Where one slip explains a lone sum, the finding names the figure and the value."""
    figures = (
        make("总", "3472564万元", 1),
        make("甲", "1187004万元", 2),
        make("乙", "2258560万元", 3),
    )
    case = dossier(figures)
    relation = claim(Kind.BALANCE, "total:总 part:甲 part:乙")
    (finding,) = everything([relation], case)
    assert finding.suspect is not None
    assert finding.suspect.suggested == "2285560"
    assert "“乙”由 2258560 改为 2285560（相邻两位数字前后互换）" in finding.working


@pytest.mark.parametrize("relation", [SUM, RESIDUE, SHARE, LIMIT, MIXED])
def test_english(relation: Relation) -> None:
    """Every sentence exists in English too; labels and units stay as printed."""
    (finding,) = told(relation, lang="en")
    assert "differ" in finding.message or "exceeds" in finding.message
    assert "所列" not in finding.message + finding.working


@pytest.mark.parametrize("relation", [SUM, RESIDUE, SHARE, LIMIT, MIXED])
def test_no_accusation(relation: Relation) -> None:
    """Differences are stated; nobody is said to be wrong."""
    (finding,) = told(relation)
    text = finding.message + finding.working + finding.help
    assert not [word for word in ("错误", "造假", "失误", "违规", "有误") if word in text]


def test_a_table_cell_is_placed_by_row_and_column() -> None:
    """Table number, title, row and column are named."""
    table = Table("t1", "d", "一般公共预算收入表", "附表3", unit("万元"), (), (), Place("d"))
    place = Place("d", line=5, table="t1", row="合计", column="预算数")
    cell = replace(make("合计", "101000万元", 5), place=place, source="cell")
    case = dossier([cell, *FIGURES[1:3]], tables=(table,))
    (finding,) = everything([SUM], case)
    assert "第5行 附表3《一般公共预算收入表》 行“合计” 列“预算数”" in finding.message


def test_coverage_counts_bound_and_verified() -> None:
    """Bound: in a decided relation; verified: in one that holds; all others are listed as unchecked, in order."""
    case = dossier(FIGURES)
    verdicts = judge_all([SUM, CONVERTED, claim(Kind.SAME, "member:合计 member:建议")], case.figures)
    result = coverage(verdicts, case)
    assert (result.figures, result.bound, result.verified) == (len(FIGURES), 5, 2)
    assert result.unchecked[:2] == ("基金收入", "土地出让")
    assert result.bound + len(result.unchecked) == result.figures


def test_one_share_against_two_bases_is_told_once() -> None:
    """A share that fits neither of two possible bases is one matter: the likelier of the two is told."""
    other = claim(Kind.RATIO, "rate:城建占比 part:城建 whole:别的", basis=Basis.DERIVED)
    case = dossier([*FIGURES, make("别的", "133件", 200)])
    for relations in ([other, SHARE], [SHARE, other]):
        (finding,) = everything(relations, case)
        assert "计算为 54.962%" in finding.message


def test_what_is_only_possible_displaces_nothing_that_is_told() -> None:
    """Of two checks over the same figures the surer is told, in whatever order they come."""
    weak = replace(SUM, code="TST02", basis=Basis.INFERRED)
    for relations in ([weak, SUM], [SUM, weak]):
        (finding,) = told(*relations)
        assert finding.code == "TST01"
