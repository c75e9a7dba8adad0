"""The templates of everything that is HTML: whatever a document says is text in them and cannot become markup.

What a template asks for and nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension

from fiscal import __version__
from reconcile.reports.quoted.places import shown


def escaped_templates(
    folder: Path,
    lang: str,
    extensions: tuple[type[Extension], ...] = (),
    finalize: Callable[[object], object] | None = None,
) -> Environment:
    """The templates in `folder` for texts in `lang`: they know the language, the version, and `shown`."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=extensions,
        finalize=finalize,
    )
    made.globals |= {"lang": lang, "version": __version__}
    made.filters |= {"shown": partial(shown, lang=lang)}
    return made
