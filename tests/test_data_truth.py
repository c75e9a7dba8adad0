"""The demonstration documents in data/: every listed relation is found and judged, and nothing else is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from fiscal.figure import Figure
from reconcile.engine import review
from reconcile.review import Finding, Review, Severity, Verdict

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ("yunxi-2020", "yunxi-2021", "yunxi-2023")
Key = tuple[str, int | None, str]
"""A figure as (file name, line, printed digits without separators)."""

NOT_YET_BOUND: dict[str, str] = {
    "y20-07": "两项合计C behind two increments of earlier sentences",
    "y20-08": "the increment stands in the sentence before (两项合计)",
    "y20-15": "A中，金额较大的有B、C、D等",
    "y20-16": "A由B、C组成",
    "y20-17": "A安排两类项目：一是B；二是C",
    "y20-18": "A，涉及三个街道（其中：B、C、D）: a count stands between whole and bracket",
    "y20-20": "原债券对应的项目主要有B、C、D等",
    "y20-23": "与这一限额相比，余额尚有A空间",
    "y20-24": "预计年末债务余额 and the limit of the next paragraph",
    "y20-27": "共A，归并以后为：B，C，D",
    "y21-04": "其中 behind 由A增加到B: the share is bound to the sum of the parts, not to B",
    "y21-05": "其中 behind 由A增加到B: no base for the second share",
    "y21-06": "其中 behind 由A增加到B: no base for the third share",
    "y21-08": "完成预算A的R%",
    "y21-09": "超收 after 完成预算",
    "y21-11": "占一般公共预算收入的R%, the whole named by its label",
    "y21-17": "完成年度计划A的R%",
    "y23-08": "低于限额A: balance + A = limit",
    "y23-16": "A，由B和C构成",
    "y23-25": "a page number inside the paragraph cuts the list",
    "y23-26": "A由B和C组成",
    "y23-31": "needs y23-16: the general limit of the year before",
    "y23-34": "needs y23-16: the general limit of the year before",
    "y23-36": "needs y23-26",
    "y23-37": "needs y23-26",
    "y23-40": "偿还到期债券本金 and 还本 under 还本付息 are not linked",
}
"""Relations of the truth files that no check proposes yet, each with the wording that is not understood."""


@cache
def truth(name: str) -> dict[str, Any]:
    """One truth file."""
    content: dict[str, Any] = yaml.safe_load(
        (ROOT / "tests" / "data_truth" / f"{name}.yml").read_text(encoding="utf-8")
    )
    return content


def source(name: str) -> Path:
    """What a truth file speaks of."""
    content = truth(name)
    return ROOT / str(content.get("dossier") or content["file"])


class Answer:
    """A review with its figures and relations found by place and printed number."""

    def __init__(self, made: Review) -> None:
        self.review = made
        self.names = {document.id: PurePosixPath(document.path).name for document in made.documents}
        self.figures = {figure.id: figure for document in made.documents for figure in document.figures()}
        self.keys = {name: self.key(figure) for name, figure in self.figures.items()}
        self.parents: dict[Key, Key] = {}
        for verdict in made.verdicts:
            if verdict.relation.kind == "same":
                first, *others = (self.keys[name] for name in verdict.relation.figures())
                for other in others:
                    self.parents[self.root(other)] = self.root(first)
        self.index: dict[tuple[str, frozenset[Key]], list[Verdict]] = defaultdict(list)
        for verdict in made.verdicts:
            self.index[verdict.relation.kind, self.roots(self.members(verdict))].append(verdict)

    def key(self, figure: Figure) -> Key:
        """A figure as the truth files name it."""
        return self.names[figure.place.document], figure.place.line, figure.quantity.text.replace(",", "")

    def root(self, key: Key) -> Key:
        """One mention for all that a `same` relation binds to it."""
        while self.parents.setdefault(key, key) != key:
            key = self.parents[key]
        return key

    def roots(self, keys: frozenset[Key]) -> frozenset[Key]:
        """Each figure by the mention that stands for it."""
        return frozenset(map(self.root, keys))

    def members(self, verdict: Verdict) -> frozenset[Key]:
        """The figures of a relation."""
        return frozenset(self.keys[name] for name in verdict.relation.figures())

    def outcomes(self, kind: str, keys: frozenset[Key]) -> set[str]:
        """How relations between these figures were judged; empty where there is none."""
        if kind != "same":
            # A difference in percentage points is a growth here and a balance in the truth files: the same claim.
            kinds = ("balance", "growth") if kind == "balance" else (kind,)
            alike = [verdict for one in kinds for verdict in self.index[one, self.roots(keys)]]
            exact = [verdict for verdict in alike if self.members(verdict) == keys]
            return {verdict.outcome.value for verdict in exact or alike}
        if len(self.roots(keys)) > 1:
            return set()
        bound = [v for v in self.review.verdicts if v.relation.kind == "same" and len(self.members(v) & keys) >= 2]
        return {v.outcome.value for v in bound}


@cache
def answer(path: Path) -> Answer:
    """The review of a document or folder."""
    return Answer(review([path]))


def named(entry: dict[str, Any], name: str) -> frozenset[Key]:
    """The figures that a truth entry names."""
    return frozenset(
        (PurePosixPath(term.get("file", source(name).name)).name, term["line"], str(term["printed"]).replace(",", ""))
        for term in entry["terms"]
    )


def relations() -> Iterator[Any]:
    """Every relation of every truth file."""
    for name in TRUTH:
        for entry in (*truth(name)["broken"], *truth(name).get("rounding", ()), *truth(name)["relations"]):
            yield pytest.param(name, entry, id=entry["id"])


RELATIONS = list(relations())


@pytest.mark.parametrize(("name", "entry"), RELATIONS)
def test_every_figure_is_read_where_it_stands(name: str, entry: dict[str, Any]) -> None:
    """Each figure of the relation is read, with its digits, on its line."""
    assert named(entry, name) <= set(answer(source(name)).keys.values())


@pytest.mark.parametrize(("name", "entry"), RELATIONS)
def test_relation_is_proposed_and_judged(name: str, entry: dict[str, Any]) -> None:
    """The relation is proposed and judged as the truth file says, or listed as not yet understood."""
    outcomes = answer(source(name)).outcomes(entry["kind"], named(entry, name))
    if entry["id"] in NOT_YET_BOUND and entry["verdict"] not in outcomes:
        return
    assert entry["verdict"] in outcomes, f"{entry['meaning']}: {sorted(outcomes) or 'not proposed'}"


def test_the_list_of_what_is_not_bound_is_about_existing_relations() -> None:
    """No entry of the list has lost its relation."""
    known = {
        entry["id"]
        for name in TRUTH
        for key in ("broken", "rounding", "relations")
        for entry in truth(name).get(key, ())
    }
    assert set(NOT_YET_BOUND) <= known


def loud(path: Path) -> list[Finding]:
    """Errors and warnings."""
    return [finding for finding in answer(path).review.findings if finding.severity is not Severity.NOTE]


def reported(path: Path) -> list[frozenset[Key]]:
    """The figures of each error or warning."""
    held = answer(path)
    verdicts = {verdict.id: verdict for verdict in held.review.verdicts}
    return [held.members(verdicts[finding.relation]) for finding in loud(path) if finding.relation]


@pytest.mark.parametrize("name", TRUTH)
def test_the_discrepancies_are_reported_and_nothing_else(name: str) -> None:
    """Each discrepancy of a dossier is reported once, as error or warning, and nothing beside."""
    wanted = [named(entry, name) for entry in truth(name)["broken"]]
    found = reported(source(name))
    assert len(found) == len(loud(source(name))), "a finding about the file itself"
    assert sorted(map(sorted, found)) == sorted(map(sorted, wanted))


def test_the_debt_limit_dossier_is_silent() -> None:
    """A clean dossier has neither errors nor warnings nor notes."""
    assert [finding.message for finding in answer(source("yunxi-2023")).review.findings] == []


def test_roundings_are_notes() -> None:
    """Totals that hold by rounding only are reported as notes, one for a table, each with its calculation."""
    held = answer(source("yunxi-2020"))
    notes = [finding for finding in held.review.findings if finding.severity is Severity.NOTE]
    verdicts = {verdict.id: verdict for verdict in held.review.verdicts}
    said = {held.members(verdicts[note.relation]): note.working for note in notes if note.relation}
    said |= {held.members(verdicts[one.relation]): one.working for note in notes for one in note.folded}
    for entry in truth("yunxi-2020")["rounding"]:
        assert "≈" in said[named(entry, "yunxi-2020")]
    assert all("1 万元" in note.message for note in notes)


@pytest.mark.parametrize("entry", [pytest.param(e, id=e["id"]) for e in truth("wrong")["errors"]])
def test_every_planted_error_is_caught(entry: dict[str, Any]) -> None:
    """An error or warning touches each figure that was falsified."""
    path = source("wrong")
    wrong = (path.name, entry["line"], str(entry["printed"]).replace(",", ""))
    assert any(wrong in keys for keys in reported(path))


def test_most_planted_errors_are_errors() -> None:
    """What one passage or table says of itself, and something bears out, is an error, not a mere warning."""
    path = source("wrong")
    held = answer(path)
    verdicts = {verdict.id: verdict for verdict in held.review.verdicts}
    errors = [held.members(verdicts[f.relation]) for f in loud(path) if f.relation and f.severity is Severity.ERROR]
    caught = {
        entry["id"]
        for entry in truth("wrong")["errors"]
        if any((path.name, entry["line"], str(entry["printed"]).replace(",", "")) in keys for keys in errors)
    }
    assert len(caught) >= 8


def test_nothing_sound_is_accused() -> None:
    """Every error or warning of the falsified document touches a falsified figure: nothing sound is accused."""
    path = source("wrong")
    wrong = {(path.name, e["line"], str(e["printed"]).replace(",", "")) for e in truth("wrong")["errors"]}
    held = answer(path)
    verdicts = {verdict.id: verdict for verdict in held.review.verdicts}
    for finding in loud(path):
        if finding.relation:
            assert held.members(verdicts[finding.relation]) & wrong, finding.message


@pytest.mark.parametrize("name", TRUTH)
def test_what_is_no_figure_is_not_bound(name: str) -> None:
    """Roads, lots, document numbers and the like stand in no relation."""
    held = answer(source(name))
    bound = {figure for verdict in held.review.verdicts for figure in verdict.relation.figures()}
    for document in held.review.documents:
        for passage in document.passages:
            for figure in passage.figures:
                span = figure.place.span
                assert span is not None
                around = [text for text in truth(name)["not_figures"] if covers(text, passage.text, span)]
                assert not (around and figure.id in bound), (figure.quantity.text, around)


def covers(text: str, passage: str, span: tuple[int, int]) -> bool:
    """True if some occurrence of `text` in the passage holds the whole span."""
    bare = "".join(text.split())
    at = passage.find(bare)
    while at >= 0:
        if at <= span[0] and span[1] <= at + len(bare):
            return True
        at = passage.find(bare, at + 1)
    return False
