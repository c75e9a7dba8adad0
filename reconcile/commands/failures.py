"""What stops a command: each class builds its sentence and the next step, in Chinese and English. Exit code 2."""

from __future__ import annotations

import errno
from collections.abc import Iterable

REASONS = {
    errno.ENOENT: "所在文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "它是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EBADF: "它已关闭",
    errno.ENAMETOOLONG: "文件名太长",
}


class CommandFailure(Exception):
    """A command that could not run; the document is not to blame."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do next, in one sentence."""
        return self.en if lang == "en" else self.zh


class PathMissing(CommandFailure):
    """A path named on the command line does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"找不到“{path}”；请检查路径是否写对，文件名里有空格时请加引号。",
            f"“{path}” does not exist; check the spelling, and quote names that contain blanks.",
        )


class NothingToRead(CommandFailure):
    """The paths hold no document at all."""

    def __init__(self, paths: Iterable[str]) -> None:
        named = "、".join(paths)
        super().__init__(
            f"“{named}”里没有可以读取的文件；请给出文件，或含有这类文件的文件夹（fiscal doctor 列出可读的格式）。",
            f"there is no document to read in “{named}”; name a file or a folder that holds some "
            "(`fiscal doctor` lists the formats).",
        )


class OutputRefused(CommandFailure):
    """The output cannot be written where it was asked for."""

    def __init__(self, path: str, error: OSError) -> None:
        reason_en = (error.strerror or str(error)).lower()
        reason = REASONS.get(error.errno or 0, reason_en)
        super().__init__(
            f"无法写入“{path}”：{reason}；请换一个位置再试，原有文件未被改动。",
            f"cannot write “{path}”: {reason_en}; choose another place, nothing there was changed.",
        )


class WouldOverwriteInput(CommandFailure):
    """The output is one of the documents being read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"“{path}”是正在核对的文件，不会覆盖它；请用 -o 给出另一个文件名。",
            f"“{path}” is one of the documents being read and is never overwritten; give -o another name.",
        )


class OutputNeeded(CommandFailure):
    """The format cannot go to the screen."""

    def __init__(self, form: str) -> None:
        super().__init__(
            f"{form} 格式需要写成文件；请用 -o 给出输出位置。",
            f"the format {form} needs a place to be written to; name it with -o.",
        )


class SegmentsMisused(CommandFailure):
    """--segments was asked for in another way than it can be given."""

    def __init__(self) -> None:
        super().__init__(
            "--segments 一次只给出一个文件的网格，并且只有 json 格式；请写成 fiscal tables 文件 --format json --segments。",
            "--segments gives the grids of one file, as json; write `fiscal tables FILE --format json --segments`.",
        )


class LaterFormat(CommandFailure):
    """The format is not available in this version."""

    def __init__(self, form: str, ready: Iterable[str]) -> None:
        named = list(ready)
        super().__init__(
            f"这一版还不能输出“{form}”格式；请改用 {'、'.join(named)}。",
            f"this version cannot write the format “{form}”; choose {', '.join(named)}.",
        )


class UnknownCheck(CommandFailure):
    """Nobody knows a check of that code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"没有编号为“{code}”的核对项；请用 fiscal checks 查看全部编号。",
            f"there is no check called “{code}”; `fiscal checks` lists them all.",
        )
