"""Makes the pictures of the review page anew from the documents in data/; run by hand, with the Python of .venv.

    python -m docs.pictures.make_review_page

Needs a browser on the path and Noto's Chinese fonts. Writes review-page.png, review-figure.png and two-drafts.png
beside this file.
"""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from reconcile.cli import run
from tests.browsing import browser, opened, window
from tests.serving import served

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
(PLAN,) = (ROOT / "data" / "yunxi-2024-formats").glob("*.pdf")
SECOND = ROOT / "data" / "yunxi-2024-second-draft"
COLOURS = 96


def main() -> None:
    """Writes the three pictures."""
    with browser() as started, served(PLAN, ROOT / "data" / "wrong") as one, window(started, one) as page:
        opened(page, one)
        _keep(page, "review-page")
        page.locator(".cell[data-document=d0]").nth(1).click()
        page.locator(".layer .figure.agrees").nth(5).click()
        page.wait_for_selector("[data-card-figure]")
        _keep(page, "review-figure")
    with browser() as started, TemporaryDirectory() as folder:
        target = Path(folder) / "changes.html"
        run(["diff", str(PLAN), str(SECOND), "--format", "html", "-o", str(target)])
        page = started.new_page(viewport={"width": 1200, "height": 960})
        page.goto(target.as_uri())
        _keep(page, "two-drafts")


def _keep(page: Any, name: str) -> None:
    """What the window shows as a small PNG of few colours, without a time."""
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    shown.quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
