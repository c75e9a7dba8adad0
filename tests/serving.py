"""Starts the real server in a process of its own, and asks it as any program may: over its address."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
HANGING = 120
"""Seconds after which something is taken to hang."""


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def record(self) -> Any:
        """The body as a record."""
        return json.loads(self.body)


@dataclass(slots=True)
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    address: str
    lines: list[str] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One request with these headers; names are written with _ for -."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=HANGING)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def token(self) -> str:
        """What writes need, as the first page has it."""
        found = re.search(r'data-token="([^"]+)"', self.ask("/").text)
        assert found
        return found[1]

    def send(self, path: str, value: object) -> Answer:
        """A write as the page's own script makes it."""
        body = json.dumps(value).encode()
        return self.ask(path, "POST", body, x_fiscal_token=self.token(), content_type="application/json")

    def dossier(self) -> str:
        """The path of the first open dossier."""
        found = re.search(r'href="(/dossier/[0-9a-f]+)"', self.ask("/").text)
        assert found
        return found[1]

    def read(self) -> str:
        """The path of the first open dossier, when it can be looked at."""
        path = self.dossier()
        for _ in range(HANGING * 10):
            state = self.ask(path + "/progress").record["state"]
            if state == "whole":
                return path
            assert state not in ("failed", "stopped"), self.ask(path + "/progress").record
            threading.Event().wait(0.1)
        raise AssertionError("the reading hangs")

    def end(self, how: int = signal.SIGTERM) -> int:
        """The exit code of the server after it was told to end."""
        self.process.send_signal(how)
        return self.process.wait(HANGING)


@contextmanager
def served(*arguments: str | Path, **environment: str) -> Iterator[Served]:
    """A server of these arguments, with a folder of its own in place of the user's; it has ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="fiscal-test-") as home:
        process = subprocess.Popen(
            [sys.executable, "-m", "reconcile.cli", "serve", "--no-browser", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": home, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address, process.stderr.read() if process.stderr else ""
            yield Served(process, address)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            for pipe in (process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()
