"""`fiscal checks`: every check with its code, name and title."""

from __future__ import annotations

import click

from reconcile.commands.options import lang_option


@click.command("checks", short_help="列出全部核对项 / List all checks.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("list", "markdown")),
    default="list",
    show_default=True,
    help="逐行列出，或整页说明 / One line each, or the whole page of docs/checks.md.",
)
@lang_option
def command(form: str, lang: str) -> int:
    """列出全部核对项：编号、名称、标题。

    Lists every check: code, name, title.
    """
    from reconcile.catalogue import as_markdown, listed
    from reconcile.commands.output import show

    show(as_markdown() if form == "markdown" else listed(lang))
    return 0
