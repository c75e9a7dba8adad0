"""Figures read off a picture: what a recogniser may have misread, and how a difference among them is told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from fiscal.document import Document, Passage
from fiscal.figure import Figure
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.place import Place
from fiscal.relation import Basis, Kind, Relation, Role, Term
from fiscal.slips.misreading import misread
from reconcile.dossier import Dossier
from reconcile.explain.findings import findings
from reconcile.judge.verdicts import judge_all
from reconcile.review import Finding, Severity

SUM = Relation(
    "TST01", Kind.BALANCE, Basis.STATED, (Term("合计", Role.TOTAL), Term("甲", Role.PART), Term("乙", Role.PART))
)


@pytest.mark.parametrize(
    ("seen", "printed", "reason"),
    [
        ("3391", "8391", "alike"),
        ("1905", "7905", "alike"),
        ("65.1", "55.1", "alike"),
        ("2391", "8391", None),
        ("3472546", "3472564", None),
        ("299", "9299", "dropped"),
        ("1200", "12000", "dropped"),
        ("12299", "1299", "doubled"),
        ("12399", "1299", None),
        ("9299", "-9299", "sign-lost"),
        ("12.345", "12345", "separator"),
        ("12345", "12.345", "separator"),
        ("115", "11.5", "point-lost"),
        ("3500", "35000000", None),
    ],
)
def test_misreadings(seen: str, printed: str, reason: str | None) -> None:
    """Only what recognisers do is called a misreading."""
    assert misread(Decimal(seen), Decimal(printed)) == reason


def told(printed: Mapping[str, str], confidence: Mapping[str, int], lang: str = "zh") -> Finding:
    """The finding about 合计 = 甲 + 乙, of figures with the confidence of a recogniser, or none."""
    figures = tuple(
        Figure(
            name,
            Quantity(text, Decimal(text.replace(",", "")), unit("万元")),
            Place("d", page=3),
            name,
            "narrative",
            confidence=confidence.get(name),
        )
        for name, text in printed.items()
    )
    passage = Passage(0, "", 1, 0, (), (), figures)
    case = Dossier([Document("d", "扫描.pdf", "pdf", "0", 1, passages=(passage,))])
    found = findings(judge_all([SUM], case.figures), case, lang)
    (finding,) = (*found.told, *found.possible)
    return finding


ALL = {"合计": 99, "甲": 99, "乙": 99}
MISREAD = {"合计": "4,163,355", "甲": "4,144,214", "乙": "24,141"}
TIED = {"合计": "1,800,700", "甲": "1,281,200", "乙": "19,500"}


def test_figures_of_text_that_differ_are_an_error() -> None:
    """Printed text is what was printed."""
    finding = told(MISREAD, {})
    assert finding.severity is not Severity.NOTE
    assert "请看原件" not in finding.message


def test_one_recognised_figure_makes_it_a_warning() -> None:
    """The scan may be misread, so nobody is told that the figures differ, only where to look."""
    finding = told(MISREAD, {"甲": 97})
    assert finding.severity is Severity.WARNING
    assert finding.message.startswith("请看原件（数字由图像识别得到）：“合计”")


def test_the_misreading_that_repairs_is_named() -> None:
    """With the number the original would have to show."""
    finding = told(MISREAD, ALL)
    assert finding.suspect is not None
    assert (finding.suspect.figure, finding.suspect.suggested) == ("合计", "4,168,355")
    assert "原件如为 4,168,355（有一位数字字形相近，容易认错）" in finding.working
    assert "if the original has 4,168,355" in told(MISREAD, ALL, "en").working


def test_of_several_misreadings_the_doubted_one_is_named() -> None:
    """2 for 7, a lost digit, 8 for 3: without more nobody knows; the recogniser's own doubt decides."""
    assert told(TIED, ALL).suspect is None
    finding = told(TIED, ALL | {"甲": 55})
    assert finding.suspect is not None
    assert (finding.suspect.figure, finding.suspect.suggested) == ("甲", "1,781,200")
    assert "识别把握较小的数字：甲 1,281,200（55%）" in finding.working


def test_a_comma_taken_for_a_point_is_named_with_its_comma() -> None:
    """12.345 in a sum of whole numbers."""
    finding = told({"合计": "12,845", "甲": "12.345", "乙": "500"}, ALL)
    assert finding.suspect is not None
    assert (finding.suspect.figure, finding.suspect.suggested, finding.suspect.reason) == ("甲", "12,345", "separator")


def test_a_lost_sign_is_named() -> None:
    """△ is the mark recognisers lose."""
    finding = told({"合计": "4,120,073", "甲": "4,144,214", "乙": "24,141"}, ALL)
    assert finding.suspect is not None
    assert (finding.suspect.figure, finding.suspect.suggested, finding.suspect.reason) == ("乙", "-24,141", "sign-lost")
