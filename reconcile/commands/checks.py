"""`fiscal checks`: every check with its code, name and title."""

from __future__ import annotations

import click

from reconcile.commands.options import lang_option


@click.command("checks", short_help="列出全部核对项 / List all checks.")
@lang_option
def command(lang: str) -> int:
    """列出全部核对项：编号、名称、标题。

    Lists every check: code, name, title.
    """
    from reconcile.check_reference import listed
    from reconcile.commands.output import show

    show(listed(lang))
    return 0
