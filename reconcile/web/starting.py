"""The first page: what is open, where files are dropped; and how far the reading of a dossier is."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reconcile.web.answers import page, record, refusal
from reconcile.web.desk_state import DeskState
from reconcile.web.uploads import MOST_BYTES, MOST_FILES, Refused, received
from reconcile.words.messages import page_word
from reconcile.words.note_wording import note_sentence


def routes(desk: DeskState) -> list[Route]:
    """The addresses of this file."""

    def start(_: Request) -> Response:
        limits = {"files": MOST_FILES, "megabytes": MOST_BYTES >> 20}
        opened, kept = desk.dossiers.all(), str(desk.store.path)
        return page(desk.lang, "start.html", token=desk.token, dossiers=opened, limits=limits, store=kept)

    async def upload(request: Request) -> Response:
        if desk.dossiers.full:
            return refusal(desk.lang, "problem-many-dossiers", 409)
        try:
            arrived = await received(request, desk.dossiers.inbox)
        except Refused as refused:
            return refusal(desk.lang, refused.problem, 413, files=MOST_FILES, megabytes=MOST_BYTES >> 20)
        opened = desk.dossiers.open(arrived.paths, arrived.name, arrived.folder)
        return record({"dossier": opened.id})

    def progress(request: Request) -> Response:
        dossier = desk.dossier(request)
        now = dossier.progress
        sentence = _failure(now.reason, desk.lang) if now.state == "failed" else ""
        return record({"state": now.state, "sentence": sentence or _doing(now, desk.lang), "done": now.done,
                       "pages": now.pages, "reading": dossier.readings})  # fmt: skip

    def stop(request: Request) -> Response:
        desk.dossier(request).job.stop()
        return record({})

    def again(request: Request) -> Response:
        desk.dossiers.again(desk.dossier(request))
        return record({})

    def shut(request: Request) -> Response:
        closed = desk.dossier(request).id
        desk.dossiers.shut(closed)
        desk.marking.leave(closed)
        return record({})

    return [
        Route("/", start),
        Route("/favicon.ico", lambda _: RedirectResponse("/static/mark.svg")),
        Route("/upload", upload, methods=["POST"]),
        Route("/dossier/{dossier}/progress", progress),
        Route("/dossier/{dossier}/stop", stop, methods=["POST"]),
        Route("/dossier/{dossier}/again", again, methods=["POST"]),
        Route("/dossier/{dossier}/shut", shut, methods=["POST"]),
    ]


def _doing(now: object, lang: str) -> str:
    """How far a reading is, in words."""
    state, file = getattr(now, "state", ""), getattr(now, "file", "")
    at, files = getattr(now, "at", 0), getattr(now, "files", 0)
    done, pages = getattr(now, "done", 0), getattr(now, "pages", 0)
    if state == "stopped":
        return page_word("reading-stopped", lang)
    if not file:
        return page_word("reading-begun", lang, n=files)
    if at == files and pages and done == pages:
        return page_word("reading-judging", lang)
    return page_word("reading-page", lang, file=file, at=at, files=files, done=done, pages=pages)


def _failure(reason: str, lang: str) -> str:
    """Why nothing can be shown, and the next step."""
    if reason == "nothing":
        return page_word("problem-nothing", lang)
    return page_word("problem-reading", lang, reason=note_sentence("DOC01", reason, lang))
