"""The HTML report against golden files, in strict parsers and in a real browser; what no document can do to it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from lxml import etree
from msgspec.structs import replace

from fiscal.place import Place
from reconcile.commands.check import page as page_of
from reconcile.engine import review as review_of
from reconcile.reports.html.environment import templates
from reconcile.reports.html.to_html import to_html
from reconcile.reports.quoted.finding_rows import finding_rows
from reconcile.reports.quoted.lookup import Lookup
from reconcile.reports.quoted.page_pictures import Picture
from reconcile.review import Coverage, Review, Severity
from tests.counted_work import HANG
from tests.golden_files import agreed
from tests.review_factory import clean_review, hostile_review, sample_review

TITLES = {"TOT01": "合计行等于各分项之和"}
PIXEL = Picture(b"not looked at", 59500, 84200)


def pictured() -> Review:
    """The sample review as if its text had been a PDF: every figure has a box, those of the table one below another."""
    review = sample_review()
    good = review.documents[0]

    def placed(place: Place, at: int) -> Place:
        return replace(place, line=None, bbox=("100.00", f"{100 + 20 * at}.00", "150.00", f"{112 + 20 * at}.00"))

    rows = tuple(
        replace(row, cells=tuple(c and replace(c, place=placed(c.place, y)) for c in row.cells))
        for y, row in enumerate(good.tables[0].rows)
    )
    table = replace(good.tables[0], rows=rows)
    total = rows[4].cells[1]
    assert total is not None
    findings = tuple(replace(f, place=total.place) if f.place.row == "合计" else f for f in review.findings)
    document = replace(good, format="pdf", tables=(table,))
    return replace(review, documents=(document, *review.documents[1:]), findings=findings)


def uncheckable(count: int) -> Review:
    """A clean review in which the same figure was left out very often."""
    return replace(clean_review(), coverage=Coverage(count, 0, 0, ("d1.t1.r1c0",) * count))


RENDERED = {
    "report.zh.html": lambda: to_html(sample_review(), TITLES),
    "report.en.html": lambda: to_html(sample_review("en"), {}),
    "report.clean.html": lambda: to_html(clean_review()),
    "report.pictures.html": lambda: to_html(pictured(), TITLES, {("d1", 12): PIXEL}),
}
PAGES = {**RENDERED, "hostile": lambda: to_html(hostile_review()), "long": lambda: to_html(uncheckable(4000))}


@pytest.mark.parametrize("name", RENDERED)
def test_report_is_as_agreed(name: str) -> None:
    """The report is byte for byte the golden file; UPDATE_SNAPSHOTS=1 rewrites it."""
    text = RENDERED[name]()
    assert text.encode("utf-8") == agreed(name, text)


def tree(text: str) -> Any:
    """The page in a parser that forgives nothing."""
    return etree.fromstring(text.encode("utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_sound(name: str) -> None:
    """Well-formed, no id twice, every link leads somewhere, every table has a caption and heads with a scope."""
    page = tree(PAGES[name]())
    ids = Counter(str(one) for one in page.xpath("//@id"))
    assert max(ids.values()) == 1
    links = [str(one) for one in page.xpath("//@href") if not str(one).startswith("data:")]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert {str(one) for one in page.xpath("//@aria-labelledby")} <= set(ids)
    for table in page.iter("table"):
        assert table[0].tag == "caption"
        assert "".join(str(text) for text in table[0].itertext()).strip()
    assert not page.xpath("//th[not(@scope)]")
    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_needs_nothing_from_elsewhere(name: str) -> None:
    """No script, no address, no handler; the browser is told to fetch nothing."""
    text = PAGES[name]()
    assert "default-src 'none'" in text.replace("&#39;", "'")
    assert not tree(text).xpath("//script|//iframe|//link|//object|//form|//@onclick|//@onload|//@src")
    addresses = set(re.findall(r"https?://[^\"' )]+", text))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "@import" not in text and "url(" not in text


def test_the_languages_say_so() -> None:
    """A screen reader is told which language to speak."""
    assert [tree(to_html(sample_review(lang))).get("lang") for lang in ("zh", "en")] == ["zh-CN", "en"]


def test_numbers_of_findings_are_those_of_the_workbook() -> None:
    """Findings are shown by weight and keep the number they have in every other report."""
    page = tree(to_html(sample_review()))
    assert [str(one) for one in page.xpath("//article/@id")] == [f"finding-{n}" for n in (1, 2, 3, 5, 4)]
    assert len(page.xpath("//div[@class='answer']")) == 4


def test_what_was_not_checked_is_listed() -> None:
    """Every unchecked figure stands there with its label; beyond the limit the number of those left out."""
    assert "其中：增值税" in to_html(sample_review())
    assert "另有 1000 个未列出" in to_html(uncheckable(4000))


def test_the_figure_in_question_is_marked_most() -> None:
    """In rows and in the picture the figure the finding is about is marked, and the others less."""
    page = tree(to_html(pictured(), {}, {("d1", 12): PIXEL}))
    article = page.xpath("//article[@id='finding-2']")[0]
    assert [one.text for one in article.xpath(".//td/mark[@class='main']")] == ["101,000"]
    assert [one.text for one in article.xpath(".//td/mark[not(@class)]")] == ["81,200", "19,500"]
    svg = "{http://www.w3.org/2000/svg}"
    rects = list(article.iter(f"{svg}rect"))
    assert [(rect.get("y"), rect.get("class")) for rect in rects if rect.get("class")] == [("17850", "main")]
    (view,) = (one for one in article.iter(f"{svg}svg"))
    assert view.get("viewBox") == "0 7400 59500 14400"
    assert "101,000" in str(view.get("aria-label"))


def test_pages_without_pictures_are_counted() -> None:
    """A page that could not be drawn, or for which there was no room, is spoken of."""
    assert "有 1 页没能画出截图" in to_html(pictured(), {}, {("d1", 12): None})
    assert "另有 1 页没有附截图" in to_html(pictured(), {}, {})


@given(st.text(max_size=80))
def test_any_text_stays_text(text: str) -> None:
    """Whatever a document says comes out of the parser as it went in, but for signs no XML may hold."""
    template = templates("zh").from_string('<td title="{{ text }}">{{ text }}</td>')
    held = etree.fromstring(template.render(text=text).encode("utf-8", "replace"))
    assert len(held) == 0
    assert (held.text or "").replace("\r", "\n") == re.sub(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text
    ).replace("\r", "\n")


def test_a_template_never_shows_what_nobody_gave() -> None:
    """A name that is misspelt in a template, or words that nobody wrote, stop the report instead of leaving a hole."""
    for wrong in ("{{ nobody }}", "{{ given.nobody }}", "{% if nobody %}1{% endif %}"):
        with pytest.raises(UndefinedError):
            templates("zh").from_string(wrong).render(given=PIXEL)
    with pytest.raises(KeyError):
        templates("zh").from_string("{{ word('nobody') }}").render()


def test_a_hostile_document_gets_no_element() -> None:
    """Labels that look like markup are shown, not obeyed."""
    review = hostile_review()
    finding = replace(review.findings[0], message="</h4><script>alert(1)</script><img src=x onerror=y>")
    page = tree(to_html(replace(review, findings=(finding,))))
    assert not page.xpath("//script|//img")
    assert "<script>" in "".join(str(text) for text in page.xpath("//h4")[0].itertext())


BROWSER = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)


def printed(source: Path, target: Path) -> None:
    """`target` is the page at `source` as a browser prints it."""
    subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={source.parent / 'profile'}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=HANG,
    )


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_a_browser_prints_it(tmp_path: Path) -> None:
    """A real browser lays it out on A4 without any script, with the page picture's marks and the lines to answer on."""
    source, target = tmp_path / "report.html", tmp_path / "report.pdf"
    source.write_text(to_html(sample_review(), TITLES), encoding="utf-8")
    printed(source, target)
    document = pypdfium2.PdfDocument(target)
    try:
        assert [int(side) for side in document[0].get_size()] == [594, 841]
        text = "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert "问题清单" in text
    assert text.count("财政部门答复") == 4


@pytest.mark.skipif(BROWSER is None, reason="no browser is installed")
def test_a_report_of_fifty_pages_prints_on_eight(tmp_path: Path, repo_root: Path) -> None:
    """With pictures, the lines for an answer on the page on which its question ends; charts say whose debt it is."""
    path = repo_root.parent / "shared" / "corpus" / "pdf" / "shizuishan_2025.pdf"
    if not path.exists():
        pytest.skip("the published documents are not here")
    review = review_of([path])
    source, target = tmp_path / "report.html", tmp_path / "report.pdf"
    source.write_text(page_of(review, (path,), "zh"), encoding="utf-8")
    printed(source, target)
    document = pypdfium2.PdfDocument(target)
    try:
        texts = ["".join(one.get_textpage().get_text_range().split()) for one in document]
    finally:
        document.close()
    assert len(texts) <= 8
    asked = [finding.id for finding in review.findings if finding.severity is not Severity.NOTE]
    assert [text.count("财政部门答复") for text in texts] == [sum(one in text for one in asked) for text in texts]
    assert "（全市，2025）" in texts[-1]


def test_a_finding_in_a_web_page_has_a_place(tmp_path: Path) -> None:
    """Where there are no pages and no lines: in which table, or under which heading."""
    table = "<tr><th>项目</th><th>预算数</th></tr><tr><td>税收收入</td><td>80,000</td></tr>"
    table += "<tr><td>非税收入</td><td>20,000</td></tr><tr><td>合计</td><td>100,300</td></tr>"
    (tmp_path / "a.html").write_text(
        "<html><head><meta charset='utf-8'></head><body><h2>一、收入</h2>"
        "<p>全区一般公共预算收入由10.00亿元调整为10.10亿元，增加0.20亿元。</p>"
        f"<p>附表1 2024年一般公共预算收入表</p><p>单位：万元</p><table>{table}</table></body></html>",
        encoding="utf-8",
    )
    found = review_of([tmp_path / "a.html"])
    rows = finding_rows(found, Lookup.of(found))
    assert {(row.page, row.gap) for row in rows} == {("文中第1张表", "300 万元"), ("文中 一、收入", "0.1 亿元")}


def test_adjusted_rows_have_bars_to_scale() -> None:
    """Rows that were adjusted stand there as printed, with bars in whole numbers to one scale."""
    page = tree(to_html(sample_review()))
    rows = page.xpath("//section[@id='charts']//tbody/tr")
    assert ["".join(str(text) for text in row[0].itertext()) for row in rows] == [
        "一、税收收入",
        "其中：增值税",
        "二、非税收入",
        "合计",
    ]
    widths = [rect.get("width") for rect in rows[3].iter("{http://www.w3.org/2000/svg}rect")]
    assert widths == ["990", "1000"]
    assert "100,000 万元" in "".join(str(text) for text in rows[3].itertext())


def test_debt_is_shown_below_its_limit(repo_root: Path) -> None:
    """Balances stand beside the limits that the checks of debt compared them with; bonds are not among them."""
    (source,) = (repo_root / "data" / "yunxi-2024-formats").glob("*.pdf")
    rows = tree(to_html(review_of([source]))).xpath("//section[@id='charts']/div[1]//tbody/tr")
    assert [[cell.text for cell in row[:3]] for row in rows] == [
        ["政府债务余额（2024）", "131.40 亿元", "192.50 亿元"],
        ["一般债务余额（2024）", "69.10 亿元", "104.80 亿元"],
        ["专项债务余额（2024）", "62.30 亿元", "87.70 亿元"],
    ]
    assert [one.get("width") for one in rows[0].iter("{http://www.w3.org/2000/svg}rect")] == ["682", "1000"]


def test_the_list_comes_first_and_says_how_much() -> None:
    """Verdict, then every finding with place, what is printed, what would agree and the difference; charts last."""
    page = to_html(sample_review())
    order = [page.index(f'id="{one}"') for one in ("findings", "summary", "cards", "unchecked", "charts", "about")]
    assert order == sorted(order)
    assert page.index('class="verdict"') < order[0]
    listed = page[order[0] : order[1]]
    for text in ("第12页", "101,000 万元", "100,700 万元", "300 万元"):
        assert text in listed
