"""The program as outsiders use it: exit codes, whole files or none, one sentence in place of a traceback."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import types
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

import reconcile.engine
from reconcile import catalogue, proposers
from reconcile.cli import COMMANDS, run
from reconcile.commands import output
from reconcile.commands.doctor import FORMATS, diagnosis
from reconcile.commands.failures import OutputRefused
from reconcile.review import Review
from tables.reading.readers import READERS
from tests.counted_work import HANG
from tests.review_factory import clean_review, hostile_review, sample_review

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> dict[str, Review]:
    """Makes the engine answer with `answer["review"]`, whatever it is asked."""
    held = {"review": sample_review()}

    def review(paths: Sequence[Path], lang: str = "zh", *reading: object) -> Review:
        return replace(held["review"], lang=lang)

    monkeypatch.setattr(reconcile.engine, "review", review)
    monkeypatch.delenv("FISCAL_LANG", raising=False)
    return held


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A file that exists."""
    path = tmp_path / "a.txt"
    path.write_text("收入10亿元", encoding="utf-8")
    return path


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """One run of the real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reconcile.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=HANG,
        check=False,
    )


@pytest.mark.parametrize(("weight", "code"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_findings_at_the_chosen_weight_give_one(answer: object, document: Path, weight: str, code: int) -> None:
    """With an error among the findings every weight but never gives 1."""
    assert run(["check", str(document), "--fail-on", weight]) == code


@pytest.mark.parametrize(("weight", "code"), [("error", 0), ("warning", 0), ("note", 1)])
def test_lighter_findings_do_not_count(answer: dict[str, Review], document: Path, weight: str, code: int) -> None:
    """A note fails the run only where notes are asked to."""
    review = answer["review"]
    answer["review"] = replace(review, findings=tuple(f for f in review.findings if f.severity == "note"))
    assert run(["check", str(document), "--fail-on", weight]) == code


def test_nothing_found_gives_zero(answer: dict[str, Review], document: Path) -> None:
    """A clean review is exit code 0."""
    answer["review"] = clean_review()
    assert run(["check", str(document)]) == 0


def test_the_report_goes_to_stdout_alone(answer: object, document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON on standard output is nothing but JSON; where nobody watches, standard error stays empty."""
    assert run(["check", str(document), "--format", "json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["schema"] == "fiscal-review/1"
    assert captured.err == ""


def test_o_writes_the_same_bytes(
    answer: object, document: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """-o gives the file what would have gone to the screen."""
    target = tmp_path / "report.json"
    run(["check", str(document), "--format", "json"])
    shown = capsysbinary.readouterr().out
    assert run(["check", str(document), "--format", "json", "-o", str(target)]) == 1
    assert target.read_bytes() == shown
    assert capsysbinary.readouterr().out == b""


def test_no_words_at_all_ask_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`fiscal` alone shows what `fiscal --help` shows."""
    assert run([]) == 0
    alone = capsys.readouterr().out
    assert run(["--help"]) == 0
    assert alone == capsys.readouterr().out != ""


@pytest.mark.parametrize(("lang", "near"), [("zh", "相近的有 check、checks"), ("en", "close to it: check, checks")])
def test_a_command_spelt_wrong_names_those_like_it(lang: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence with what was perhaps meant."""
    assert run(["--lang", lang, "chek", "a.txt"]) == 2
    assert near in capsys.readouterr().err


COULD_NOT_RUN = [
    ([], "check"),
    (["--no-such-option"], "check"),
    (["nowhere.txt"], "check"),
    (["{doc}", "--also", "sarif"], "check"),
    (["{doc}", "--also", "docx=x"], "check"),
    (["{doc}", "--also", "json={doc}"], "check"),
    (["{doc}", "--format", "pdf"], "check"),
    (["{doc}", "--fail-on", "sometimes"], "check"),
    (["{doc}", "--jobs", "0"], "check"),
    (["{doc}", "--lang", "fr"], "check"),
    (["{doc}", "-o", "{dir}/none/report.json"], "check"),
    (["{doc}", "-o", "{dir}"], "check"),
    (["{doc}", "-o", "{doc}"], "check"),
    (["{doc}"], "export"),
    (["{doc}", "-o", "{doc}"], "export"),
    (["{doc}", "-o", "{dir}/out.xls"], "export"),
    (["{doc}", "-o", "{dir}/out.DOC"], "questions"),
    (["{doc}"], "tables"),
    (["{doc}", "--format", "parquet"], "tables"),
    (["{doc}", "--segments"], "tables"),
    (["{doc}", "--segments", "--format", "csv"], "tables"),
    (["{doc}", "{doc}", "--segments", "--format", "json"], "tables"),
    (["{dir}", "--segments", "--format", "json"], "tables"),
    (["nowhere.pdf", "--segments", "--format", "json"], "tables"),
    (["{doc}", "--engine", "magic"], "tables"),
    (["{doc}", "-o", "{doc}"], "tables"),
    (["XYZ99"], "explain"),
    ([], "no-such-command"),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("arguments", "command"), COULD_NOT_RUN)
def test_a_broken_command_is_one_sentence_and_two(
    answer: object,
    document: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    command: str,
    lang: str,
) -> None:
    """Whatever is wrong with a command, it ends with 2 and one line on standard error, in the user's language."""
    monkeypatch.setenv("FISCAL_LANG", lang)
    filled = [word.format(doc=document, dir=document.parent) for word in arguments]
    assert run([command, *filled]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("fiscal: ")
    assert captured.err.count("\n") == 1
    if lang == "en":
        assert captured.err.isascii() or "“" in captured.err
    else:
        assert re.search("[一-鿿]", captured.err)
    assert document.read_text(encoding="utf-8") == "收入10亿元"


def test_nothing_to_read_is_not_a_pass(answer: dict[str, Review], tmp_path: Path) -> None:
    """A folder without a document is exit code 2, not 0."""
    answer["review"] = replace(clean_review(), documents=())
    assert run(["check", str(tmp_path)]) == 2


def test_the_unexpected_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of the program is a sentence that says how to get the details, and no traceback."""

    def broken(paths: Sequence[Path], lang: str = "zh", *reading: object) -> Review:
        raise RuntimeError("某处\n出错")

    monkeypatch.setattr(reconcile.engine, "review", broken)
    monkeypatch.delenv("FISCAL_DEBUG", raising=False)
    assert run(["check", str(document)]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "FISCAL_DEBUG=1" in said
    assert said.count("\n") == 1
    monkeypatch.setenv("FISCAL_DEBUG", "1")
    assert run(["check", str(document)]) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupted_run_ends_tidily(
    monkeypatch: pytest.MonkeyPatch, document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C gives one word and exit code 2."""

    def interrupted(paths: Sequence[Path], lang: str = "zh", *reading: object) -> Review:
        raise KeyboardInterrupt

    monkeypatch.setattr(reconcile.engine, "review", interrupted)
    assert run(["check", str(document)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_files_are_whole_or_absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """If writing fails half way the old file is untouched and no temporary file is left."""
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputRefused):
        output.write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    assert target.read_text(encoding="utf-8") == "old"


def test_written_files_are_as_readable_as_any_other(tmp_path: Path) -> None:
    """A new file gets the usual permissions, an old one keeps its own; a link keeps pointing at its file."""
    plain, new = tmp_path / "plain", tmp_path / "new"
    plain.write_bytes(b"")
    output.write_whole(new, b"x")
    assert new.stat().st_mode == plain.stat().st_mode
    link = tmp_path / "link"
    link.symlink_to(new)
    new.chmod(0o600)
    output.write_whole(link, b"y")
    assert link.is_symlink()
    assert (new.read_bytes(), new.stat().st_mode & 0o777) == (b"y", 0o600)


def test_a_pipe_may_be_written_to() -> None:
    """What is no regular file is written to directly."""
    output.write_whole(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()


def test_export_writes_a_workbook(answer: object, document: Path, tmp_path: Path) -> None:
    """`fiscal export` writes the workbook and answers 1 because a document could not be read."""
    target = tmp_path / "out.xlsx"
    assert run(["export", str(document), "-o", str(target)]) == 1
    assert target.read_bytes().startswith(b"PK")


def test_export_of_readable_documents_gives_zero(answer: dict[str, Review], document: Path, tmp_path: Path) -> None:
    """Findings are in the workbook; they do not make the export a failure."""
    review = answer["review"]
    answer["review"] = replace(review, findings=review.findings[1:])
    assert run(["export", str(document), "-o", str(tmp_path / "out.xlsx")]) == 0


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("xlsx", ["d1-调整方案.xlsx"]),
        ("csv", ["d1-调整方案-01-2025年一般公共预算收入调整表.csv"]),
        ("json", ["tables.json"]),
    ],
)
def test_tables_are_written_to_a_new_folder(
    answer: object, document: Path, tmp_path: Path, form: str, names: list[str]
) -> None:
    """`fiscal tables` makes its folder and names its files after document and title."""
    folder = tmp_path / "新" / "表"
    assert run(["tables", str(document), "-o", str(folder), "--format", form]) == 1
    assert [path.name for path in folder.iterdir()] == names


def test_hostile_titles_stay_in_the_folder(answer: dict[str, Review], document: Path, tmp_path: Path) -> None:
    """No title of a table leads out of the folder or overwrites another table."""
    answer["review"] = hostile_review()
    folder = tmp_path / "out"
    run(["tables", str(document), "-o", str(folder), "--format", "csv"])
    assert len(list(folder.iterdir())) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out"]


def test_figures_list_every_figure(answer: object, document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV and JSON name the same figures in the same order."""
    run(["figures", str(document)])
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    run(["figures", str(document), "--format", "json"])
    records = json.loads(capsys.readouterr().out)["figures"]
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert [row["value"] for row in rows] == [record["value"] for record in records]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` says what a command does, Chinese first, then English."""
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert re.search("[一-鿿]{5}", text)
    assert re.search("[A-Za-z]+ [a-z]+ [a-z]+", text)


def test_help_loads_nothing_heavy() -> None:
    """`fiscal --help` answers at once: no workbook, table or array library is imported."""
    code = (
        "import sys; from reconcile.cli import run; run(['--help']); "
        "print(*[m for m in ('openpyxl', 'numpy', 'pandas', 'reconcile.engine', 'json') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == ""


def test_every_check_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """`fiscal checks` lists every code, and `fiscal explain` has all four headings for each, in both languages."""
    assert run(["checks"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert set(proposers.checks()) < set(codes)
    assert len(codes) == len(set(codes))
    for code in codes:
        for lang in ("zh", "en"):
            assert run(["explain", code.lower(), "--lang", lang]) == 0
            text = capsys.readouterr().out
            for heading in catalogue.HEADINGS[lang]:
                assert f"\n{heading}:\n" in text, (code, heading)


def test_two_checks_with_one_code_are_refused() -> None:
    """A duplicate code, or a check that lacks something, stops the program with a sentence."""

    def check(name: str, **members: object) -> types.ModuleType:
        module = types.ModuleType(name)
        vars(module).update(members)
        return module

    whole: dict[str, object] = {"CODE": "TOT01", "NAME": "n", "TITLE": {}, "propose": None}
    with pytest.raises(ImportError, match="TOT01 belongs to two checks"):
        proposers.by_code([check("a", **whole), check("b", **whole)])
    with pytest.raises(ImportError, match="lacks CODE"):
        proposers.by_code([check("a", NAME="n", TITLE={}, propose=None)])


def test_the_real_program_end_to_end(document: Path) -> None:
    """A process of its own gives the same bytes twice, in UTF-8 whatever the locale, and a documented exit code."""
    first = program("check", str(document), "--format", "json")
    second = program(
        "check", str(document), "--format", "json", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONHASHSEED="7"
    )
    assert first.stdout == second.stdout
    assert first.returncode == second.returncode
    assert first.returncode in (0, 1)
    assert json.loads(first.stdout.decode("utf-8"))["documents"][0]["path"] == "a.txt"


def test_a_reader_that_goes_away_is_no_error(document: Path) -> None:
    """`fiscal … | head` ends without a word on standard error."""
    command = f"'{sys.executable}' -m reconcile.cli figures '{document}' | true"
    shown = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=HANG, check=False)
    assert shown.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_behind_stdout_is_one_sentence(document: Path) -> None:
    """A report that cannot be written is exit code 2 and one sentence, whichever way it goes out."""
    for command in (f"figures '{document}' > /dev/full", f"check '{document}' --format json -o /dev/full"):
        shown = subprocess.run(
            ["sh", "-c", f"'{sys.executable}' -m reconcile.cli {command}"], cwd=ROOT, capture_output=True, check=False
        )
        assert (shown.returncode, shown.stderr.count(b"\n")) == (2, 1), shown.stderr


def test_doctor_names_the_formats(capsys: pytest.CaptureFixture[str]) -> None:
    """`fiscal doctor` says what can be read."""
    assert run(["doctor"]) == 0
    assert ".txt" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_doctor_names_every_format_that_is_read(lang: str) -> None:
    """And says of .ofd what to do instead."""
    said, _ = diagnosis(lang)
    assert {form.kind for form in FORMATS} >= READERS.keys() - {"ofd"}
    assert all(ending in said for ending in (".csv", ".ods", ".odt", ".mht", ".zip", ".xml", ".ofd"))
