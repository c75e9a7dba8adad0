"""`--min-confidence`: what is less likely is kept as possible; exit code, workbook and settings follow."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import load_workbook

from reconcile.acceptance.sure_enough import probability, sure_enough
from reconcile.cli import run
from reconcile.review import Severity
from tests.review_factory import sample_review

ROWS = "".join(f"第{n}类支出\t{1000 + 37 * n}\t{2000 + 41 * n}\t{3000 + 43 * n}\n" for n in range(1, 6))
DOCUMENT = f"""2025年一般公共预算支出表
单位：万元
项目\t2023年决算数\t2024年执行数\t2025年预算数
{ROWS}支出合计\t{5000 + 37 * 15}\t{10000 + 41 * 15}\t{15000 + 43 * 15 + 300}
"""
"""Two columns bear the sum out; in the third 合计 is 300 too much."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the document."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FISCAL_LANG", raising=False)
    (tmp_path / "a.txt").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def checked(*options: str) -> dict[str, Any]:
    """The record of `fiscal check`."""
    run(["check", "a.txt", "--format", "json", "-o", "out.json", *options])
    record: dict[str, Any] = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return record


def test_what_is_less_likely_is_kept_as_possible(folder: Path) -> None:
    """The finding moves, unchanged, and the exit code follows; a bound just below leaves it."""
    (finding,) = checked()["findings"]
    assert finding["confidence"] is not None
    above = str(Decimal(finding["confidence"]) + Decimal("0.001"))
    moved = checked("--min-confidence", above)
    assert (moved["findings"], moved["possible"]) == ([], [finding])
    assert run(["check", "a.txt", "--fail-on", "note", "-o", "b.txt", "--min-confidence", above]) == 0
    assert "另有 1 处可能的差异，把握不足，未列为问题" in Path("b.txt").read_text(encoding="utf-8")
    kept = checked("--min-confidence", finding["confidence"])
    assert (kept["findings"], kept["possible"]) == ([finding], [])
    assert run(["check", "a.txt", "--fail-on", "note", "--min-confidence", finding["confidence"]]) == 1


@pytest.mark.parametrize("given_as", ["", "x", "70%", "1.01", "-0.1", "nan", "inf", "1e-1", "0,5", "٠.٥"])
@pytest.mark.parametrize("command", [["check"], ["export", "-o", "a.xlsx"], ["questions", "-o", "a.docx"]])
def test_anything_but_a_probability_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str], given_as: str
) -> None:
    """In one sentence with an example, before anything is read."""
    assert run([command[0], "a.txt", *command[1:], f"--min-confidence={given_as}"]) == 2
    said = capsys.readouterr().err
    assert "0 到 1 之间的小数" in said
    assert "--min-confidence 0.8" in said
    assert run([command[0], "a.txt", *command[1:], f"--min-confidence={given_as}", "--lang", "en"]) == 2
    assert "from 0 to 1" in capsys.readouterr().err


def test_annotate_takes_it_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is looked at as for the other commands."""
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n")
    assert run(["annotate", "a.pdf", "-o", "b.pdf", "--min-confidence", "2"]) == 2
    assert "0 到 1 之间的小数" in capsys.readouterr().err


def test_the_workbook_lists_what_was_moved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On its own sheet, and the command says how many there are."""
    assert len(checked()["findings"]) == 1
    assert run(["export", "a.txt", "-o", "a.xlsx", "--min-confidence", "1"]) == 0
    assert "另有 1 处可能的差异" in capsys.readouterr().out
    sheet = load_workbook("a.xlsx")["可能的差异"]
    assert (sheet.max_row, sheet["O2"].value) == (2, "TOT01")


def test_the_settings_name_it_and_the_option_prevails(folder: Path) -> None:
    """`min-confidence` in fiscal.toml, as a number or in quotes; other values are refused."""
    (finding,) = checked()["findings"]
    for value in ("1", "1.0", '"1"'):
        (folder / "fiscal.toml").write_text(f"min-confidence = {value}\n", encoding="utf-8")
        assert checked()["possible"] == [finding]
        assert checked("--min-confidence", "0")["findings"] == [finding]
    for value in ("1.2", "-1", "nan", "inf", '"much"', "[]"):
        (folder / "fiscal.toml").write_text(f"min-confidence = {value}\n", encoding="utf-8")
        assert run(["check", "a.txt"]) == 2


def test_possible_differences_can_be_accepted_and_turned_off(folder: Path) -> None:
    """A baseline and a check that is turned off hold for them as for findings."""
    (finding,) = checked()["findings"]
    assert run(["accept", "a.txt", "--baseline", "b.json", "--reason", "已答复"]) == 0
    record = checked("--baseline", "b.json", "--min-confidence", "1")
    assert (record["findings"], record["possible"]) == ([], [])
    (folder / "fiscal.toml").write_text('[severity]\nTOT01 = "off"\n', encoding="utf-8")
    record = checked("--min-confidence", "1")
    assert (record["findings"], record["possible"]) == ([], [])
    assert finding["code"] == "TOT01"


@given(st.integers(0, 1000).map(lambda n: Decimal(n).scaleb(-3)), st.integers(0, 1000))
def test_nothing_is_lost_and_a_higher_bound_tells_less(least: Decimal, more: int) -> None:
    """Findings and possible differences together stay the same; notes and what was not judged are always told."""
    review = sample_review()
    found = sure_enough(review, least)
    assert {one.id for one in (*found.findings, *found.possible)} == {
        one.id for one in (*review.findings, *review.possible)
    }
    assert all(one in found.findings for one in review.findings if one.confidence is None)
    assert all(one.confidence >= least for one in found.findings if one.confidence is not None)
    higher = sure_enough(review, min(Decimal(1), least + Decimal(more).scaleb(-3)))
    assert set(higher.findings) <= set(found.findings)


def test_a_note_is_told_however_unlikely() -> None:
    """Kinds of gap that everyone knows accuse nobody."""
    review = sample_review()
    noted = tuple(replace(one, severity=Severity.NOTE, confidence=Decimal("0.001")) for one in review.findings)
    assert sure_enough(replace(review, findings=noted), Decimal(1)).findings == noted


@given(st.text(max_size=6))
def test_a_probability_is_a_plain_decimal(text: str) -> None:
    """Whatever is given, the answer is a number from 0 to 1 or none."""
    found = probability(text)
    assert found is None or 0 <= found <= 1
