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


def stopped(*arguments: str, where: Path) -> str:
    """What a command says that could not run: one sentence, exit code 2."""
    done = subprocess.run(
        command(*arguments), cwd=where, env={**os.environ, "PYTHONPATH": str(ROOT), "FISCAL_LANG": "zh"},
        capture_output=True, timeout=HANG, check=False,
    )  # fmt: skip
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n"), "FISCAL_DEBUG" in said) == (2, 1, False), said
    return said


@posix
def test_a_pipe_that_nobody_reads_is_refused(tmp_path: Path) -> None:
    """Writing waits some seconds, not for ever."""
    (tmp_path / "a.txt").write_text(table())
    os.mkfifo(tmp_path / "pipe")
    assert "没有程序在另一端读取" in stopped("check", "a.txt", "-o", "pipe", where=tmp_path)


@posix
@pytest.mark.parametrize("option", ["--baseline", "--settings"])
def test_a_pipe_is_neither_baseline_nor_settings(tmp_path: Path, option: str) -> None:
    """Nothing is waited for."""
    (tmp_path / "a.txt").write_text(table())
    os.mkfifo(tmp_path / "pipe")
    assert "不是普通文件" in stopped("check", "a.txt", option, "pipe", where=tmp_path)


@posix
def test_a_pipe_in_a_folder_is_named_and_not_waited_for(tmp_path: Path) -> None:
    """As other files that are no documents."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "a.txt").write_text(table())
    os.mkfifo(tmp_path / "f" / "pipe.txt")
    assert run(["check", str(tmp_path / "f"), "--format", "json", "-o", str(tmp_path / "r.json")]) == 1
    assert json.loads((tmp_path / "r.json").read_text())["skipped"] == [{"path": "f/pipe.txt", "reason": "format"}]


@posix
@pytest.mark.parametrize("name", ["a" * 300, "x/" * 3000 + "y", "loop", "loop/x", "a.txt/x\ny"])
@pytest.mark.parametrize("how", ["-o", "--also", "--baseline", "path"])
def test_names_that_no_system_takes_are_one_sentence(tmp_path: Path, name: str, how: str) -> None:
    """Too long, links in a circle, a line break in the name: code 2, on one line."""
    (tmp_path / "a.txt").write_text(table())
    (tmp_path / "loop").symlink_to("loop")
    told = {"-o": ["check", "a.txt", "-o", name], "--also": ["check", "a.txt", "--also", f"json={name}"]}
    told |= {"--baseline": ["accept", "a.txt", "--reason", "x", "--baseline", name], "path": ["check", name]}
    stopped(*told[how], where=tmp_path)


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("told", ["--help", "check --help", "checks", "explain TOT01", "doctor", "--version"])
def test_a_full_standard_output_is_one_sentence(told: str) -> None:
    """The help and the version come from the library that reads the command line."""
    line = f"'{sys.executable}' -m reconcile.cli {told} >/dev/full"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, timeout=HANG, check=False)
    assert (done.returncode, b"FISCAL_DEBUG" in done.stderr, b"Traceback" in done.stderr) == (2, False, False)


@posix
def test_a_full_temporary_folder_is_one_sentence(tmp_path: Path) -> None:
    """Sheets of a workbook are put together there."""
    import resource

    (tmp_path / "a.txt").write_text(table())
    done = subprocess.run(
        command("export", "a.txt", "-o", "book.xlsx"), cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)), capture_output=True,
        timeout=HANG, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count(b"\n"), b"FISCAL_DEBUG" in done.stderr) == (2, 1, False)
    assert sorted(os.listdir(tmp_path)) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="the system knows no files without a name")
def test_a_job_killed_while_it_writes_leaves_nothing(tmp_path: Path) -> None:
    """The content is written to a file without a name; what was there stays."""
    (tmp_path / "out.txt").write_text("old")
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nimport reconcile.commands.output as output\n"
        "output.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "output.write_whole(Path(sys.argv[1]), b'new')\n"
    )
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "out.txt")], env=paths, timeout=HANG, check=False
    )
    assert done.returncode == -9
    assert {name: (tmp_path / name).read_text() for name in os.listdir(tmp_path)} == {"out.txt": "old"}
