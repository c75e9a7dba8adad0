"""Measures the review page in a real browser: from a dropped file to the first finding, page turns, clicks, memory.

    python -m benchmarks.bench_review_page FILE.pdf [FILE.pdf FILE.pdf] [--turns 1000]

The first file is dropped on the page and compared with `fiscal check` of it; a click on a figure is compared with a
page that only fills a place with the same markup. All files are open when memory is measured.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from tests.browsing import browser, window
from tests.serving import Served, served

CLICKS = 60
LOOKS = """async (count) => {
  const hits = [...document.querySelectorAll('.paper [data-figure]')].slice(0, count);
  const side = document.getElementById('card'), times = [];
  for (const hit of hits) {
    const begun = performance.now();
    const shown = new Promise((done) => side.addEventListener('filled', done, { once: true }));
    hit.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await shown;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    times.push(performance.now() - begun);
  }
  return times;
}"""
BARE = """async (count) => {
  const side = document.getElementById('card'), markup = side.innerHTML, times = [];
  for (let at = 0; at < count; at += 1) {
    const begun = performance.now();
    side.innerHTML = markup;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    times.push(performance.now() - begun);
  }
  return times;
}"""


def resident(process: int) -> dict[str, int]:
    """Megabytes of a process and of those that it started, by what they are."""
    found: dict[str, int] = {}
    listed = subprocess.run(["ps", "-eo", "pid,ppid,rss"], capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()[1:]]
    for pid, parent, kilobytes in rows:
        if process in (pid, parent):
            name = "server" if pid == process else f"process {pid}"
            found[name] = kilobytes // 1024
    return found


def checked(path: Path) -> float:
    """Seconds of `fiscal check` of one file."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "reconcile.cli", "check", str(path), "--format", "json", "--fail-on", "never"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def dropped(page: Any, one: Served, path: Path) -> tuple[float, float]:
    """Seconds from a dropped file to its first finding on its page, and from its being read to the first page."""
    page.goto(one.address)
    begun = time.perf_counter()
    page.set_input_files("#files", str(path))
    page.wait_for_selector("body.review", timeout=3_600_000)
    read = time.perf_counter()
    page.wait_for_selector("body[data-ready=yes]", timeout=3_600_000)
    page.wait_for_selector(".paper img, .paper .laid-out")
    ended = time.perf_counter()
    return ended - begun, ended - read


def turned(one: Served, dossier: str, document: str, views: int, turns: int) -> list[float]:
    """Milliseconds of so many page turns, with the picture of each page."""
    found = []
    for at in range(turns):
        number = at % views + 1
        begun = time.perf_counter()
        one.ask(f"{dossier}/view/{document}/{number}?wide=900")
        one.ask(f"{dossier}/picture/{document}/{number}?wide=900")
        found.append((time.perf_counter() - begun) * 1000)
    return found


def main(arguments: Sequence[str]) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="bench_review_page", description="Measure the review page.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--turns", type=int, default=1000)
    parser.add_argument("--no-check", action="store_true", help="do not time `fiscal check` beside it")
    options = parser.parse_args(arguments)
    with browser() as started, served() as one, window(started, one) as page:
        alone = None if options.no_check else checked(options.files[0])
        whole, first = dropped(page, one, options.files[0])
        print(f"drop to first finding {whole:.1f} s; first page after reading {first:.2f} s", flush=True)
        print(f"fiscal check {alone:.1f} s" if alone else "fiscal check was not timed", flush=True)
        dossier = "/" + "/".join(page.url.split("#")[0].split("/")[3:])
        counts = [int(count) for count in re.findall(r'title="第 \S+ 页：(\d+) 个数', one.ask(dossier).text)]
        views, number = len(counts), counts.index(max(counts)) + 1
        print(f"{sum(counts):,} figures on {views} pages, {max(counts)} on the busiest", flush=True)
        page.locator(".cell").nth(number - 1).click()
        page.wait_for_selector(".pane:not([aria-busy]) .layer")
        page.wait_for_timeout(2000)
        clicks, bare = page.evaluate(LOOKS, CLICKS), page.evaluate(BARE, CLICKS)
        print(f"click to relations: median {median(clicks):.0f} ms, worst of {len(clicks)} {max(clicks):.0f} ms")
        print(f"the same markup alone: median {median(bare):.0f} ms", flush=True)
        for other in options.files[1:]:
            dropped(page, one, other)
        print(f"{len(options.files)} open: {resident(one.process.pid)}")
        times = turned(one, dossier, "d0", views, options.turns)
        print(f"{options.turns} page turns: median {median(times):.0f} ms, worst {max(times):.0f} ms")
        print(f"after them: {resident(one.process.pid)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
