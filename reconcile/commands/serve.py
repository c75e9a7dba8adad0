"""`fiscal serve`: the review page, on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import lang_option


@click.command("serve", short_help="打开核对页面 / Open the review page.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(min=1, max=65535),
    default=None,
    metavar="N",
    help="使用的端口，不写则自动选择 / The port; a free one unless told.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="本机的哪个地址，默认只有本机能访问 / Which address of this machine; others cannot ask unless told.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="处理意见存在哪个文件，不写则存在用户文件夹 / Where decisions are kept; in the user's folder unless told.",
)
@click.option("--no-browser", is_flag=True, help="不打开浏览器 / Do not open a browser.")
@lang_option
def command(
    paths: tuple[Path, ...], port: int | None, host: str, store: Path | None, no_browser: bool, lang: str
) -> int:
    """在浏览器中核对：左边是问题清单，中间是原件，右边是每个数参与的全部关系；不写 PATH 时在页面上拖入文件。

    Opens the review page in the browser: findings, the pages as they are, everything claimed of a figure. Without PATH,
    files are dropped on the page. Ends with Ctrl-C; nothing leaves this machine.
    """
    from reconcile.commands.reviewing import existing

    existing(paths)
    from reconcile.commands.failures import AddressRefused, PortTaken, StoreUnusable
    from reconcile.commands.usual_store import usual_store
    from reconcile.commands.what_is_accepted import accepting, settings_for
    from reconcile.decisions.decision_store import StoreRefused
    from reconcile.web.server import NoAddress, NoPort, Wanted, serve

    known = accepting(None, None)  # refused now if they cannot be used; an exception to a rule is one here too
    settings = settings_for(Path.cwd()) if known.settings is not None else None
    try:
        serve(Wanted(paths, host, port, not no_browser, lang, store or usual_store(), settings))
    except NoPort:
        raise PortTaken(port or 0) from None
    except StoreRefused as error:
        raise StoreUnusable(str(store or usual_store()), error.problem, error.detail) from error
    except NoAddress:
        raise AddressRefused(host) from None
    return 0
