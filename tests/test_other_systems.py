"""What Windows lacks is hidden from the program and all its processes: it works, and says which limits go."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tables.office.convert import converter

HIDDEN = """
import os, select, signal, subprocess, sys, types
subprocess.signal = types.SimpleNamespace(**vars(signal))  # the standard library of Windows does without by itself
for name in ("resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "syslog"):
    sys.modules[name] = None
for module, names in {
    os: "fork pidfd_open killpg getpgid getpgrp getuid geteuid setsid O_TMPFILE O_NONBLOCK mkfifo chown nice",
    signal: "SIGKILL SIGXCPU SIGVTALRM SIGALRM SIGHUP SIGUSR1 setitimer alarm ITIMER_VIRTUAL pthread_sigmask",
    select: "poll epoll",
}.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""
DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, repo_root: Path) -> dict[str, str]:
    """The surroundings of a process that finds nothing of what Windows does not have."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "sitecustomize.py").write_text(HIDDEN, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(repo_root)]), "PYTHONUTF8": "1"}


def fiscal(bare: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program, as it ends there."""
    command = [sys.executable, "-P", "-m", "reconcile.cli", *arguments]
    return subprocess.run(command, env=bare, capture_output=True, encoding="utf-8", check=False)


def test_the_doctor_says_which_limits_are_absent(bare: dict[str, str]) -> None:
    """Each in a line that says what this means; where all are there, nothing is said to be absent."""
    there = fiscal(bare, "doctor")
    assert there.returncode == 0, there.stderr
    assert there.stdout.count("这个系统没有") == 4
    here = fiscal({**bare, "PYTHONPATH": str(DATA.parent)}, "doctor")
    assert "限制:" in here.stdout and ("这个系统没有" in here.stdout) == (sys.platform == "win32")


def test_every_report_is_made_without_them(bare: dict[str, str], tmp_path: Path) -> None:
    """A folder of Chinese name with PDF, Word and text, read in processes of their own: the same findings as here."""
    folder = tmp_path / "预算 材料"
    folder.mkdir()
    for ending in ("pdf", "docx"):
        shutil.copy(next((DATA / "yunxi-2024-formats").glob(f"*.{ending}")), folder)
    shutil.copy(DATA / "wrong" / "02-说明与附表.txt", folder)
    found = []
    for surroundings, name in ((bare, "那里"), ({**bare, "PYTHONPATH": str(DATA.parent)}, "这里")):
        done = fiscal(surroundings, "check", str(folder), "--all", str(tmp_path / name), "--format", "concise")
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        assert {path.suffix for path in (tmp_path / name).iterdir() if path.is_file()} == {
            ".html",
            ".xlsx",
            ".docx",
            ".json",
        }
        found.append((tmp_path / name / "核对结果.json").read_bytes())
    assert found[0] == found[1]


@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
def test_old_office_files_are_converted_without_them(bare: dict[str, str], tmp_path: Path) -> None:
    """The converter is started and ended by itself, not as a group."""
    said = "".join(f"\\u{ord(char)}?" for char in "预算收入10亿元，其中：税收收入6亿元、非税收入5亿元。")
    (tmp_path / "说明.rtf").write_text(f"{{\\rtf1 {said}\\par}}", encoding="ascii")
    done = fiscal(bare, "figures", str(tmp_path), "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4
