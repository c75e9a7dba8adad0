"""`fiscal explain CODE`: what one check looks for, why it matters, an example, and the rule it rests on."""

from __future__ import annotations

import click

from reconcile.commands.options import lang_option


@click.command("explain", short_help="说明一个核对项 / Explain one check.")
@click.argument("code", metavar="CODE")
@lang_option
def command(code: str, lang: str) -> int:
    """说明编号为 CODE 的核对项：查什么、为什么、例子、依据。

    Explains the check called CODE: what it looks for, why, an example, its source.
    """
    from reconcile.catalogue import explained
    from reconcile.commands.failures import UnknownCheck
    from reconcile.commands.output import show

    text = explained(code.strip().upper(), lang)
    if text is None:
        raise UnknownCheck(code)
    show(text)
    return 0
