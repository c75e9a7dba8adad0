"""Patterns that were compiled once are kept beside the bytecode of the modules, for the runs to come.

Python keeps what it makes of a module and not what it makes of a pattern: compiling those that a short text asks for
took a third of its check. Only patterns of this program come here (see late_patterns.py), nothing from a document. What
cannot be kept, because nobody may write there, or cannot be read is compiled, as ever.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, AnyStr, NamedTuple

SUFFIX = ".patterns"
_MAKERS = "_sre", "re._parser", "re._compiler"
"""Private to Python: where one of them is not what it was, patterns are compiled by `re`, and none is kept."""


class Parts(NamedTuple):
    """What a compiled pattern is made of: its flags, its code as bytes, its groups and their names."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]
    by_number: tuple[str | None, ...]


_new: dict[tuple[str | bytes, int], Parts] = {}


def compiled(pattern: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    """What `re.compile` makes of `pattern`, from its parts if those are kept. Raises re.error."""
    key = (pattern, flags)
    try:
        engine, *_ = _makers()
        kept = _kept().get(key) or _new.get(key)
        if kept is None:
            kept = _new[key] = _parts(pattern, flags)
        made: re.Pattern[AnyStr] = engine.compile(pattern, kept[0], list(array("I", kept[1])), *kept[2:])
        return made
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        _new.pop(key, None)
        return re.compile(pattern, flags)


def keep() -> None:
    """What was compiled here for the first time is kept, if bytecode is; whatever others have kept meanwhile stays."""
    if not _new or sys.dont_write_bytecode:
        return
    path = _path()
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            unfinished.write_bytes(marshal.dumps((_stamp(), _read(path) | {key: tuple(_new[key]) for key in _new})))
            os.replace(unfinished, path)
        except OSError:
            unfinished.unlink()
    _new.clear()


def _parts(pattern: AnyStr, flags: int) -> Parts:
    """As `re` does it. Raises re.error."""
    _, parser, compiler = _makers()
    tree = parser.parse(pattern, flags)
    state, code = tree.state, compiler._code(tree, flags)
    by_number: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        by_number[number] = name
    packed = array("I", code).tobytes()
    return Parts(flags | state.flags, packed, state.groups - 1, dict(state.groupdict), tuple(by_number))


@cache
def _makers() -> tuple[Any, ...]:
    return tuple(map(import_module, _MAKERS))


@cache
def _kept() -> dict[Any, Any]:
    return _read(_path())


def _read(path: Path) -> dict[Any, Any]:
    """The parts of every pattern kept at `path` by this very Python."""
    try:
        stamp, known = marshal.loads(path.read_bytes())
    except (OSError, EOFError, ValueError, TypeError):
        return {}
    return known if stamp == _stamp() and isinstance(known, dict) else {}


def _stamp() -> tuple[int, int]:
    return sys.hexversion, _makers()[0].MAGIC


@cache
def _path() -> Path:
    return Path(cache_from_source(__file__)).with_suffix(SUFFIX)
