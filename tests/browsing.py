"""A real browser for the review page, where the machine has one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.serving import HANGING, Served

BROWSER = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no browser is installed (make test installs one)")

expect.set_options(timeout=HANGING * 1000)


@contextmanager
def browser() -> Iterator[Any]:
    """A running browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield started
        finally:
            started.close()


@contextmanager
def window(started: Any, served: Served, **how: Any) -> Iterator[Any]:
    """A window with its own memory; what its page's scripts stumble over, or ask of others, fails the test."""
    context = started.new_context(
        locale="zh-CN", accept_downloads=True, **{"viewport": {"width": 1366, "height": 768}, **how}
    )
    context.set_default_timeout(HANGING * 1000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: _note(wrong, said.text, said.type == "error" and "409" not in said.text))
    page.on("request", lambda asked: _note(wrong, asked.url, not _own(asked.url, served)))
    try:
        yield page
        assert not wrong
    finally:
        context.close()


def _note(wrong: list[str], what: str, is_wrong: bool) -> None:
    if is_wrong:
        wrong.append(what)


def _own(url: str, served: Served) -> bool:
    return url.startswith((served.address, "data:", "blob:"))


def opened(page: Any, served: Served) -> Any:
    """The page of the first dossier, when its scripts have shown the first finding."""
    page.goto(served.address.rstrip("/") + served.read())
    page.wait_for_selector("body[data-ready=yes]")
    return page
