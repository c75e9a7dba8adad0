"""What this system gives to hold work within limits; where it gives less, `fiscal doctor` says what is absent."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Safeguard(Struct, frozen=True):
    """One limit: what it holds back, and what is true without it."""

    zh: str
    en: str
    zh_without: str
    en_without: str
    here: Callable[[], bool]


def _processes() -> bool:
    from tables.reading.isolated.limits import known_here

    return known_here()


def _groups() -> bool:
    from tables.reading.isolated.process import GROUPS

    return GROUPS


def _timer() -> bool:
    from reconcile.judge.processor_time import known_here

    return known_here()


def _locks() -> bool:
    from reconcile.commands.output import locks_known

    return locks_known()


SAFEGUARDS = (
    Safeguard(
        "读取每个文件的内存上限",
        "a limit on the memory of reading one file",
        "只限制时间；很大的文件可能占满内存，请一次少读几个",
        "only time is limited; very large files may fill the memory, read few at once",
        _processes,
    ),
    Safeguard(
        "读取超时后连同它启动的程序一起结束",
        "reading that takes too long ends with all that it started",
        "只结束读取本身；转换旧格式的 LibreOffice 另行结束",
        "only reading itself is ended; LibreOffice is ended by itself",
        _groups,
    ),
    Safeguard(
        "核对的计算时间上限",
        "a limit on the processor time of judging",
        "核对不会自行停下；等得太久可按 Ctrl-C",
        "judging does not stop by itself; press Ctrl-C if it takes too long",
        _timer,
    ),
    Safeguard(
        "同时写同一份“已说明”文件时互相等候",
        "two runs that write one baseline wait for one another",
        "请不要同时运行两个 fiscal accept",
        "do not run `fiscal accept` twice at the same time",
        _locks,
    ),
)


def safeguard_lines(english: bool) -> list[str]:
    """A line for every safeguard: that it is there, or what its absence means."""
    lines = []
    for one in SAFEGUARDS:
        if one.here():
            state = "present" if english else "有"
        else:
            state = f"absent: {one.en_without}" if english else f"这个系统没有：{one.zh_without}"
        lines.append(f"  {one.en if english else one.zh}  {state}")
    return lines
