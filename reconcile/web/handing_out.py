"""What leaves the page: workbook, questions, report, annotated copies, baseline, paper, with the decisions in each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from reconcile.acceptance.baseline import written
from reconcile.decisions.baseline_exchange import entries_of
from reconcile.web.answers import page, refusal
from reconcile.web.decided_marks import every_finding
from reconcile.web.desk.dossiers import OpenDossier
from reconcile.web.desk.export_process import packed
from reconcile.web.desk_state import DeskState, NotOpen
from reconcile.web.guards import STILL
from reconcile.web.showing import changed
from reconcile.words.messages import page_word

_WRITE = (
    "import sys; many, *rest = sys.argv[1:]; sys.path[:] = rest[: int(many)]; "
    "from reconcile.web.desk.export_process import write; write(*rest[int(many):])"
)
SECONDS = 600
KINDS = {"workbook": ".xlsx", "questions": ".docx", "report": ".html", "annotated": ""}
MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".json": "application/json",
    # A page of ours, which is to be kept and not to be shown here.
    ".html": "application/octet-stream",
}
WAITING = 120
"""Seconds for which a review that is just being written is waited for."""


def routes(desk: DeskState) -> list[Route]:
    """The addresses of this file."""
    lang = desk.lang

    def out(request: Request) -> Response:
        dossier, kind = desk.dossier(request), request.path_params["kind"]
        if kind == "baseline":
            text = written(entries_of(desk.store.latest().values()))
            return handed(text.encode(), page_word("out-baseline", lang), ".json")
        if kind not in KINDS:
            return refusal(lang, "problem-no-page", 404)
        if dossier.job.wait(["whole"], WAITING).state != "whole":
            return refusal(lang, "problem-not-yet", 409)
        document = dossier.shelf.document(request.query_params.get("document", ""))
        name, ending = page_word(f"out-{kind}", lang), KINDS[kind]
        if kind == "annotated":
            if document is None or not document.path or document.format not in ("pdf", "docx"):
                return refusal(lang, "problem-not-annotated", 409)
            name, ending = f"{Path(document.name).stem}{name}", f".{document.format}"
        named = (document.id, document.path) if document else ("", "")
        content, code = _made(desk, dossier, kind, *named)
        if content is None:
            return refusal(lang, "problem-not-annotated" if code == 3 else "problem-not-written", 409)
        return handed(content, name, ending)

    def changes(request: Request) -> Response:
        new = desk.dossier(request)
        old = desk.dossiers.get(request.query_params.get("old", ""))
        if old is None:
            raise NotOpen
        if any(one.job.wait(["whole"], WAITING).state != "whole" for one in (old, new)):
            return refusal(lang, "problem-not-yet", 409)
        files = json.dumps([_files(old), _files(new)])
        content, _ = _made(desk, new, "changes", path=files, before=str(old.shelf.whole))
        if content is None:
            return refusal(lang, "problem-not-written", 409)
        return HTMLResponse(content, headers={"content-security-policy": STILL})

    def paper(request: Request) -> Response:
        dossier = desk.dossier(request)
        if not dossier.shown:
            return refusal(lang, "problem-not-open", 409)
        marks = desk.marking.of(dossier)
        findings = [one for one in every_finding(dossier.shelf, marks) if one.group == "told"]
        rows = [(one, marks.state(one), marks.findings.get(one.id)) for one in findings]
        wanted = request.query_params.get("state", "")
        shown = [row for row in rows if not wanted or (wanted == "ask") == (row[1] in ("open", "changed", "confirmed"))]
        return page(
            lang,
            "paper.html",
            overview=dossier.shelf.overview(),
            rows=shown,
            states=Counter(state for _, state, _ in rows),
            marks=marks,
            day=datetime.now().astimezone().strftime("%Y-%m-%d"),
        )

    below = "/dossier/{dossier}"
    return [
        Route(below + "/out/{kind}", out),
        Route(below + "/paper", paper),
        Route(below + "/changes", changes),
    ]


def _files(dossier: OpenDossier) -> dict[str, str]:
    """The PDFs of a dossier by document, but for those that are others by now."""
    return {one.id: one.path for one in dossier.shelf.documents() if one.drawn and one.path and not changed(one)}


def handed(content: bytes, name: str, ending: str) -> Response:
    """A file to be kept by the browser."""
    stamp = datetime.now(tz=UTC).astimezone().strftime("%Y%m%d")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(f'{name}-{stamp}{ending}')}"}
    return Response(content, media_type=MEDIA[ending], headers=headers)


def _made(
    desk: DeskState, dossier: OpenDossier, kind: str, document: str = "", path: str = "", before: str = ""
) -> tuple[bytes | None, int]:
    """What a process of its own has written, and how it ended."""
    with tempfile.TemporaryDirectory(dir=dossier.folder) as folder:
        events, target = Path(folder) / "events.json", Path(folder) / "out"
        events.write_bytes(packed(list(desk.store.latest().values())))
        search = [os.path.abspath(entry or os.curdir) for entry in sys.path]
        arguments = [kind, str(dossier.shelf.whole), str(events), str(target), document, path, before]
        command = [sys.executable, "-P", "-c", _WRITE, str(len(search)), *search, *arguments]
        loud = None if os.environ.get("FISCAL_DEBUG") else subprocess.DEVNULL
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=loud, stderr=loud, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return None, 1
        return (target.read_bytes() if target.is_file() and done.returncode == 0 else None), done.returncode
