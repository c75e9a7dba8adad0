"""What CI shows: SARIF, JUnit and annotations of GitHub, against their schemas and golden files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from lxml import etree
from msgspec.structs import replace

from reconcile.reports.machine.to_github import LONGEST as LONGEST_ANNOTATION
from reconcile.reports.machine.to_github import to_github
from reconcile.reports.machine.to_junit import to_junit
from reconcile.reports.machine.to_sarif import FINGERPRINT, LINE_HASH, LONGEST, MOST_RESULTS, to_sarif
from reconcile.review import Accepted, Review, Skipped
from reconcile.words.messages import label
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
    assert [result["partialFingerprints"][LINE_HASH] for result in results] == expected
    assert sum("suppressions" in result for result in results) == len(review.accepted)


def test_sarif_stays_within_what_hosts_take() -> None:
    """More findings than a host takes are left out and counted."""
    review = sample_review()
    many = replace(review, findings=(review.findings[0],) * (MOST_RESULTS + 3))
    run = json.loads(to_sarif(many))["runs"][0]
    assert len(run["results"]) == MOST_RESULTS
    assert run["properties"]["leftOut"] == 3


def test_sarif_says_what_was_not_read_and_not_checked() -> None:
    """Notes of the readers, accepted ones too, files left out and figures not checked are notifications of the run."""
    review = sample_review()
    unread = next(finding for finding in review.findings if finding.code == "DOC01")
    for made in (review, replace(review, findings=(), accepted=(Accepted(unread, "已补", "settings"),))):
        made = replace(made, skipped=(Skipped("案卷/图 1.dwg", "format"), Skipped("副本.txt", "same-bytes: 原件.txt")))
        run = json.loads(to_sarif(made))["runs"][0]
        (invocation,) = run["invocations"]
        told = {one["descriptor"]["id"]: one for one in invocation["toolExecutionNotifications"]}
        assert (told["DOC01"]["level"], told["DOC01"]["message"]["text"]) == ("error", unread.message)
        assert told["unchecked"]["message"]["text"] == label("unchecked_count", "zh", n=len(made.coverage.unchecked))
        left_out = [one for one in invocation["toolExecutionNotifications"] if one["descriptor"]["id"] == "skipped"]
        addresses = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in left_out]
        assert addresses == ["%E6%A1%88%E5%8D%B7/%E5%9B%BE%201.dwg", "%E5%89%AF%E6%9C%AC.txt"]
        assert [one["hashes"]["sha-256"] for one in run["artifacts"]] == [one.sha256 for one in made.documents]


def test_every_rule_leads_to_its_help() -> None:
    """A heading of the page of checks where its address is known, else the command; the whole help in Markdown."""
    for docs, first in (
        ("https://example.org/checks.md", "https://example.org/checks.md#"),
        ("", "urn:fiscal:explain:"),
    ):
        for rule in json.loads(to_sarif(sample_review(), docs))["runs"][0]["tool"]["driver"]["rules"]:
            assert rule["helpUri"].startswith(first)
            assert f"fiscal explain {rule['id']}" in rule["help"]["markdown"]
            reading = rule["id"].startswith("DOC")
            assert rule["defaultConfiguration"] == {"level": "warning" if reading else "error"}


def test_long_texts_are_cut_and_counted() -> None:
    """However long a working is, an annotation stays on one screen and a host takes the message of a result whole."""
    review = sample_review()
    long = replace(review.findings[0], message="数" * 9_000, working="计算：1 + 1\n所用数字：" + "数" * 30_000)
    made = replace(review, findings=(long,))
    text = to_github(made).splitlines()[0].partition("::error ")[2].partition("::")[2]
    assert len(text) < LONGEST_ANNOTATION + 40
    assert "所用数字" not in to_github(replace(made, findings=(replace(long, message="短"),)))
    assert "略去" in text
    message = json.loads(to_sarif(made))["runs"][0]["results"][0]["message"]["text"]
    assert LONGEST < len(message) <= 4_000


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
