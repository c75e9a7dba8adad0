"""What the program says: the same in both languages, nothing missing, compiled, and every key asked for is there."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest

from reconcile.words.texts import LANGUAGES, text, words, written
from tests.compiled_catalogues import WRITTEN, beside, catalogue_in, source, texts_of

TEXTS = {lang: texts_of(catalogue_in(lang)) for lang in LANGUAGES}
every_catalogue = pytest.mark.parametrize("domain", WRITTEN)


def names_in(said: str) -> set[str]:
    """The {names} that a text wants filled in."""
    return {name for _, name, _, _ in Formatter().parse(said) if name is not None}


@every_catalogue
def test_both_languages_say_the_same_things(domain: str) -> None:
    """Every key has a text in both, with the same names to fill in."""
    said_in = {lang: texts_of(catalogue_in(lang, domain)) for lang in LANGUAGES}
    assert list(said_in["zh"]) == list(said_in["en"])
    for key, said in said_in["zh"].items():
        assert said.strip() or said.startswith("　"), key
        assert names_in(said) == names_in(said_in["en"][key]), key


@every_catalogue
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(lang: str, domain: str) -> None:
    """What the program reads is what people wrote; `make generated` brings it up to date."""
    said = texts_of(catalogue_in(lang, domain))
    with source(lang, domain).with_suffix(".mo").open("rb") as stream:
        compiled = GNUTranslations(stream)
    assert {key: compiled.pgettext(*key) for key in said} == said
    content = source(lang, domain).with_suffix(".mo").read_bytes()
    assert int.from_bytes(content[8:12], "little") == len(said) + 1  # and the header


@every_catalogue
def test_the_english_catalogue_shows_the_chinese_text(domain: str) -> None:
    """Whoever mends an English text sees what it says in Chinese; `make generated` brings that up to date."""
    original = texts_of(catalogue_in("zh", domain))
    shown = {(str(one.context), str(one.id)): list(one.auto_comments) for one in catalogue_in("en", domain) if one.id}
    wanted = catalogue_in("en", domain)
    beside(wanted, original)
    assert shown == {(str(one.context), str(one.id)): list(one.auto_comments) for one in wanted if one.id}


ASKED = {"label": "label", "phrase": "finding"}
CALL = re.compile(r'\b(label|phrase)\(\s*"([^"]+)"')


def test_every_key_asked_for_is_written(repo_root: Path) -> None:
    """No label in the sources is without its text."""
    called = {
        (ASKED[function], key)
        for path in (repo_root / "reconcile").rglob("*.py")
        for function, key in CALL.findall(path.read_text(encoding="utf-8"))
    }
    assert len(called) > 60
    assert not called - TEXTS["zh"].keys()


def test_what_nobody_wrote_is_an_error_and_never_a_key() -> None:
    """A label that is missing stops the program; only words for values may stand for themselves."""
    with pytest.raises(KeyError):
        text("label", "nobody", "zh")
    assert not written("label", "nobody")
    assert words("outcome", "nobody", "zh") == "nobody"
    assert text("finding", "page", "fr", page=1) == "第1页"
