"""Questions with a name and arguments in Chinese, so that an official never sees SQL: the files of `questions/`.

A file begins with its name, what it asks in both languages, and its arguments: their name in Chinese, the name in the
SQL, integer or text, and whether they are required.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from msgspec import Struct

from reconcile.store.refusals import StoreRefused


class Argument(Struct, frozen=True):
    """One argument: 年 is asked with `--年 2024` (or `--year 2024`) and stands in the SQL as `$year`."""

    name: str
    parameter: str
    integer: bool
    required: bool


class Question(Struct, frozen=True):
    """A question: its name in Chinese, its name in files, what it asks in both languages, its arguments, its SQL."""

    name: str
    file: str
    zh: str
    en: str
    arguments: tuple[Argument, ...]
    sql: str

    def given(self, words: Sequence[str]) -> dict[str, int | str | None]:
        """The parameters that `words`, the rest of a command line, give; None for those they do not.

        >>> named()["各市余额"].given(["--年", "2024"])
        {'year': 2024, 'place': None}

        Raises StoreRefused with reason "bad-argument" or "missing-argument".
        """
        found: dict[str, int | str | None] = {one.parameter: None for one in self.arguments}
        names = {f"--{name}": one for one in self.arguments for name in (one.name, one.parameter)}
        waiting = [part for word in words for part in _parts(word)]
        while waiting:
            said = waiting.pop(0)
            argument = names.get(said)
            if argument is None:
                raise StoreRefused("bad-argument", said, tuple(f"--{one.name}" for one in self.arguments))
            value = waiting.pop(0) if waiting else ""
            if not value or (argument.integer and not value.isdecimal()):
                raise StoreRefused("bad-argument", f"{said} {value}".strip())
            found[argument.parameter] = int(value) if argument.integer else value
        for one in self.arguments:
            if one.required and found[one.parameter] is None:
                raise StoreRefused("missing-argument", f"--{one.name}")
        return found


def _parts(word: str) -> list[str]:
    """--年=2024 as --年 and 2024."""
    name, sign, value = word.partition("=")
    return [name, value] if sign and name.startswith("--") else [word]


@cache
def named() -> Mapping[str, Question]:
    """Every question by its name, in the order of their files."""
    folder = files("reconcile.store").joinpath("questions")
    texts = {entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".sql")}
    found = [_question(name.removesuffix(".sql"), texts[name]) for name in sorted(texts)]
    return {one.name: one for one in found}


def question(name: str) -> Question | None:
    """The question of that name; None for what is no single word and so must be SQL. Raises StoreRefused."""
    for one in named().values():
        if name.strip() in (one.name, one.file):
            return one
    if len(name.split()) != 1:
        return None
    names = [spelt for one in named().values() for spelt in (one.name, one.file)]
    near = get_close_matches(name.strip(), names, 3) or [spelt for spelt in names if set(spelt) & set(name)][:3]
    raise StoreRefused("no-question", name, tuple(near))


def _question(file: str, text: str) -> Question:
    lines = text.splitlines()
    said = [line.removeprefix("-- ") for line in lines if line.startswith("-- ")]
    by = {key: [line.partition(": ")[2] for line in said if line.startswith(f"{key}: ")] for key in ("zh", "en")}
    words = [line.partition(": ")[2].split() for line in said if line.startswith("argument: ")]
    arguments = tuple(Argument(w[0], w[1], w[2] == "integer", "required" in w) for w in words)
    sql = "\n".join(line for line in lines if not line.startswith("-- ")).strip() + "\n"
    return Question(said[0], file, by["zh"][0], by["en"][0], arguments, sql)
