"""What is refused at the door: other hosts, other origins, writes without the token; what answers forbid browsers."""

from __future__ import annotations

from collections.abc import Iterable
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "x-fiscal-token"
READING = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
STILL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
"""The policy of a report that stands alone: it may look as it likes, and do nothing."""

FORBIDDEN = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guards:
    """Stands before the application. `hosts` are the names, with port, under which it may be asked."""

    def __init__(self, application: ASGIApp, hosts: Iterable[str], token: str) -> None:
        self._application = application
        self._hosts = frozenset(hosts)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 403 to what is refused, and lets the application answer the rest."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._application(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in FORBIDDEN.items():
                    # A report of ours that brings its own style says so, and then nothing of it may run at all.
                    headers[name] = STILL if headers.get(name) == STILL else value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal:
            await PlainTextResponse(refusal, 403)(scope, receive, guarded)
            return
        await self._application(scope, receive, guarded)

    def _refusal(self, method: str, headers: Headers) -> str:
        """Why a request is refused, or nothing."""
        if headers.get("host", "").lower() not in self._hosts:
            return "This program answers on this machine only (只在本机使用)."
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in self._hosts}:
            return "Another site asked (来自其他网站的请求)."
        foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        if foreign and headers.get("sec-fetch-mode") != "navigate":
            return "Another site asked (来自其他网站的请求)."
        if method in READING:
            return ""
        if foreign or not compare_digest(headers.get(TOKEN, "").encode(), self._token.encode()):
            return "The page is out of date; load it anew (页面已过期，请刷新)."
        return ""
