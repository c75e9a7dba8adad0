"""What is installed: a wheel with every data file, a program that starts at once, a refusal to run beside PyTables."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from statistics import median

import pytest

HEAVY = ("numpy", "pandas", "openpyxl", "jinja2", "msgspec", "PIL", "jsonschema", "tables.formats.text")


def run(*arguments: str, cwd: Path, path: tuple[Path, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Runs Python with `path` in front of everything else it imports from."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path)), "PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_holds_every_file_of_the_packages(repo_root: Path, tmp_path: Path) -> None:
    """`pip install .` brings the data files too: unit lists, report texts, the marker for type checkers."""
    pytest.importorskip("hatchling", reason="the build backend is not installed in this environment")
    built = run("-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=repo_root)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(repo_root).as_posix()
        for package in ("fiscal", "tables", "reconcile")
        for path in (repo_root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= inside
    assert not [name for name in inside if not re.match(r"(fiscal|tables|reconcile|fiscal-[\d.]+\.dist-info)/", name)]


def test_starting_imports_nothing_heavy(repo_root: Path, tmp_path: Path) -> None:
    """The command line can be asked for help without loading numbers, workbooks or readers."""
    code = "import sys, json, reconcile.cli; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(run("-c", code, cwd=tmp_path, path=(repo_root,)).stdout)
    assert not set(HEAVY) & set(loaded)


def test_help_answers_at_once(repo_root: Path, tmp_path: Path) -> None:
    """`fiscal --help` takes less than 0.3 s of processor time, median of five (three times that on a CI machine)."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        shown = run("-m", "reconcile.cli", "--help", cwd=tmp_path, path=(repo_root,))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert shown.returncode == 0, shown.stderr
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert median(spent) < (0.9 if os.environ.get("CI") else 0.3)


def test_pytables_in_the_place_of_our_tables_is_refused(repo_root: Path, tmp_path: Path) -> None:
    """If `import tables` would bring PyTables, the program stops with exit code 2 and one sentence, not a traceback."""
    other = tmp_path / "elsewhere" / "tables"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text('"""PyTables, hierarchical datasets in Python."""\n', encoding="utf-8")
    stopped = run("-c", "import fiscal", cwd=tmp_path, path=(other.parent, repo_root))
    assert stopped.returncode == 2
    assert "tables" in stopped.stderr and "Traceback" not in stopped.stderr
    assert run("-c", "import fiscal", cwd=tmp_path, path=(repo_root,)).returncode == 0
