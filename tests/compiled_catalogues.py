"""Makes of the catalogues of texts what the program reads: .mo files, and in the English one the Chinese above each."""

from __future__ import annotations

from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reconcile.words.texts import CATALOGUES, DOMAINS, LANGUAGES

Texts = dict[tuple[str, str], str]


WRITTEN = ("fiscal", *dict.fromkeys(DOMAINS.values()))
"""The catalogues there are in each language."""


def source(lang: str, domain: str = "fiscal") -> Path:
    """The file in which people write the texts in `lang`."""
    return CATALOGUES / lang / "LC_MESSAGES" / f"{domain}.po"


def catalogue_in(lang: str, domain: str = "fiscal") -> Catalog:
    """The texts as they are written. Raises PoFileError."""
    with source(lang, domain).open("rb") as stream:
        found = read_po(stream, locale=lang, abort_invalid=True)
    found.project, found.version = "fiscal", "1"
    found.last_translator = found.language_team = found.msgid_bugs_address = "fiscal"
    return found


def texts_of(catalogue: Catalog) -> Texts:
    """The texts by context and key."""
    return {(str(one.context), str(one.id)): str(one.string) for one in catalogue if one.id}


def beside(catalogue: Catalog, original: Texts) -> None:
    """Every entry has its original as its comment, so that both languages are read side by side."""
    for one in catalogue:
        if one.id:
            said = original[str(one.context), str(one.id)]
            one.auto_comments = [line.strip() for line in said.split("\n")]


def main() -> None:
    """The .po files are laid out, the .mo files are those of the .po files."""
    for domain in WRITTEN:
        original = texts_of(catalogue_in(LANGUAGES[0], domain))
        for lang in LANGUAGES:
            catalogue = catalogue_in(lang, domain)
            if lang != LANGUAGES[0]:
                beside(catalogue, original)
            with source(lang, domain).open("wb") as stream:
                write_po(stream, catalogue, width=118)
            with source(lang, domain).with_suffix(".mo").open("wb") as stream:
                write_mo(stream, catalogue)


if __name__ == "__main__":
    main()
