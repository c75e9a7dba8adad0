"""The templates of the review page: whatever a document says is text in them and cannot become markup."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment

from reconcile.reports.quoted.escaped_templates import escaped_templates
from reconcile.words.messages import page_word
from reconcile.words.texts import texts_in, words

HERE = Path(__file__).parent
SPOKEN = "js-"
"""How the keys of texts begin that the scripts say."""


@cache
def templates(lang: str) -> Environment:
    """The templates of the page in `lang`, with the words for it."""
    made = escaped_templates(HERE / "templates", lang)
    spoken = {
        key.removeprefix(SPOKEN): said for (_, key), said in texts_in("page", lang).items() if key.startswith(SPOKEN)
    }
    made.globals |= {
        "word": partial(page_word, lang=lang),
        "named": partial(words, lang=lang),
        "spoken": json.dumps(spoken, ensure_ascii=False),
    }
    return made


def rendered(lang: str, name: str, **values: object) -> str:
    """The template `name` filled in."""
    return templates(lang).get_template(name).render(**values)
