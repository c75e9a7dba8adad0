"""Numbers with units in prose, and numbers in table cells."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from fiscal.numbers.chinese_numerals import read_chinese
from fiscal.numbers.hedge import Hedge
from fiscal.numbers.numerals import find_quantities, read_cell, read_cell_quantity
from fiscal.numbers.units import unit
from fiscal.words.plain_text import join_lines, normalise

SHARED = Path(__file__).resolve().parents[1].parent / "shared"

# text: the quantities in it as "value unit", with ":hedge" and "..upper" where there is one
FOUND: list[tuple[str, list[str]]] = [
    ("总计1,234.5亿元", ["1234.5 亿元"]),
    ("结余-12万元", ["-12 万元"]),
    ("结余△12万元和▲3万元", ["-12 万元", "-3 万元"]),
    ("差额（1,234）万元", ["-1234 万元"]),
    ("负3.2亿元", ["-3.2 亿元"]),
    ("1.2万亿元", ["1.2 万亿元"]),
    ("3亿5000万元", ["35000 万元"]),
    ("3万5000元", ["35000 元"]),
    ("一百二十万元", ["120 万元"]),
    ("一亿元", ["1 亿元"]),
    ("两千零五元", ["2005 元"]),
    ("三十二个", ["32 个"]),
    ("二十余家", ["20 家:odd"]),
    ("24余万元，3万多元", ["24 万元:odd", "3 万元:odd"]),
    ("1500亿以上", ["1500 亿:above"]),
    ("768亿", ["768 亿"]),
    ("5万人", ["5 万人"]),
    ("约3亿元，超5%，近20家，逾3万亩", ["3 亿元:about", "5 %:above", "20 家:near", "3 万亩:above"]),
    ("不足10个，不少于5次，不超过8%", ["10 个:below", "5 次:above", "8 %:below"]),
    ("8个左右，4公顷以上，3%以内", ["8 个:about", "4 公顷:above", "3 %:below"]),
    ("节约3万元，最近20家", ["3 万元", "20 家"]),
    ("3—5亿元，3-5%，8～10个，3%-5%", ["3 亿元..5", "3 %..5", "8 个..10", "3 %..5"]),
    ("从3亿元到5亿元", ["3 亿元", "5 亿元"]),
    ("12.5%，3‰，2.1个百分点，增长3.7倍", ["12.5 %", "3 ‰", "2.1 个百分点", "3.7 倍"]),
    ("下降-4.3%", ["-4.3 %"]),
    ("百分之三点五", ["3.5 %"]),
    ("2590元/月，3.2公里/平方公里，0.02人/亿元", ["2590 元/月", "3.2 公里/平方公里", "0.02 人/亿元"]),
    ("两批共两个", ["2 批", "2 个"]),
    ("整改66次，历时3个月", ["66 次", "3 个月"]),
    ("1.28个项目", ["28 个"]),
    ("合计：1.28亿元", ["1.28 亿元"]),
    ("限额1空间 1.8亿元", ["1.8 亿元"]),
    ("余额12万元余额", ["12 万元"]),
    ("（1）项目3个", ["3 个"]),
    ("100亿12个", ["100 亿", "12 个"]),
    ("收入二十五点八亿元，支出十五点八万元", ["25.8 亿元", "15.8 万元"]),
    ("占比零点五个百分点，下午三点八人到", ["0.5 个百分点"]),
    ("支出76 490.5万元，1 234 567.8元", ["76490.5 万元", "1234567.8 元"]),
    ("支出76\u00a0490.5万元，共表1 100万元", ["76490.5 万元", "100 万元"]),
    ("支出3,594，026万元，12，345万元", ["3594026 万元", "12345 万元"]),
    ("完成12，100个", ["100 个"]),
    ("支付1千零20元，3亿5千2百万元，1千2元", ["1020 元", "35200 万元"]),
    ("缴纳123元1角1分，壹佰贰拾叁圆肆角伍分", ["123.11 元", "123.45 圆"]),
    ("每股5元零3分，8元5角", ["5.03 元", "8.5 元"]),
    ("票价由三元增至五元，八元以上", ["3 元", "5 元", "8 元:above"]),
    ("支出.5亿元。增加.25%", ["0.5 亿元", "0.25 %"]),
    ("情况.5个项目", ["5 个"]),
    ("发行壹亿贰仟万元整，专项叁仟万元", ["12000 万元", "3000 万元"]),
    ("小于40万，低于3%，≥5亿元，不小于8%", ["40 万:below", "3 %:below", "5 亿元:above", "8 %:above"]),
    ("发电12.5亿千瓦时，装机300万千瓦", ["12.5 亿千瓦时", "300 万千瓦"]),
    ("支出1.12345678901234亿元", ["1.12345678901234 亿元"]),
    ("支出76,490³万元，⁴5.5亿元", ["76490 万元", "5.5 亿元"]),
    ("结余\uf02d12万元，\ufffd300万元", []),
]

RANKS: list[tuple[str, list[int]]] = [
    ("增速位居全市第二", [2]),
    ("全市第 2、郊区第 1", [2, 1]),
    ("位列全市第5位，居全市第3。", [5, 3]),
    ("测评第五位", [5]),
    ("第一，抓落实。第二、第三产业", []),
    ("排名前列的第三方，第三次，第5条，第十五届", []),
]

NOT_FOUND = [
    "2020年",
    "规划（2019—2035）",
    "2019-2021年任期",
    "11月25日",
    "8月份",
    "1-8月",
    "〔2023〕37号",
    "1．2022年",
    "1.土地资源",
    "（1）家庭",
    "15-04地块",
    "40A-05A",
    "G1503",
    "PM2.5",
    "O3项",
    "5G",
    "第N条",
    "第37号",
    "第三次会议",
    "第三、四批",
    "五届人大六次会议",
    "区委十次全会",
    "一个，一批，一位",
    "十三五、十四五规划",
    "三农、两会、一网通办",
    "三五个",
    "数十家，几百个，百余家",
    "长三角",
    "三元区",
    "城乡二元结构",
    "“四个意识”",
    "二次供水",
    "五位一体",
    "3部门，2项目，12本级",
    "1,2345万元",
    "1" * 31 + "个",
    "电话59732000",
]

CELLS: list[tuple[str, str | None]] = [
    ("1,234", "1234"),
    ("1,234.50", "1234.50"),
    ("1 234.56", "1234.56"),
    ("１２３", "123"),
    ("1，234", "1234"),
    ("△12", "-12"),
    ("▲ 12", "-12"),
    ("-12", "-12"),
    ("－12", "-12"),
    ("（1,234）", "-1234"),
    ("(1,234)", "-1234"),
    ("12.5%", "12.5"),
    ("+3.2", "3.2"),
    ("0", "0"),
    ("0.00", "0.00"),
    ("2,571\n,840", "2571840"),
    ("1" * 31, None),
    ("1,23", None),
    ("007", None),
    ("599 1459", None),
    ("2019-2021", None),
    ("8-10", None),
    ("2020年", None),
    ("20个项目", None),
    ("", None),
    ("—", None),
    ("-", None),
    ("－", None),
    ("/", None),
    ("……", None),
    ("合计", None),
]

HEDGED_CELLS = [
    ("约44", "44", "万元", Hedge.ABOUT, None),
    ("8左右", "8", "万元", Hedge.ABOUT, None),
    ("4000\n左右", "4000", "万元", Hedge.ABOUT, None),
    ("70%以上", "70", "%", Hedge.ABOVE, None),
    ("12.5 %", "12.5", "%", Hedge.EXACT, None),
    ("8-10", "8", "万元", Hedge.EXACT, "10"),
    ("2.5亿元", "2.5", "亿元", Hedge.EXACT, None),
]


def shown(text: str) -> list[str]:
    """What is found in `text`, written as in FOUND."""
    return [
        f"{found.quantity.value} {found.quantity.unit.name}"
        + (f":{found.quantity.hedge}" if found.quantity.hedge is not Hedge.EXACT else "")
        + (f"..{found.quantity.upper}" if found.quantity.upper is not None else "")
        for found in find_quantities(normalise(text))
        if not found.ordinal
    ]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_numbers_with_units_are_quantities(text: str, expected: list[str]) -> None:
    """A number with a unit is a quantity with the printed digits, its unit, hedge and range."""
    assert shown(text) == expected


@pytest.mark.parametrize(("text", "expected"), RANKS)
def test_ranks_are_ordinals(text: str, expected: list[int]) -> None:
    """第N is a rank where the words say so, and nothing otherwise."""
    found = find_quantities(normalise(text))
    assert all(each.ordinal and each.quantity.unit.name == "排名" for each in found)
    assert [int(each.quantity.value) for each in found] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_names_dates_and_ordinals_are_no_quantities(text: str) -> None:
    """Years, document and list numbers, roads, sessions and slogans count nothing."""
    assert find_quantities(normalise(text)) == []


def test_a_mention_spans_sign_number_unit_and_trailing_hedge() -> None:
    """The span leaves the hedge in front out and takes the one behind in; `digits` is the first digit."""
    text = "减少约△1,234万元左右。"
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == "△1,234万元左右"
    assert text[found.digits] == "1"
    assert found.quantity.text == "△1,234"


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cells_print_one_number_or_none(text: str, expected: str | None) -> None:
    """A cell is read with its sign and trailing zeros, or not at all."""
    read = read_cell(text)
    assert (None if read is None else str(read[0])) == expected


@pytest.mark.parametrize(("text", "value", "name", "hedge", "upper"), HEDGED_CELLS)
def test_cells_keep_their_own_unit_and_hedge(text: str, value: str, name: str, hedge: Hedge, upper: str | None) -> None:
    """A % or unit printed in the cell is stronger than the column's; hedges and ranges are kept."""
    quantity = read_cell_quantity(text, unit("万元"))
    assert quantity is not None
    assert (str(quantity.value), quantity.unit, quantity.hedge) == (value, unit(name), hedge)
    assert (None if quantity.upper is None else str(quantity.upper)) == upper


@pytest.mark.parametrize("text", ["三五", "一百二", "二〇二〇", "百", "万", "", "零", "十十", "一二", "亿万", "一万五"])
def test_what_is_not_written_in_full_is_no_numeral(text: str) -> None:
    """Digit strings, spoken shortenings and lone multipliers are refused."""
    assert read_chinese(text) is None


@pytest.mark.parametrize("piece", ["1", "1,", ",123", "一", "第3、", "1-", "1.", "(1", "1%-", "一亿", "1 ", "△"])
def test_endless_runs_end(piece: str) -> None:
    """A megabyte of digits, separators or numerals holds no quantity (but a first 1%) and is read in linear time."""
    assert len(find_quantities(piece * (1_000_000 // len(piece)) + "。")) == (1 if "%" in piece else 0)


def golden_members(name: str) -> list[tuple[int, Decimal]]:
    """Line and value of every figure of the hand-read prose in the golden file `name`."""
    table = range(2950, 3624) if name == "002" else range(0)  # the indicator table of 002 prints a cell a line
    return [
        (member["figure_line"], Decimal(member["value"]))
        for row in (SHARED / "golden" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for member in json.loads(row)["members"]
        if "figure_line" in member
        and not (member.get("column") or member.get("counted"))
        and member["figure_line"] not in table
    ]


@pytest.mark.skipif(not (SHARED / "golden").is_dir(), reason="the hand-read documents are not on this machine")
@pytest.mark.parametrize("name", ["000", "002"])
def test_hand_read_figures_are_found(name: str) -> None:
    """Of the figures a person read in the prose of real documents, 99 in 100 are found with their value."""
    seed = next((SHARED / "seeds").glob(f"{name}_*.txt"))
    lines = seed.read_text(encoding="utf-8").split("\n")
    printed = [number for number, line in enumerate(lines, 1) if line.strip()]
    missed = []
    members = golden_members(name)
    for line, value in members:
        at = printed.index(line)
        near = printed[max(0, at - 1) : at + 3]
        found = find_quantities(join_lines([(number, lines[number - 1]) for number in near]).text)
        if not any(value in (each.quantity.value, each.quantity.upper) for each in found):
            missed.append((line, value))
    assert len(missed) * 100 <= len(members), missed
