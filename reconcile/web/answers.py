"""How the server answers: a page, a record, or a sentence that says what is wrong and what to do next."""

from __future__ import annotations

import errno

import msgspec
from starlette.responses import HTMLResponse, Response

from reconcile.web.page_templates import rendered
from reconcile.words.messages import page_word

FULL = (errno.ENOSPC, errno.EDQUOT)


def page(lang: str, name: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page or a part of one."""
    return HTMLResponse(rendered(lang, name, **values), status)


def record(value: object, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def refusal(lang: str, key: str, status: int, **values: object) -> Response:
    """A sentence, for the script to show: what is wrong, and the next step."""
    return record({"problem": page_word(key, lang, **values)}, status)


def system_refusal(lang: str, error: OSError) -> Response:
    """The sentence for what the system does not give."""
    if error.errno in FULL:
        return refusal(lang, "problem-full", 507)
    return refusal(lang, "problem-system", 500, reason=error.strerror or str(error))
