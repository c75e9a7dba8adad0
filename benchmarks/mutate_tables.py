"""How many single wrong figures of real tables are noticed: `python -m benchmarks.mutate_tables FILE... [-n 150]`.

Each round spoils one figure of a table that stands in a relation which holds and forbids any other value, judges the
document again, and asks whether the error is

* caught: an error or warning that the clean document does not have, about a relation that holds the figure;
* named: one of them suspects the figure; listed: at least one counts it among those that come into question;
* misled: not named, but another figure is suspected;
* repaired: named, and the suggested value is the one that was printed;
* false: how many new errors and warnings are about other figures.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from benchmarks.__main__ import keep
from benchmarks.spoilt_figures import Spoilt, cells, spoil, with_spoilt
from fiscal.document import Document
from fiscal.relation import Kind
from reconcile.engine import judge_documents, load_all
from reconcile.review import HOLDS, Finding, Outcome, Review, Severity, Verdict
from tables.reading.gathering import Source

COUNTED = ("caught", "noted", "named", "listed", "repaired", "misled")
LOUD = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one spoilt figure. `lost` are the codes of its relations that were no longer proposed."""

    spoilt: Spoilt
    caught: bool
    noted: bool
    named: bool
    misled: bool
    listed: bool
    repaired: bool
    false: tuple[Finding, ...]
    fate: tuple[str, ...]


def binding(verdict: Verdict) -> bool:
    """True for a relation that holds and would not hold with any other value of one of its figures."""
    relation = verdict.relation
    held = verdict.outcome in HOLDS
    return held and relation.kind is not Kind.AT_MOST and not relation.partial


def targets(document: Document, review: Review) -> list[tuple[Sequence[object], str]]:
    """Figures of tables that may be spoilt, as (row, id): in a binding relation, in none that is broken, not 0."""
    bound = {name for verdict in review.verdicts if binding(verdict) for name in verdict.relation.figures()}
    broken = {name for v in review.verdicts if v.outcome is Outcome.BROKEN for name in v.relation.figures()}
    return [
        (row, cell.id) for _, row, cell in cells(document) if cell.id in bound - broken and cell.quantity.value != 0
    ]


def rounds(document: Document, review: Review, count: int, seed: int) -> Iterator[Result]:
    """`count` rounds on one document, the same for the same seed."""
    source = random.Random(seed)
    wanted = {name for _, name in targets(document, review)}
    choices = [(row, cell) for _, row, cell in cells(document) if cell.id in wanted]
    before = set(told(review.findings))
    made = 0
    while choices and made < count:
        row, figure = source.choice(choices)
        spoilt = spoil(source, row, figure)
        if spoilt is not None:
            made += 1
            yield result(spoilt, review, judge_documents([with_spoilt(document, spoilt)]), before)


def told(findings: Iterable[Finding]) -> Iterator[str]:
    """Ids of the relations that errors and warnings tell of, folded ones included."""
    for finding in findings:
        if finding.severity in LOUD and finding.relation is not None:
            yield finding.relation
            yield from (one.relation for one in finding.folded)


def result(spoilt: Spoilt, clean: Review, review: Review, before: set[str]) -> Result:
    """What the review of the spoilt document says of the spoilt figure."""
    name = spoilt.figure.id
    holding = {verdict.id for verdict in review.verdicts if name in verdict.relation.figures()}
    about = [finding for finding in review.findings if finding.relation is not None]
    mine = [finding for finding in about if holding & {*told([finding]), finding.relation}]
    loud = [finding for finding in mine if finding.severity in LOUD]
    suspects = [finding.suspect for finding in loud if finding.suspect and finding.suspect.figure == name]
    original = spoilt.figure.quantity.value
    false = [f for f in about if f.severity in LOUD and f not in mine and f.relation not in before]
    listed = any(name == one.figure for finding in loud for one in finding.candidates)
    return Result(
        spoilt,
        bool(loud),
        bool(mine) and not loud,
        bool(suspects),
        not suspects and any(finding.suspect for finding in loud),
        bool(suspects) or listed,
        any(_number(one.suggested) == original for one in suspects),
        tuple(false),
        tuple(sorted(fate(name, clean, review))),
    )


def fate(name: str, clean: Review, review: Review) -> Iterator[str]:
    """For every relation that bound the figure: its code and what it became, `gone` if it is not proposed any more."""
    after = {verdict.id: verdict.outcome for verdict in review.verdicts}
    for verdict in clean.verdicts:
        if name in verdict.relation.figures() and binding(verdict):
            yield f"{verdict.relation.code}:{after.get(verdict.id, 'gone')}"


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def summary(title: str, results: Sequence[Result]) -> str:
    """One line of counts."""
    n = max(len(results), 1)
    share = {
        what: Decimal(sum(getattr(one, what) for one in results)) / n
        for what in ("caught", "named", "listed", "repaired")
    }
    counts = " ".join(f"{what} {part:.3f}" for what, part in share.items())
    noted, misled = sum(one.noted for one in results), sum(one.misled for one in results)
    false = sum(len(one.false) for one in results)
    return f"{title:<22} n {len(results)}  {counts}  noted {noted}  misled {misled}  false {false}"


def page(rows: Sequence[tuple[str, Sequence[Result]]], count: int, seed: int) -> str:
    """The counts as a Markdown page."""
    lines = [
        "# Wrong figures in tables",
        "",
        f"Made by `python -m benchmarks.mutate_tables FILE... -n {count} --seed {seed}`: one figure of a table at a",
        "time is changed as a pen would, or takes the place of last year's; *noted*: within what rounding explains;",
        "*misled*: another figure is suspected; *false*: new errors and warnings about other figures.",
        "",
        "| document | n | caught | noted | named | listed | repaired | misled | false |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for title, results in rows:
        found = [sum(getattr(one, what) for one in results) for what in COUNTED]
        false = sum(len(one.false) for one in results)
        lines.append(f"| {title} | {len(results)} | {' | '.join(map(str, [*found, false]))} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Prints the counts of every document, of every kind of slip, and with `--missed` what was missed and how."""
    parser = argparse.ArgumentParser(prog="mutate_tables", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-n", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missed", action="store_true", help="list what was missed, not named or told falsely")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the result, for example in docs/benchmarks.md")
    options = parser.parse_args(arguments)
    rows: list[tuple[str, Sequence[Result]]] = []
    everything: list[Result] = []
    for path in options.files:
        (document,) = load_all([Source(path, path.name)])
        found = list(rounds(document, judge_documents([document]), options.n, options.seed))
        print(summary(path.stem[:22], found), flush=True)
        everything += found
        rows.append((path.stem, found))
        if options.missed:
            print("\n".join(missed(found)), flush=True)
    kinds = sorted({one.spoilt.kind for one in everything})
    for kind in kinds:
        print(summary(kind, [one for one in everything if one.spoilt.kind == kind]))
    print(summary("all", everything))
    if options.write is not None:
        keep(options.write, page([*rows, ("all", everything)], options.n, options.seed))
    fates = Counter(" ".join(one.fate) for one in everything if not one.caught)
    print("missed:", *(f"{count} × {what}" for what, count in fates.most_common(20)), sep="\n  ")
    return 0


def missed(results: Iterable[Result]) -> Iterator[str]:
    """One line for every round that did not go as it should."""
    for one in results:
        verdict = (
            "missed" if not one.caught else "misled" if one.misled else "unnamed" if not one.named else "misrepaired"
        )
        figure = one.spoilt.figure
        if not one.repaired:
            place = f"{figure.id} p{figure.place.page} {figure.place.row} | {figure.place.column}"
            yield f"{verdict} {one.spoilt.kind}: {figure.quantity.text} -> {one.spoilt.value} {place} {one.fate}"
        for finding in one.false:
            yield f"false {one.spoilt.kind} {figure.id}: {finding.code} {finding.severity} {finding.message}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
