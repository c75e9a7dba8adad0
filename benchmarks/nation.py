"""Simulates a nation: 150,000 documents, 15 million pages, on 100 nodes of 8 cores, from costs that were measured.

Events in a heap: a worker takes the next bundle of dossiers (`reconcile.batch.bundles`) from a scheduler that hands out
so many a second, works on it, writes its parts to shared storage of so much throughput. Lengths are skewed (log-normal:
half the documents are forms of a few pages, one in a thousand has over a thousand), some workers are slow all the time,
nodes die and their tasks are done again, some files kill their reader. Seeded: the same seed gives the same answer.
Left out are networks that fail in part, file systems that slow down under many small files, recognition of scans.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from reconcile.batch.bundles import lengths as bundle_lengths

DOCUMENTS, PAGES = 150_000, 15_000_000
BYTES_A_PAGE = 4_000
BYTES_READ = 14_000
"""Bytes of a page of the documents, by which they are bundled: 74 MB in 5,269 pages of real ones."""


class Costs(Struct, frozen=True):
    """Processor seconds of a small document and of a page of a large one, and how many bundles a scheduler hands out
    in a second, as measured.
    """

    document: float
    page: float
    tasks: float


class Nation(Struct, frozen=True):
    """The assumptions."""

    costs: Costs
    nodes: int = 100
    cores: int = 8
    storage: float = 200e6
    slow_share: float = 0.03
    slow_times: float = 4.0
    failures_an_hour: float = 2.0
    hostile_share: float = 0.001
    hostile_seconds: float = 200.0
    start: float = 30.0
    longest_first: bool = True
    bundled: bool = True
    seed: int = 15


class Outcome(Struct, frozen=True):
    """Seconds until all is judged, how busy the workers were, how long they waited for tasks, what was done again."""

    seconds: float
    busy: float
    waiting: float
    again: int
    longest: float
    bundles: int


def lengths(generator: random.Random) -> list[int]:
    """Pages of every document: skewed, in all as many as the nation has, none over 3,000."""
    found = [min(3000.0, generator.lognormvariate(0.0, 1.9)) for _ in range(DOCUMENTS)]
    scale = PAGES / sum(found)
    return [max(1, min(3000, int(one * scale))) for one in found]


def simulate(nation: Nation) -> Outcome:
    """One run."""
    generator = random.Random(nation.seed)
    pages = lengths(generator)
    if nation.longest_first:
        pages.sort(reverse=True)
    waiting = _bundled(pages, nation)[::-1]
    count = len(waiting)
    workers = nation.nodes * nation.cores
    slow = {at for at in range(workers) if generator.random() < nation.slow_share}
    free = [(nation.start, at) for at in range(workers)]
    heapq.heapify(free)
    handed = nation.start
    busy = waited = longest = 0.0
    again, end = 0, nation.start
    death_a_second = nation.failures_an_hour / 3600 / nation.nodes
    while waiting:
        now, worker = heapq.heappop(free)
        handed = max(handed + 1 / nation.costs.tasks, now)
        waited += handed - now
        bundle = waiting.pop()
        work = nation.costs.document * len(bundle) + nation.costs.page * sum(bundle)
        work *= nation.slow_times if worker in slow else 1
        work += nation.hostile_seconds * sum(generator.random() < nation.hostile_share for _ in bundle)
        if generator.random() < work * death_a_second:
            # The node dies in the middle: the task goes back, the worker is there again after its start.
            again += 1
            waiting.append(bundle)
            heapq.heappush(free, (handed + generator.random() * work + nation.start, worker))
            continue
        done = handed + work
        busy, longest, end = busy + work, max(longest, work), max(end, done)
        heapq.heappush(free, (done, worker))
    # Parts are written while others are judged: storage bounds the whole, not the single task.
    end = max(end, nation.start + sum(pages) * BYTES_A_PAGE / nation.storage)
    return Outcome(end, busy / (workers * end), waited / (workers * end), again, longest, count)


def _bundled(pages: list[int], nation: Nation) -> list[list[int]]:
    """The pages of the documents of every bundle."""
    if not nation.bundled:
        return [[one] for one in pages]
    found, at = [], 0
    for number in bundle_lengths([BYTES_READ * one for one in pages], nation.nodes * nation.cores):
        found.append(pages[at : at + number])
        at += number
    return found


def cases(costs: Costs) -> Iterator[tuple[str, Nation]]:
    """The nation as it is thought to be, and with one assumption made worse at a time."""
    usual = Nation(costs)
    yield "as assumed", usual
    yield "costs twice as high", replace(usual, costs=replace(costs, document=2 * costs.document, page=2 * costs.page))
    yield "half the nodes", replace(usual, nodes=50)
    yield "one worker in three slow", replace(usual, slow_share=0.33)
    yield "100 nodes die an hour", replace(usual, failures_an_hour=100.0)
    yield "one file in a hundred hostile", replace(usual, hostile_share=0.01)
    yield "a scheduler ten times slower", replace(usual, costs=replace(costs, tasks=costs.tasks / 10))
    yield "storage of 10 MB a second", replace(usual, storage=10e6)
    yield "every dossier handed out alone", replace(usual, bundled=False)
    yield "shortest documents anywhere, long ones last", replace(usual, longest_first=False)


def page_of_nation(costs: Costs) -> str:
    """The simulated runs as a part of a page."""
    lines = [
        "# Simulated",
        "",
        f"A nation of {DOCUMENTS:,} documents and {PAGES:,} pages on 100 nodes of 8 cores (`benchmarks/nation.py`, "
        f"seeded), with the costs measured above: {costs.document:.3f} s a document, {costs.page:.4f} s a page, "
        f"{costs.tasks:.0f} bundles a second.",
        "",
        "| case | minutes | bundles | workers busy | waiting for them | done again | longest, minutes |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, nation in cases(costs):
        found = simulate(nation)
        lines.append(
            f"| {name} | {found.seconds / 60:.0f} | {found.bundles:,} | {100 * found.busy:.0f} % "
            f"| {100 * found.waiting:.0f} % | {found.again:,} | {found.longest / 60:.1f} |"
        )
    return "\n".join(lines) + "\n"
