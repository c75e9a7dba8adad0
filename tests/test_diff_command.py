"""`fiscal diff`: exit codes, the JSON contract, what is handed over in every form, and what stops it."""

from __future__ import annotations

import io
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from reconcile.cli import run
from reconcile.drafts.compare import compare
from reconcile.drafts.comparison import Comparison
from reconcile.engine import review
from reconcile.reports.changes.changes_html import changes_html
from reconcile.reports.changes.changes_json import changes_json
from reconcile.reports.changes.changes_schema import FILE, changes_schema
from reconcile.reports.changes.changes_workbook import changes_workbook

DATA = Path(__file__).resolve().parent.parent / "data"
OLD = DATA / "yunxi-2020-adjustment" / "02-说明与附表.txt"
NEW = DATA / "wrong" / "02-说明与附表.txt"
SCHEMA: dict[str, Any] = json.loads(
    files("reconcile.reports.changes").joinpath("changes.schema.json").read_text("utf-8")
)
TABLE = "附表1 支出表\n单位：万元\n\n| 项目 | 预算数 |\n|---|---|\n| 教育 | {} |\n| 卫生 | 2,345 |\n| 合计 | {} |\n"


@cache
def compared(new: Path = NEW) -> Comparison:
    """The example and the example with errors, compared once."""
    return compare(review([OLD]), review([new]))


def draft(path: Path, education: str, total: str, words: str = "") -> Path:
    """A draft of one small table, with a sentence above it."""
    path.write_text(words + "\n\n" + TABLE.format(education, total), encoding="utf-8")
    return path


def test_the_same_file_twice_is_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and the first line says so."""
    assert run(["diff", str(OLD), str(OLD)]) == 0
    assert capsys.readouterr().out.startswith("没有变化：")


def test_a_change_ends_with_one_and_the_verdict_stands_first(capsys: pytest.CaptureFixture[str]) -> None:
    """What changed in one place only stands before everything else, with both values and the place left behind."""
    assert run(["diff", str(OLD), str(NEW)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("有变化：6 个数只改了一处、别处没有跟着改，共改动 10 个数")
    assert lines[2] == "只改了一处的数（6 个）"
    assert "203,000 万元 → 203,000 亿元" in lines[4]
    assert any(line.strip().startswith("仍写原数：第149行 附表5") for line in lines)


@pytest.mark.parametrize(("fail_on", "code"), [("any", 1), ("new-error", 1), ("new-warning", 1), ("never", 0)])
def test_fail_on_says_what_ends_with_one(fail_on: str, code: int, tmp_path: Path) -> None:
    """Any change, or only findings of a weight that are new."""
    target = str(tmp_path / "out.json")
    assert run(["diff", str(OLD), str(NEW), "--fail-on", fail_on, "--format", "json", "-o", target]) == code


def test_a_change_that_breaks_nothing_passes_for_new_errors(tmp_path: Path) -> None:
    """A part and its total changed together: a change, and no finding."""
    old, new = draft(tmp_path / "old.txt", "1,234", "3,579"), draft(tmp_path / "new.txt", "1,334", "3,679")
    assert run(["diff", str(old), str(new)]) == 1
    assert run(["diff", str(old), str(new), "--fail-on", "new-warning"]) == 0


def test_the_json_fits_the_shipped_schema() -> None:
    """What is written is what `changes.schema.json` promises, and the schema is that of the records."""
    assert FILE.read_text(encoding="utf-8") == changes_schema()
    Draft202012Validator.check_schema(SCHEMA)
    for new in (OLD, NEW, DATA / "yunxi-2024-formats"):
        Draft202012Validator(SCHEMA).validate(json.loads(changes_json(compared(new))))


def test_the_json_says_what_the_contract_promises() -> None:
    """Both figures, the difference as a decimal string in its unit, and where the old number still stands."""
    record = json.loads(changes_json(compared()))
    assert list(record)[:4] == ["schema", "tool", "old", "new"] and record["schema"] == "fiscal-diff/1"
    first = record["changed"][1]
    assert (first["old"]["value"], first["new"]["value"]) == ("2726840", "2762840")
    assert (first["difference"], first["unit"]) == ("36000", "万元")
    assert [one["place"]["line"] for one in first["repeated_unchanged"]] == [57, 124]
    assert {one["parts_unchanged"] for one in record["totals"]} == {True, False}
    assert len(record["findings"]["gone"]) == 2 and len(record["findings"]["still"]) == 1


def test_the_same_drafts_give_the_same_bytes() -> None:
    """Nothing depends on time or on the order of a set."""
    first, second = compared(), compare(review([OLD]), review([NEW]))
    for form in (changes_json, changes_html, changes_workbook):
        assert form(first) == form(second)


def test_the_workbook_sorts_changes_and_writes_numbers() -> None:
    """Old, new and difference are numbers; what changed in one place only stands first, the largest on top."""
    book = load_workbook(io.BytesIO(changes_workbook(compared())))
    assert book.sheetnames == ["概况", "变动", "合计与说法", "问题"]
    rows = list(book["变动"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 10
    assert rows[1][2:5] == (1460575, 146575, -1314000)
    assert [bool(row[8] and "仍写原数" in str(row[8])) for row in rows] == [True] * 6 + [False] * 4


@pytest.mark.parametrize(
    ("form", "name"), [("html", "o.html"), ("xlsx", "o.xlsx"), ("json", "o.json"), ("console", "o.txt")]
)
def test_what_it_wrote_is_known_as_ours(form: str, name: str, tmp_path: Path) -> None:
    """A folder in which a comparison was written is compared as before."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    draft(folder / "a.txt", "1,234", "3,579")
    new = draft(tmp_path / "new.txt", "1,334", "3,579")
    assert run(["diff", str(folder), str(new), "--format", form, "-o", str(folder / name)]) == 1
    assert [one.reason for one in review([folder]).skipped] == ["ours"]


def test_what_cannot_be_compared_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing path, a file without figures, a workbook without a place: one sentence each, nothing written."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    for arguments in ([OLD, tmp_path / "none.txt"], [empty, OLD], [OLD, NEW, "--format", "xlsx"], [OLD]):
        assert run(["diff", *map(str, arguments)]) == 2
        said = capsys.readouterr()
        assert not said.out and len(said.err.splitlines()) == 1
    assert run(["diff", str(OLD), str(NEW), "-o", str(OLD)]) == 2


def test_an_older_date_in_the_new_draft_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The order of the two arguments is easily mistaken; a date tells."""
    old = draft(tmp_path / "草案20240310.txt", "1,234", "3,579")
    new = draft(tmp_path / "草案20240301.txt", "1,334", "3,679")
    run(["diff", str(old), str(new)])
    assert "2024-03-01 < 2024-03-10" in capsys.readouterr().out.splitlines()[1]
    run(["diff", str(new), str(old)])
    assert "次序" not in capsys.readouterr().out


def test_other_units_are_told_and_are_no_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """347,264万元 is 34.73亿元; 34.71亿元 is another amount."""
    old = draft(tmp_path / "o.txt", "1,234", "3,579", "全年收入347264万元，比上年增长3.5%。")
    same = draft(tmp_path / "s.txt", "1,234", "3,579", "全年收入34.73亿元，比上年增长3.5%。")
    other = draft(tmp_path / "n.txt", "1,234", "3,579", "全年收入34.71亿元，比上年增长3.5%。")
    assert run(["diff", str(old), str(same)]) == 0
    assert "换了单位" in capsys.readouterr().out
    assert run(["diff", str(old), str(other)]) == 1


def test_what_was_explained_comes_back_when_its_figure_changes(tmp_path: Path) -> None:
    """An accepted finding is answered where its figures are the same, and open again where one is another."""
    words = "教育支出由1000万元调整为1200万元，增加{}万元。"
    old, same, other = (
        draft(tmp_path / f"{name}.txt", "1,234", "3,579", words.format(delta))
        for name, delta in (("old", "250"), ("same", "250"), ("new", "260"))
    )
    baseline = str(tmp_path / "accepted.json")
    assert run(["accept", str(old), "--baseline", baseline, "--reason", "含预留数"]) == 0
    found = {}
    for name, new in (("same", same), ("other", other)):
        target = tmp_path / f"{name}.json"
        run(["diff", str(old), str(new), "--baseline", baseline, "--format", "json", "-o", str(target)])
        found[name] = json.loads(target.read_text(encoding="utf-8"))["findings"]
    assert [len(found["same"][key]) for key in ("new", "gone", "answered", "reopened")] == [0, 0, 1, 0]
    assert [len(found["other"][key]) for key in ("new", "gone", "answered", "reopened")] == [0, 0, 0, 1]


def test_the_english_comparison_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """--lang en."""
    assert run(["diff", str(OLD), str(NEW), "--lang", "en"]) == 1
    assert capsys.readouterr().out.startswith("Changed: 6 figure(s) changed in one place")


def test_the_example_of_the_readme_is_what_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The committee sees in its README what it would see on its screen."""
    root = DATA.parent
    readme = (root / "README.zh-CN.md").read_text(encoding="utf-8")
    command = next(line for line in readme.splitlines() if line.startswith(".venv/bin/fiscal diff data/"))
    shown = next(block for block in readme.split("```") if block.startswith("\n有变化："))
    paths = [str(root / word) for word in command.split()[2:]]
    assert run(["diff", *paths]) == 1
    assert capsys.readouterr().out.startswith(shown.strip())


def saved(path: Path, target: Path, changed: tuple[str, str] = ("", "")) -> str:
    """What `fiscal check --format json` writes of a file, with one text in it replaced."""
    run(["check", str(path), "--format", "json", "-o", str(target), "--fail-on", "never"])
    if changed[0]:
        target.write_text(target.read_text(encoding="utf-8").replace(*changed, 1), encoding="utf-8")
    return str(target)


@pytest.mark.parametrize(
    "path", [OLD, DATA / "yunxi-2024-formats" / "云溪区2024年区级预算调整方案.pdf", DATA / "yunxi-2024-second-draft"]
)
def test_a_saved_review_and_its_document_are_the_same(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever side is saved, or both: no change, and a hint says what was not compared."""
    target = saved(path, tmp_path / "x.json")
    for sides in ([target, str(path)], [str(path), target], [target, target]):
        assert run(["diff", *sides]) == 0
        said = capsys.readouterr().out
        assert said.startswith("没有变化：") and "其中没有句子" in said


def test_a_saved_review_tells_the_changes_of_figures(tmp_path: Path) -> None:
    """The same changes as between the documents, with places, what was left behind, and totals."""
    target = saved(OLD, tmp_path / "x.json")
    told: list[dict[str, Any]] = []
    for old in (str(OLD), target):
        written = tmp_path / f"{len(told)}.json"
        assert run(["diff", old, str(NEW), "--format", "json", "-o", str(written)]) == 1
        record = json.loads(written.read_text(encoding="utf-8"))
        Draft202012Validator(SCHEMA).validate(record)
        told.append(record)
    for key in ("added", "removed", "tables"):
        assert told[0][key] == told[1][key]
    changes = [[(one["old"]["place"], one["new"]["id"], one["difference"]) for one in side["changed"]] for side in told]
    assert sorted(map(str, changes[0])) == sorted(map(str, changes[1]))
    halves = [sum(bool(one["repeated_unchanged"]) for one in side["changed"]) for side in told]
    assert halves[0] == halves[1]
    assert [len(side["findings"]["new"]) for side in told] == [len(told[0]["findings"]["new"])] * 2


def test_what_is_saved_but_no_review_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A comparison, a review that was cut, one that was changed: one sentence with the next step."""
    comparison = tmp_path / "diff.json"
    run(["diff", str(OLD), str(NEW), "--format", "json", "-o", str(comparison)])
    whole = Path(saved(OLD, tmp_path / "x.json"))
    cut = tmp_path / "cut.json"
    cut.write_bytes(whole.read_bytes()[:-2000])
    spoilt = saved(OLD, tmp_path / "spoilt.json", ('"hedge": "exact"', '"hedge": "perhaps"'))
    capsys.readouterr()
    for path in (comparison, cut, Path(spoilt)):
        assert run(["diff", str(path), str(NEW)]) == 2
        said = capsys.readouterr()
        assert not said.out and len(said.err.splitlines()) == 1 and "fiscal check" in said.err


BUDGET = (
    "附表1 支出表\n单位：万元\n\n| 项目 | 预算数 |\n|---|---|\n| 教育 | 1,234 |\n| 卫生 | 2,345 |\n| 合计 | 3,579 |\n"
)


def plan(path: Path, education: tuple[str, str, str], total: tuple[str, str, str], words: str = "") -> Path:
    """An adjustment plan of that budget: before, increase, after; a row of its own came in."""
    rows = (("教育", *education), ("卫生", "2,345", "", "2,345"), ("公路", "", "100", "100"), ("合计", *total))
    head = "附表1 支出表\n单位：万元\n\n| 项目 | 年初预算数 | 调整数 | 调整后预算数 |\n|---|---|---|---|\n"
    path.write_text(words + head + "".join(f"| {' | '.join(row)} |\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("education", "total", "left"),
    [
        (("1,234", "66", "1,300"), ("3,579", "166", "3,745"), set()),
        (("1,234", "66", "1,310"), ("3,579", "166", "3,745"), {"1,310", "66"}),
        (("1,250", "66", "1,316"), ("3,595", "166", "3,761"), {"1,250", "66", "1,316", "3,595", "166", "3,761"}),
    ],
)
def test_an_adjustment_lists_only_what_its_increases_do_not_explain(
    education: tuple[str, str, str], total: tuple[str, str, str], left: set[str], tmp_path: Path
) -> None:
    """The amount of the budget and the increase make the new amount; a start that is not the budget's is told."""
    old = tmp_path / "old.txt"
    old.write_text(BUDGET, encoding="utf-8")
    new = plan(tmp_path / "new.txt", education, total, "\n\n")
    target = tmp_path / "out.json"
    run(["diff", str(old), str(new), "--as", "adjustment", "--format", "json", "-o", str(target)])
    record = json.loads(target.read_text(encoding="utf-8"))
    told = {one["text"] for one in record["added"]} | {one["new"]["text"] for one in record["changed"]}
    assert told == left
    assert [one["n"] for one in record["hints"] if one["hint"] == "adjusted"]
