"""A small part of what `make hostile` does, the same on every run: whatever surrounds the program, it ends well."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

if not Path("/proc/self/environ").exists() or not hasattr(os, "fork"):
    pytest.skip("needs forks and /proc", allow_module_level=True)

from tests.counted_work import HANG
from tests.hostile_cases import KINDS, case

ROOT = Path(__file__).resolve().parent.parent


def test_hostile_runs_end_well() -> None:
    """No traceback, no hang, nothing left behind, no source changed, no more memory than a check takes.

    In a process of its own: what the tests before it hold would count as memory of each run.
    """
    command = [sys.executable, "-P", "-m", "tests.hostile_runs", "--count", "25", "--seed", "7"]
    run = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=HANG, check=False
    )
    assert run.returncode == 0, run.stdout.decode() + run.stderr.decode()


def test_the_same_seed_makes_the_same_case() -> None:
    """What was found can be found again; every kind of case is drawn."""
    assert case("1-5").arguments == case("1-5").arguments
    assert len({case(f"1-{at}").kind for at in range(300)}) == len(KINDS)
