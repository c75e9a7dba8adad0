"""Frames hold exactly what is printed, compute exactly, and survive Arrow and Parquet."""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fiscal.numbers.hedge import Hedge
from fiscal.numbers.quantity import Quantity
from fiscal.numbers.units import unit
from fiscal.table import Column, Row, Table
from tables.frames.amount_array import AmountArray
from tables.frames.amount_dtype import AmountDtype
from tables.frames.frame import frame_of
from tables.frames.frame_arrow import arrow_of, frame_from_arrow, parquet_of
from tests.review_factory import budget_table

AMOUNTS = st.builds(
    lambda whole, places: Decimal(whole).scaleb(-places),
    st.one_of(st.integers(-(10**13), 10**13), st.integers(2**63 - 2, 2**63 + 2), st.integers(-(2**70), 2**70)),
    st.integers(0, 6),
)
CELLS = st.lists(st.none() | AMOUNTS, max_size=8)
UNITS = st.sampled_from(["元", "万元", "亿元"])


def table_of(rows: Sequence[Sequence[Quantity | None]], *paths: tuple[str, ...]) -> Table:
    """A table with these cells, every row called 税收."""
    base = budget_table()
    (like,) = [cell for cell in base.rows[0].cells[:1] if cell is not None]
    cells = [tuple(None if q is None else replace(like, quantity=q) for q in row) for row in rows]
    columns = tuple(Column(path, unit("万元")) for path in paths)
    return replace(base, columns=columns, rows=tuple(Row("税收", row) for row in cells))


def same(one: pd.DataFrame, two: pd.DataFrame) -> None:
    """Both frames have the same labels, dtypes, values and attributes."""
    pd.testing.assert_frame_equal(one, two)
    assert one.attrs == two.attrs


@given(CELLS, CELLS)
def test_the_frame_holds_the_printed_figures(ours: list[Decimal | None], theirs: list[Decimal | None]) -> None:
    """Every cell is the printed decimal or nothing, and the column sums are the rational sums."""
    pairs = list(zip(ours, theirs, strict=False))
    quantities = [[None if v is None else Quantity(str(v), v, unit("万元")) for v in pair] for pair in pairs]
    frame = frame_of(table_of(quantities, ("2025年", "预算数"), ("增减额",)))
    for at in (0, 1):
        column = frame.iloc[:, at]
        assert [None if value is pd.NA else value for value in column] == [pair[at] for pair in pairs]
        assert Fraction(column.sum()) == sum(Fraction(pair[at] or 0) for pair in pairs)
    same(frame_from_arrow(arrow_of(frame)), frame)


@given(CELLS, UNITS, UNITS)
def test_conversion_there_and_back(cells: list[Decimal | None], one: str, two: str) -> None:
    """Another unit is worth the same, compares equal, and converts back to the very amounts."""
    series = pd.Series(AmountArray.of(cells, one))
    there = series.astype(AmountDtype(two))
    assert Fraction(there.sum()) * Fraction(unit(two).factor) == Fraction(series.sum()) * Fraction(unit(one).factor)
    assert (there == series).all()
    assert there.astype(series.dtype).equals(series)


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.none() | AMOUNTS), min_size=1, max_size=10))
def test_group_sums_are_exact(entries: list[tuple[str, Decimal | None]]) -> None:
    """Sums, least and greatest by group are those of Python's exact numbers, beyond 28 digits too."""
    values = AmountArray.of([value for _, value in entries], "元")
    frame = pd.DataFrame({"key": [key for key, _ in entries], "value": values})
    sums, running = frame.groupby("key")["value"].sum(), frame.groupby("key")["value"].cumsum()
    for key, total in sums.items():
        assert Fraction(total) == sum(Fraction(v or 0) for k, v in entries if k == key)
    for at, (key, value) in enumerate(entries):
        if value is not None:
            known = [v for k, v in entries[: at + 1] if k == key and v is not None]
            assert Fraction(running.iloc[at]) == sum(map(Fraction, known))


def test_labels_levels_codes_and_elisions_survive() -> None:
    """The index says what the row says; labels that repeat stay apart; the elided row is there and marked."""
    frame = frame_of(budget_table())
    assert frame.index.names == ["label", "level", "code", "elided", "row"]
    assert frame.index.is_unique
    assert [tuple(path) for path in frame.columns] == [("2025年", "预算数"), ("2025年", "调整预算数")]
    assert frame.index.get_level_values("code").tolist() == ["101", "10101", "103", pd.NA, pd.NA]
    elided = frame[frame.index.get_level_values("elided").to_numpy(dtype=bool)]
    assert len(elided) == 1 and elided.isna().all(axis=None)
    assert frame.loc["合计"].iloc[0].tolist() == [Decimal(100000), Decimal(101000)]
    change = frame[("2025年", "调整预算数")] - frame[("2025年", "预算数")]
    assert change.dtype == AmountDtype("万元")
    assert change.iloc[-1] == 1000
    assert frame.attrs["title"] == "2025年一般公共预算收入调整表"
    assert frame.attrs["place"] == {"page": 12, "line": 36, "table": "d1.t1"}


def test_rows_with_units_of_their_own() -> None:
    """One dimension is converted exactly; several dimensions, or a range, stay the printed quantities."""
    wan, yi, people = unit("万元"), unit("亿元"), unit("万人")
    money = [[Quantity("1.5", Decimal("1.5"), yi)], [Quantity("300", Decimal(300), wan)]]
    assert frame_of(table_of(money, ("数",))).iloc[:, 0].sum() == 15300
    mixed = [*money, [Quantity("44", Decimal(44), people, Hedge.ABOUT)]]
    frame = frame_of(table_of(mixed, ("数",)))
    assert frame.dtypes.iloc[0] == np.dtype(object)
    assert [value.unit.name for value in frame.iloc[:, 0]] == ["亿元", "万元", "万人"]
    assert frame.attrs["hedged"] == [[2, 0]]
    back = frame_from_arrow(arrow_of(frame))
    assert back.iloc[2, 0] == {"text": "44", "unit": "万人"}
    ranged = [[Quantity("3-5", Decimal(3), yi, upper=Decimal(5))]]
    assert frame_of(table_of(ranged, ("数",))).iloc[:, 0].tolist() == ranged[0]


def test_parquet_holds_decimals_and_units() -> None:
    """Any reader of Parquet sees decimal128 and the unit of each field; the same frame gives the same bytes."""
    table = table_of([[Quantity("1.50", Decimal("1.50"), unit("万元"))] * 2], ("数",), ("数",))
    frame = frame_of(table)
    written = parquet_of(frame)
    assert written == parquet_of(frame)
    read = pq.read_table(io.BytesIO(written))
    assert read.column_names == ["label", "level", "code", "elided", "数", "数 (2)"]
    assert read.schema.field("数").type == pa.decimal128(38, 2)
    assert read.schema.field("数").metadata[b"unit"] == "万元".encode()
    same(frame_from_arrow(read), frame)


def test_pandas_own_parquet_keeps_the_decimals() -> None:
    """A frame an analyst writes with pandas comes back as exact decimals, which take their unit again when told."""
    target = io.BytesIO()
    frame = pd.DataFrame({"数": AmountArray.of([Decimal("1.5"), None], "亿元")})
    frame.to_parquet(target)
    pd.testing.assert_frame_equal(pd.read_parquet(target).astype(AmountDtype("亿元")), frame)


def test_very_long_amounts_reach_arrow_whole() -> None:
    """38 digits fit 128 bits, 39 need 256, 77 are refused."""
    for digits, wanted in ((38, pa.decimal128(38, 0)), (39, pa.decimal256(76, 0))):
        values = pa.array(AmountArray.of([Decimal("9" * digits)]))
        assert (values.type, values[0].as_py()) == (wanted, Decimal("9" * digits))
    with pytest.raises(OverflowError):
        pa.array(AmountArray.of([Decimal("9" * 77)]))


def test_adding_units_together() -> None:
    """Columns of one dimension put one below the other take the first unit; people and money stay objects."""
    wan, yi = pd.Series(AmountArray.of([3], "万元")), pd.Series(AmountArray.of([2], "亿元"))
    assert (pd.concat([wan, yi]).dtype.name, pd.concat([wan, yi]).sum()) == ("amount[万元]", 20003)
    assert (wan + yi).tolist() == [20003]
    assert pd.concat([wan, pd.Series(AmountArray.of([2], "人"))]).dtype == np.dtype(object)


def test_what_is_refused() -> None:
    """Floats, truth values, other dimensions and results that are no exact decimals are TypeErrors."""
    money: Any = AmountArray.of([3, 4], "万元")
    people: Any = AmountArray.of([2, 5], "人")
    for attempt in (
        lambda: AmountArray.of([1.5]),
        lambda: AmountArray.of([True]),
        lambda: money + 1.5,
        lambda: money + people,
        lambda: money < people,
        lambda: money * money,
        lambda: money / 3,
        lambda: money.convert("人"),
        lambda: pd.Series(money).mean(),
        lambda: pa.array([1.5]).to_pandas(types_mapper=lambda _: AmountDtype("元")),
    ):
        with pytest.raises(TypeError):
            attempt()
    assert not any(money == people)
    with pytest.raises(ValueError, match="nobody knows"):
        AmountDtype("斤两")


def test_a_value_that_needs_more_room() -> None:
    """Setting an amount with more places, or beyond 64 bits, changes no other amount."""
    amounts = AmountArray.of([3, 4, None], "万元")
    amounts[1] = Decimal("0.125")
    amounts[2] = 10**30
    assert amounts.to_decimals() == (Decimal(3), Decimal("0.125"), Decimal(10**30))
    amounts[0] = Quantity("2", Decimal(2), unit("亿元"))
    assert amounts[0] == 20000
    amounts[[0, 1]] = pd.NA
    assert amounts.sum() == 10**30


def test_multiplying() -> None:
    """By one exact number or one for each entry; nothing times anything is nothing."""
    money: Any = pd.Series(AmountArray.of([Decimal("1.50"), None, 2**62], "万元"))
    assert [str(value) for value in money * 3] == ["4.50", "<NA>", f"{3 * 2**62}.00"]
    assert (Decimal("0.1") * money).iloc[0] == Decimal("0.15")
    assert (money * pd.array([2, 3, None], dtype="Int64")).tolist() == [3, pd.NA, pd.NA]
    assert (money * pd.NA).isna().all()
    with pytest.raises(ValueError, match="Lengths"):
        money * [1, 2]


def test_copies_are_copies() -> None:
    """A frame survives pickling, and a copy of an array does not follow it; a view does."""
    frame = frame_of(budget_table())
    same(pickle.loads(pickle.dumps(frame)), frame)
    amounts = AmountArray.of([1, 2, 3], "万元")
    copied, seen = amounts.copy(), amounts[1:]
    amounts[1] = 9
    assert (copied[1], seen[0]) == (2, 9)


def test_every_dtype_name_reads_back() -> None:
    """Also that of numbers without a unit, alone or in 万."""
    for name in ("", "万", "元", "%", "万人", "亿立方米"):
        dtype = AmountDtype(name)
        assert (dtype.name, pd.api.types.pandas_dtype(dtype.name)) == (f"amount[{name}]", dtype)
    for wrong in ("amount", "amount[斤两]", "amount[万元", "int64"):
        with pytest.raises(TypeError):
            AmountDtype.construct_from_string(wrong)


def test_broken_text_is_no_obstacle() -> None:
    """Half a surrogate pair in a title, label or header shows as an escape and stops nothing."""
    table = budget_table()
    broken = replace(
        table,
        title="表\ud800",
        columns=(Column(("数\ud800",), unit("万元")), *table.columns[1:]),
        rows=(replace(table.rows[0], label="税\ud800"),),
    )
    for each in (broken, replace(table, rows=()), replace(table, columns=(), rows=(Row("无", ()),))):
        frame = frame_of(each)
        same(frame_from_arrow(pq.read_table(io.BytesIO(parquet_of(frame)))), frame)
    assert frame_of(broken).index.get_level_values("label").tolist() == ["税\\ud800"]
