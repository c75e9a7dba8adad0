"""The site over a store: pages for places and years, trends, nothing from elsewhere, whatever a document is called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from reconcile.batch.run import run
from reconcile.cli import run as command
from reconcile.site.site_answers import page_name
from tests.small_corpus import write_corpus

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
HOSTILE = "<script>alert(1)<&.txt"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a file has markup in its name and cannot be read."""
    folder = tmp_path_factory.mktemp("site")
    corpus = write_corpus(folder / "corpus")
    (corpus / HOSTILE).write_bytes(b"")
    run(corpus, folder / "store")
    return folder / "store"


def asked(page: Path, path: str) -> list[str]:
    """What an XPath finds in a page, as text."""
    found = html.fromstring(page.read_text(encoding="utf-8")).xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_every_place_and_year_has_a_page_and_every_link_leads_somewhere(store: Path, tmp_path: Path) -> None:
    """Well-formed pages that need nothing from elsewhere; the same store gives the same site."""
    assert command(["report", str(store), "-o", str(tmp_path / "site")]) == 0
    pages = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.html")}
    assert {page_name("甲河市"), page_name("甲河市", 2022), page_name("己海市", 2022), "coverage.html"} <= set(pages)
    for path in pages.values():
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text and not re.search(r"(?:src|href)=.(?:https?:)?//", text)
        for link in asked(path, "//a/@href"):
            assert (path.parent / link).is_file(), link
    assert command(["report", str(store), "-o", str(tmp_path / "again"), "--lang", "en"]) == 0
    assert command(["report", str(store), "-o", str(tmp_path / "again")]) == 0
    again = {path.relative_to(tmp_path / "again").as_posix(): path for path in (tmp_path / "again").rglob("*.html")}
    assert {name: path.read_bytes() for name, path in pages.items()} == {n: p.read_bytes() for n, p in again.items()}


def test_trends_and_what_exceeds_its_limit_are_shown(store: Path, tmp_path: Path) -> None:
    """Three years of limit and balance as two lines with printed numbers; the place above its limit is marked."""
    assert command(["report", str(store), "-o", str(tmp_path / "site")]) == 0
    place = tmp_path / "site" / page_name("甲河市")
    lines = [points.split() for points in asked(place, "//polyline[@class='balance']/@points")]
    assert [len(points) for points in lines] == [3]
    assert asked(place, "//svg//text/text()")[:3] == ["2021", "2022", "2023"]
    over = (tmp_path / "site" / page_name("庚田市", 2022)).read_text(encoding="utf-8")
    assert "余额大于限额" in over and "177.5" in over and "-2.5" in over
    first = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;&amp;.txt" in first


def test_nothing_else_is_overwritten(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds something is refused in one sentence; pages that are none any more go."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("a", encoding="utf-8")
    assert command(["report", str(store), "-o", str(tmp_path / "full")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert command(["report", str(store), "-o", str(tmp_path / "site")]) == 0
    listed = tmp_path / "site" / "pages.txt"
    (tmp_path / "site" / "places" / "old.html").write_text("old", encoding="utf-8")
    listed.write_text(listed.read_text(encoding="utf-8") + "places/old.html\n../kept.html\n", encoding="utf-8")
    (tmp_path / "kept.html").write_text("kept", encoding="utf-8")
    assert command(["report", str(store), "-o", str(tmp_path / "site")]) == 0
    assert not (tmp_path / "site" / "places" / "old.html").exists() and (tmp_path / "kept.html").exists()
