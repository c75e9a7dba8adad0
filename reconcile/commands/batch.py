"""`fiscal batch`: a corpus of dossiers into a store."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import lang_option


@click.command("batch", short_help="批量核对，存成数据库 / Judge many documents into a store.")
@click.argument("corpus", metavar="CORPUS", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "store",
    required=True,
    type=click.Path(path_type=Path),
    metavar="STORE",
    help="存放结果的文件夹，没有就新建 / Folder of the store, made if need be.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="同时核对几份案卷，默认与处理器数相同 / Dossiers judged at once; as many as there are cores unless told.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="用已有的 Dask 调度器，如 tcp://10.0.0.1:8786 / Use the workers of a Dask scheduler at this address.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="接着上次中断的地方做（不写也一样，做过的不会重做）/ Go on where a run was interrupted, which is done anyway.",
)
@click.option(
    "--retry",
    type=click.Choice(("failed",)),
    metavar="failed",
    help="重新核对上次没有成功的 / Judge again what failed before.",
)
@lang_option
def command(
    corpus: Path, store: Path, jobs: int | None, scheduler: str | None, resume: bool, retry: str | None, lang: str
) -> int:
    """核对很多文件，结果存入 STORE，用 fiscal query 查询。CORPUS 是文件夹、zip 压缩包或清单（CSV，列：path、place、year、kind、dossier）。

    Judges the documents of CORPUS, a folder, a zip archive or a manifest (CSV), into STORE. Every folder below it is
    one dossier, a file directly in it is its own. What was judged before is skipped; what changed is replaced.

    退出码 / Exit codes: 0 全部核对 all judged, 1 有文件没有核对成 some could not be judged, 2 命令无法执行 could not run.
    """
    from reconcile.commands.batch_running import run_batch

    return run_batch(corpus, store, jobs, scheduler, retry == "failed", lang)
