"""Screen readers and weak eyes: axe-core finds nothing serious on any view, in light and in dark."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import browser, needs_browser, opened, window
from tests.serving import ROOT, Served, served

AXE = Path(os.environ.get("FISCAL_AXE", ROOT / ".venv" / "axe" / "package" / "axe.min.js"))
(PLAN,) = (ROOT / "data" / "yunxi-2024-formats").glob("*.pdf")
pytestmark = [
    needs_browser,
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here (make test fetches it where npm is)"),
]
LOOK = """axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations
  .filter((one) => ['serious', 'critical'].includes(one.impact))
  .map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]))"""


@pytest.fixture(scope="module")
def reviewed() -> Iterator[Served]:
    """A server with a PDF that agrees and a text that does not."""
    with served(PLAN, ROOT / "data" / "wrong") as one:
        one.read()
        yield one


def wrong(page: Any) -> Any:
    """What is serious or critical on the page."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";undefined")
    return page.evaluate(LOOK)


def test_nothing_serious_on_any_view(reviewed: Served) -> None:
    """The start, a finding that is being decided, a figure on a drawn page, the list on paper."""
    with browser() as started:
        for scheme in ("light", "dark"):
            with window(started, reviewed, color_scheme=scheme) as page:
                page.goto(reviewed.address)
                assert wrong(page) == []
                opened(page, reviewed)
                page.keyboard.press("2")
                assert wrong(page) == []
                page.locator(".cell[data-document=d0]").nth(1).click()
                page.locator(".layer .figure").nth(3).click()
                page.wait_for_selector("[data-card-figure]")
                assert wrong(page) == []
                page.goto(reviewed.address.rstrip("/") + reviewed.dossier() + "/paper")
                assert wrong(page) == []
