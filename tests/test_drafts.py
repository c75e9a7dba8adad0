"""What changed between two drafts: every planted change is found and nothing else, whatever the formats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fiscal.figure import Figure
from reconcile.drafts.compare import compare
from reconcile.drafts.comparison import Comparison
from reconcile.drafts.order_alignment import aligned
from reconcile.engine import review
from reconcile.review import Review
from tests.counted_work import growth
from tests.draft_planter import (
    FORTY,
    Manuscript,
    Truth,
    as_page,
    as_text,
    as_word,
    as_workbook,
    manuscript,
    planted,
)
from tests.libreoffice import converted, needs_libreoffice

DATA = Path(__file__).resolve().parent.parent / "data"
BASE = (DATA / "yunxi-2021-clean-narrative.txt", *sorted((DATA / "yunxi-dossier").glob("*.txt")))
FORMATS = sorted(path for path in (DATA / "yunxi-2024-formats").iterdir() if path.suffix in (".docx", ".html", ".pdf"))


@cache
def base() -> Manuscript:
    """Six of our documents behind one another."""
    return manuscript(BASE)


def bare(figure: Figure) -> str:
    """The number of a figure as printed, without its unit."""
    return re.sub(r"[^\d.,-]", "", figure.quantity.text)


def told(comparison: Comparison) -> Truth:
    """What a comparison says, in the form in which the planter says what it did."""
    return Truth(
        Counter((bare(change.old), bare(change.new)) for change in comparison.changed),
        Counter(map(bare, comparison.added)),
        Counter(map(bare, comparison.removed)),
    )


def agrees(comparison: Comparison, truth: Truth) -> None:
    """All that was planted is told, and nothing else."""
    found = told(comparison)
    assert found.changed == truth.changed
    assert (found.added, found.removed) == (truth.added, truth.removed)
    assert not comparison.tables_added and not comparison.tables_removed
    assert len(comparison.words) == truth.turned.total()
    for old, new in truth.turned:
        assert any(old in one.old.text and new in one.new.text for one in comparison.words)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """The review of the old draft, as text."""
    return review([as_text(base(), tmp_path_factory.mktemp("old") / "old.txt")])


def wrapped(draft: Manuscript, target: Path) -> Path:
    """As text whose lines are wrapped."""
    return as_text(draft, target.with_suffix(".txt"), 34)


WRITERS: dict[str, Callable[[Manuscript, Path], Path]] = {
    "text": lambda draft, target: as_text(draft, target.with_suffix(".txt")),
    "wrapped": wrapped,
    "word": lambda draft, target: as_word(draft, target.with_suffix(".docx")),
    "page": lambda draft, target: as_page(draft, target.with_suffix(".html")),
}


@pytest.mark.parametrize("form", WRITERS)
def test_another_format_is_no_change(old: Review, form: str, tmp_path: Path) -> None:
    """The same document in another format, or wrapped at another width: nothing changed, exit code 0."""
    comparison = compare(old, review([WRITERS[form](base(), tmp_path / "new")]))
    assert not comparison.anything
    assert len(comparison.counterparts) == len(old.dossier.figures)


@pytest.mark.parametrize(("seed", "form"), [("1", "text"), ("2", "word"), ("3", "page"), ("4", "wrapped")])
def test_forty_planted_changes_are_found_and_nothing_else(old: Review, seed: str, form: str, tmp_path: Path) -> None:
    """Figures, rows and sentences changed, added and removed, words turned, tables moved and numbered anew."""
    new, truth = planted(base(), seed, FORTY)
    assert truth.planted == 40
    agrees(compare(old, review([WRITERS[form](new, tmp_path / "new")])), truth)


MOST = {**FORTY, "sentence removed": 4, "row removed": 5, "number": 14, "cell": 20, "moved": 5}
"""So many changes of a kind our documents have places for."""


@st.composite
def forty(source: st.DrawFn) -> dict[str, int]:
    """Forty changes, so many of each kind as is drawn."""
    counts = dict.fromkeys(FORTY, 0)
    while sum(counts.values()) < 40:
        counts[source(st.sampled_from([kind for kind in FORTY if counts[kind] < MOST[kind]]))] += 1
    return counts


@settings(max_examples=8, deadline=None)
@given(counts=forty(), seed=st.integers(0, 10**6), form=st.sampled_from(sorted(WRITERS)))
def test_any_forty_changes_in_any_format(old: Review, counts: dict[str, int], seed: int, form: str) -> None:
    """Of whatever kinds, wherever they fall, in whatever format: all are found, and nothing else."""
    new, truth = planted(base(), str(seed), counts)
    with TemporaryDirectory() as folder:
        agrees(compare(old, review([WRITERS[form](new, Path(folder) / "new")])), truth)


@needs_libreoffice
def test_forty_planted_changes_between_text_and_pdf(old: Review, tmp_path: Path) -> None:
    """The same where the new draft is a PDF of many pages."""
    new, truth = planted(base(), "5", FORTY)
    agrees(compare(old, review([converted(as_word(new, tmp_path / "new.docx"), tmp_path, "pdf")])), truth)


@pytest.mark.parametrize("path", FORMATS, ids=lambda path: path.suffix)
def test_one_report_in_three_formats(path: Path) -> None:
    """The sample report as Word, PDF and web page: nothing changed."""
    assert not compare(review([FORMATS[0]]), review([path])).anything


def test_the_tables_alone_are_told_apart_from_a_change(tmp_path: Path, old: Review) -> None:
    """Where the new draft is a workbook of the tables every cell is met, and a hint says what is missing."""
    comparison = compare(old, review([as_workbook(base(), tmp_path / "new.xlsx")]))
    assert not comparison.changed and not comparison.added
    assert {figure.source for figure in comparison.removed} == {"narrative"}
    assert "new-wordless" in {one.hint.value for one in comparison.hints}


def test_what_is_swapped_is_turned_round(old: Review, tmp_path: Path) -> None:
    """Compared the other way round, what was added is removed, and differences have the other sign."""
    new = review([as_text(planted(base(), "6", FORTY)[0], tmp_path / "new.txt")])
    there, back = compare(old, new), compare(new, old)
    assert {figure.id for figure in there.added} == {figure.id for figure in back.removed}
    assert {(one.old.id, one.new.id) for one in there.changed} == {(one.new.id, one.old.id) for one in back.changed}
    apart = [Counter(one.difference for one in side.changed) for side in (there, back)]
    assert apart[0] == Counter({-value: count for value, count in apart[1].items() if value is not None})


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.lists(st.sampled_from("abcdef"), max_size=40))
def test_an_alignment_pairs_equal_items_in_order(one: list[str], other: list[str]) -> None:
    """Pairs are of equal items and rise on both sides; equal sequences are paired whole."""
    pairs = aligned(one, other)
    assert all(one[i] == other[j] for i, j in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in zip(pairs, pairs[1:], strict=False))
    assert aligned(one, one) == [(at, at) for at in range(len(one))]


@pytest.mark.parametrize("items", ["ab", "abcdefgh"])
def test_an_alignment_of_few_words_is_not_quadratic(items: str) -> None:
    """Two long sequences of the same few items, the worst there are: four times as long, four times the work."""

    def work(size: int) -> Callable[[], object]:
        one = [items[at * 7 % len(items)] for at in range(size)]
        other = [items[at * at % len(items)] for at in range(size)]
        return lambda: aligned(one, other)

    assert growth(work, 1000) < 60
