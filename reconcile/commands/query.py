"""`fiscal query`: a question to a store, by its name or in SQL."""

from __future__ import annotations

from pathlib import Path

import click

from reconcile.commands.options import lang_option, output_option

FORMATS = ("table", "csv", "xlsx", "parquet", "json")


@click.command(
    "query",
    short_help="查询批量核对的结果 / Ask a store.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.argument("store", metavar="STORE", type=click.Path(path_type=Path))
@click.argument("question", metavar="[NAME|SQL]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="答案的形式 / Form of the answer.",
)
@click.option("--list", "listing", is_flag=True, help="列出可以问的问题 / List the questions that have names.")
@click.option("--sql", is_flag=True, help="只显示所问的 SQL / Print the SQL of the question only.")
@output_option("把答案写入文件 / Write the answer to a file.")
@lang_option
@click.pass_context
def command(
    ctx: click.Context,
    store: Path,
    question: str | None,
    form: str,
    listing: bool,
    sql: bool,
    output: Path | None,
    lang: str,
) -> int:
    """查询 fiscal batch 写成的结果：问一个有名字的问题（如 各市余额 --年 2024），或写一句 SQL。

    Asks a store made by `fiscal batch`: a question by its name, with its arguments, or one SELECT in SQL.
    """
    from reconcile.commands.querying import answer, list_questions, print_sql

    if listing:
        return list_questions(store, lang)
    if question is None:
        raise click.UsageError("Missing argument 'NAME|SQL'." if lang == "en" else "缺少问题；--list 列出可以问的", ctx)
    if sql:
        return print_sql(question, lang)
    return answer(store, question, tuple(ctx.args), form, output, lang)
