"""Accepted findings and project settings, through the program: what stays silent, what comes back, what is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from reconcile.acceptance.baseline import PROBLEMS, Entry, read_baseline, written
from reconcile.acceptance.settings import PROBLEMS as SETTINGS_PROBLEMS
from reconcile.cli import run
from reconcile.commands.failures import BaselineRefused, SettingsRefused
from reconcile.commands.output import encoded

TABLE = """2025年一般公共预算收入表
单位：万元
项目\t2024年执行数\t2025年预算数
一、税收收入\t78,000\t81,200
二、非税收入\t20,000\t19,500
收入合计\t98,000\t101,000
"""
OTHER = """
2025年政府性基金预算收入表
单位：万元
项目\t2024年执行数\t2025年预算数
一、土地出让收入\t5,000\t6,200
二、彩票公益金收入\t700\t1,500
收入合计\t5,700\t7,800
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one document whose 合计 is 300 more than its parts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FISCAL_LANG", raising=False)
    (tmp_path / "a.txt").write_text(TABLE, encoding="utf-8")
    return tmp_path


def findings(*options: str) -> list[tuple[str, str]]:
    """Code and severity of every finding of `a.txt`."""
    run(["check", "a.txt", "--format", "json", "-o", "out.json", "--fail-on", "never", *options])
    record = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return [(one["code"], one["severity"]) for one in record["findings"]]


def accept(*options: str) -> int:
    """Everything found is accepted."""
    return run(["accept", "a.txt", "--baseline", "b.json", "--reason", "财政部门已答复", *options])


def test_an_accepted_finding_stays_silent(folder: Path) -> None:
    """After it was accepted, the check passes; the report still counts it."""
    assert findings() == [("TOT01", "error")]
    assert run(["check", "a.txt"]) == 1
    assert accept() == 0
    assert findings("--baseline", "b.json") == []
    assert run(["check", "a.txt", "--baseline", "b.json", "--fail-on", "note", "-o", "c.txt"]) == 0
    assert "另有 1 项已有说明" in Path("c.txt").read_text(encoding="utf-8")


def test_what_was_answered_is_not_asked_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The workbook and the letter leave out what is in the baseline, and a wrong baseline is told as for `check`."""
    accept()
    capsys.readouterr()
    assert run(["export", "a.txt", "--baseline", "b.json", "-o", "a.xlsx"]) == 0
    assert run(["questions", "a.txt", "--baseline", "b.json", "-o", "a.docx"]) == 0
    shown = capsys.readouterr().out
    assert "（0 项发现）" in shown
    assert "（0 项需要答复）" in shown
    assert run(["export", "a.txt", "--baseline", "none.json", "-o", "c.xlsx"]) == 2


def test_it_survives_an_unrelated_edit_and_another_format(folder: Path) -> None:
    """Pages before it, words elsewhere and other line ends change nothing."""
    accept()
    (folder / "a.txt").write_bytes(("说明\n\n第一段文字。\n\n" + TABLE).replace("\n", "\r\n").encode("gb18030"))
    assert findings("--baseline", "b.json") == []


def test_a_change_of_a_figure_brings_it_back(folder: Path) -> None:
    """The entry was for these very figures; with another one the finding is new, and the entry is of no use."""
    accept()
    (folder / "a.txt").write_text(TABLE.replace("101,000", "101,100"), encoding="utf-8")
    assert findings("--baseline", "b.json") == [("TOT01", "error")]


def test_entries_of_no_use_are_told_and_pruned(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Once the document is mended the entry is named on standard error, and `--prune` removes it."""
    accept()
    (folder / "a.txt").write_text(TABLE.replace("101,000", "100,700"), encoding="utf-8")
    assert run(["check", "a.txt", "--baseline", "b.json"]) == 0
    assert "基线中有 1 条已用不上" in capsys.readouterr().err
    assert run(["accept", "a.txt", "--baseline", "b.json", "--prune"]) == 0
    assert read_baseline(Path("b.json").read_text(encoding="utf-8")) == ()


def test_one_finding_can_be_accepted_by_its_id(folder: Path) -> None:
    """`--finding` takes the id of the JSON; the others stay."""
    (folder / "a.txt").write_text(TABLE + OTHER, encoding="utf-8")
    assert len(findings()) == 2
    first = json.loads(Path("out.json").read_text(encoding="utf-8"))["findings"][0]["id"]
    assert accept("--finding", first) == 0
    assert len(findings("--baseline", "b.json")) == 1
    assert accept("--finding", "nothing") == 2


def test_nothing_is_accepted_without_a_reason(folder: Path) -> None:
    """Neither on the command line nor in the file."""
    assert run(["accept", "a.txt", "--baseline", "b.json"]) == 2
    assert run(["accept", "a.txt", "--baseline", "b.json", "--reason", " "]) == 2
    assert not Path("b.json").exists()
    accept()
    text = Path("b.json").read_text(encoding="utf-8").replace("财政部门已答复", "")
    Path("b.json").write_text(text, encoding="utf-8")
    assert run(["check", "a.txt", "--baseline", "b.json"]) == 2


def test_a_reason_given_before_is_kept(folder: Path) -> None:
    """Accepting again does not overwrite what somebody wrote."""
    accept()
    run(["accept", "a.txt", "--baseline", "b.json", "--reason", "其他"])
    assert [one.reason for one in read_baseline(Path("b.json").read_text(encoding="utf-8"))] == ["财政部门已答复"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 9999,
        '{"schema":"fiscal-baseline/1"}',
        '{"schema":"fiscal-baseline/1","accepted":[{}]}',
        '{"schema":"fiscal-baseline/1","accepted":[{"id":1,"code":"TOT01","figures":[]}]}',
    ],
)
def test_a_broken_baseline_is_a_sentence(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and the next step, never a traceback."""
    Path("b.json").write_text(text, encoding="utf-8")
    assert run(["check", "a.txt", "--baseline", "b.json"]) == 2
    assert "fiscal accept" in capsys.readouterr().err


def test_the_entry_that_is_wrong_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number from 1, whatever is wrong with it."""
    good = {"id": "a", "code": "TOT01", "figures": ["1万元"], "reason": "因"}
    for wrong in ({**good, "figures": [1]}, {**good, "reason": " "}, {"id": "a"}, 3):
        record = {"schema": "fiscal-baseline/1", "accepted": [good, wrong]}
        Path("b.json").write_text(json.dumps(record), encoding="utf-8")
        assert run(["check", "a.txt", "--baseline", "b.json"]) == 2
        assert "第 2 条" in capsys.readouterr().err


def test_a_baseline_reads_as_it_was_written() -> None:
    """Writing sorts and keeps everything, a file name that is no UTF-8 included."""
    entries = (Entry("b", "TOT01", ("1万元", "2万元"), "坏\udce9.txt", "因"), Entry("a", "TOT01", (), "二\n", "由"))
    assert read_baseline(encoded(written(entries)).decode()) == (entries[1], entries[0])


@pytest.mark.parametrize(("weight", "expected"), [("note", [("TOT01", "note")]), ("off", [])])
def test_settings_weigh_checks(folder: Path, weight: str, expected: list[tuple[str, str]]) -> None:
    """`fiscal.toml` in the working folder is found without being named."""
    Path("fiscal.toml").write_text(f'[severity]\nTOT01 = "{weight}"\n', encoding="utf-8")
    assert findings() == expected
    assert run(["check", "a.txt"]) == 0


def test_settings_name_the_baseline_and_the_weight_that_fails(folder: Path) -> None:
    """The options of the command line come first."""
    accept()
    Path("fiscal.toml").write_text('baseline = "b.json"\nfail-on = "never"\n', encoding="utf-8")
    assert findings() == []
    Path("fiscal.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert run(["check", "a.txt"]) == 0
    assert run(["check", "a.txt", "--fail-on", "error"]) == 1


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ('code = "TOT01"', 0),
        ('code = "TOT01"\ntable = "一般公共预算收入"\nrow = "合计"\ncolumn = "2025"\nfile = "a.txt"', 0),
        ('code = "TOT01"\nrow = "税收"', 1),
        ('code = "SUM01"', 1),
        (f'code = "TOT01"\nuntil = {date.today() + timedelta(days=2)}', 0),
        (f'code = "TOT01"\nuntil = "{date.today() + timedelta(days=2)}"', 0),
        (f'code = "TOT01"\nuntil = {date.today() - timedelta(days=2)}', 1),
    ],
)
def test_exceptions_cover_what_they_say(folder: Path, lines: str, left: int) -> None:
    """By code, by words of the place, and until their last day."""
    Path("fiscal.toml").write_text(f'[[exceptions]]\nreason = "含预留"\n{lines}\n', encoding="utf-8")
    assert len(findings()) == left


def test_exceptions_of_no_use_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that lapsed and one that covers nothing are both named."""
    Path("fiscal.toml").write_text(
        '[[exceptions]]\ncode = "TOT01"\nreason = "旧"\nuntil = 2020-01-01\n'
        '[[exceptions]]\ncode = "SUM01"\nreason = "空"\n',
        encoding="utf-8",
    )
    run(["check", "a.txt"])
    said = capsys.readouterr().err
    assert "已过期，不再起作用：旧" in said
    assert "没有对应的发现：空" in said


REFUSED = (
    ("severity = 1", "severity"),
    ("[severity]\nTOT01 = 3", "severity.TOT01"),
    ("[severity]\nTOT01 = 'heavy'", "severity.TOT01"),
    ("[severity]\nTOT99 = 'note'", "TOT99"),
    ("[severty]", "severty"),
    ("a = ", "TOML"),
    ("exceptions = 1", "exceptions"),
    ("exceptions = ['x']", "exceptions 1"),
    ("[[exceptions]]\ncode = 'TOT01'", "exceptions 1"),
    ("[[exceptions]]\nreason = 'x'", "exceptions 1"),
    ("[[exceptions]]\ncode = 'TOT01'\nreason = 3", "exceptions 1: reason"),
    ("[[exceptions]]\ncode = 'TOT01'\nreason = 'x'\nuntil = 'soon'", "exceptions 1: until"),
    ("[[exceptions]]\ncode = 'TOT01'\nreason = 'x'\nnumber = 2", "number"),
    ("fail-on = 'all'", "fail-on"),
    ("fail_on = 'note'", "fail_on"),
    ("baseline = 3", "baseline"),
)


@pytest.mark.parametrize(("text", "named"), REFUSED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_settings_nobody_understands_are_refused(
    folder: Path, text: str, named: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A setting that does nothing would mislead: exit code 2 and a sentence that names it."""
    Path("fiscal.toml").write_text(text, encoding="utf-8")
    assert run(["--lang", lang, "check", "a.txt"]) == 2
    said = capsys.readouterr().err
    assert "fiscal.toml" in said and named in said.replace("`", "")


def test_every_problem_has_a_sentence() -> None:
    """In both languages."""
    for problem in SETTINGS_PROBLEMS:
        assert SettingsRefused("f", problem, "x").zh != SettingsRefused("f", problem, "x").en
    for problem in PROBLEMS:
        assert BaselineRefused("f", problem, 1).zh != BaselineRefused("f", problem, 1).en
