"""Two gazettes of one place judged together: every relation that a reader found between them is bound, none is lost.

tests/golden/across/gazettes.jsonl has figures and places only. Needs the documents beside the repository.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fiscal.relation import Kind
from reconcile.disjoint_sets import DisjointSets
from reconcile.engine import review
from reconcile.review import HOLDS, Outcome, Review

GOLDEN = Path(__file__).resolve().parent / "golden" / "across" / "gazettes.jsonl"
Row = dict[str, Any]
Places = Mapping[tuple[str, int | None, Decimal], set[str]]


def rows() -> list[Row]:
    """The relations read by hand: members by document, line and printed number."""
    return [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@cache
def together(folder: Path) -> Review:
    """The review of both gazettes as one dossier."""
    paths = [path for seed in ("000", "001") for path in (folder / "seeds").glob(f"{seed}_*.txt")]
    return review(paths)


@cache
def places(folder: Path) -> Places:
    """The figures of `together` by document, line and number."""
    at: dict[tuple[str, int | None, Decimal], set[str]] = defaultdict(set)
    for document in together(folder).documents:
        for figure in document.figures():
            at[Path(document.path).name[:3], figure.place.line, figure.quantity.value.normalize()].add(figure.id)
    return at


def named(row: Row, folder: Path) -> list[set[str]]:
    """For each member of a row the ids that may be it."""
    at = places(folder)
    return [at[m["document"], m["line"], Decimal(m["value"]).normalize()] for m in row["members"]]


@cache
def numbers(folder: Path) -> DisjointSets[str]:
    """Figures that are one number, by the relations that hold."""
    made = together(folder)
    sets = DisjointSets([figure.id for document in made.documents for figure in document.figures()])
    for verdict in made.verdicts:
        if verdict.relation.kind is Kind.SAME and verdict.outcome in HOLDS:
            first, *others = verdict.relation.figures()
            for other in others:
                sets.join(first, other)
    return sets


def bound(row: Row, folder: Path) -> bool:
    """True if the figures are one number, or are all there is in one relation with the verdict that a reader gives."""
    members = named(row, folder)
    if row["kind"] in ("repeat", "carry-over", "balance", "limit") and row["holds"] != "fails":
        found = [{numbers(folder).find(name) for name in names} for names in members]
        return bool(set.intersection(*found))
    for verdict in together(folder).verdicts:
        terms = verdict.relation.figures()
        if len(terms) == len(members) and all(names & set(terms) for names in members):
            if (verdict.outcome is Outcome.BROKEN) is (row["holds"] == "fails"):
                return True
    return False


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row["id"]))
def test_the_relation_between_the_gazettes_is_bound(shared: Path, row: Row) -> None:
    """Bound as a reader reads it, except for those that say why they are not: and those really are not yet."""
    assert all(named(row, shared)), "the figure was not read"
    assert bound(row, shared) is ("not_bound" not in row)


def test_both_real_differences_are_told_and_no_other(shared: Path) -> None:
    """A plan that counted on more than was handed over is a question; a rate wrong in its last place a warning."""
    made = together(shared)
    home = {figure.id: document.id for document in made.documents for figure in document.figures()}
    figures_of = {verdict.id: frozenset(verdict.relation.figures()) for verdict in made.verdicts}
    told = [(finding.severity, figures_of.get(finding.relation or "", frozenset())) for finding in made.findings]
    told = [(severity, figures) for severity, figures in told if len({home[name] for name in figures}) > 1]
    wanted = [row for row in rows() if row["holds"] == "fails"]
    assert len(told) == len(wanted) == 2
    for row in wanted:
        members = named(row, shared)
        assert any(said == row["told"] and all(names & figures for names in members) for said, figures in told)
