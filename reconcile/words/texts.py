"""Every text the program says, by context and key, from the gettext catalogues of Chinese and English.

The catalogues are `catalogues/<language>/LC_MESSAGES/fiscal.po`, and those that only some commands load: `page.po` for
the review page, `store.po` for stores of many documents. A context is a kind of text (`label`, `finding`, `html`,
`DOC01` …), a key is a word for what is said. `make generated` compiles them to the .mo files read here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("zh", "en")
CATALOGUES = Path(__file__).parent / "catalogues"
DOMAINS = {"accepted": "page", "page": "page", "site": "store", "store": "store", "store-word": "store"}
"""The catalogue of a context, where it is not `fiscal`."""


class Unwritten(NullTranslations):
    """What answers where a catalogue has no text: gettext itself would show the key."""

    def pgettext(self, context: str, message: str) -> str:
        """Raises KeyError."""
        raise KeyError(f"{context}: {message}")


@cache
def catalogue(lang: str, domain: str = "fiscal") -> GNUTranslations:
    """The texts in `lang`; a language nobody wrote is answered in Chinese."""
    folder = CATALOGUES / (lang if lang in LANGUAGES else LANGUAGES[0])
    with (folder / "LC_MESSAGES" / f"{domain}.mo").open("rb") as stream:
        found = GNUTranslations(stream)
    found.add_fallback(Unwritten())
    return found


def text(context: str, key: str, lang: str, **values: object) -> str:
    """What is said for `key`, its {names} filled in. Raises KeyError for a key nobody wrote a text for.

    >>> text("finding", "page", "zh", page=12), text("finding", "page", "en", page=12)
    ('第12页', 'page 12')
    """
    return _catalogue(context, lang).pgettext(context, key).format(**values)


def _catalogue(context: str, lang: str) -> GNUTranslations:
    return catalogue(lang, DOMAINS.get(context, "fiscal"))


def texts_in(context: str, lang: str) -> dict[tuple[str, str], str]:
    """Every text of one context, by context and key, its {names} not filled in.

    >>> texts_in("severity", "zh")["severity", "error"]
    '错误'
    """
    # A compiled catalogue keeps context and key in one string, with a sign between them.
    known: Iterable[object] = getattr(_catalogue(context, lang), "_catalog")  # noqa: B009
    split = (str(name).partition("\x04") for name in known)
    return {(of, key): _catalogue(of, lang).pgettext(of, key) for of, sign, key in split if sign and of == context}


def written(context: str, key: str) -> bool:
    """True if there is a text for `key`."""
    try:
        _catalogue(context, LANGUAGES[0]).pgettext(context, key)
    except KeyError:
        return False
    return True


def words(context: str, key: str, lang: str) -> str:
    """As `text`; the key itself where nobody has a word for it.

    >>> words("severity", "error", "zh"), words("outcome", "new", "en")
    ('错误', 'new')
    """
    return _catalogue(context, lang).pgettext(context, key) if written(context, key) else str(key)
