"""Runs the server: takes the port, says the address, opens the browser, and ends in order when it is told to."""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from msgspec import Struct

from reconcile.decisions.decision_store import DecisionStore
from reconcile.web.application import application
from reconcile.web.desk.dossiers import Dossiers
from reconcile.web.desk_state import DeskState

USUAL_PORTS = range(8737, 8747)
"""Tried in turn where no port is asked for, so that a bookmark mostly holds; then any that is free."""

PATIENCE = 3
"""Seconds that an answer under way may take when the server ends."""


class Wanted(Struct, frozen=True):
    """What the command line asks for; `port` None leaves the choice to the program."""

    paths: tuple[Path, ...]
    host: str
    port: int | None
    browser: bool
    lang: str
    store: Path
    settings: Path | None = None


class NoPort(Exception):
    """The port cannot be had."""


class NoAddress(Exception):
    """The address cannot be had, or is none on which pages can be served safely."""


def serve(wanted: Wanted) -> None:
    """The review page answers until the program is told to end. Raises NoPort, NoAddress, StoreRefused, OSError."""
    store = DecisionStore(wanted.store)
    try:
        with taken(wanted.host, wanted.port) as listening:
            _answer(wanted, listening, DeskState(Dossiers(wanted.lang, wanted.settings), store, wanted.lang))
    finally:
        store.close()


def _answer(wanted: Wanted, listening: socket.socket, desk: DeskState) -> None:
    port = listening.getsockname()[1]
    address = f"http://{_written(wanted.host)}:{port}/"
    if wanted.paths:
        names = [path.name or str(path) for path in wanted.paths]
        opened = desk.dossiers.open(wanted.paths, names[0] + (f" +{len(names) - 1}" if len(names) > 1 else ""))
        first = f"{address}dossier/{opened.id}"
    else:
        first = address
    print(address, flush=True)
    config = uvicorn.Config(
        application(desk, hosts(wanted.host, port)),
        log_level="critical",
        access_log=False,
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    server = uvicorn.Server(config)
    for number in (signal.SIGTERM, signal.SIGINT):
        # uvicorn ends by these and raises them once more when it has ended: then nothing is left to do.
        signal.signal(number, lambda *_: None)
    if wanted.browser and _has_screen():
        threading.Timer(1, _show, args=(first,)).start()
    server.run(sockets=[listening])


def taken(host: str, port: int | None) -> socket.socket:
    """A socket that listens on `host`, at `port` or at one that is free. Raises NoPort, NoAddress."""
    try:
        address = ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise NoAddress(host) from None
    if address.is_unspecified or address.is_multicast:
        raise NoAddress(host)
    family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
    for number in [port] if port is not None else [*USUAL_PORTS, 0]:
        listening = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((str(address), number))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno == errno.EADDRNOTAVAIL:
                raise NoAddress(host) from error
            continue
        return listening
    raise NoPort(port)


def hosts(host: str, port: int) -> Iterator[str]:
    """The names under which a browser may ask for the page."""
    for name in dict.fromkeys((_written(host), "127.0.0.1", "localhost", "[::1]")):
        yield f"{name}:{port}"
        if port == 80:
            yield name


def _written(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _has_screen() -> bool:
    """True where opening a browser opens a window: in a bare terminal it would take over the terminal."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _show(address: str) -> None:
    import webbrowser

    webbrowser.open(address)
