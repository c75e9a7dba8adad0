"""`fiscal report`: a static site over a store."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import lang_option


@click.command("report", short_help="把批量核对的结果写成网站 / A static site over a store.")
@click.argument("store", metavar="STORE", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="网页放在哪个文件夹，没有就新建 / Folder for the pages, made if need be.",
)
@lang_option
def command(store: Path, output: Path, lang: str) -> int:
    """把 fiscal batch 的结果写成网页：每个地区、每个年度一页，债务与限额的走势，发现，覆盖。不联网，可放在内网。

    Writes the results of `fiscal batch` as pages for an intranet: one for each place and year, trends of debt against
    its limit, findings, coverage. They need no network and no server.
    """
    from reconcile.commands.site_files import write_site

    return write_site(store, output, lang)
