"""A small part of what `make hostile` does, the same on every run: whatever surrounds the program, it ends well."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

if not Path("/proc/self/environ").exists() or not hasattr(os, "fork"):
    pytest.skip("needs forks and /proc", allow_module_level=True)

from tests.hostile_cases import KINDS, case
from tests.hostile_runs import bad_ends


def test_hostile_runs_end_well() -> None:
    """No traceback, no hang, nothing left behind, no source changed."""
    ends: Counter[str] = Counter()
    bad = [(name, made.kind, outcome.wrong, outcome.said[-300:]) for name, made, outcome in bad_ends(25, 7, ends)]
    assert bad == []
    assert sum(ends.values()) == 25


def test_the_same_seed_makes_the_same_case() -> None:
    """What was found can be found again; every kind of case is drawn."""
    assert case("1-5").arguments == case("1-5").arguments
    assert len({case(f"1-{at}").kind for at in range(300)}) == len(KINDS)
