"""Every text the program says, by context and key, from the gettext catalogues of Chinese and English.

The catalogues are `catalogues/<language>/LC_MESSAGES/fiscal.po`; a context is a kind of text (`label`, `finding`,
`html`, `DOC01` …), a key is a word for what is said. `make generated` compiles them to the .mo files read here.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = ("zh", "en")
CATALOGUES = Path(__file__).parent / "catalogues"


class Unwritten(NullTranslations):
    """What answers where a catalogue has no text: gettext itself would show the key."""

    def pgettext(self, context: str, message: str) -> str:
        """Raises KeyError."""
        raise KeyError(f"{context}: {message}")


@cache
def catalogue(lang: str) -> GNUTranslations:
    """The texts in `lang`; a language nobody wrote is answered in Chinese."""
    folder = CATALOGUES / (lang if lang in LANGUAGES else LANGUAGES[0])
    with (folder / "LC_MESSAGES" / "fiscal.mo").open("rb") as stream:
        found = GNUTranslations(stream)
    found.add_fallback(Unwritten())
    return found


def text(context: str, key: str, lang: str, **values: object) -> str:
    """What is said for `key`, its {names} filled in. Raises KeyError for a key nobody wrote a text for.

    >>> text("finding", "page", "zh", page=12), text("finding", "page", "en", page=12)
    ('第12页', 'page 12')
    """
    return catalogue(lang).pgettext(context, key).format(**values)


def written(context: str, key: str) -> bool:
    """True if there is a text for `key`."""
    try:
        catalogue(LANGUAGES[0]).pgettext(context, key)
    except KeyError:
        return False
    return True


def words(context: str, key: str, lang: str) -> str:
    """As `text`; the key itself where nobody has a word for it.

    >>> words("severity", "error", "zh"), words("outcome", "new", "en")
    ('错误', 'new')
    """
    return catalogue(lang).pgettext(context, key) if written(context, key) else str(key)
