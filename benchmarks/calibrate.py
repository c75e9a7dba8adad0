"""Fits what confidence is made of: `make calibrate`, from judged documents and from figures spoilt on purpose.

A spoilt figure's finding is true; findings that people judged page in hand say the rest. Reads the judged findings
of ../shared/judged and of benchmarks/judged, and the documents in ../shared/corpus; writes
reconcile/explain/confidence.csv and the reliability in docs/confidence.md, each document tested on a fit without it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from benchmarks.__main__ import keep
from benchmarks.judged_findings import Judged, judged_in, printed
from benchmarks.spoilt_figures import Spoilt, spoil, with_spoilt
from benchmarks.weight_fit import Example, Model, fitted, left_out
from fiscal.document import Document
from fiscal.relation import Kind, Relation, Role
from reconcile.dossier import Dossier
from reconcile.engine import propose
from reconcile.explain.confidence import weights
from reconcile.explain.diagnose import diagnose
from reconcile.explain.gaps_told_once import GapsToldOnce
from reconcile.explain.weighing import mended, signals_of
from reconcile.judge.choose import choose
from reconcile.judge.claim import claims
from reconcile.linking.rivals import rivals_in
from reconcile.review import HOLDS, Outcome, Verdict
from tables import read

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
WEIGHTS = HERE.parent / "reconcile" / "explain" / "confidence.csv"
MENDED = HERE / "mended_readings.jsonl"
"""What was told wrongly once, with its signals, and is read otherwise since. Without it the fit would know only what is
left of false readings on documents whose false readings were mended, and trust the next document too much.
"""
PAGE = HERE.parent / "docs" / "confidence.md"
ROUNDS, AT_ONCE = 1, 8
"""So often is a document spoilt, in so many tables and passages at once."""

FORM_PAGES = 3
"""Forms of so few pages are many and alike: what people judged of them is enough."""

FEWEST = 100
"""A part has to be larger than so much for a hundredth of it to be moved."""

Moved: TypeAlias = tuple[Document, set[str]]


def judged_verdicts(document: Document) -> tuple[Dossier, Sequence[Verdict], dict[str, dict[str, int]]]:
    """The dossier of one document, its verdicts, and the signals of those that are broken."""
    dossier = Dossier([document])
    verdicts = choose(claims(propose(dossier)), dossier.figures, rivals_in(dossier)).verdicts
    suspects, _ = diagnose(verdicts, dossier.figures, dossier.cells)
    return dossier, verdicts, signals_of(verdicts, dossier, suspects)


def of_people(document: Document, known: Sequence[Judged]) -> Iterator[Example]:
    """The broken relations of a document that somebody judged; what was called arguable says nothing."""
    dossier, verdicts, signals = judged_verdicts(document)
    gaps = GapsToldOnce(verdicts, dossier)
    for verdict in verdicts:
        told = signals.get(verdict.id, {})
        told_as_known = verdict.relation.known or (told and not mended(told) and gaps.kind(verdict) is not None)
        if verdict.outcome is Outcome.BROKEN and not told_as_known:
            figures = printed(verdict.relation, dossier.figures)
            found = next((one for one in known if one.is_about(figures)), None)
            if found is not None and found.verdict != "ARGUABLE":
                yield Example(document.path, found.verdict == "TRUE", found.cause, signals[verdict.id])


def of_slips(document: Document, source: random.Random) -> Iterator[Example]:
    """The relations that break because figures were spoilt on purpose, several at once and far from each other."""
    dossier, verdicts, _ = judged_verdicts(document)
    before = {verdict.relation for verdict in verdicts if verdict.outcome is Outcome.BROKEN}
    for spoilt, changed in (
        *(_spoilt(document, dossier, _bound(verdicts), source) for _ in range(ROUNDS)),
        _moved(document, dossier, verdicts, source),
    ):
        if not changed:
            continue
        _, after, signals = judged_verdicts(spoilt)
        for verdict in after:
            new = verdict.outcome is Outcome.BROKEN and verdict.relation not in before
            if new and changed & set(verdict.relation.figures()):
                yield Example(document.path, True, "spoilt", signals[verdict.id], spoilt=True)


def _bound(verdicts: Sequence[Verdict]) -> list[str]:
    """Figures that stand in a relation that holds and in none that is broken."""
    broken = {name for one in verdicts if one.outcome is Outcome.BROKEN for name in one.relation.figures()}
    held = (one.relation for one in verdicts if one.outcome in HOLDS)
    return sorted({name for relation in held for name in _equal_to_a_number(relation)} - broken)


def _equal_to_a_number(relation: Relation) -> tuple[str, ...]:
    return () if relation.partial else relation.figures()


def _spoilt(
    document: Document, dossier: Dossier, bound: Sequence[str], source: random.Random
) -> tuple[Document, set[str]]:
    """The document with figures spoilt, one in a table or passage, and their ids."""
    names = list(bound)
    source.shuffle(names)
    changed: set[str] = set()
    taken: set[object] = set()
    for name in names:
        figure = dossier.figures[name]
        home = figure.place.table or figure.place.paragraph
        if home in taken or len(changed) >= 2 * AT_ONCE:
            continue
        at = dossier.cells.at(name)
        slip = spoil(source, at.table.rows[at.row].cells if at else (), figure)
        if slip is not None:
            taken.add(home)
            changed.add(name)
            document = _printed_otherwise(document, slip)
    return document, changed


def _moved(document: Document, dossier: Dossier, verdicts: Sequence[Verdict], source: random.Random) -> Moved:
    """The document with an amount moved from one part of a sum of the narrative to another: it still adds up."""
    sums = [
        verdict.relation
        for verdict in verdicts
        if verdict.outcome is Outcome.EXACT and verdict.relation.kind is Kind.BALANCE
    ]
    source.shuffle(sums)
    for relation in sums:
        parts = [dossier.figures[term.figure] for term in relation.terms if term.role is Role.PART and term.weight == 1]
        told = [figure for figure in parts if figure.source == "narrative" and figure.quantity.value > FEWEST]
        if len(told) >= 2 and told[0].quantity.unit == told[1].quantity.unit:
            one, two = told[:2]
            amount = (
                min(one.quantity.value, two.quantity.value)
                .scaleb(-2)
                .quantize(Decimal(1).scaleb(one.quantity.exponent))
            )
            for figure, value in ((one, one.quantity.value + amount), (two, two.quantity.value - amount)):
                document = _printed_otherwise(document, Spoilt(figure, "moved", value))
            return document, {one.id, two.id}
    return document, set()


def _printed_otherwise(document: Document, slip: Spoilt) -> Document:
    """The document with one figure of a table or of the narrative printed otherwise."""
    figure = slip.figure
    if figure.place.table is not None:
        return with_spoilt(document, slip)
    wrong = replace(figure, quantity=replace(figure.quantity, text=f"{slip.value:,f}", value=slip.value))
    passages = tuple(
        replace(one, figures=tuple(wrong if each.id == figure.id else each for each in one.figures))
        if one.index == figure.place.paragraph
        else one
        for one in document.passages
    )
    return replace(document, passages=passages)


def _document(path: Path, kept: Path | None) -> Document:
    """The Document of a file; where a folder is named, read once and kept there for the next fit."""
    place = kept / f"{path.name}.pickle" if kept else None
    if place is not None and place.is_file():
        found: Document = pickle.loads(place.read_bytes())
        return found
    document = read(path, shown=path.name)
    if place is not None:
        place.write_bytes(pickle.dumps(document))
    return document


def examples(documents: Sequence[Path], seed: int, kept: Path | None) -> list[Example]:
    """All examples of the judged documents, and of slips in them."""
    known = [*judged_in(SHARED / "judged"), *judged_in(HERE / "judged")]
    source = random.Random(seed)
    found: list[Example] = []
    for path in documents:
        document = _document(path, kept)
        mine = [one for one in known if one.document.split(".")[0] == path.stem.split(".")[0]]
        found += list(of_people(document, mine))
        if document.pages > FORM_PAGES or not mine:
            found += list(of_slips(document, source))
        print(f"{path.name}: {len(found)} examples", flush=True)
    return found


def mended_readings() -> list[Example]:
    """The false readings that were mended, with the signals they had."""
    names = [name for name in weights() if name != "constant"]
    rows = [json.loads(line) for line in MENDED.read_text(encoding="utf-8").splitlines()]
    return [
        Example(
            row["document"],
            False,
            row["cause"],
            {name: row["signals"].get(name, 0) for name in names},
            mended=True,
        )
        for row in rows
    ]


def _keep_examples(found: Sequence[Example], kept: Path | None) -> None:
    """What a fit is made of, for who wants to look at it."""
    if kept is not None:
        (kept / "examples.pickle").write_bytes(pickle.dumps(list(found)))


def written(model: Model) -> str:
    """The weights as the data file has them."""
    rows = ["# Fitted by `make calibrate`; see docs/confidence.md.", "signal,weight", f"constant,{model.constant:.3f}"]
    rows += [f"{name},{weight:.3f}" for name, weight in zip(model.names, model.weights, strict=True)]
    return "\n".join(rows) + "\n"


def reliability(found: Sequence[tuple[float, Example]]) -> str:
    """A table: of the findings told with so much confidence, so many are true."""
    lines = ["| confidence | findings | true | share |", "|---|---|---|---|"]
    for low, high in ((0.9, 1.01), (0.7, 0.9), (0.5, 0.7), (0.3, 0.5), (0.1, 0.3), (0.0, 0.1)):
        ones = [one.true for sure, one in found if low <= sure < high]
        share = f"{sum(ones) / len(ones):.2f}" if ones else "–"
        lines.append(f"| {low:.1f}–{min(high, 1):.1f} | {len(ones)} | {sum(ones)} | {share} |")
    return "\n".join(lines)


def documents_at_hand() -> list[Path]:
    """The documents of which somebody judged findings."""
    wanted = {one.document.split(".")[0] for folder in (SHARED, HERE) for one in judged_in(folder / "judged")}
    theirs = [path for path in (SHARED / "corpus").rglob("*.*") if path.name.split(".")[0] in wanted]
    ours = [path for path in (HERE.parent / "data").glob("yunxi-*/*.*") if path.suffix in (".txt", ".md", ".docx")]
    return [*sorted(theirs), *sorted(ours)] if theirs else []


def main(arguments: Sequence[str]) -> int:
    """Fits, prints how reliable the fit is on documents left out of it, and keeps both unless told otherwise."""
    parser = argparse.ArgumentParser(prog="calibrate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--kept", type=Path, metavar="FOLDER", help="where Documents that were read are kept")
    options = parser.parse_args(arguments)
    paths = documents_at_hand()
    if not paths:
        print("Nothing to fit: the judged documents (../shared) are not on this machine.")
        return 0
    found = examples(paths, options.seed, options.kept)
    _keep_examples(found, options.kept)
    found += mended_readings()
    table = reliability(left_out(found))
    print(table)
    if not options.dry:
        WEIGHTS.write_text(written(fitted(found)), encoding="utf-8")
        spoilt, mended_ones = sum(one.spoilt for one in found), sum(one.mended for one in found)
        counted = f"{len(found) - spoilt - mended_ones} judged relations, {mended_ones} that are read otherwise since"
        head = f"# On documents left out of the fit\n\n{counted}, {spoilt} spoilt figures.\n\n"
        keep(PAGE, head + table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
