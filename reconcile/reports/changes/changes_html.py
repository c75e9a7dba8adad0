"""A comparison as one HTML file: readable without scripts or network, on a screen, by ear and on paper.

It looks like the report of a review, and as there whatever a document says is text and cannot become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from fiscal.document import Document
from reconcile.drafts.comparison import Comparison
from reconcile.reports.changes.change_pictures import ChangePictures, Draw
from reconcile.reports.changes.change_rows import ChangeRow, change_sections, compared_sentence, verdict_sentence
from reconcile.reports.changes.hint_sentences import change_word, hint_sentence
from reconcile.reports.html.environment import templates
from reconcile.words.document_names import short_names

HERE = Path(__file__).parent


def changes_html(comparison: Comparison, draw: Draw | None = None) -> str:
    """The comparison as HTML, with pieces of the pages that `draw` draws; the same two drafts give the same bytes."""
    lang = comparison.lang
    return (
        _templates(lang)
        .get_template("changes.html")
        .render(
            verdict=verdict_sentence(comparison),
            compared=compared_sentence(comparison),
            hints=[hint_sentence(told, lang) for told in comparison.hints],
            sections=change_sections(comparison),
            old_names=_names(comparison.old.documents),
            new_names=_names(comparison.new.documents),
            pictures=ChangePictures.of(comparison, draw),
            documents=(*comparison.old.documents, *comparison.new.documents),
        )
    )


@cache
def _templates(lang: str) -> Environment:
    """The templates of the review's report and those of this folder."""
    usual = templates(lang)
    loaders = [loader for loader in (FileSystemLoader(HERE / "templates"), usual.loader) if loader is not None]
    made = usual.overlay(loader=ChoiceLoader(loaders))
    made.globals = usual.globals | {
        "change_word": partial(change_word, lang=lang),
        "changes_style": (HERE / "changes.css").read_text(encoding="utf-8"),
    }
    made.filters = usual.filters | {"groupby_home": _by_home}
    return made


def _by_home(rows: Iterable[ChangeRow]) -> list[tuple[str, list[ChangeRow]]]:
    """Neighbouring lines of one table together."""
    return [(home, list(lines)) for home, lines in groupby(rows, key=lambda row: row.home)]


def _names(documents: Iterable[Document]) -> str:
    return "、".join(short_names([document.path for document in documents]))
