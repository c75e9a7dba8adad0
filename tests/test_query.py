"""Questions to a store: exact answers, in Chinese by name or in SQL, and no way to anything but the store."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from reconcile.batch.run import run
from reconcile.cli import run as command
from reconcile.store.asking import VIEWS, opened, view_sql
from reconcile.store.named_questions import named
from reconcile.store.schema import TABLES
from tests.small_corpus import write_corpus

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a small corpus, in a folder whose name holds signs of patterns and quotes."""
    folder = tmp_path_factory.mktemp("query")
    target = folder / "库 [1]*'甲'"
    corpus = write_corpus(folder / "corpus")
    later = "关于甲河市{}年预算执行情况的报告\n\n2022年末全市政府债务余额{}亿元；2023年末全市政府债务余额{}亿元。\n"
    (corpus / "后来.txt").write_text(later.format(2024, "104.00", "108.25"), encoding="utf-8")
    (corpus / "再后来.txt").write_text(later.format(2025, "105.00", "108.3"), encoding="utf-8")
    run(corpus, target)
    return target


def asked(store: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """The answer as JSON."""
    assert command(["query", str(store), *words, "--format", "json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def refused(store: Path, *words: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence that a question is answered with."""
    assert command(["query", str(store), *words]) == 2
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 1
    return lines[0]


def test_sums_are_exact(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sum that SQL gives is that of Python's own decimals, to the last digit."""
    figures = [row for path in (store / "figures").glob("*.parquet") for row in pq.read_table(path).to_pylist()]
    (row,) = asked(store, "SELECT sum(yuan) AS s, sum(value) AS v, count(*) AS n FROM figures", capsys=capsys)
    assert Decimal(str(row["s"])) == sum((one["yuan"] for one in figures if one["yuan"] is not None), Decimal(0))
    assert Decimal(str(row["v"])) == sum((one["value"] for one in figures if one["value"] is not None), Decimal(0))
    assert row["n"] == len(figures) > 0


def test_what_exceeds_its_limit_is_found_by_name(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The one place whose balance of 180 exceeds its limit of 177.5, with both documents."""
    (row,) = asked(store, "债务超限额", capsys=capsys)
    assert (row["地区"], row["年度"], row["超出"]) == ("庚田市", 2022, "250000000")
    assert row["限额出处"] == row["余额出处"] == "单独.txt"


def test_arguments_are_chinese_words(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By year, by a part of the name of a place, with = or a blank."""
    found = asked(store, "各市余额", "--年", "2022", capsys=capsys)
    assert {row["地区"] for row in found} == {"甲河市", "乙山市", "丙林市", "庚田市", "己海市"}
    assert {row["年度"] for row in asked(store, "各市余额", "--地区=甲河", capsys=capsys)} == {2021, 2022, 2023}
    years = [row["年度"] for row in asked(store, "历年", "--项目", "税收收入", "--地区", "乙山", capsys=capsys)]
    assert years == [2021, 2022, 2023]


@pytest.mark.parametrize("name", [*named()])
def test_every_named_question_can_be_asked(store: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And its SQL, printed, holds the parameters it declares."""
    words = ["--项目", "收入"] if any(one.required for one in named()[name].arguments) else []
    asked(store, name, *words, capsys=capsys)
    assert command(["query", str(store), name, "--sql"]) == 0
    sql = capsys.readouterr().out
    assert all(f"${one.parameter}" in sql for one in named()[name].arguments)


def test_every_view_can_be_asked_and_says_what_it_is(store: Path) -> None:
    """Views and tables have the columns that their SQL names."""
    with opened(store) as held:
        columns = held.columns()
    assert set(columns) == {*TABLES, *VIEWS} and all(columns.values())
    assert all(view_sql(view).startswith("-- ") for view in VIEWS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("SELECT yaun FROM figures", "yuan"),
        ("SELECT * FROM figurs", "figures"),
        ("SELECT f.palce FROM documents f", "place"),
        ("债务超限", "债务超限额"),
        ("SELEC 1", "查询不成"),
        ("SELECT * FROM read_text('/etc/hostname')", "查询不成"),
        ("SELECT * FROM read_csv('https://localhost/a.csv')", "查询不成"),
        ("COPY figures TO 'a.parquet'", "SELECT"),
        ("DROP VIEW figures", "SELECT"),
        ("SELECT 1; SELECT 2", "SELECT"),
        ("INSTALL httpfs", "SELECT"),
        ("ATTACH 'a.db'", "SELECT"),
        ("SET enable_external_access = true", "SELECT"),
    ],
)
def test_what_cannot_be_asked_is_one_sentence(
    store: Path, question: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what is near, or with what to do; no file but the store's is opened, nothing is written or loaded."""
    assert said in refused(store, question, capsys=capsys)


def test_wrong_arguments_and_stores_are_one_sentence(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unknown option names those there are; what is required is named; no store says how to make one."""
    assert "--年" in refused(store, "各市余额", "--月", "3", capsys=capsys)
    assert "--年 去年" in refused(store, "各市余额", "--年", "去年", capsys=capsys)
    assert "--项目" in refused(store, "历年", capsys=capsys)
    assert "fiscal batch" in refused(tmp_path / "none", "核对覆盖", capsys=capsys)
    assert "不是 fiscal batch" in refused(tmp_path, "核对覆盖", capsys=capsys)
    assert "-o" in refused(store, "核对覆盖", "--format", "xlsx", capsys=capsys)


def test_every_form_holds_every_digit(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also one that no floating number has; on the screen, in CSV, in a workbook, in Parquet."""
    sql = "SELECT 12345678901234567890.12::DECIMAL(38,2) AS n, 0.1::DECIMAL(38,12) AS 十分之一, '=1+1' AS t"
    assert command(["query", str(store), sql]) == 0
    assert "12345678901234567890.12" in capsys.readouterr().out
    for form in ("csv", "xlsx", "parquet"):
        assert command(["query", str(store), sql, "--format", form, "-o", str(tmp_path / f"a.{form}")]) == 0
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig").splitlines()[1] == "12345678901234567890.12,0.1,'=1+1"
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert [cell.value for cell in book["答案"][2]] == ["12345678901234567890.12", 0.1, "=1+1"]
    assert book["答案"]["C2"].data_type == "s" and book["问题"]["A1"].value == sql
    assert str(pq.read_table(tmp_path / "a.parquet").to_pylist()[0]["n"]) == "12345678901234567890.12"


def test_a_floating_number_is_called_inexact(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What came from a division is told on standard error."""
    assert command(["query", str(store), "SELECT avg(yuan) AS 平均, max(yuan) AS 最大 FROM figures"]) == 0
    told = capsys.readouterr().err
    assert "平均" in told and "最大" not in told


def test_questions_are_listed_without_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In both languages, with the tables and views that SQL can ask."""
    for lang in ("zh", "en"):
        assert command(["query", str(tmp_path), "--list", "--lang", lang]) == 0
        text = capsys.readouterr().out
        assert all(name in text for name in (*named(), *VIEWS, *TABLES))


def test_documents_of_two_dossiers_are_held_against_one_another_by_key(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A later document tells another balance of 2022; that of 2023 agrees by rounding, 108.25 and 108.3."""
    (row,) = asked(store, "债务跨年衔接", capsys=capsys)
    assert (row["地区"], row["年度"], row["前一文件"], row["后一文件"]) == ("甲河市", 2022, "104.00亿元", "105.00亿元")
    agreeing = asked(store, "SELECT year, later_printed FROM debt_from_year_to_year WHERE agrees", capsys=capsys)
    assert {"year": 2023, "later_printed": "108.3亿元"} in agreeing
