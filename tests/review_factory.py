"""A small review built by hand: two documents, two tables, a sentence, one relation of every outcome.

The places, labels and numbers are invented; the texts of findings are what the findings module would say.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from fiscal.budget import Budget, Level, Period, Stage
from fiscal.document import Document, Note, Passage, Report
from fiscal.figure import Figure
from fiscal.numbers.interval import Interval
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.table import Column, Row, Table
from reconcile.review import Coverage, Finding, Outcome, Review, Severity, Suspect, Verdict

WAN = unit("万元")
SENTENCE = "全区一般公共预算收入总计由10.00亿元调整为10.10亿元，增加0.20亿元。"
ROWS = (
    ("一、税收收入", 0, "101", "80,000", "81,200"),
    ("其中：增值税", 1, "10101", "30,000", "30,500"),
    ("二、非税收入", 0, "103", "20,000", "19,500"),
    ("……", None, None, None, None),
    ("合计", 0, None, "100,000", "101,000"),
)


def cell(name: str, text: str, table: str, document: str, line: int, row: str, column: str, **said: object) -> Figure:
    """A figure of a table cell, in 万元 unless told otherwise."""
    measured = said.pop("unit", WAN)
    value = Decimal(text.replace(",", "").replace("△", "-"))
    place = Place(document, line=line, page=12, table=table, row=row, column=column)
    return Figure(name, Quantity(text, value, measured), place, row, "cell", **said)  # type: ignore[arg-type]


def budget_table(document: str = "d1", rows: tuple[tuple[object, ...], ...] = ROWS) -> Table:
    """A receipts table with a budget and an adjusted column, whose adjusted total is 300 too large."""
    columns = (
        Column(("2025年", "预算数"), WAN, Stage.BUDGET, Period(2025)),
        Column(("2025年", "调整预算数"), WAN, Stage.ADJUSTED, Period(2025)),
    )
    table, made = f"{document}.t1", []
    for y, (label, level, code, *texts) in enumerate(rows):
        cells = tuple(
            None
            if text is None
            else cell(
                f"{table}.r{y}c{x}",
                str(text),
                table,
                document,
                40 + y,
                str(label),
                columns[x].title,
                stage=columns[x].stage,
                budget=Budget.GENERAL,
                level=Level.WHOLE,
                period=Period(2025),
            )
            for x, text in enumerate(texts)
        )
        made.append(Row(str(label), cells, level, code, label == "……", 40 + y))  # type: ignore[arg-type]
    place = Place(document, line=36, page=12, table=table)
    return Table(
        table,
        document,
        "2025年一般公共预算收入调整表",
        "附表1",
        WAN,
        columns,
        tuple(made),
        place,
        "项目",
        side="receipts",
    )


def hostile_table(document: str) -> Table:
    """A table whose texts would be formulas, sheet names or terminal commands if anybody let them."""
    table = f"{document}.t1"
    rows = tuple(
        Row(label, (cell(f"{table}.r{y}c0", "1.50", table, document, 3 + y, label, "=SUM(A1:A9)", unit=unit("%")),))
        for y, label in enumerate(("=1+1", "@cmd", "-减收", "+加收", "\t空", "红\x1b[31m字\x00", "长" * 40_000))
    )
    place = Place(document, line=1, table=table)
    return Table(table, document, "表[1]:*?/\\ 'x'", None, unit("%"), (Column(("=SUM(A1:A9)",)),), rows, place)


def narrative(document: str = "d1") -> Passage:
    """A sentence that says from, to and by how much, with the increase 0.10亿元 too large."""
    spans = {"s1": ("10.00", Role.FROM), "s2": ("10.10", Role.TO), "s3": ("0.20", Role.DELTA)}
    figures = []
    for name, (text, _) in spans.items():
        start = SENTENCE.index(text)
        place = Place(document, line=9, page=3, paragraph=0, span=(start, start + len(text)))
        quantity = Quantity(text, Decimal(text), unit("亿元"))
        figures.append(Figure(f"{document}.{name}", quantity, place, "全区一般公共预算收入总计", "narrative"))
    return Passage(0, SENTENCE, 9, 0, ("一、收入",), ((0, len(SENTENCE)),), tuple(figures))


def verdict(
    name: str,
    relation: Relation,
    outcome: Outcome,
    expression: str,
    numbers: tuple[str, str, str] | None,
    measured: str = "万元",
) -> Verdict:
    """A verdict from computed, stated and slack in `measured`."""
    if numbers is None:
        return Verdict(name, relation, outcome, expression)
    factor = unit(measured).factor
    computed, stated, slack = (Decimal(number) * factor for number in numbers)
    return Verdict(
        name,
        relation,
        outcome,
        expression,
        unit(measured),
        Interval(computed - slack, computed + slack),
        Interval(stated, stated),
        computed,
        stated,
        stated - computed,
        slack,
    )


def _column_total(document: str, x: int) -> Relation:
    terms = (
        Term(f"{document}.t1.r4c{x}", Role.TOTAL),
        Term(f"{document}.t1.r0c{x}", Role.PART),
        Term(f"{document}.t1.r2c{x}", Role.PART),
    )
    return Relation("TOT01", Kind.BALANCE, Basis.STATED, terms, said="合计")


def verdicts() -> tuple[Verdict, ...]:
    """One verdict of every outcome."""
    moved = (Term("d1.s2", Role.TO), Term("d1.s1", Role.FROM), Term("d1.s3", Role.DELTA))
    same = (Term("d1.s2", Role.MEMBER), Term("d1.t1.r4c1", Role.MEMBER))
    missing = (Term("d1.t1.r1c1", Role.PART), Term("d1.t1.r0c1", Role.WHOLE))
    return (
        verdict("v1", _column_total("d1", 0), Outcome.EXACT, "80,000 + 20,000 = 100,000", ("100000", "100000", "1.5")),
        verdict(
            "v2",
            _column_total("d1", 1),
            Outcome.BROKEN,
            "81,200 + 19,500 = 100,700 ≠ 101,000",
            ("100700", "101000", "1.5"),
        ),
        verdict(
            "v3",
            Relation("ADJ01", Kind.BALANCE, Basis.STATED, moved),
            Outcome.BROKEN,
            "10.00 + 0.20 = 10.20 ≠ 10.10",
            ("10.20", "10.10", "0.015"),
            "亿元",
        ),
        verdict(
            "v4",
            Relation("SAME01", Kind.SAME, Basis.INFERRED, same),
            Outcome.ROUNDING,
            "10.10 亿元 ≈ 101,000 万元",
            ("101000", "101000", "50.5"),
        ),
        verdict("v5", Relation("PART01", Kind.RATIO, Basis.DERIVED, missing), Outcome.UNDECIDED, "", None),
    )


def findings(table: Table, passage: Passage) -> tuple[Finding, ...]:
    """One finding of every weight, and a document that could not be read."""
    total, first = table.rows[4].cells[1], table.rows[0].cells[1]
    assert total is not None and first is not None
    _, to, delta = passage.figures
    return (
        Finding(
            "f0", "DOC01", Severity.ERROR, "文件无法读取：内容不是文本", Place("d2"), (), None, "", "请提供文本文件"
        ),
        Finding(
            "f1",
            "TOT01",
            Severity.ERROR,
            "“合计”与各项之和相差 300 万元：所列 101,000 万元，各项合计 100,700 万元",
            total.place,
            (first.place,),
            "v2",
            "计算：81,200 + 19,500 = 100,700 ≠ 101,000（单位：万元）\n四舍五入最多可解释 ±1.5 万元，实际相差 300 万元\n"
            "所用数字：一、税收收入 81,200 万元（第12页）；二、非税收入 19,500 万元（第12页）",
            "请核对上述各处原文；说明：fiscal explain TOT01",
            Suspect(total.id, "100,700", "swap", ("v2",)),
            confidence=Decimal("0.958"),
            witnesses=("v1",),
        ),
        Finding(
            "f2",
            "ADJ01",
            Severity.WARNING,
            "“全区一般公共预算收入总计”与增减计算的结果相差 0.1 亿元",
            to.place,
            (delta.place,),
            "v3",
            "计算：10.00 + 0.20 = 10.20 ≠ 10.10（单位：亿元）",
            "请核对上述各处原文",
            confidence=Decimal("0.710"),
        ),
        Finding(
            "f3",
            "SAME01",
            Severity.NOTE,
            "两处所列同一数字仅因四舍五入有差",
            to.place,
            (total.place,),
            "v4",
            "计算：10.10 亿元 ≈ 101,000 万元\n所用数字：两处",
            "",
        ),
        Finding(
            "f4",
            "SAME01",
            Severity.WARNING,
            "“总计”前后不一致，相差 0.1 亿元",
            total.place,
            (to.place,),
            "v4",
            "计算：101,000 万元 ≠ 10.10 亿元",
            "",
        ),
    )


def possible(table: Table) -> Finding:
    """A difference that is too little likely to be a finding."""
    part, whole = table.rows[1].cells[1], table.rows[0].cells[1]
    assert part is not None and whole is not None
    return Finding(
        "p1",
        "SEC01",
        Severity.WARNING,
        "“其中：增值税”与另一处相差 50,700 万元",
        part.place,
        (whole.place,),
        "v2",
        "计算：30,500 ≠ 81,200（单位：万元）",
        "请核对上述各处原文",
        confidence=Decimal("0.137"),
    )


def sample_review(lang: str = "zh") -> Review:
    """The review most tests use."""
    table, passage = budget_table(), narrative()
    report = Report("关于2025年预算调整的议案", "motion", 1, 2025)
    good = Document("d1", "案卷/调整方案.txt", "txt", "0" * 64, 12, (report,), (passage,), (table,))
    note = Note("DOC01", "文件无法读取：内容不是文本")
    bad = Document("d2", "/somewhere/坏文件.txt", "txt", "f" * 64, 0, notes=(note,))
    unchecked = ("d1.t1.r1c0",)
    coverage = Coverage(11, 10, 6, unchecked, 2)
    told = findings(table, passage)
    return Review((good, bad), verdicts(), told, coverage, lang, possible=(possible(table),))


def clean_review() -> Review:
    """A review without findings."""
    review = sample_review()
    return replace(review, documents=review.documents[:1], verdicts=review.verdicts[:1], findings=(), possible=())


def hostile_review() -> Review:
    """A review of a document that tries to be a program."""
    table = hostile_table("h1")
    document = Document("h1", "=cmd|' /C calc'!A0.txt", "txt", "a" * 64, 1, tables=(table, replace(table, id="h1.t2")))
    cells = [row.cells[0] for row in table.rows]
    first = cells[0]
    assert first is not None
    finding = Finding(
        "h", "TOT01", Severity.ERROR, '=HYPERLINK("x")\x1b[2J\n第二行', first.place, (), None, "@SUM(1)", ""
    )
    return Review((document,), (), (finding,), Coverage(len(cells), 0, 0, tuple(c.id for c in cells if c)), "zh")
