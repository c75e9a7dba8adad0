"""Patterns compiled when first used: each of them is one, and does what a compiled one does."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from pkgutil import walk_packages

import pytest

import fiscal
import reconcile
import tables
from fiscal import late_patterns
from fiscal.late_patterns import LatePattern

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
