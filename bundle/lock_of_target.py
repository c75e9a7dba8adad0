"""The lock of this repository, which holds for every system, as one machine needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bundle.targets import Target

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package at one version; `hashes` (SHA-256) are those of the files that may be taken for it."""

    name: str
    version: str
    hashes: frozenset[str]

    def line(self, hashes: frozenset[str] | None = None) -> str:
        """The line of a lock for it, with only the hashes given."""
        kept = " ".join(f"--hash=sha256:{one}" for one in sorted(self.hashes if hashes is None else hashes))
        return f"{self.name}=={self.version} {kept}\n"


def locked(lock: Path, target: Target, python: str) -> dict[str, Locked]:
    """What of the lock is needed on the target under that Python, by name: markers are settled here, because pip
    settles them for the machine it runs on, whatever platform it is told to fetch for. Raises ValueError for a lock
    that names a package twice for one machine, or without version or hash.
    """
    environment, found = target.environment(python), dict[str, Locked]()
    for text, hashes in _entries(lock.read_text(encoding="utf-8")):
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate(environment):
            continue
        name = canonicalize_name(requirement.name)
        version = re.fullmatch(r"==([^,*]+)", str(requirement.specifier))
        if name in found or version is None or not hashes:
            raise ValueError(f"{lock.name}: {text}")
        found[name] = Locked(name, version[1], hashes)
    return found


def _entries(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    for entry in text.replace("\\\n", " ").splitlines():
        if entry.strip() and not entry.lstrip().startswith("#"):
            yield entry.partition("--hash")[0].strip(), frozenset(_HASH.findall(entry))
