"""Breakdowns: which figures a wording lists as parts, and of which whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fiscal.document import Passage
from fiscal.words.vocabulary import common_suffix
from tables.formats.text import read_text_document


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text."""
    return read_text_document(text.encode(), "a.txt", "d0").passages


def lists(text: str) -> list[tuple[str, list[str]]]:
    """(whole, parts) of every breakdown of a text as printed, likeliest whole only."""
    found = []
    for passage in passages(text):
        printed = {figure.id: figure.quantity.text for figure in passage.figures}
        for entry in passage.breakdowns:
            found.append((printed[entry.candidates[0]], [printed[part] for part in entry.parts]))
    return found


CASES = [
    ("其中", "收入12亿元，其中：税收收入8亿元，非税收入4亿元。", [("12", ["8", "4"])]),
    ("包括", "新增债务限额7.0亿元，包括一般债务5.6亿元、专项债务1.4亿元。", [("7.0", ["5.6", "1.4"])]),
    ("bracket", "付息3.9亿元（一般债券2.0亿元、专项债券1.9亿元）。", [("3.9", ["2.0", "1.9"])]),
    ("用于", "债券5.6亿元，用于道路类项目5.45亿元，用于派出所迁建0.15亿元。", [("5.6", ["5.45", "0.15"])]),
    ("total behind", "一般债券3亿元、专项债券4亿元，合计7亿元。", [("7", ["3", "4"])]),
    ("分别为", "收入12亿元，分别为税收收入8亿元、非税收入4亿元。", [("12", ["8", "4"])]),
    (
        "brackets inside a list",
        "还本付息15.2亿元，其中：还本11.3亿元（一般债券3.9亿元、专项债券7.4亿元），付息3.9亿元（一般债券2.0亿元、专项债券1.9亿元）。",
        [("11.3", ["3.9", "7.4"]), ("3.9", ["2.0", "1.9"]), ("15.2", ["11.3", "3.9"])],
    ),
    (
        "list inside a bracket",
        "专项债券3.2亿元（其中：占用当年限额1.4亿元，动用结存限额1.8亿元）。",
        [("3.2", ["1.4", "1.8"])],
    ),
    (
        "其中 opens a sentence",
        "今年还本付息15.2亿元，已列入预算。其中：还本11.3亿元，付息3.9亿元。",
        [("15.2", ["11.3", "3.9"])],
    ),
    ("rates between", "收入12亿元，增长3%，其中：税收收入8亿元，增长2%，非税收入4亿元，增长5%。", [("12", ["8", "4"])]),
    ("another sentence", "收入12亿元，其中：税收收入8亿元。支出9亿元。", [("12", ["8"])]),
    ("end word", "收入12亿元，其中：税收收入8亿元，非税收入4亿元，加上上年结余3亿元。", [("12", ["8", "4"])]),
    ("remark in brackets", "收入12亿元（不含上级补助3亿元）。", []),
    ("comparison in brackets", "收入12亿元（上年为11亿元）。", []),
    ("nothing announced", "收入12亿元，支出9亿元。", []),
    (
        "outcomes are no parts, and the whole stands a sentence further back",
        "审计共反映问题96个。已整改80个，正在整改12个，尚未整改4个。"
        "其中，立即整改的60个问题，已整改58个；分阶段整改的36个问题，已整改22个。",
        [("96", ["60", "36"])],
    ),
    ("counts", "建议142件，其中：已经解决98件、正在解决31件、留作参考13件。", [("142", ["98", "31", "13"])]),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_breakdown(text: str, wanted: list[tuple[str, list[str]]]) -> None:
    """Each wording lists its parts under its whole; a remark or a comparison lists nothing."""
    assert sorted(lists(text)) == sorted(wanted)


def test_parts_know_their_whole() -> None:
    """A figure of which the text says that it is a part names the whole."""
    (passage,) = passages("收入12亿元，其中：税收收入8亿元，非税收入4亿元。")
    whole, *parts = passage.figures
    assert whole.whole is None
    assert {part.whole for part in parts} == {whole.id}


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        ("项目资金59亿元，主要用于湖滨路17亿元、水厂10亿元等。", True),
        ("收入12亿元，其中：税收收入8亿元、非税收入4亿元。", False),
        ("收入12亿元，其中：税收收入8亿元、非税收入4亿元等于预期。", False),
    ],
)
def test_a_list_that_says_it_leaves_parts_out(text: str, open_: bool) -> None:
    """等 behind the last part says that parts are left out."""
    (passage,) = passages(text)
    assert [entry.open for entry in passage.breakdowns] == [open_]


def test_the_sum_decides_between_two_possible_wholes() -> None:
    """Of two amounts before the list, the one that the parts add up to is the whole."""
    assert lists("支出20亿元，收入12亿元，其中：税收收入8亿元，非税收入4亿元。") == [("12", ["8", "4"])]
    assert lists("收入12亿元，支出20亿元，其中：税收收入8亿元，非税收入4亿元。") == [("12", ["8", "4"])]


@pytest.mark.parametrize(
    ("one", "other", "length"), [("行政单位资产总额", "全区资产总额", 4), ("收入", "支出", 0), ("", "支出", 0)]
)
def test_common_suffix(one: str, other: str, length: int) -> None:
    """Parts and whole often end in the same noun."""
    assert common_suffix(one, other) == length


PIECES = [
    "收入12亿元",
    "其中：",
    "税收收入8亿元",
    "非税收入4亿元",
    "（",
    "）",
    "，",
    "；",
    "。",
    "增长3%",
    "包括",
    "用于",
    "等",
    "合计7亿元",
    "分别为",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_breakdowns_name_figures_of_their_passage(pieces: list[str]) -> None:
    """However a sentence is put together, a list names figures of its own passage, none both as part and as whole."""
    for passage in passages("".join(pieces) or "。"):
        known = {figure.id for figure in passage.figures}
        for entry in passage.breakdowns:
            assert entry.parts and entry.candidates
            assert {*entry.parts, *entry.candidates} <= known
            assert not set(entry.parts) & set(entry.candidates)
            assert 0 <= entry.span[0] <= entry.span[1] <= len(passage.text)
