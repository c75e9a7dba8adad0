"""The cases of tests/cases/*.yml: every check finds what it must and leaves alone what it must.

A file holds `code` and `cases`. A case has a `name`, a `text` that is read and judged as a document would be (or a
`sheet`, from which a real workbook is written: see tests/sheet_file.py; or `documents`, several texts that are judged
as one dossier), and

* `find`: the relations of this code that do not hold, each with its `values` as printed and its `outcome` (broken
unless
  said otherwise). They are expected exactly; without `find` none is expected.
* `holds`: relations of this code, by `values`, that must be among those that hold.
* `absent`: relations of this code, by `values`, that must not be proposed at all.
* `clean: true`: the whole review has neither errors nor warnings, whatever the check; `loud`: so many of this code.
* `notes`: so many findings of this code are notes.

`records_only: true` beside `code` says that the check only records relations that hold and never accuses: its file then
has a case that must hold instead of one that must find.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
import yaml

from reconcile.engine import judge_documents
from reconcile.observe import observers
from reconcile.proposers import checks
from reconcile.review import Outcome, Review, Severity, Verdict
from tables.formats.text import read_text_document
from tables.reading.readers import read
from tests.sheet_file import sheet_file

CASES = Path(__file__).parent / "cases"
FAILING = (Outcome.BROKEN, Outcome.UNDECIDED)


@cache
def files() -> dict[str, dict[str, Any]]:
    """Every file of cases by its name without ending; those of observations are in tests/test_observations.py."""
    names = [path for path in sorted(CASES.glob("*.yml")) if path.stem not in observers()]
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in names}


def every_case() -> Iterable[Any]:
    """(code, case) of every file, with a readable id."""
    for name, content in files().items():
        for case in content["cases"]:
            yield pytest.param(content["code"], case, id=f"{name}: {case['name']}")


@cache
def judged(text: str) -> Review:
    """The review of one text."""
    return judge_documents([read_text_document(text.encode(), "case.txt", "d0")])


@cache
def judged_dossier(texts: tuple[str, ...]) -> Review:
    """The review of several texts as one dossier."""
    return judge_documents(
        [read_text_document(text.encode(), f"case-{number}.txt", f"d{number}") for number, text in enumerate(texts)]
    )


def reviewed(case: dict[str, Any]) -> Review:
    """The review of the text, the workbook or the dossier of a case."""
    if "documents" in case:
        return judged_dossier(tuple(case["documents"]))
    return judged_sheet(case["sheet"]) if "sheet" in case else judged(case["text"])


@cache
def judged_sheet(text: str) -> Review:
    """The review of a workbook with the one sheet that `text` describes."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(sheet_file(text))
        file.flush()
        return judge_documents([read(file.name, "d0", "case.xlsx")])


def number(printed: object) -> str:
    """A value as printed, without thousands separators."""
    return str(printed).replace(",", "").strip()


def values(verdict: Verdict, review: Review) -> tuple[str, ...]:
    """The printed values of a relation's figures, sorted."""
    figures = {figure.id: figure for document in review.documents for figure in document.figures()}
    return tuple(sorted(number(figures[name].quantity.text) for name in verdict.relation.figures()))


def expected(entry: dict[str, Any]) -> tuple[str, ...]:
    """The values of one entry of a case, sorted."""
    return tuple(sorted(map(number, entry["values"])))


@pytest.mark.parametrize(("code", "case"), list(every_case()))
def test_case(code: str, case: dict[str, Any]) -> None:
    """A check finds exactly the relations that do not hold, and sees those that do."""
    review = reviewed(case)
    own = [verdict for verdict in review.verdicts if verdict.relation.code == code]
    wanted = Counter((entry.get("outcome", "broken"), expected(entry)) for entry in case.get("find", ()))
    found = Counter((v.outcome.value, values(v, review)) for v in own if v.outcome in FAILING)
    assert wanted == found
    held = Counter(values(v, review) for v in own if v.outcome not in FAILING)
    missing = Counter(expected(entry) for entry in case.get("holds", ())) - held
    assert not missing, f"not among those that hold: {dict(missing)}; these are: {dict(held)}"
    proposed = {values(verdict, review) for verdict in own}
    assert not [entry for entry in case.get("absent", ()) if expected(entry) in proposed]
    of_code = Counter(f.severity is Severity.NOTE for f in review.findings if f.code == code)
    assert of_code[False] == case.get("loud", of_code[False])
    assert of_code[True] == case.get("notes", of_code[True])
    if case.get("clean"):
        loud = [f"{f.code}: {f.message}" for f in review.findings if f.severity is not Severity.NOTE]
        assert loud == []


@pytest.mark.parametrize("code", sorted(checks()))
def test_every_check_has_a_case_that_finds_and_one_that_does_not(code: str) -> None:
    """No check without at least one case that must find something and one that must find nothing."""
    if code not in files():
        pytest.fail(f"tests/cases/{code}.yml is missing", pytrace=False)
    cases = files()[code]["cases"]
    if files()[code].get("records_only"):
        assert any(case.get("holds") for case in cases), f"{code} has no case that must hold"
        assert not any(case.get("find") for case in cases), f"{code} finds something: it does more than record"
    else:
        assert any(case.get("find") for case in cases), f"{code} has no case that must find"
    assert any(not case.get("find") for case in cases), f"{code} has no case that must find nothing"


def test_every_file_of_cases_belongs_to_a_check() -> None:
    """A file of cases is called like the code it tests, and the code exists."""
    assert {name: name for name in files()} == {name: content["code"] for name, content in files().items()}
    assert set(files()) <= set(checks())
