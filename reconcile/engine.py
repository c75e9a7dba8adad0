"""The straight line: files are read, relations proposed, judged, and turned into a Review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from msgspec.structs import replace

from fiscal.document import Document, Note
from fiscal.relation import Relation
from reconcile.dossier import Dossier
from reconcile.explain.coverage import coverage
from reconcile.explain.findings import findings
from reconcile.judge.choose import choose
from reconcile.judge.claim import Claim, claims
from reconcile.judge.cycle_search import seldom_searched
from reconcile.judge.processor_time import Allowance, OutOfTime, seconds_allowed
from reconcile.linking.rivals import rivals_in
from reconcile.observe import observers
from reconcile.observe.observed_findings import with_observations
from reconcile.proposers import checks
from reconcile.review import Review, Skipped
from tables.reading import dossier_reading
from tables.reading.gathering import Skipped as LeftOut
from tables.reading.gathering import Source, gather
from tables.reading.same_text import judged_once
from tables.reading_options import USUAL, Reading, Watch

PROPOSING_SHARE = 2
"""Proposing may take one in so many of the seconds allowed."""

EXPLAINED = (1, 8, 64, 0)
"""If explaining takes too long, it is tried with the first of so many of the verdicts; at last with none."""


def files_of(paths: Sequence[Path]) -> list[Source]:
    """The files to read, in the order of the documents d0, d1 and so on.

    Raises FileNotFoundError naming the first path that does not exist.
    """
    return gather(paths).files


def load_all(files: Sequence[Source], reading: Reading = USUAL, watch: Watch | None = None) -> list[Document]:
    """The Documents of `files`, as `tables.reading.dossier_reading` has them; what judges is loaded meanwhile."""
    return dossier_reading.load_all(files, reading, watch, meanwhile=_load_what_judges)


def _load_what_judges() -> None:
    checks()
    observers()


def propose(dossier: Dossier) -> Iterator[Relation | Claim]:
    """Every claim that some check proposes, check by check in the order of their codes."""
    for check in checks().values():
        yield from check.propose(dossier)


def review(paths: Sequence[Path], lang: str = "zh", reading: Reading = USUAL, watch: Watch | None = None) -> Review:
    """The Review of all files under `paths` as one dossier (案卷), read as `reading` says.

    `watch`, told the path of each file, answers who is told of its pages. The result does not depend on it.
    Raises FileNotFoundError for a path that does not exist; everything wrong inside a file is a finding.
    """
    found = gather(paths)
    return review_of(load_all(found.files, reading, watch), found.skipped, lang)


def review_of(read: Sequence[Document], skipped: Sequence[LeftOut], lang: str = "zh") -> Review:
    """The Review of documents that have been read; what says the same as another joins those `skipped` before."""
    documents, repeated = judged_once(read)
    left_out = sorted((*skipped, *repeated), key=lambda one: one.path)
    judged = judge_documents(documents, lang)
    with_skipped = replace(judged, skipped=tuple(Skipped(one.path, one.reason) for one in left_out))
    return with_skipped.judged_in(judged.dossier)


def judge_documents(documents: Sequence[Document], lang: str = "zh") -> Review:
    """The Review of documents that have been read."""
    with seldom_searched():
        return _judged(documents, lang)


def _judged(documents: Sequence[Document], lang: str) -> Review:
    dossier = Dossier(documents)
    allowance = Allowance(seconds_allowed())
    proposed: list[Relation | Claim] = []
    cut = False
    try:
        with allowance.limited(PROPOSING_SHARE):
            proposed.extend(propose(dossier))
    except OutOfTime:
        cut = True
    chosen = choose(claims(proposed), dossier.figures, rivals_in(dossier), allowance)
    if cut or chosen.cut:
        dossier = _checked_in_part(dossier, allowance.seconds)
    for share in EXPLAINED:
        # What cannot be explained in time is not told: an accusation needs its working. Each document says so.
        verdicts = chosen.verdicts[: len(chosen.verdicts) // share] if share else ()
        try:
            with allowance.limited(2) if share else nullcontext():
                found = findings(verdicts, dossier, lang)
                told = with_observations(found.told, dossier, verdicts, lang)
                covered = coverage(verdicts, dossier, len(chosen.instead), chosen.silent)
                judged = Review(dossier.documents, verdicts, told, covered, lang, possible=found.possible)
                return judged.judged_in(dossier)
        except OutOfTime:
            dossier = _checked_in_part(dossier, allowance.seconds)
    raise AssertionError("nothing to explain is explained without a limit")


def _checked_in_part(dossier: Dossier, seconds: int) -> Dossier:
    """The dossier whose documents say that not all was judged within `seconds`."""
    note = Note("DOC10", f"{seconds}")
    return Dossier([one if note in one.notes else replace(one, notes=(*one.notes, note)) for one in dossier.documents])
