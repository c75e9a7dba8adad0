"""Statements: each wording is met by the sentence that attests it, and a document teaches its own words for totals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fiscal.document import Document
from fiscal.statement import Source, Total
from tables.formats.text import read_text_document
from tables.statements.skeleton import Piece
from tables.statements.statements import statements, stretches_of
from tables.statements.wordings import met, wordings

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "wordings.yml").read_text(encoding="utf-8"))
ROWS = (
    ("21.07", "18.69", "39.76"),
    ("11.99", "12.82", "24.81"),
    ("8.61", "5.12", "13.73"),
    ("103.15", "27.92", "131.07"),
)
CHARACTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def read(text: str) -> Document:
    """The document of a text."""
    return read_text_document(text.encode(), "case.txt", "d0")


def pieces(text: str) -> list[Piece]:
    """Its sentences and brackets."""
    return [piece for passage in read(text).passages for piece in stretches_of(passage)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['wording']}: {case['text'][:12]}")
def test_each_wording_is_met_by_the_sentence_that_attests_it(case: dict[str, Any]) -> None:
    """The slots hold the figures of the case; where it has none, the wording is not met."""
    found = [hit for piece in pieces(case["text"]) for hit in met(piece) if hit.wording.number == case["wording"]]
    slots = [{name: [f.quantity.text for f in figures] for name, figures in hit.slots.items()} for hit in found]
    assert slots == ([case["slots"]] if "slots" in case else [])


def test_every_wording_has_a_sentence() -> None:
    """No wording without one."""
    assert {wording.number for wording in wordings()} == {case["wording"] for case in CASES if "slots" in case}


@given(word=st.text(CHARACTERS, min_size=2, max_size=4), other=st.text(CHARACTERS, min_size=2, max_size=4))
def test_a_document_teaches_its_own_word_for_a_total(word: str, other: str) -> None:
    """Whatever it is called, what equals the run before it in two places is a total in all."""
    lines = [
        f"云溪第{n}区收入{a}亿元，{other}{b}亿元，{word}{total}亿元。"
        for n, (a, b, total) in zip("一二三四", ROWS, strict=True)
    ]
    told = [each for _, some in statements(read("\n\n".join(lines))) for each in some if isinstance(each, Total)]
    assert len(told) == len(ROWS)
    assert all(len(total.readings[0]) == 2 for total in told)


def test_a_word_learned_here_is_unknown_elsewhere() -> None:
    """Two sums teach a word; one does not, and three digits then say nothing."""
    two = (
        "云溪东区收入21.07亿元，补助18.69亿元，盘子39.76亿元。\n\n云溪西区收入11.99亿元，补助12.82亿元，盘子24.81亿元。"
    )
    learned = [each for _, some in statements(read(two)) for each in some if isinstance(each, Total)]
    assert [total.source for total in learned] == [Source.LEARNED, Source.LEARNED]
    one = "云溪东区收入2.1亿元，补助1.8亿元，盘子3.9亿元。"
    assert not [each for _, some in statements(read(one)) for each in some if isinstance(each, Total)]
