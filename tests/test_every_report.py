"""`fiscal check --all`: every report of one reading in a folder, nothing of the user's overwritten."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reconcile.cli import run
from tables.reading.own_outputs import is_ours
from tests.test_annotate import word_file

NAMES = {"核对报告.html", "核对工作簿.xlsx", "审查要点.docx", "核对结果.json"}


@pytest.fixture(scope="module")
def dossier(repo_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a text and, in a folder of its own, a Word file, both with findings."""
    folder = tmp_path_factory.mktemp("卷")
    shutil.copytree(repo_root / "data" / "wrong", folder, dirs_exist_ok=True)
    (folder / "另").mkdir()
    word_file(folder / "另" / "说明.docx")
    return folder


def test_all_reports_are_written_once(dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Page, workbook, letter, JSON, all marked as ours; the JSON is that of the same check; the screen names them."""
    target = tmp_path / "新" / "核对结果"
    code = run(["check", str(dossier), "--all", str(target), "--fail-on", "never"])
    shown = capsys.readouterr().out
    assert code == 0
    assert {path.name for path in target.iterdir() if path.is_file()} == NAMES
    assert [path.name for path in (target / "批注").iterdir()] == ["说明.docx"]
    assert all(is_ours(path) for path in target.rglob("*") if path.is_file())
    assert all(name in shown for name in NAMES)
    alone = tmp_path / "alone.json"
    run(["check", str(dossier), "--format", "json", "-o", str(alone), "--fail-on", "never"])
    assert json.loads((target / "核对结果.json").read_bytes()) == json.loads(alone.read_bytes())


def test_reports_beside_the_sources_are_no_documents(dossier: Path, tmp_path: Path) -> None:
    """Written into the folder that is read, and again: the second run finds the same."""
    folder = tmp_path / "卷"
    shutil.copytree(dossier, folder)
    found = []
    for _ in range(2):
        assert run(["check", str(folder), "--all", str(folder), "--format", "concise", "--fail-on", "never"]) == 0
        found.append(json.loads((folder / "核对结果.json").read_bytes())["findings"])
    assert found[0] == found[1]


def test_nothing_of_the_users_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source that has the name of a report stops the command before anything is read."""
    source = tmp_path / "核对报告.html"
    source.write_text("<p>收入10亿元。</p>", encoding="utf-8")
    assert run(["check", str(tmp_path), "--all", str(tmp_path)]) == 2
    assert "核对报告.html" in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == "<p>收入10亿元。</p>"


def test_a_folder_that_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file stands where the folder should be: one sentence, exit code 2."""
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").write_text("收入10亿元。", encoding="utf-8")
    assert run(["check", str(tmp_path / "a.txt"), "--all", str(tmp_path / "文件" / "下")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_machine_output_stays_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With JSON on standard output the list of files goes elsewhere."""
    (tmp_path / "a.txt").write_text("收入10亿元，其中：税收6亿元、非税5亿元。", encoding="utf-8")
    run(["check", str(tmp_path / "a.txt"), "--all", str(tmp_path / "出"), "--format", "json"])
    shown = capsys.readouterr()
    assert json.loads(shown.out)["schema"] == "fiscal-review/1"
    assert "核对工作簿.xlsx" in shown.err
