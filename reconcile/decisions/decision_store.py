"""The store of decisions: one SQLite file, only ever added to, from which nothing that was confirmed can be lost.

An act is confirmed when it is on the disk (WAL, synchronous FULL). It carries a key of its own: whoever does not know
whether it arrived sends it again, and it is kept once. Several programs may write at the same time.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from reconcile.decisions.decided import KINDS, Decision, Event, Meaning, Record
from reconcile.stable_ids import id_of

VERSION = 1
MARK = 0x46697363
"""What SQLite calls the application's id: "Fisc"."""

HEAD = b"SQLite format 3\0"
PATIENCE = 10
"""Seconds for which somebody else's writing is waited for."""

LONGEST = 200_000
"""Characters of one record."""

TABLES = f"""
CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL,
  kind TEXT NOT NULL, subject TEXT NOT NULL, record TEXT NOT NULL
);
CREATE INDEX by_subject ON events (subject, seq);
CREATE TRIGGER nothing_is_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER nothing_is_removed BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
PRAGMA application_id = {MARK};
PRAGMA user_version = {VERSION};
"""


class StoreRefused(Exception):
    """The store cannot be used: `problem` is "newer", "locked", "not-a-store", "damaged", "full", "read-only" or
    "system", with `detail`.
    """

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.detail = detail


class Overtaken(Exception):
    """Somebody else has decided the same thing meanwhile: `event` is the latest."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.subject)
        self.event = event


def is_store(path: Path) -> bool:
    """True if the file at `path` is a database, and so no baseline."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(HEAD)) == HEAD
    except OSError:
        return False


def subject_of(record: Record) -> str:
    """What a record is about: of several about one thing the latest holds."""
    if isinstance(record, Decision):
        return "finding:" + id_of((record.id.partition("-")[0], *record.figures))
    parts = [part for term in record.terms for part in (term.role, str(term.weight), term.key)]
    if isinstance(record, Meaning):
        return "meaning:" + id_of((record.code, *parts))
    return "addition:" + id_of((record.kind, *parts))


class DecisionStore:
    """The store at `path`, which is made if it is not there. Every method may be called from any thread.

    Everything raises StoreRefused.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        with _told():
            if path.exists() and path.stat().st_size and not is_store(path):
                raise StoreRefused("not-a-store")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:  # whatever it was is raised again; only the file must not stay open
            self._connection.close()
            raise

    def _prepare(self) -> None:
        with _told():
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
        with self._writing() as connection:
            (mark,), (version,) = (
                connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
            )
            if version > VERSION:
                raise StoreRefused("newer")
            if mark != MARK:
                if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    raise StoreRefused("not-a-store")
                for statement in _statements(TABLES):
                    connection.execute(statement)

    def add(self, record: Record, who: str, key: str, seen: int | None = None) -> Event:
        """What was decided is on the disk; of an act that was kept before the event it was kept as.

        Raises Overtaken where `seen` is the last event on the same subject that `who` knew and a later one is there.
        """
        subject, kind = subject_of(record), type(record).__name__.lower()
        text = msgspec.json.encode(record).decode()
        if len(text) > LONGEST:
            raise StoreRefused("system", "too long")
        with self._writing() as connection:
            known = connection.execute(f"{_SELECT} WHERE key = ?", (key,)).fetchone()
            if known is not None:
                return _event(known)
            last = connection.execute(f"{_SELECT} WHERE subject = ? ORDER BY seq DESC LIMIT 1", (subject,)).fetchone()
            if seen is not None and last is not None and last[0] > seen:
                raise Overtaken(_event(last))
            at = datetime.now(tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            values = key, at, who, kind, subject, text
            done = connection.execute(
                "INSERT INTO events (key, at, who, kind, subject, record) VALUES (?, ?, ?, ?, ?, ?)", values
            )
            seq = done.lastrowid or 0
        return Event(seq, key, at, who, subject, record)

    def latest(self) -> dict[str, Event]:
        """The event that holds of every subject, in the order in which subjects were first decided."""
        wanted = f"{_SELECT} WHERE seq IN (SELECT max(seq) FROM events GROUP BY subject) ORDER BY seq"
        return {one.subject: one for one in self._asked(wanted)}

    def history(self, subject: str) -> list[Event]:
        """Everything that was decided on a subject, the first first."""
        return self._asked(f"{_SELECT} WHERE subject = ? ORDER BY seq", subject)

    def since(self, seq: int) -> list[Event]:
        """What came after the event `seq`."""
        return self._asked(f"{_SELECT} WHERE seq > ? ORDER BY seq", seq)

    @property
    def last(self) -> int:
        """The number of the last event, 0 where there is none."""
        with self._lock, _told():
            (found,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()
        return int(found)

    def close(self) -> None:
        """The file is left in order."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

    def _asked(self, statement: str, *values: object) -> list[Event]:
        with self._lock, _told():
            return [_event(row) for row in self._connection.execute(statement, values).fetchall()]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Within it nobody else writes; what was written is on the disk afterwards, or nothing is."""
        with self._lock, _told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:  # an interruption too must not leave half a decision
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise


_SELECT = "SELECT seq, key, at, who, kind, subject, record FROM events"


def _event(row: tuple[int, str, str, str, str, str, str]) -> Event:
    seq, key, at, who, kind, subject, text = row
    return Event(seq, key, at, who, subject, msgspec.json.decode(text, type=KINDS[kind]))


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: run as a script it would end the transaction."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


@contextmanager
def _told() -> Iterator[None]:
    """Within it what SQLite and the system refuse is a StoreRefused."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error).lower()
        problems = {
            "locked": "locked",
            "busy": "locked",
            "full": "full",
            "readonly": "read-only",
            "unable to open": "read-only",
            "not a database": "not-a-store",
            "malformed": "damaged",
        }
        raise StoreRefused(next((p for word, p in problems.items() if word in text), "system"), str(error)) from error
    except OSError as error:
        raise StoreRefused("system", error.strerror or str(error)) from error
