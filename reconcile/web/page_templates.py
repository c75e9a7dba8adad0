"""The templates of the review page: whatever a document says is text in them and cannot become markup."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fiscal import __version__
from reconcile.reports.quoted.places import shown
from reconcile.words.messages import page_word
from reconcile.words.texts import texts_in, words

HERE = Path(__file__).parent
SPOKEN = "js-"
"""How the keys of texts begin that the scripts say."""


@cache
def templates(lang: str) -> Environment:
    """The templates of the page in `lang`, with the words for it."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    spoken = {
        key.removeprefix(SPOKEN): said for (_, key), said in texts_in("page", lang).items() if key.startswith(SPOKEN)
    }
    made.globals |= {
        "lang": lang,
        "version": __version__,
        "word": partial(page_word, lang=lang),
        "named": partial(words, lang=lang),
        "spoken": json.dumps(spoken, ensure_ascii=False),
    }
    made.filters |= {"shown": partial(shown, lang=lang)}
    return made


def rendered(lang: str, name: str, **values: object) -> str:
    """The template `name` filled in."""
    return templates(lang).get_template(name).render(**values)
