"""What is told of a corpus, beside what people said of it page in hand: true, arguable, false, or judged by nobody.

    for each document: fiscal check DOCUMENT --format json -o REVIEWS/NAME.json
    python -m benchmarks.told_of_corpus REVIEWS --judged benchmarks/judged ../shared/judged ../shared/judged/forms

`NAME` is the document's file name. Observations and notes of readers carry no accusation and are left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.judged_findings import Judged, Printed, judged_in, number

TOLD = ("error", "warning")
NO_ACCUSATION = ("DOC", "PLA", "CPL")


class Told(NamedTuple):
    """One finding of a review: its document, how it is told, what people said of it, its message."""

    document: str
    severity: str
    verdict: str
    message: str


def told_in(path: Path, judged: Mapping[str, Sequence[Judged]]) -> Iterator[Told]:
    """Every error and warning about figures of one review, with the verdict that most judged findings like it have."""
    review = json.loads(path.read_text(encoding="utf-8"))
    figures = {figure["id"]: figure for figure in review["figures"]}
    relations = {relation["id"]: relation for relation in review["relations"]}
    for finding in review["findings"]:
        if finding["severity"] in TOLD and not finding["code"].startswith(NO_ACCUSATION):
            printed = _printed(relations[finding["relation"]], figures)
            bare = frozenset((None, value) for _, value in printed)
            like = Counter(
                one.verdict for one in judged[Path(path.stem).stem] if one.is_about(printed) or one.is_about(bare)
            )
            said = like.most_common(1)[0][0] if like else "judged by nobody"
            yield Told(path.stem, finding["severity"], said, finding["message"])


def _printed(relation: Mapping[str, Any], figures: Mapping[str, Mapping[str, Any]]) -> Printed:
    held = [figures[term["figure"]] for term in relation["terms"]]
    return frozenset((figure["place"]["page"], number(str(figure["value"]))) for figure in held)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how many findings of each severity are of each verdict, then those not known to be true."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reviews", type=Path)
    parser.add_argument("--judged", type=Path, nargs="+", required=True)
    given = parser.parse_args(arguments)
    judged: dict[str, list[Judged]] = defaultdict(list)
    for folder in given.judged:
        for one in judged_in(folder):
            judged[Path(one.document).stem].append(one)
    told = [each for path in sorted(given.reviews.glob("*.json")) for each in told_in(path, judged)]
    for (severity, verdict), count in sorted(Counter((each.severity, each.verdict) for each in told).items()):
        print(f"{severity:8}{verdict:18}{count:5}")
    for each in told:
        if each.verdict not in ("TRUE", "ARGUABLE"):
            print(f"{each.verdict}: {each.document}: {each.severity}: {each.message}")


if __name__ == "__main__":
    main()
