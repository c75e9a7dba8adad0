"""Patterns compiled when first used: each of them is one, and does what a compiled one does."""

from __future__ import annotations

import gc
import marshal
import os
import re
import subprocess
import sys
from array import array
from pathlib import Path
from pkgutil import walk_packages

import pytest

import fiscal
import reconcile
import tables
from fiscal import kept_patterns, late_patterns
from fiscal.late_patterns import LatePattern

ROOT = Path(__file__).resolve().parent.parent
SEEN = 400
"""There are more patterns than this at the heads of our modules."""


def test_every_pattern_of_the_program_is_one() -> None:
    """A slip in a pattern is found here, not by the first document that needs it."""
    for package in (fiscal, tables, reconcile):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                __import__(module.name)
    known = [one for one in gc.get_objects() if type(one) is LatePattern]
    assert len(known) > SEEN
    for one in known:
        assert one.groups >= 0


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.IGNORECASE | re.MULTILINE])
def test_it_does_what_a_compiled_one_does(flags: int) -> None:
    """Before and after it is compiled, in all that is asked of one."""
    text, source = "Ab1\nab2", r"^(?P<word>[a-z]+)\d"
    late, known = late_patterns.compile(source, flags), re.compile(source, flags)
    for _ in range(2):
        assert late.pattern == source
        assert late.findall(text) == known.findall(text)
        assert [one.span() for one in late.finditer(text)] == [one.span() for one in known.finditer(text)]
        assert late.sub("-", text) == known.sub("-", text)
        assert late.split(text) == known.split(text)
        assert (late.flags, late.groups, dict(late.groupindex)) == (known.flags, known.groups, dict(known.groupindex))


def test_what_is_no_pattern_says_so_when_it_is_used() -> None:
    """As `re` does."""
    with pytest.raises(re.error):
        late_patterns.compile("(").search("a")


def test_loading_the_checks_compiles_few() -> None:
    """Importing all checks compiled six hundred patterns once; libraries have some of their own."""
    count = "import re, re._compiler as c; n = [0]; real = c.compile\n"
    count += "def counted(*given):\n    n[0] += 1\n    return real(*given)\n"
    count += "c.compile = counted\nfrom reconcile.proposers import checks\nchecks()\nprint(n[0])"
    done = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 120


def checked(bytecode: Path, text: Path) -> bytes:
    """What a check of `text` prints, with bytecode in that folder."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-P", "-m", "reconcile.cli", "check", "--fail-on", "never", str(text)]
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_what_was_compiled_is_kept_and_is_the_same(tmp_path: Path) -> None:
    """A check keeps its patterns beside the bytecode: those of the program only, and each what `re` makes of it."""
    text = tmp_path / "report.txt"
    text.write_text("2023年，云溪收入完成347.26亿元，税收占比53.8%，增长5%。\n", encoding="utf-8")
    first = checked(tmp_path / "bytecode", text)
    (kept,) = (tmp_path / "bytecode").rglob(f"*{kept_patterns.SUFFIX}*")
    _, known = marshal.loads(kept.read_bytes())
    assert len(known) > 50
    for (pattern, flags), parts in known.items():
        assert "云溪" not in str(pattern)
        made = kept_patterns._makers()[0].compile(pattern, parts[0], list(array("I", parts[1])), *parts[2:])
        assert made == re.compile(pattern, flags) and made.groupindex == re.compile(pattern, flags).groupindex
    assert checked(tmp_path / "bytecode", text) == first


@pytest.mark.parametrize("spoilt", [b"", b"\x00", marshal.dumps((0, {})), marshal.dumps([1, 2, 3])])
def test_what_is_kept_and_cannot_be_used_is_compiled(tmp_path: Path, spoilt: bytes) -> None:
    """A file broken off, of another Python, or of somebody else changes nothing."""
    text = tmp_path / "report.txt"
    text.write_text("2023年，云溪收入完成347.26亿元，增长5%。\n", encoding="utf-8")
    first = checked(tmp_path / "bytecode", text)
    (kept,) = (tmp_path / "bytecode").rglob(f"*{kept_patterns.SUFFIX}*")
    kept.write_bytes(spoilt)
    assert checked(tmp_path / "bytecode", text) == first
    assert len(kept.read_bytes()) > len(spoilt)


def test_parts_that_are_no_pattern_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python looks at them before it takes them; then the pattern is compiled."""
    monkeypatch.setattr(kept_patterns, "_kept", lambda: {("a+b", 0): (32, b"\xff" * 16, 0, {}, (None,))})
    found = kept_patterns.compiled("a+b", 0).search("caab")
    assert found is not None and found.span() == (1, 4)
