"""A small part of what `make fuzz` does, the same on every run: spoilt files end in a Document or a refusal, soon."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.fuzz_readers import fuzz
from tests.mutations import PLAIN, spoilt
from tests.pdf_factory import encrypted, nested_forms, one_page, pages, writing

DATA = Path(__file__).resolve().parent.parent / "data"
RULES = " ".join(f"72 {at} m 500 {at} l S {at} 72 m {at} 500 l S" for at in range(72, 500, 40))


def test_spoilt_pdfs_end_well() -> None:
    """Nothing crashes, hangs or is refused without a sentence; most can still be read."""
    lines = ["Item  Plan  Done", *(f"Item{row}  {row}00  {row}50" for row in range(20))]
    files = [
        ("ruled.pdf", one_page(f"{RULES} {writing(lines)}")),
        ("three.pdf", pages(writing(), writing(lines), writing())),
        ("forms.pdf", nested_forms(3)),
        ("locked.pdf", encrypted(b"")),
    ]
    ends: Counter[str] = Counter()
    assert [(bad.name, bad.reason) for bad in fuzz(files, 160, 5, ends, 2)] == []
    assert sum(ends.values()) == 160
    assert ends["read"] > 80


def test_spoilt_documents_of_every_kind_end_well() -> None:
    """The same for the documents written for this repository, whatever their format."""
    paths = [
        path
        for path in sorted(DATA.rglob("*.*"))
        if path.suffix not in (".py", ".md") and path.stat().st_size < 200_000
    ]
    files = [(path.name, path.read_bytes()) for path in paths]
    ends: Counter[str] = Counter()
    assert [(bad.name, bad.reason) for bad in fuzz(files, 4 * len(files), 6, ends, 2)] == []


def test_the_same_seed_spoils_in_the_same_way() -> None:
    """What was found can be found again."""
    data = one_page(writing())
    assert spoilt(data, "1-1-a.pdf") == spoilt(data, "1-1-a.pdf")
    assert len({spoilt(data, f"1-{at}-a.pdf") for at in range(50)}) > 40
    assert len(PLAIN) > 5
