"""The JSON report: its schema, exact numbers, stable bytes, and its speed on a long document."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import to_builtins
from msgspec.structs import replace

from fiscal.document import Document
from fiscal.place import Place
from reconcile.reports.machine.listings import figures_json, tables_json
from reconcile.reports.machine.records import place_record
from reconcile.reports.machine.review_schema import FILE, review_schema
from reconcile.reports.machine.to_json import to_json
from reconcile.reports.quoted.written_numbers import bare, grouped, plain
from reconcile.review import Coverage, Review
from tests.counted_work import growth
from tests.review_factory import budget_table, clean_review, hostile_review, sample_review

SCHEMA: dict[str, Any] = json.loads(
    files("reconcile.reports.machine").joinpath("review.schema.json").read_text("utf-8")
)


@pytest.mark.parametrize("review", [sample_review(), sample_review("en"), clean_review(), hostile_review()])
def test_every_review_fits_the_shipped_schema(review: Review) -> None:
    """What is written is what `review.schema.json` promises, whatever is in the document."""
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(to_json(review)))


def test_the_shipped_schema_is_that_of_the_records() -> None:
    """The schema is made from the classes of the records; `make generated` brings it up to date."""
    assert FILE.read_text(encoding="utf-8") == review_schema()


def test_an_empty_review_is_valid() -> None:
    """A review of nothing has empty lists and no missing keys."""
    Draft202012Validator(SCHEMA).validate(json.loads(to_json(Review((), (), (), Coverage(0, 0, 0, ())))))


def test_keys_stand_in_the_order_of_the_contract() -> None:
    """Readers and line tools may rely on the order of the keys."""
    record = json.loads(to_json(sample_review()))
    assert list(record) == ["schema", "tool", *SCHEMA["required"][2:]]
    for section in ("documents", "tables", "figures", "relations", "findings"):
        definition = SCHEMA["$defs"][section.removesuffix("s")]
        assert list(record[section][0]) == definition["required"]
    assert list(record["figures"][0]["place"]) == SCHEMA["$defs"]["place"]["required"]


def test_no_number_of_the_document_is_a_json_number() -> None:
    """Only counts, pages, lines, levels, weights and spans are numbers, and all of them are whole."""

    def refuse(text: str) -> None:
        raise AssertionError(f"a float in the JSON: {text}")

    json.loads(to_json(sample_review()), parse_float=refuse, parse_constant=refuse)


def test_relations_are_in_their_own_unit() -> None:
    """Computed, stated, difference and slack are decimal strings in the relation's unit."""
    broken = json.loads(to_json(sample_review()))["relations"][1]
    expected = {"computed": "100700", "stated": "101000", "difference": "300", "unit": "万元", "slack": "1.5"}
    assert expected == {name: broken[name] for name in expected}


def test_paths_never_name_the_machine() -> None:
    """A relative path stays as it was given, of an absolute one only the name is kept."""
    text = to_json(sample_review())
    assert '"path": "案卷/调整方案.txt"' in text
    assert "/somewhere" not in text


def test_same_review_same_bytes() -> None:
    """Two reviews made apart give the same bytes."""
    assert to_json(sample_review()) == to_json(sample_review())


def test_place_has_all_keys() -> None:
    """A place that knows nothing still has every key."""
    assert set(to_builtins(place_record(Place("d"))).values()) == {None}


def test_listings_use_the_same_records() -> None:
    """`fiscal figures` and `fiscal tables` write the very records of the review."""
    review = json.loads(to_json(sample_review()))
    assert json.loads(figures_json(sample_review()))["figures"] == review["figures"]
    tables = json.loads(tables_json(sample_review()))
    assert tables["tables"] == review["tables"]
    assert {figure["source"] for figure in tables["figures"]} == {"cell"}


def test_work_grows_with_the_number_of_figures() -> None:
    """Four times the figures are at most five times the work."""

    def work(size: int) -> Callable[[], str]:
        rows = tuple((f"项目{n}", 1, None, f"{n},000", f"{n},001") for n in range(1, size + 1))
        table = budget_table("d1", rows)
        document = Document("d1", "a.txt", "txt", "0" * 64, 1, tables=(table,))
        review = Review((document,), (), (), Coverage(2 * size, 0, 0, ()))
        return lambda: to_json(review)

    assert growth(work, 300) <= 50
    assert work(300)().count("\n") > 600


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.decimals(allow_nan=False, allow_infinity=False)
)
def test_numbers_never_use_e_notation_and_keep_their_value(value: Decimal) -> None:
    """Plain notation is the same number; the short form is too, unless it has more than twelve decimals."""
    assert "E" not in plain(value)
    assert Decimal(plain(value)) == value
    assert "E" not in bare(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -12:
        assert Decimal(bare(value)) == value
        assert Decimal(grouped(value).replace(",", "")) == value


def test_file_names_that_are_no_text_survive() -> None:
    """A path with bytes that are no UTF-8 becomes an escape, which JSON reads back."""
    from reconcile.commands.output import encoded

    review = sample_review()
    strange = replace(review.documents[0], path="坏\udce9.txt")
    text = encoded(to_json(replace(review, documents=(strange, *review.documents[1:]))))
    assert json.loads(text)["documents"][0]["path"] == "坏\udce9.txt"
