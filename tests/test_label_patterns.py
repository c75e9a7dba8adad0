"""fiscal/words/label_patterns.txt: every pattern is found in its example, stands once and has a reader."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fiscal.words.label_patterns import label_pattern, label_patterns

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", label_patterns())
def test_every_pattern_is_found_in_its_example(name: str) -> None:
    """An example that attests nothing, or a pattern that finds nothing, is a mistake."""
    for example in label_patterns()[name][1].split("；"):
        assert label_pattern(name).search(example), f"{name} is not found in {example}"


def test_every_pattern_stands_once() -> None:
    """What two checks look for is one entry."""
    counts = Counter(pattern for pattern, _ in label_patterns().values())
    assert [pattern for pattern, count in counts.items() if count > 1] == []


def test_every_name_stands_once() -> None:
    """A second entry of one name would speak for the first."""
    lines = (ROOT / "fiscal" / "words" / "label_patterns.txt").read_text(encoding="utf-8").splitlines()
    counts = Counter(line.split("\t")[0] for line in lines if line and not line.startswith("#"))
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_pattern_is_asked_for_and_every_name_exists() -> None:
    """No entry without a reader, no reader without an entry."""
    modules = [path for folder in ("reconcile", "tables") for path in (ROOT / folder).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in modules]
    asked = {part.split('"')[1] for source in sources for part in source.split("label_pattern(")[1:]}
    data = (ROOT / "fiscal" / "words" / "label_patterns.txt").read_text(encoding="utf-8")
    included = {part.split("}}")[0] for part in data.split("{{")[1:]} - {"name"}
    assert asked | included == set(label_patterns())


def test_an_unknown_name_is_a_key_error() -> None:
    """Told by name when it is first asked."""
    with pytest.raises(KeyError, match="no-such-words"):
        label_pattern("no-such-words").search("")
