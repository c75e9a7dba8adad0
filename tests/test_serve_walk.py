"""The committee's walk in a real browser: from dropping a document to printed questions, by keys alone, on a phone."""

from __future__ import annotations

import io
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browsing import browser, needs_browser, opened, window
from tests.drawn_pdf import Page, draw_table, pdf
from tests.serving import ROOT, Served, served

WRONG = ROOT / "data" / "wrong"
(TEXT,) = WRONG.glob("*.txt")
(PLAN,) = (ROOT / "data" / "yunxi-2024-formats").glob("*.pdf")
pytestmark = needs_browser


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """One browser for all walks."""
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a PDF that agrees and a text that does not."""
    with served(PLAN, WRONG, "--store", tmp_path_factory.mktemp("store") / "decisions.db") as one:
        one.read()
        yield one


def test_from_dropping_a_document_to_printed_questions(started: Any, tmp_path: Path) -> None:
    """Drop, see the first finding on its page, decide, print; killed in the middle, nothing confirmed is lost."""
    store = tmp_path / "decisions.db"
    with served("--store", store) as one, window(started, one) as page:
        page.goto(one.address)
        page.set_input_files("#files", [str(TEXT), str(PLAN)])
        page.wait_for_selector("body[data-ready=yes]")
        first = page.locator(".item").first
        assert first.get_attribute("aria-current") == "true"
        assert page.locator(".paper .first-mark").count() == 1
        page.keyboard.press("2")
        page.fill("form[data-act=decisions] [name=who]", "王委员")
        page.fill("form[data-act=decisions] [name=reason]", "财政部门答复：单位误写")
        page.click("form[data-act=decisions] [type=submit]")
        page.wait_for_selector(".history >> text=王委员")
        page.keyboard.press("Escape")
        page.locator("body").press("j")
        second = page.locator(".item").nth(1)
        expect(second).to_have_attribute("aria-current", "true")
        page.wait_for_selector(f"[data-card-finding='{second.get_attribute('data-finding')}']")
        page.keyboard.press("1")
        page.wait_for_selector(".item-state.confirmed >> nth=0")
        one.end(signal.SIGKILL)
    with served(TEXT, PLAN, "--store", store) as again, window(started, again) as page:
        opened(page, again)
        assert page.locator(".item-state").all_inner_texts()[:2] == ["已说明", "已核实·有误"]
        with page.expect_popup() as paper:
            page.click("text=打印清单")
        printed = paper.value
        printed.wait_for_load_state()
        shown = printed.inner_text("main")
        assert "单位误写" in shown and "王委员" in shown and shown.count("财政部门答复：") > 5
        printed.emulate_media(media="print")
        assert not printed.locator("#print").is_visible()
        assert again.end() == 0


def test_decisions_stand_in_everything_handed_out(reviewed: Served, started: Any) -> None:
    """Workbook, questions, annotated copy and baseline, each with what was decided."""
    path = reviewed.read()
    first, second = re.findall(r'data-finding="([^"]+)"', reviewed.ask(path).text)[2:4]
    for number, (finding, state) in enumerate(((first, "explained"), (second, "confirmed"))):
        act = {
            "finding": finding,
            "state": state,
            "reason": "口头答复九号",
            "who": "甲",
            "key": f"out-{number}-{finding}",
        }
        assert reviewed.send(path + "/decisions", act).status == 200
    book = openpyxl.load_workbook(io.BytesIO(reviewed.ask(path + "/out/workbook").body), read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("口头答复九号" in cell and "已说明" in cell for cell in cells)
    letter = docx.Document(io.BytesIO(reviewed.ask(path + "/out/questions").body))
    said = "\n".join(p.text for p in letter.paragraphs)
    assert "已核实·有误" in said and first not in said
    assert reviewed.ask(path + "/out/annotated?document=d0").body.startswith(b"%PDF")
    assert "口头答复九号" in reviewed.ask(path + "/out/baseline").text
    assert reviewed.ask(path + "/out/report").headers["content-disposition"].startswith("attachment")


def test_keys_alone_are_enough(reviewed: Served, started: Any) -> None:
    """Findings, decisions, search, pages, figures, their relations: no mouse."""
    with window(started, reviewed) as page:
        opened(page, reviewed)
        page.keyboard.press("j")
        expect(page.locator(".item[aria-current]")).to_be_focused()
        page.keyboard.press("/")
        page.keyboard.type("没有这样的问题")
        assert page.inner_text("#found").startswith("显示 0 条")
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.press("Escape")
        page.keyboard.press("o")
        expect(page.locator(".paper [data-figure]:focus")).to_have_count(1)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-card-figure]")
        page.keyboard.press("x")
        page.wait_for_selector("#selection .sum:not(:empty)")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("x")
        expect(page.locator("#selection .sum")).to_contain_text("已选 2")
        page.keyboard.press("Escape")
        assert page.locator("#selection").is_hidden()
        page.keyboard.press("4")
        page.keyboard.press("?")
        page.wait_for_selector("#help[open]")
        page.keyboard.press("Escape")


def test_the_keys_stay_on_a_page_that_comes_late(reviewed: Served, started: Any) -> None:
    """Who goes to the page before it is there finds the keys on the figure in question when it comes."""
    with window(started, reviewed) as page:
        opened(page, reviewed)
        late: list[Any] = []
        page.route("**/view/*/*", lambda route: late.append(route))
        for _ in range(page.locator(".item").count()):
            page.keyboard.press("j")
            page.wait_for_timeout(100)
            if late:
                break
        assert late, "no finding stands on another page"
        page.keyboard.press("o")
        page.wait_for_function("document.querySelector('.paper').contains(document.activeElement)")
        for request in late:
            request.continue_()
        page.wait_for_selector("body:not(:has([aria-busy]))")
        expect(page.locator(".paper .first-mark:focus")).to_have_count(1)


def test_a_figure_of_a_page_shows_its_relations_and_they_lead_on(reviewed: Served, started: Any) -> None:
    """Click, see all that is claimed, jump, and see two pages at once."""
    with window(started, reviewed) as page:
        opened(page, reviewed)
        page.locator(".cell[data-document=d0]").nth(1).click()
        page.wait_for_selector(".layer .figure.agrees")
        hit = page.locator(".layer .figure.agrees").nth(5)
        hit.click()
        card = page.wait_for_selector(f"[data-card-figure='{hit.get_attribute('data-figure')}']")
        assert "一致" in card.inner_text()
        page.locator(".beside").first.click()
        page.wait_for_selector(".pane.second .first-mark")
        page.locator(".pane.second .close").click()
        assert page.locator(".pane").count() == 1
        page.click("#show-unchecked")
        page.locator("[data-card-unchecked] .jump").first.click()
        page.wait_for_selector(".paper .first-mark.unchecked")


def test_dragging_sums_and_a_total_is_judged_at_once(reviewed: Served, started: Any) -> None:
    """The exact sum appears; "should equal" is judged, kept, withdrawn; a relation that is not meant is greyed."""
    with window(started, reviewed) as page:
        opened(page, reviewed)
        page.locator(".cell[data-document=d0]").nth(1).click()
        page.wait_for_selector(".layer .figure")
        figures = page.locator(".layer .figure")
        first, second, third = (figures.nth(at) for at in range(3))
        a, b = second.bounding_box(), third.bounding_box()
        page.mouse.move(a["x"] + 2, a["y"] + a["height"] / 2)
        page.mouse.down()
        page.mouse.move(b["x"] + b["width"] - 2, b["y"] + b["height"] / 2, steps=4)
        page.mouse.up()
        expect(page.locator("#selection .sum")).to_contain_text("已选 2")
        page.click("[data-choose=total]")
        first.click()
        page.fill("#selection [name=who]", "李委员")
        page.fill("#selection [name=reason]", "按附表口径")
        page.click("#selection [type=submit]")
        own = page.wait_for_selector(".relation >> text=REV01")
        assert own
        assert "李委员" in page.inner_text(".side")
        page.wait_for_selector(".items li[data-code=REV01]")
        page.wait_for_selector(".layer .figure.differs >> nth=0")
        page.click(".relation:has-text('REV01') >> text=撤回这条补充")
        page.click(".relation:has-text('REV01') form [type=submit]")
        page.wait_for_selector(".relation >> text=REV01", state="detached")
        page.wait_for_selector(".layer .figure.differs >> nth=0", state="detached")
        other = page.locator(".relation").first
        other.locator("text=这条关系不成立").click()
        other.locator("textarea").fill("含上年结转")
        other.locator("form [type=submit]").click()
        page.wait_for_selector(".relation.struck >> text=含上年结转")


def test_two_windows_see_one_another(reviewed: Served, started: Any) -> None:
    """Who decides what another has just decided is told first, and loses nothing that was typed."""
    with window(started, reviewed) as one, window(started, reviewed) as other:
        for page in (one, other):
            opened(page, reviewed)
            page.locator(".item").last.click()
            last = page.locator(".item").last.get_attribute("data-finding")
            page.wait_for_selector(f"[data-card-finding='{last}']")
        for page, name in ((one, "甲"), (other, "乙")):
            page.keyboard.press("3")
            page.fill("form[data-act=decisions] [name=who]", name)
            page.fill("form[data-act=decisions] [name=reason]", f"{name}的理由")
            page.click("form[data-act=decisions] [type=submit]")
            expect(page.locator("#problem")).to_be_visible()
        assert "甲" in other.inner_text("#problem")
        assert other.input_value("form[data-act=decisions] [name=reason]") == "乙的理由"
        other.click("form[data-act=decisions] [type=submit]")
        other.wait_for_selector(".history >> text=甲的理由")
        assert "乙的理由" in other.inner_text(".history")


def test_a_menu_closes_and_what_is_missing_is_asked_for_first(reviewed: Served, started: Any) -> None:
    """Escape and a click beside it close the menu; a decision asks for its reason before the name."""
    with window(started, reviewed) as page:
        opened(page, reviewed)
        menu = page.locator(".menu")
        for way in ("key", "click"):
            menu.locator("summary").click()
            expect(menu).to_have_attribute("open", "")
            if way == "key":
                page.keyboard.press("Escape")
            else:
                page.locator("h1").click()
            expect(menu).not_to_have_attribute("open", "")
        page.locator(".item").first.click()
        page.wait_for_selector("[data-card-finding]")
        page.locator(".choice.explained").click()
        expect(page.locator("form[data-act=decisions] [name=reason]")).to_be_focused()


def test_a_narrow_screen_shows_one_part_at_a_time(reviewed: Served, started: Any) -> None:
    """On a phone nothing is wider than the screen, and tabs lead from list to page to card."""
    with window(started, reviewed, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as page:
        opened(page, reviewed)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        for tab, place in (("list", "#findings"), ("original", "#original"), ("card", "#card")):
            page.click(f".tabs [data-tab={tab}]")
            assert page.locator(place).is_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.click(".tabs [data-tab=list]")
        page.locator(".item").first.click()
        expect(page.locator("#card [data-card-finding]")).to_be_visible()


HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>"\'&{{7*7}}'


def test_the_words_of_a_document_are_only_words(started: Any, tmp_path: Path) -> None:
    """Labels, titles, file names that look like markup are shown in every view and never obeyed."""
    path = tmp_path / "<img src=x onerror=alert(3)>.txt"
    rows = f"| {HOSTILE}甲 | 10 |\n| {HOSTILE}乙 | 20 |\n| 合计 | 31 |\n"
    text = (
        f"表1 {HOSTILE}支出表\n\n单位：万元\n\n| 项目 | {HOSTILE}预算数 |\n|---|---|\n{rows}\n{HOSTILE}支出50万元。\n"
    )
    path.write_text(text, encoding="utf-8")
    with served(path, "--store", tmp_path / "s.db") as one, window(started, one) as page:
        opened(page, one)
        assert "<script>" in page.inner_text(".paper")
        page.locator(".paper [data-figure]").first.click()
        page.wait_for_selector("[data-card-figure]")
        page.goto(one.address.rstrip("/") + one.dossier() + "/paper")
        assert page.locator("article").count() >= 1
        assert page.locator("img:not([src^='/static/']), script:not([src^='/static/'])").count() == 0


def many_pages(count: int, wrong: int) -> bytes:
    """So many pages with a table each; the total of page `wrong` is not the sum of its rows."""
    pages = []
    for number in range(1, count + 1):
        page = Page()
        page.text(180, 80, f"附表{number} 甲市第{number}街道2024年支出表", 12)
        page.text(330, 105, "单位：万元")
        parts = [1000 + 7 * number, 2000 + 3 * number, 310 + number]
        total = sum(parts) + (90 if number == wrong else 0)
        rows = zip(("教育支出", "卫生健康支出", "农林水支出", "合计"), (*parts, total), strict=True)
        draw_table(page, [("项目", "决算数"), *((label, f"{value:,}") for label, value in rows)], "ruled")
        pages.append(page)
    return pdf(pages)


def test_three_hundred_pages(started: Any, tmp_path: Path) -> None:
    """The finding opens on its page; the last page, the first and a figure of it are one step away each."""
    (tmp_path / "long.pdf").write_bytes(many_pages(300, 211))
    with served(tmp_path / "long.pdf", "--store", tmp_path / "decisions.db") as one, window(started, one) as page:
        opened(page, one)
        expect(page.locator(".cell")).to_have_count(300)
        expect(page.locator('.cell[aria-current="page"]')).to_have_attribute("data-view", "211")
        page.wait_for_selector(".paper .first-mark")
        for wanted in ("300", "1", "150"):
            page.locator(f'.cell[data-view="{wanted}"]').click()
            expect(page.locator('.cell[aria-current="page"]')).to_have_attribute("data-view", wanted)
            expect(page.locator(".layer .figure")).to_have_count(4)
        figure = page.locator(".layer .figure").last
        figure.click()
        card = page.wait_for_selector(f"[data-card-figure='{figure.get_attribute('data-figure')}']")
        assert "一致" in card.inner_text()
