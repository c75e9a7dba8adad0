"""The templates of the HTML report: whatever a document says is text in them and cannot become markup.

A line break in a template, with the blanks around it, is the layout of the template and no text; a blank that is meant
is written {{ " " }}. What a template asks for and nobody gave is an error. The result is well-formed as XML, too.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension

from reconcile.reports.quoted.escaped_templates import escaped_templates
from reconcile.reports.quoted.places import shown, shown_path
from reconcile.words.messages import html_word as word
from reconcile.words.messages import label, list_word

HERE = Path(__file__).parent
_NO_SIGNS = {code: "\ufffd" for code in (*range(32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}


class LinesJoined(Extension):
    """Joins the lines of a template, so that its layout puts no blanks into the report."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template on one line."""
        return "".join(line.strip() for line in source.splitlines())


@cache
def templates(lang: str) -> Environment:
    """The templates of the report in `lang`, with the words for it."""
    made = escaped_templates(HERE / "templates", lang, (LinesJoined,), signs_of_xml)
    made.globals |= {
        "style": (HERE / "report.css").read_text(encoding="utf-8"),
        "word": partial(word, lang=lang),
        "list_words": lambda *keys: [list_word(key, lang) for key in keys],
        "titled": lambda heading: word("titled", lang, heading=heading) if heading else word("title", lang),
        "words": lambda *keys: [word(key, lang) for key in keys],
        "label": partial(label, lang=lang),
        "shown": partial(shown, lang=lang),
        "shown_path": shown_path,
    }
    made.filters |= {"base64": lambda content: b64encode(content).decode("ascii")}
    return made


def signs_of_xml(value: object) -> object:
    """A value as it may be written: signs that no XML file may hold become the sign for such; markup stays as it is.

    >>> signs_of_xml("a\\x00"), signs_of_xml(1)
    ('a\\ufffd', 1)
    """
    return value.translate(_NO_SIGNS) if isinstance(value, str) and not hasattr(value, "__html__") else value
