"""What an analyst does with a document and its tables works exactly, or a sentence says the way out."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from msgspec.structs import replace

import tables
from fiscal.document import Document
from fiscal.numbers.units import unit
from fiscal.table import Column
from reconcile.reports.machine.listings import yuan_of
from tables.frames.amount_array import AmountArray
from tests.review_factory import budget_table

TABLE = replace(budget_table(), number="附表1")
DEBT = replace(budget_table(), number="附表2", title="政府债务限额表")
DOCUMENT = Document("d0", "a.txt", "text", "", 1, tables=(TABLE, DEBT))
MONEY = pd.Series(AmountArray.of([Decimal("1.50"), None, 30], "万元"))
RATES = pd.DataFrame({"level": [1, 1], "完成": AmountArray.of([90, 110], "%")})


def test_a_flat_frame_has_one_level_of_names() -> None:
    """Labels are plain columns, the amounts keep their dtype, and headers of other depth can be put below."""
    flat = tables.frame(TABLE, flat=True)
    assert list(flat.columns) == ["label", "level", "code", "elided", "2025年 / 预算数", "2025年 / 调整预算数"]
    assert flat.dtypes.iloc[-1].name == "amount[万元]"
    assert flat.attrs == tables.frame(TABLE).attrs
    short = replace(TABLE, columns=tuple(Column(column.path[1:], column.unit) for column in TABLE.columns))
    stacked = pd.concat([flat, tables.frame(short, flat=True)], keys=["2024", "2025"])
    assert len(stacked) == 2 * len(flat)
    assert len(flat.melt(id_vars="label", value_vars=["2025年 / 预算数"])) == len(flat)


def test_a_table_is_taken_by_number_or_title() -> None:
    """Spaces do not count; where none or several are meant, a sentence says so."""
    assert DOCUMENT["附表 1"] is TABLE
    assert DOCUMENT["政府债务限额表"] is DEBT
    with pytest.raises(KeyError, match="no table is called 附表3; near it: 附表"):
        DOCUMENT["附表3"]
    with pytest.raises(KeyError, match="2 tables are called 附表1: choose among"):
        replace(DOCUMENT, tables=(TABLE, TABLE))["附表1"]


def test_tables_are_found_by_a_word() -> None:
    """In title, header and row label."""
    assert DOCUMENT.find("限额") == (DEBT,)
    assert DOCUMENT.find("调整预算数") == DOCUMENT.find("合计") == (TABLE, DEBT)
    assert DOCUMENT.find("没有") == ()


def test_floats_are_given_where_asked_for() -> None:
    """A blank cell is NaN."""
    floats = MONEY.astype("float64")
    assert floats.isna().tolist() == [False, True, False]
    assert floats.dtype == np.dtype("float64")
    assert floats.median() * 4 == 63


@pytest.mark.parametrize(
    "attempt", [lambda s: s.describe(), lambda s: s.quantile(), lambda s: s.median(), lambda s: s.mean()]
)
def test_statistics_say_the_way_out(attempt: Callable[[Any], object]) -> None:
    """What may be no exact decimal is refused and named."""
    with pytest.raises(TypeError, match=r"no exact decimal; for floats write \.astype\('float64'\)"):
        attempt(MONEY)


def test_the_largest_are_the_first_of_the_sorted() -> None:
    """The way docs/dataframes.md names."""
    assert MONEY.sort_values(ascending=False).head(1).tolist() == [Decimal(30)]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda f: f["完成"].sum(),
        lambda f: f["完成"].cumsum(),
        lambda f: f.groupby("level").sum(),
        lambda f: f.groupby("level")["完成"].cumsum(),
    ],
)
def test_proportions_are_not_summed(attempt: Callable[[Any], object]) -> None:
    """Alone or by group; the greatest is still to be had."""
    with pytest.raises(TypeError, match="proportions do not add up"):
        attempt(RATES)
    assert RATES["完成"].max() == 110


def test_sums_of_money_are_listed_in_yuan() -> None:
    """Every figure in one unit, exactly; nothing for what is no money."""
    (cell,) = [cell for cell in TABLE.rows[0].cells[:1] if cell is not None]
    assert yuan_of(cell.quantity) == f"{cell.quantity.value * 10000:f}"
    assert yuan_of(replace(cell.quantity, unit=unit("%"))) is None


def test_amounts_are_compared_with_what_is_written() -> None:
    """In any unit of money, blanks unknown; what is none is refused in a sentence, or equals none."""
    assert (MONEY > "20万元").tolist() == (MONEY > "0.002亿元").tolist() == [False, pd.NA, True]
    assert (MONEY == "1.5万元").tolist() == (MONEY <= "一万五千元").tolist() == [True, pd.NA, False]
    assert MONEY.between("1万元", "2万元").tolist() == [True, pd.NA, False]
    assert (MONEY == "1.5").tolist() == (MONEY == "1.5人").tolist() == [False, pd.NA, False]
    for text in ("1.5", "约1亿元", "3—5亿元", "第二", "1亿元以上"):
        with pytest.raises(TypeError, match="is no exact amount: give an int, a Decimal, a Quantity, or compare"):
            MONEY.gt(text)
    with pytest.raises(TypeError, match="人 cannot be expressed in 万元"):
        MONEY.gt("20人")


def test_a_quotient_names_the_way_out() -> None:
    """A rate of completion is no exact decimal; in floats, asked for, it is to be had."""
    with pytest.raises(TypeError, match="may be no exact decimal"):
        MONEY / MONEY
    floats = MONEY.astype("float64")
    assert (floats / floats).tolist()[0] == 1


def test_a_frame_goes_where_frames_go(tmp_path: Path) -> None:
    """Workbook, page, text, pickle, style, differences, ranks and Parquet, with exact numbers where these have them."""
    flat = tables.frame(TABLE, flat=True)
    name = flat.columns[-1]
    flat.to_excel(tmp_path / "a.xlsx", index=False)
    assert Decimal(str(pd.read_excel(tmp_path / "a.xlsx")[name].iloc[0])) == flat[name].iloc[0]
    flat.to_pickle(tmp_path / "a.pkl")
    assert pd.read_pickle(tmp_path / "a.pkl")[name].dtype == flat[name].dtype
    assert f"{flat[name].iloc[0]}" in flat.to_csv() and name in flat.to_html() and name in flat.style.to_html()
    assert (flat[name] - flat[flat.columns[-2]]).dtype.name == "amount[万元]"
    assert flat[name].rank(ascending=False).min() == 1
    flat.to_parquet(tmp_path / "a.parquet")
    back = pd.read_parquet(tmp_path / "a.parquet", dtype_backend="pyarrow")
    assert str(back[name].dtype).startswith("decimal") and back[name].iloc[0] == flat[name].iloc[0]


def test_a_folder_is_read_at_once(tmp_path: Path) -> None:
    """In the order of `fiscal check`; what repeats a file is left out and named, what cannot be read says so."""
    (tmp_path / "a.txt").write_text(
        "附表1 支出表\n单位：万元\n\n| 项目 | 预算数 |\n|---|---|\n| 甲 | 1 |\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    dossier = tables.read_dossier(tmp_path)
    assert [(len(document.tables), document.notes[:1] != ()) for document in dossier] == [(1, False), (0, True)]
    assert dossier[0] in dossier and len(dossier[:1]) == 1
    assert [one.reason.partition(":")[0] for one in dossier.skipped] == ["same-bytes"]
    assert dossier.find("支出表") == dossier[0].tables
    with pytest.raises(FileNotFoundError):
        tables.read_dossier(tmp_path / "nowhere")
