"""The program `fiscal`: finds the command that was asked for, runs it, and turns whatever happens into an exit code.

0: nothing to report at the chosen weight; 1: findings; 2: the command could not run. A command's module is imported
only when it is needed, so that `fiscal --help` answers at once.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from fiscal import __version__
from fiscal.kept_patterns import keep
from reconcile.commands.failures import CommandFailure, CommandUnknown, OutputRefused, SystemRefused
from reconcile.commands.options import lang_option
from reconcile.commands.output import silence
from reconcile.words.texts import LANGUAGES

COMMANDS = (
    *("check", "serve", "accept", "diff", "export", "annotate", "questions"),
    *("tables", "figures", "batch", "query", "report", "explain", "checks", "doctor"),
)
OK, FINDINGS, FAILED = 0, 1, 2


class LazyGroup(click.Group):
    """A group whose commands live in `reconcile.commands.<name>`, imported when looked up."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"reconcile.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first and what follows it. Raises CommandUnknown."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise CommandUnknown(args[0], COMMANDS)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fiscal", message="%(prog)s %(version)s")
@lang_option
@click.pass_context
def cli(ctx: click.Context, lang: str) -> None:
    """读取预算文件，核对其中的数字是否一致。数据不离开本机。

    Reads budget documents and tells whether their figures agree. Nothing leaves this machine.
    """
    ctx.default_map = {name: {"lang": lang} for name in COMMANDS}


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and answers its exit code; nothing is ever raised."""
    code = _attempt(arguments)
    return FAILED if code is None else code


def _attempt(arguments: Sequence[str]) -> int | None:
    """The exit code of one command line, or None if the keyboard interrupted it, which has been said."""
    lang = language(arguments)
    try:
        outcome = cli.main(list(arguments) or ["--help"], prog_name="fiscal", standalone_mode=False)
    except CommandFailure as failure:
        return _failed(failure.sentence(lang))
    except click.UsageError as error:
        return _failed(_usage_sentence(error, lang))
    except click.ClickException as error:
        return _failed(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        _failed("interrupted." if lang == "en" else "已中断。")
        return None
    except BrokenPipeError:
        silence()
        return OK
    except OSError as error:
        # Whatever was opened on the way: the surroundings are to blame, not the program.
        return _failed(_refused(error).sentence(lang))
    except Exception as error:  # noqa: BLE001 - the last line of defence: a traceback helps nobody at the committee
        return _unexpected(error, lang)
    return outcome if isinstance(outcome, int) else OK


def main() -> None:
    """Entry point of the program."""
    # Loading modules and judging make few circles of objects; looking for them often takes a tenth of the time.
    gc.set_threshold(50_000, 20, 100)
    if not os.environ.get("FISCAL_DEBUG"):
        # What a library stumbles over while it is cleared away comes after the sentence that says what failed.
        sys.unraisablehook = lambda _: None
    code = _attempt(sys.argv[1:])
    keep()
    # As it ends, Python would look through all objects for circles, several times, to give back what the system takes
    # back anyway; files are closed and exit handlers run as ever.
    gc.disable()
    gc.freeze()
    if code is None:
        # Interrupted in code compiled from a string (a named tuple being made), Python would end by the signal,
        # whatever exit code it is given.
        sys.stdout.flush()
        os._exit(FAILED)
    sys.exit(code)


def language(arguments: Sequence[str]) -> str:
    """The language asked for, before the command line has been understood.

    >>> language(["check", "a.txt", "--lang", "en"]), language(["--lang=zh"]), language([])
    ('en', 'zh', 'zh')
    """
    chosen = os.environ.get("FISCAL_LANG", "zh")
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        named = following if word == "--lang" else word.removeprefix("--lang=") if "--lang=" in word else ""
        chosen = named if named in LANGUAGES else chosen
    return "en" if chosen == "en" else "zh"


def _failed(sentence: str) -> int:
    # A name may hold a line break or what moves the cursor of a terminal: what is said is one line.
    shown = "".join(char if char.isprintable() else repr(char)[1:-1] for char in sentence)
    click.echo(f"fiscal: {shown}", err=True)
    return FAILED


def _refused(error: OSError) -> CommandFailure:
    """What the system refused; what has no name is standard output, if that is full or closed."""
    if error.filename is None and error.errno in (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG):
        silence()
        return OutputRefused("stdout", error)
    return SystemRefused(error)


def _unexpected(error: Exception, lang: str) -> int:
    if os.environ.get("FISCAL_DEBUG"):
        import traceback

        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    if lang == "en":
        advice = "run again with FISCAL_DEBUG=1 for the details to report"
        return _failed(f"this should not have happened ({what}); {advice}.")
    return _failed(f"程序出了意外（{what}）；请设置 FISCAL_DEBUG=1 重新运行，并把显示的内容反馈给开发者。")


def _usage_sentence(error: click.UsageError, lang: str) -> str:
    """What is wrong with the command line and where to look, in one sentence."""
    command = error.ctx.command_path if error.ctx else "fiscal"
    if lang == "en":
        return f"{error.format_message().rstrip('.')}; see `{command} --help`."
    return f"{_usage_problem(error)}；用法见 {command} --help。"


def _allowed(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"只能是 {'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"应为不小于 {kind.min} 的整数"
    return error.message.rstrip(".")


def _usage_problem(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有“{error.option_name}”这个选项"
    if isinstance(error, click.MissingParameter):
        named = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        return f"缺少 {named}"
    if isinstance(error, click.BadParameter):
        return f"{error.param.opts[-1] if error.param else ''} 的值不对，{_allowed(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”用得不对"
    return error.message.rstrip(".")


if __name__ == "__main__":
    main()
