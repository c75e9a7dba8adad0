"""What CI shows: SARIF, JUnit and annotations of GitHub, against their schemas and golden files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from lxml import etree

from reconcile.reports.machine.to_github import to_github
from reconcile.reports.machine.to_junit import to_junit
from reconcile.reports.machine.to_sarif import FINGERPRINT, MOST_RESULTS, to_sarif
from reconcile.review import Accepted, Review
from tests.golden_files import agreed
from tests.published_schemas import schema_with
from tests.review_factory import clean_review, hostile_review, sample_review

HERE = Path(__file__).parent
SARIF = b'sarif-spec/master/Schemata/sarif-schema-2.1.0.json"'

RENDERED = {
    "review.sarif": lambda: to_sarif(sample_review()),
    "review.junit.xml": lambda: to_junit(sample_review()),
    "review.github.txt": lambda: to_github(sample_review()),
}


@pytest.mark.parametrize("name", RENDERED)
def test_report_is_as_agreed(name: str) -> None:
    """The report is byte for byte the golden file."""
    text = RENDERED[name]()
    assert text.encode("utf-8") == agreed(name, text)


def suppressed() -> Review:
    """The sample review with its first finding accepted."""
    review = sample_review()
    first, *others = review.findings
    return replace(review, findings=tuple(others), accepted=(Accepted(first, "财政部门已答复", "baseline"),))


@pytest.mark.parametrize("made", [sample_review, clean_review, hostile_review, suppressed])
def test_sarif_is_valid(made: Callable[[], Review]) -> None:
    """Every review gives a log that the OASIS schema accepts, with fingerprints that are the findings' ids."""
    review = made()
    log = json.loads(to_sarif(review))
    Draft7Validator(schema_with(SARIF)).validate(log)
    results = log["runs"][0]["results"]
    expected = [one.id for one in (*review.findings, *(a.finding for a in review.accepted))]
    assert [result["partialFingerprints"][FINGERPRINT] for result in results] == expected
    assert sum("suppressions" in result for result in results) == len(review.accepted)


def test_sarif_stays_within_what_hosts_take() -> None:
    """More findings than a host takes are left out and counted."""
    review = sample_review()
    many = replace(review, findings=(review.findings[0],) * (MOST_RESULTS + 3))
    run = json.loads(to_sarif(many))["runs"][0]
    assert len(run["results"]) == MOST_RESULTS
    assert run["properties"]["leftOut"] == 3


@pytest.mark.parametrize("made", [sample_review, clean_review, hostile_review])
def test_junit_is_valid(made: Callable[[], Review]) -> None:
    """Every review gives XML as the schema beside this test has it, whose counts are true."""
    tree = etree.fromstring(to_junit(made()).encode("utf-8"))
    etree.XMLSchema(etree.parse(HERE / "junit.xsd")).assertValid(tree)
    for suite in tree.iter("testsuite"):
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors", "")) == len(suite.findall("testcase/error"))


def test_no_document_gives_a_command_of_its_own() -> None:
    """However a label reads, each finding is one line, and every command on it is ours."""
    lines = to_github(hostile_review()).splitlines()
    assert len(lines) == len(hostile_review().findings) + 2
    assert all(line.startswith(("::error ", "::warning ", "::notice ", "fiscal: ")) for line in lines)


def test_a_clean_review_still_says_what_was_not_checked() -> None:
    """Silence is never a pass, in CI least of all."""
    assert "另有 1 个数没有核对到" in to_github(clean_review())
    assert json.loads(to_sarif(clean_review()))["runs"][0]["properties"]["unchecked"] == 1
