"""What surrounds a document: its name, formulas in headers, another run at once, a standard output that is closed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.cli import run
from tests.counted_work import HANG

ROOT = Path(__file__).resolve().parent.parent
TABLE = "附表{n} 支出表\n单位：万元\n\n| {stub} | 预算数 |\n|---|---|\n| 甲{n} | 1,046 |\n| 乙 | 2,413 |\n| 合计 | 3,495 |\n"
posix = pytest.mark.skipif(os.name != "posix", reason="needs a shell that closes what it hands over")


def table(number: int = 1, stub: str = "项目") -> str:
    """A table whose total is wrong."""
    return TABLE.format(n=number, stub=stub)


def command(*arguments: str) -> list[str]:
    """The program in a process of its own."""
    return [sys.executable, "-m", "reconcile.cli", *arguments]


@pytest.mark.parametrize("stub", ["=1+1", "+cmd", "@SUM(A1)", "-2+3"])
def test_the_header_of_an_exported_table_is_no_formula(tmp_path: Path, stub: str) -> None:
    """Every cell of a CSV file, its first included, opens with a letter or an apostrophe where it might be one."""
    (tmp_path / "a.txt").write_text(table(stub=stub))
    assert run(["tables", str(tmp_path / "a.txt"), "--format", "csv", "-o", str(tmp_path / "out")]) == 0
    (written,) = (tmp_path / "out").glob("*.csv")
    first = written.read_text(encoding="utf-8-sig").splitlines()[0]
    assert first.split(",")[0].strip('"') == f"'{stub}"


def test_lists_of_figures_open_with_a_mark(tmp_path: Path) -> None:
    """Excel and WPS take a CSV file without a byte order mark for the local code page."""
    (tmp_path / "a.txt").write_text(table())
    assert run(["figures", str(tmp_path / "a.txt"), "-o", str(tmp_path / "f.csv")]) == 0
    assert (tmp_path / "f.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.skipif(os.name != "posix", reason="no such file names")
@pytest.mark.parametrize("form", ["concise", "github"])
@pytest.mark.parametrize("name", ["::add-mask::x.txt", "##[add-mask]x.txt", "a\n::stop-commands::y.txt"])
def test_the_name_of_a_file_starts_no_command(
    tmp_path: Path, name: str, form: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """No line of the output opens with a command of a runner but those that this program writes."""
    (tmp_path / name).write_text(table())
    monkeypatch.chdir(tmp_path)
    run(["check", name, "--format", form])
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert lines
    own = ("::error ", "::warning ", "::notice ")
    assert not [line for line in lines if line.lstrip().startswith(("::", "##[")) and not line.startswith(own)]


def test_two_acceptances_at_once_are_both_kept(tmp_path: Path) -> None:
    """Two processes that accept into one baseline wait for one another."""
    baseline, alone = tmp_path / "known.json", tmp_path / "alone.json"
    sources = []
    for number in (1, 2):
        sources.append(tmp_path / f"{number}.txt")
        sources[-1].write_text(table(number))
    arguments = [["accept", str(source), "--reason", "x", "--baseline"] for source in sources]
    for one in arguments:
        assert run([*one, str(alone)]) == 0
    wanted = len(json.loads(alone.read_text())["accepted"])
    running = [subprocess.Popen(command(*one, str(baseline)), cwd=ROOT, stdout=subprocess.DEVNULL) for one in arguments]
    assert [one.wait(timeout=HANG) for one in running] == [0, 0]
    assert len(json.loads(baseline.read_text())["accepted"]) == wanted >= 2
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".fiscal")]


@posix
@pytest.mark.parametrize("told", ["check '{0}'", "figures '{0}'", "doctor", "check '{0}' --format json", "--version"])
def test_a_closed_standard_output_is_one_sentence(tmp_path: Path, told: str) -> None:
    """Nothing can be said there: exit code 2, one line on standard error, no traceback."""
    source = tmp_path / "a.txt"
    source.write_text(table())
    line = f"'{sys.executable}' -m reconcile.cli {told.format(source)} >&-"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, timeout=HANG, check=False)
    assert b"Traceback" not in done.stderr
    assert b"FISCAL_DEBUG" not in done.stderr
    if told != "--version":
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
