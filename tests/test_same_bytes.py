"""The same input gives the same bytes, whatever order the interpreter's hashes put sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PRINTED = "import sys; from reconcile.cli import main; sys.exit(main())"


def review_of(path: Path, seed: int) -> bytes:
    """The JSON of a check in an interpreter whose hashes are seeded with `seed`."""
    command = [sys.executable, "-P", "-c", PRINTED, "check", str(path), "--format", "json", "--fail-on", "never"]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


@pytest.mark.parametrize("name", ["yunxi-dossier", "yunxi-2020-adjustment"])
def test_own_documents(name: str) -> None:
    """Documents of the repository."""
    assert review_of(ROOT / "data" / name, 1) == review_of(ROOT / "data" / name, 2)


def test_two_tables_that_share_columns_and_rows(shared: Path) -> None:
    """A real budget in which one line stands in two tables with several columns each."""
    path = shared / "corpus" / "pdf" / "shizuishan_2025.pdf"
    assert len({review_of(path, seed) for seed in (1, 2, 3)}) == 1
