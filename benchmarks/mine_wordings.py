"""Lists wordings between neighbouring figures whose identity holds and which no check covers: `make mine ARGS=folder`.

For every three neighbouring figures of a sentence it asks whether one is the sum of the others, or a rate their
proportion or growth. Each wording comes with how often the identity held where no relation binds the three figures, of
how many times it was met, and how often it would hold by chance: the same test with one figure moved by a few last
places. A person reads the list; what is real becomes a line of `wordings.txt` or a word of the lexicon.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from fiscal.claims import growth, ratio, total
from fiscal.figure import Figure
from fiscal.numbers.interval import EXACT
from fiscal.relation import Basis, Relation
from reconcile.engine import files_of, judge_documents, load_all
from reconcile.linking.partitions import holds
from reconcile.review import Review
from tables.statements.running_totals import digits_of
from tables.statements.skeleton import Piece
from tables.statements.statements import stretches_of

Three: TypeAlias = tuple[Figure, Figure, Figure]
SHIFTS = (7, -13, 29)
"""By how many last places a figure is moved to see what chance does."""

WORDS = 8
"""Characters before a figure that make up its part of a wording."""

DIGITS = 3
MOST_SHOWN = 60


def identities(three: Three) -> Iterator[tuple[str, Relation]]:
    """What the three figures may have to do with one another."""
    rates = [figure for figure in three if figure.quantity.unit.is_rate]
    money = [figure for figure in three if figure.quantity.unit.is_money]
    if len(money) == 3:
        for whole in three:
            parts = [figure for figure in three if figure is not whole]
            yield f"{_letter(three, whole)}=", total("MINE", whole, parts, Basis.INFERRED)
    elif len(money) == 2 and len(rates) == 1:
        for one, other in (money, money[::-1]):
            name = f"{_letter(three, one)}/{_letter(three, other)}"
            yield name, ratio("MINE", one, (other,), rates[0], Basis.INFERRED)
            yield f"{name}-1", growth("MINE", other, one, rates[0], Basis.INFERRED)


def _letter(three: Three, figure: Figure) -> str:
    return "ABC"[three.index(figure)]


def neighbours(piece: Piece) -> Iterator[tuple[str, Three]]:
    """Every three neighbouring figures of a piece, with the words before each; digits are left out of the words."""
    for at in range(len(piece.figures) - 2):
        leads = [re.sub(r"\d+", "", piece.lead(at + i))[-WORDS:] for i in range(3)]
        one, two, three = piece.figures[at : at + 3]
        yield "".join(f"{lead}{letter}" for lead, letter in zip(leads, "ABC", strict=True)), (one, two, three)


def moved(three: Three, steps: int) -> Mapping[str, Figure]:
    """The figures by their ids, the last one moved by so many last places."""
    last = three[2].quantity
    value = EXACT.add(last.value, EXACT.multiply(Decimal(steps), Decimal(1).scaleb(last.exponent)))
    return {**{f.id: f for f in three}, three[2].id: replace(three[2], quantity=replace(last, value=value))}


def mined(review: Review) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """For each wording how often its identity held unbound, was met, and held by chance (summed over the shifts)."""
    bound = [frozenset(verdict.relation.figures()) for verdict in review.verdicts]
    of_figure: dict[str, list[frozenset[str]]] = {}
    for each in bound:
        for name in each if len(each) < 40 else ():
            of_figure.setdefault(name, []).append(each)
    hits: Counter[str] = Counter()
    met: Counter[str] = Counter()
    chance: Counter[str] = Counter()
    for passage in (passage for document in review.documents for passage in document.passages):
        for words, three in (found for piece in stretches_of(passage) for found in neighbours(piece)):
            ids = {figure.id for figure in three}
            if any(ids <= known for known in of_figure.get(three[0].id, ())) or min(map(digits_of, three)) < DIGITS:
                continue
            figures = {figure.id: figure for figure in three}
            for name, relation in identities(three):
                key = f"{name:6} {words}"
                met[key] += 1
                hits[key] += holds(relation, figures)
                chance[key] += sum(holds(relation, moved(three, steps)) for steps in SHIFTS)
    return hits, met, chance


def report(paths: Iterable[Path]) -> Iterator[str]:
    """The wordings met most often, one a line, and what chance gives over all of them."""
    hits: Counter[str] = Counter()
    met: Counter[str] = Counter()
    chance: Counter[str] = Counter()
    for file in files_of(list(paths)):
        for sums, found in zip((hits, met, chance), mined(judge_documents(load_all([file]))), strict=True):
            sums.update(found)
    yield f"held {sum(hits.values())} of {sum(met.values())}, by chance {sum(chance.values()) / len(SHIFTS):.1f}"
    for key, count in sorted(hits.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_SHOWN]:
        if count:
            yield f"{count:4} of {met[key]:4}   chance {chance[key] / len(SHIFTS):.1f}   {key}"


def main() -> None:
    """Prints the list for files and folders."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("paths", nargs="+", type=Path)
    for line in report(asked.parse_args().paths):
        print(line)


if __name__ == "__main__":
    main()
