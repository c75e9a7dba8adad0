"""The server as programs meet it: its address, its end, what it refuses, what it answers."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconcile.web.desk.reading_process import weighed
from tests.pdf_factory import encrypted
from tests.review_factory import sample_review
from tests.serving import HANGING, ROOT, Served, served

WRONG = ROOT / "data" / "wrong"
(PLAN,) = (ROOT / "data" / "yunxi-2024-formats").glob("*.pdf")


@pytest.fixture(scope="module")
def open_page() -> Iterator[Served]:
    """A server with a PDF that agrees and a text that does not."""
    with served(PLAN, WRONG) as one:
        one.read()
        yield one


def test_the_first_line_is_the_address_and_it_ends_in_order() -> None:
    """Scripts read the address; SIGTERM and Ctrl-C end it with code 0."""
    for how in (signal.SIGTERM, signal.SIGINT):
        with served() as one:
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", one.address)
            assert one.ask("/").status == 200
            assert one.end(how) == 0


def test_a_port_in_use_is_one_sentence() -> None:
    """Who asks for a port that is taken is told so, with the next step and exit code 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "reconcile.cli", "serve", "--no-browser", "--port", port],
            cwd=ROOT,
            capture_output=True,
            timeout=HANGING,
            check=False,
        )
    assert done.returncode == 2 and done.stdout == b""
    assert done.stderr.decode().count("\n") == 1 and "--port" in done.stderr.decode()


def test_other_hosts_and_origins_and_writes_without_the_token_are_refused(open_page: Served) -> None:
    """A page elsewhere can neither read through a name of its own nor write."""
    path = open_page.dossier()
    assert open_page.ask("/", Host="evil.example").status == 403
    assert open_page.ask("/", Origin="http://evil.example").status == 403
    assert open_page.ask(path, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    assert open_page.ask(path + "/stop", "POST").status == 403
    assert open_page.ask(path + "/stop", "POST", x_fiscal_token="guessed").status == 403
    token = open_page.token()
    assert open_page.ask(path + "/stop", "POST", x_fiscal_token=token, Origin="http://evil.example").status == 403
    assert open_page.ask(path + "/stop", "POST", x_fiscal_token=token).status == 200


def test_nothing_of_a_document_can_run(open_page: Served) -> None:
    """Every page forbids scripts, styles and pictures from elsewhere, and holds no script of its own."""
    for path in ("/", open_page.dossier(), open_page.dossier() + "/progress", "/static/page.css"):
        answer = open_page.ask(path)
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", answer.text)
        assert not re.search(r"\son\w+=|\sstyle=", answer.text)


def test_the_page_lists_the_findings_of_the_check(open_page: Served) -> None:
    """The list has the ids of `fiscal check --format json`, in its order."""
    done = subprocess.run(
        [sys.executable, "-m", "reconcile.cli", "check", "--format", "json", "--fail-on", "never", PLAN, WRONG],
        cwd=ROOT,
        capture_output=True,
        timeout=HANGING,
        check=True,
    )
    told = json.loads(done.stdout)
    shown = re.findall(r'data-finding="([^"]+)"', open_page.ask(open_page.dossier()).text)
    assert shown == [one["id"] for one in told["findings"] + told["possible"]]


def test_a_figure_shows_all_that_is_claimed_of_it(open_page: Served) -> None:
    """Every figure of a page has its place there, and its relations lead to the other figures."""
    path = open_page.dossier()
    view = open_page.ask(path + "/view/d0/2").record
    assert view["width"] > 50_000 and len(view["figures"]) > 10
    figure = next(one for one in view["figures"] if one["relations"] > 1)
    assert all(one["bbox"] for one in view["figures"])
    card = open_page.ask(f"{path}/figure/{figure['id']}").text
    assert card.count('<li class="relation') == figure["relations"]
    assert f'data-jump="{figure["id"]}"' in card
    picture = open_page.ask(path + "/picture/d0/2?wide=900")
    assert picture.body.startswith(b"\x89PNG") and picture.headers["content-type"] == "image/png"


def test_what_is_not_there_is_said(open_page: Served) -> None:
    """A page, a figure, a finding, a dossier that does not exist: one sentence each."""
    path = open_page.dossier()
    for wrong in ("/view/d0/99", "/view/d9/1", "/picture/d1/1", "/figure/nobody", "/finding/nobody"):
        answer = open_page.ask(path + wrong)
        assert answer.status == 404 and answer.record["problem"]
    assert open_page.ask("/dossier/000000000000").record["problem"]


def test_a_locked_pdf_and_a_file_that_changed_are_said(tmp_path: Path) -> None:
    """What cannot be opened says why where its page would be; a page of a file that changed since says so."""
    plan, locked = tmp_path / "plan.pdf", tmp_path / "locked.pdf"
    plan.write_bytes(PLAN.read_bytes())
    locked.write_bytes(encrypted(b"secret"))
    with served(plan, locked) as one:
        path = one.read()
        names = re.findall(r'<option value="(d\d)">(\w+)\.pdf', one.ask(path).text)
        document = {name: key for key, name in names}
        assert "密码" in one.ask(f"{path}/view/{document['locked']}/1").record["html"]
        assert one.ask(f"{path}/view/{document['plan']}/1").record["changed"] is False
        plan.write_bytes(PLAN.read_bytes() + b"\n%")
        assert one.ask(f"{path}/view/{document['plan']}/1").record["changed"] is True


def test_the_settings_of_the_project_hold_on_the_page(tmp_path: Path) -> None:
    """Severities and confidence as `fiscal.toml` says, as in `fiscal check`."""
    settings = tmp_path / "fiscal.toml"
    settings.write_text('min-confidence = 0.8\n[severity]\nTOT01 = "note"\n', encoding="utf-8")
    review = weighed(sample_review(), str(settings))
    assert {one.severity.value for one in review.findings if one.code == "TOT01"} == {"note"}
    assert {one.code for one in review.possible} == {"ADJ01", "SEC01"}
    assert weighed(review, "") == review


def test_an_upload_is_counted_before_it_is_taken(open_page: Served) -> None:
    """What says that it is too large, or is no form, is refused in a sentence."""
    token = open_page.token()
    large = open_page.ask("/upload", "POST", x_fiscal_token=token, content_length="99999999999")
    assert large.status == 413 and "MB" in large.record["problem"]
    kind = "multipart/form-data; boundary=fence"
    assert open_page.ask("/upload", "POST", b"nothing", x_fiscal_token=token, content_type=kind).status == 413


def upload(one: Served, files: dict[str, bytes]) -> tuple[int, dict[str, str]]:
    """The answer to files dropped on the page."""
    parts = b""
    for name, content in files.items():
        head = f'--fence\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        parts += head.encode() + content + b"\r\n"
    body = parts + b"--fence--\r\n"
    answer = one.ask(
        "/upload", "POST", body, x_fiscal_token=one.token(), content_type="multipart/form-data; boundary=fence"
    )
    return answer.status, answer.record


def test_a_broken_file_never_stops_anothers_review(tmp_path: Path) -> None:
    """Files are what they are, not what they are called; names lead nowhere; one that cannot be read is a finding."""
    (text,) = WRONG.glob("*.txt")
    with served(TMPDIR=str(tmp_path)) as one:
        status, broken = upload(one, {"../../../broken.pdf": b"%PDF-1.7 nothing follows"})
        assert status == 200
        status, sound = upload(one, {"卷/说明": text.read_bytes(), "卷/方案": PLAN.read_bytes()})
        assert status == 200
        for opened in (broken, sound):
            path = f"/dossier/{opened['dossier']}"
            while one.ask(path + "/progress").record["state"] == "reading":
                pass
        assert one.ask(f"/dossier/{broken['dossier']}").text.count("data-finding=") == 1
        assert one.ask(f"/dossier/{sound['dossier']}").text.count("data-finding=") > 5
        held = [path.relative_to(tmp_path) for path in tmp_path.rglob("broken.pdf")]
        assert len(held) == 1 and held[0].parts[1].startswith("inbox-")
        changes = one.ask(f"/dossier/{sound['dossier']}/changes?old={sound['dossier']}")
        assert changes.status == 200 and "script-src" not in changes.headers["content-security-policy"]
        assert "default-src 'none'" in changes.headers["content-security-policy"] and "<script" not in changes.text
        assert upload(one, {})[0] == 413
        assert one.end() == 0
    assert not list(tmp_path.glob("fiscal-serve-*"))


def test_the_counts_move_with_relations_that_are_not_meant(open_page: Served) -> None:
    """A figure whose relations are all struck counts as not checked: in the header, in the strip, in the list."""
    below = open_page.dossier()

    def counts() -> tuple[int, list[str], set[str]]:
        shown = open_page.ask(below).text
        (header,) = re.findall(r'id="show-unchecked"><b>(\d+)</b>', shown)
        listed = set(re.findall(r'data-jump="([^"]+)"', open_page.ask(f"{below}/unchecked").text))
        return int(header), re.findall(r'class="cell[^>]+aria-label="([^"]+)"', shown), listed

    def mark(relations: list[str], meant: bool) -> None:
        for at, relation in enumerate(relations):
            act = {"who": "李委员", "key": f"{relation}-{meant}-{at}", "reason": "口径不同", "relation": relation}
            assert open_page.send(f"{below}/meanings", {**act, "meant": meant}).status == 200

    before = counts()
    view = open_page.ask(f"{below}/view/d0/1").record
    figure = next(one["id"] for one in view["figures"] if one["state"] == "agrees")
    card = open_page.ask(f"{below}/figure/{figure}").text
    relations = list(dict.fromkeys(re.findall(r'data-relation="([^"]+)"', card)))
    assert relations
    mark(relations, False)
    struck = counts()
    assert struck[0] > before[0] and figure in struck[2] - before[2]
    assert sum(one != other for one, other in zip(struck[1], before[1], strict=True)) >= 1
    mark(relations, True)
    assert counts() == before
