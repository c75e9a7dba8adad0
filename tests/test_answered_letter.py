"""The letter goes out, comes back filled in, and its answers are the reasons of a baseline."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest

from reconcile.cli import run
from tests.libreoffice import converted, needs_libreoffice


@pytest.fixture
def draft(repo_root: Path, tmp_path: Path) -> Path:
    """A short draft with two findings and more."""
    source = repo_root / "data/wrong/02-说明与附表.txt"
    return Path(shutil.copy(source, tmp_path / source.name))


def letter_of(draft: Path, form: str) -> Path:
    """The letter or table about the draft."""
    target = draft.with_name(f"{form}.docx")
    assert run(["questions", str(draft), "-o", str(target), "--form", form]) == 0
    return target


def filled(letter: Path, answers: dict[int, str]) -> int:
    """Writes answers, by question from 0, where an official would; says how many questions there are."""
    made = docx.Document(str(letter))
    if letter.stem.startswith("table"):
        cells = [row.cells[-1] for table in made.tables for row in table.rows if "/" in row.cells[0].text]
        for at, text in answers.items():
            cells[at].text = text
        count = len(cells)
    else:
        asked = [at for at, paragraph in enumerate(made.paragraphs) if paragraph.text == "财政部门答复："]
        for at, text in answers.items():
            first, *others = text.split("\n")
            made.paragraphs[asked[at]].add_run(first)
            for line, more in enumerate(others, 1):
                made.paragraphs[asked[at] + line].add_run(more)
        count = len(asked)
    made.save(str(letter))
    return count


def reasons(baseline: Path) -> list[str]:
    """The reasons in a baseline."""
    return sorted(entry["reason"] for entry in json.loads(baseline.read_text(encoding="utf-8"))["accepted"])


@pytest.mark.parametrize("form", ["letter", "table"])
def test_answers_come_back_as_reasons(draft: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is filled in is the reason of that finding alone, over several lines too; what is open stays a finding."""
    letter, baseline = letter_of(draft, form), draft.with_name("accepted.json")
    count = filled(letter, {0: "系录入错误，\n已更正", 2: "含上年结转"})
    assert run(["accept", str(draft), "--baseline", str(baseline), "--from", str(letter)]) == 0
    assert reasons(baseline) == sorted(["系录入错误，\n已更正", "含上年结转"])
    assert f"读到 2 项答复，{count - 2} 项没有填写" in capsys.readouterr().out


def test_an_answer_to_other_figures_is_left_alone(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter of an earlier draft: answers to what is gone or has other figures are named, and nothing is lost."""
    letter, baseline = letter_of(draft, "letter"), draft.with_name("accepted.json")
    count = filled(letter, dict.fromkeys(range(3), "已说明"))
    assert count >= 3
    assert run(["accept", str(draft), "--baseline", str(baseline), "--reason", "原有"]) == 0
    before = baseline.read_bytes()
    draft.write_text("2025年全区收入10亿元。\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["accept", str(draft), "--baseline", str(baseline), "--from", str(letter)]) == 0
    assert "其中 3 项所答的问题在这次核对中已经没有" in capsys.readouterr().out
    assert baseline.read_bytes() == before


def test_other_files_hold_no_answers(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Damaged, missing or another Word file: exit code 2, one sentence, no baseline."""
    damaged, other, baseline = (draft.with_name(name) for name in ("a.docx", "b.docx", "accepted.json"))
    damaged.write_bytes(letter_of(draft, "letter").read_bytes()[:2000])
    docx.Document().save(str(other))
    capsys.readouterr()
    for path in (damaged, other, draft.with_name("none.docx")):
        assert run(["accept", str(draft), "--baseline", str(baseline), "--from", str(path)]) == 2
        said = capsys.readouterr().err
        assert said.startswith("fiscal: 没有从") and said.count("\n") == 1
    assert not baseline.exists()


@needs_libreoffice
def test_a_letter_that_another_program_saved(draft: Path) -> None:
    """LibreOffice writes the file anew; the answers are still found."""
    letter, baseline = letter_of(draft, "letter"), draft.with_name("accepted.json")
    filled(letter, {1: "数据口径不同"})
    folder = draft.with_name("saved")
    folder.mkdir()
    again = converted(letter, folder, "docx")
    assert run(["accept", str(draft), "--baseline", str(baseline), "--from", str(again)]) == 0
    assert reasons(baseline) == ["数据口径不同"]
