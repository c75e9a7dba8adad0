"""How many money figures stand in a relation, by where they are printed and by the genre of the document.

    for each document: fiscal check DOCUMENT --format json -o REVIEWS/NAME.json
    python -P -m benchmarks.figures_bound REVIEWS
    python -P -m benchmarks.figures_bound REVIEWS --before OTHER    (documents of both folders only)

A figure is bound if it is a term of a relation that was decided, whether it holds or not. Noughts are left out.
`--by-document` lists the documents, most unbound first.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

GENRES = ("budgets and final accounts", "reports in prose", "debt forms", "workbooks", "web pages")
SOURCES = ("narrative", "cell")
ALL = "all"

Review: TypeAlias = Mapping[str, Any]


class Share(NamedTuple):
    """Bound figures of so many."""

    bound: int
    of: int

    def __str__(self) -> str:
        return f"{self.bound:7}/{self.of:<7} {Decimal(self.bound) / max(1, self.of):.3f}"


def genre_of(review: Review) -> str:
    """What kind of document a review is of: by its format, what its tables are about, and whether it has any."""
    (document, *_) = review["documents"]
    titles = [table["title"] or "" for table in review["tables"]]
    if document["format"] in ("html", "mhtml"):
        return "web pages"
    if titles and 2 * sum("债" in title for title in titles) > len(titles):
        return "debt forms"
    if document["format"] in ("xls", "xlsx", "ods"):
        return "workbooks"
    cells = sum(figure["source"] == "cell" for figure in review["figures"])
    return "reports in prose" if 2 * cells < len(review["figures"]) else "budgets and final accounts"


def money_of(review: Review) -> Iterator[Mapping[str, Any]]:
    """The amounts of money of a review, noughts left out."""
    for figure in review["figures"]:
        if figure["unit"] and "元" in figure["unit"] and figure["value"] and Decimal(figure["value"]):
            yield figure


def bound_of(review: Review) -> frozenset[str]:
    """The figures that are a term of a decided relation."""
    decided = (relation for relation in review["relations"] if relation["verdict"] != "undecided")
    return frozenset(term["figure"] for relation in decided for term in relation["terms"])


def shares_of(review: Review) -> dict[str, Share]:
    """For each source how many of the amounts of a review are bound."""
    bound = bound_of(review)
    of: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for figure in money_of(review):
        of[figure["source"]] += 1
        held[figure["source"]] += figure["id"] in bound
    return {source: Share(held[source], of[source]) for source in SOURCES}


def measured(folder: Path, names: Sequence[str]) -> dict[str, tuple[str, dict[str, Share]]]:
    """For each review its genre and shares."""
    found = {}
    for name in names:
        review = json.loads((folder / name).read_text(encoding="utf-8"))
        if review["documents"]:
            found[name] = genre_of(review), shares_of(review)
    return found


def table(found: Mapping[str, tuple[str, Mapping[str, Share]]]) -> Iterator[str]:
    """One line a genre, then one for all."""
    yield f"{'':28}{'documents':>9}   " + "   ".join(f"{source:22}" for source in SOURCES)
    for genre in (*GENRES, ALL):
        of_genre = [shares for own, shares in found.values() if genre in (own, ALL)]
        sums = [map(sum, zip(*(shares[source] for shares in of_genre), (0, 0), strict=True)) for source in SOURCES]
        told = "   ".join(str(Share(*each)) for each in sums)
        yield f"{genre:28}{len(of_genre):9}   {told}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares by genre and source."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reviews", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--by-document", action="store_true")
    given = parser.parse_args(arguments)
    names = sorted(path.name for path in given.reviews.glob("*.json") if path.stat().st_size)
    if given.before:
        names = [name for name in names if (given.before / name).exists()]
        print("\n".join(table(measured(given.before, names))))
    found = measured(given.reviews, names)
    print("\n".join(table(found)))
    if given.by_document:
        for name, (genre, shares) in sorted(found.items(), key=lambda entry: -_unbound(entry[1][1])):
            print(f"{name:50}{genre:28}" + "   ".join(str(shares[source]) for source in SOURCES))


def _unbound(shares: Mapping[str, Share]) -> int:
    return sum(share.of - share.bound for share in shares.values())


if __name__ == "__main__":
    main()
