"""How often a figure behind a word for a total is the sum of the amounts right before it; `--missed` lists the rest.

    python -P -m benchmarks.running_totals_held PATH…

A claim is a lead word and a figure of four digits or more behind a run of amounts; the word is of the lexicon or
learned from the document. Sums that only their figures tell hold by construction and are counted apart. By chance:
how many claims would hold if the total were moved by a few last places.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from fiscal.document import Document
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.statement import Source, Total
from reconcile.engine import files_of, load_all
from tables.statements.running_totals import LEAST_DIGITS, adds_up, digits_of
from tables.statements.statements import statements

SHIFTS = (7, -13, 29)
"""By how many last places a total is moved to see what chance does."""


class Claim(NamedTuple):
    """One running total: how it is known, whether a reading holds, how many shifted ones do, and its sentence."""

    source: Source
    held: bool
    chance: int
    said: str


def claims_of(document: Document) -> Iterator[Claim]:
    """Every running total of a document whose figure has digits enough."""
    figures = {figure.id: figure for passage in document.passages for figure in passage.figures}
    for passage, told in statements(document):
        for total in told:
            if isinstance(total, Total) and not total.ahead and digits_of(figures[total.whole]) >= LEAST_DIGITS:
                whole = figures[total.whole]
                chance = sum(_holds(_moved(whole, steps), total, figures) for steps in SHIFTS)
                said = f"{document.path} {total.words} {whole.quantity.text}: {passage.text[:80]}"
                yield Claim(total.source, _holds(whole, total, figures), chance, said)


def _holds(whole: Figure, total: Total, figures: dict[str, Figure]) -> bool:
    return any(adds_up(whole, run, figures) for run in total.readings)


def _moved(figure: Figure, steps: int) -> Figure:
    moved = EXACT.add(figure.quantity.value, EXACT.multiply(Decimal(steps), figure.quantity.step))
    return replace(figure, quantity=replace(figure.quantity, value=moved))


def report(claims: Sequence[Claim], documents: int) -> Iterator[str]:
    """One line a source of knowledge."""
    made, held, chance = (Counter[Source]() for _ in range(3))
    for claim in claims:
        made[claim.source] += 1
        held[claim.source] += claim.held
        chance[claim.source] += claim.chance
    yield f"{documents} documents"
    for source in Source:
        share = Decimal(held[source]) / max(1, made[source])
        by_chance = Decimal(chance[source]) / len(SHIFTS)
        yield f"{source:9} {held[source]:5} of {made[source]:5} hold {share:.3f}, by chance {by_chance:.1f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts, and with `--missed` the claims that do not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--missed", action="store_true")
    given = parser.parse_args(arguments)
    files = files_of(given.paths)
    claims = [claim for file in files for document in load_all([file]) for claim in claims_of(document)]
    print("\n".join(report(claims, len(files))))
    for claim in claims:
        if given.missed and not claim.held:
            print(f"{claim.source}: {claim.said}")


if __name__ == "__main__":
    main()
