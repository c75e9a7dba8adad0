"""Files that take no part: named with the reason; what the program wrote itself changes nothing."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reconcile.cli import run
from reconcile.engine import review
from reconcile.reports.html.to_html import to_html
from reconcile.reports.workbook.to_workbook import to_workbook
from reconcile.words.skipped_words import SKIPPED

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ROOT / "data" / "yunxi-2024-formats"
WRONG = ROOT / "data" / "wrong" / "02-说明与附表.txt"
TABLE = "附表1 支出表\n单位：万元\n\n| 项目 | 预算数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n| 合计 | 3 |\n"


def reasons(*paths: Path) -> dict[str, str]:
    """Reason by path of what was skipped under `paths`."""
    return {one.path: one.reason for one in review(paths).skipped}


def told(paths: Sequence[Path]) -> list[tuple[str, str]]:
    """(code, id) of all findings."""
    return sorted((finding.code, finding.id) for finding in review(paths).findings)


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    """Other formats, README files and links to folders are named; the same bytes are read once."""
    folder = tmp_path / "f"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(TABLE)
    (folder / "b.txt").write_text(TABLE)
    (folder / "c.pptx").write_text("x")
    (folder / "noending").write_text("y")
    (folder / "README.md").write_text("z")
    (folder / "link").symlink_to(folder / "sub")
    assert reasons(folder) == {
        "f/b.txt": "same-bytes: f/a.txt",
        "f/c.pptx": "format",
        "f/noending": "format",
        "f/README.md": "readme",
        "f/link": "link",
    }
    assert all(reason.partition(": ")[0] in SKIPPED for reason in reasons(folder).values())


def test_a_text_in_several_formats_is_judged_once() -> None:
    """Word, HTML and PDF of one text: one is judged, the others named; the tables in Excel are another document."""
    skipped = reasons(FORMATS)
    assert sorted(path[-4:] for path, reason in skipped.items() if reason.startswith("same-text")) == [".pdf", "html"]


@pytest.mark.parametrize("form", ["console", "concise", "json", "sarif", "junit", "html", "github"])
def test_reports_beside_the_source_change_nothing(tmp_path: Path, form: str) -> None:
    """A report in the folder is known for ours, in either language."""
    shutil.copy(WRONG, tmp_path)
    before = told([tmp_path])
    for lang in ("zh", "en"):
        name = str(tmp_path / f"report-{lang}.txt")
        assert run(["check", str(tmp_path), "--format", form, "-o", name, "--lang", lang]) == 1
    assert set(reasons(tmp_path).values()) == {"ours"}
    assert told([tmp_path]) == before


def test_other_outputs_beside_the_source_change_nothing(tmp_path: Path) -> None:
    """Workbook, letter, copies with remarks, tables, figures and baseline, and every file twice."""
    sources = [shutil.copy(file, tmp_path) for file in (WRONG, *FORMATS.glob("*.docx"), *FORMATS.glob("*.pdf"))]
    before = told([tmp_path])
    at, out = str(tmp_path), tmp_path / "out"
    out.mkdir()
    assert run(["export", at, "-o", str(out / "book.xlsx")]) == 0
    assert run(["questions", at, "-o", str(out / "letter.docx")]) == 0
    for kind, source in (("docx", sources[1]), ("pdf", sources[2])):
        assert run(["annotate", str(source), "-o", str(out / f"copy.{kind}")]) == 0
    for form in ("xlsx", "csv", "json", "parquet"):
        assert run(["tables", at, "-o", str(out / form), "--format", form]) == 0
    assert run(["figures", at, "-o", str(out / "figures.csv")]) == 0
    assert run(["accept", at, "--baseline", str(out / "known.json"), "--reason", "x"]) == 0
    for source in sources:
        shutil.copy(source, out / f"again-{Path(source).name}")
    assert {p: r for p, r in reasons(tmp_path).items() if r in ("format", "readme")} == {}
    assert told([tmp_path]) == before


def test_folders_however_deep(tmp_path: Path) -> None:
    """Folders nested deeper than Python recurses are walked through."""
    (tmp_path / "a.txt").write_text(TABLE)
    depth = 1500
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        assert len(review([tmp_path]).documents) == 1
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")
    finally:
        os.chdir(here)


def test_a_document_without_figures_says_so(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing was left unchecked because nothing was found: that is told."""
    (tmp_path / "a.txt").write_text("关于预算调整的说明。\n")
    run(["check", str(tmp_path / "a.txt"), "--lang", "zh"])
    said = capsysbinary.readouterr().out.decode()
    assert "没有读到任何可以核对的数" in said
    assert "没有未参与核对的数" not in said
    assert [finding.code for finding in review([tmp_path / "a.txt"]).findings] == ["DOC11"]
    page = to_html(review([tmp_path / "a.txt"]))
    assert "每个数字都至少参与了一项核对" not in page


def test_every_skipped_file_is_named_in_the_page_and_in_the_workbook(tmp_path: Path) -> None:
    """Open where somebody has to look, folded where a file was only given twice."""
    (tmp_path / "a.txt").write_text(TABLE)
    (tmp_path / "b.txt").write_text(TABLE)
    names = [f"{n}.pptx" for n in range(9)]
    for name in names:
        (tmp_path / name).write_text("x")
    found = review([tmp_path])
    page = to_html(found)
    (odd,) = re.findall(r"<details open>.*?</details>", page, re.DOTALL)
    assert all(name in odd for name in names)
    assert "b.txt = " in page.replace(odd, "")
    book = load_workbook(io.BytesIO(to_workbook(found)))
    written = {str(cell.value).rpartition("/")[2] for row in book["运行说明"].iter_rows() for cell in row}
    assert written >= {*names, "a.txt"}


def test_outputs_never_replace_a_source_nor_one_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-o inside a folder that is read, and two outputs to one file, are refused in a sentence."""
    source = tmp_path / "a.txt"
    source.write_text(TABLE)
    assert run(["check", str(tmp_path), "-o", str(source)]) == 2
    other = str(tmp_path / "x")
    assert run(["check", str(tmp_path), "--also", f"json={other}", "--also", f"html={other}"]) == 2
    assert run(["check", str(tmp_path), "-o", other, "--also", f"html={other}"]) == 2
    assert capsys.readouterr().err.count("\n") == 3
    assert source.read_text() == TABLE
    assert not Path(other).exists()


def test_left_over_temporary_files_go(tmp_path: Path) -> None:
    """What a killed job left is removed by the next one, what may still be written is not."""
    (tmp_path / "a.txt").write_text(TABLE)
    old, new = tmp_path / ".fiscal-old", tmp_path / ".fiscal-new"
    old.write_text("x")
    new.write_text("x")
    os.utime(old, (1, 1))
    assert run(["check", str(tmp_path), "--format", "json", "-o", str(tmp_path / "r.json")]) == 0
    assert (old.exists(), new.exists()) == (False, True)
    assert json.loads((tmp_path / "r.json").read_text())["skipped"] == []


@pytest.mark.parametrize("option", ["--baseline", "--settings"])
def test_endless_files_are_refused(tmp_path: Path, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A baseline or settings that are no file are refused, not read."""
    (tmp_path / "a.txt").write_text(TABLE)
    assert run(["check", str(tmp_path), option, "/dev/zero"]) == 2
    assert "不是普通文件" in capsys.readouterr().err


def test_a_rule_without_rows_costs_nothing_but_itself(tmp_path: Path) -> None:
    """`|---|---|` alone is no table and ends no run."""
    (tmp_path / "a.txt").write_text("支出表\n|---|---|\n\n支出合计30万元。\n")
    assert review([tmp_path]).coverage.figures == 1
