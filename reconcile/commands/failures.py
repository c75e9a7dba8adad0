"""What stops a command: each class builds its sentence and the next step, in Chinese and English. Exit code 2."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence

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
    errno.ELOOP: "链接绕成了圈",
    errno.ENXIO: "没有程序在另一端读取",
    errno.EFBIG: "超过了允许的文件大小",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "同时打开的文件太多",
    errno.ENOMEM: "内存不足",
    errno.EAGAIN: "系统不让再开新的进程",
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


class CommandUnknown(CommandFailure):
    """The first word of the command line is none of `known`, the commands there are."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        from difflib import get_close_matches

        near = get_close_matches(name, known)
        zh, en = (f"（相近的有 {'、'.join(near)}）", f" (close to it: {', '.join(near)})") if near else ("", "")
        super().__init__(
            f"没有 {name!r} 这个命令{zh}；用法见 fiscal --help。",
            f"there is no command {name!r}{en}; see `fiscal --help`.",
        )


class PathMissing(CommandFailure):
    """A path named on the command line does not exist."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"找不到“{path}”；请检查路径是否写对，文件名里有空格时请加引号。",
            f"“{path}” does not exist; check the spelling, and quote names that contain blanks.",
        )


class NoRegularFile(CommandFailure):
    """A path that has to be a file is a folder, a pipe or a device."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"“{path}”不是普通文件，不能使用；请给出一个文件。",
            f"“{path}” is no regular file and cannot be used; name a file.",
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
        if error.errno in (errno.EACCES, errno.EPERM) and os.path.isfile(path):
            # What is open in Excel can be neither written nor replaced on Windows.
            reason, reason_en = (
                f"{reason}，也可能正在 Excel、WPS 中打开",
                f"{reason_en}, or it is open in another program",
            )
        super().__init__(
            f"无法写入“{path}”：{reason}；请换一个位置再试，原有文件未被改动。",
            f"cannot write “{path}”: {reason_en}; choose another place, nothing there was changed.",
        )


class SystemRefused(CommandFailure):
    """The system does not give what the command needs: a path it cannot look at, no more processes, no more memory."""

    def __init__(self, error: OSError) -> None:
        reason_en = (error.strerror or str(error)).lower()
        reason = REASONS.get(error.errno or 0, reason_en)
        path = str(error.filename)[:200] if error.filename else ""
        super().__init__(
            f"系统不允许使用{f'“{path}”' if path else '所需的资源'}：{reason}；请检查后再运行。",
            f"the system refuses {f'“{path}”' if path else 'what the command needs'}: {reason_en}; "
            "look into it and run again.",
        )


class WouldOverwriteInput(CommandFailure):
    """The output is one of the documents being read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"“{path}”是正在核对的文件，不会覆盖它；请用 -o 给出另一个文件名。",
            f"“{path}” is one of the documents being read and is never overwritten; give -o another name.",
        )


class SameTarget(CommandFailure):
    """Two outputs of one command would go to the same file."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"两份输出都要写到“{path}”，后写的会覆盖先写的；请给它们不同的文件名。",
            f"two outputs would go to “{path}”, and one would replace the other; give them different names.",
        )


class WrongKind(CommandFailure):
    """The name of an output promises another kind of file than is written."""

    def __init__(self, path: str, wanted: str, instead: str) -> None:
        super().__init__(
            f"这里写出的是 {wanted} 文件，不能命名为“{path}”，否则打不开；请改用“{instead}”。",
            f"what is written is a {wanted} file, and called “{path}” it would not open; call it “{instead}”.",
        )


class OutputNeeded(CommandFailure):
    """The format cannot go to the screen."""

    def __init__(self, form: str) -> None:
        super().__init__(
            f"{form} 格式需要写成文件；请用 -o 给出输出位置。",
            f"the format {form} needs a place to be written to; name it with -o.",
        )


class DraftUnread(CommandFailure):
    """One of two drafts holds nothing that could be compared; `reasons` is what the reader said of its files."""

    def __init__(self, path: str, reasons: Iterable[str]) -> None:
        said = [reason.rstrip("。.") for reason in reasons][:1]
        zh, en = (f"（{said[0]}）", f" ({said[0]})") if said else ("", "")
        super().__init__(
            f"“{path}”里没有读到可以比较的数{zh}；请换成能读的文件再比较（fiscal check 说明读到了什么）。",
            f"no figure to compare was read in “{path}”{en}; give a file that can be read "
            "(`fiscal check` says what was read).",
        )


class SavedReviewUnusable(CommandFailure):
    """A file of ours was given as a draft that holds no whole review; `schema` is what it says it is."""

    def __init__(self, path: str, schema: str) -> None:
        if schema == "fiscal-review/1":
            zh, en = "不完整，或被改动过，或是另一版程序写的", "is cut, was changed, or was written by another version"
        else:
            zh, en = f"是 {schema} 文件，不是核对结果", f"holds {schema} and no review"
        super().__init__(
            f"“{path}”{zh}，不能比较；请用 fiscal check 原件 --format json -o 文件.json 重新写一份，或直接给出原件。",
            f"“{path}” {en} and cannot be compared; write it again with "
            "`fiscal check PATH --format json -o FILE.json`, or give the document itself.",
        )


class SegmentsMisused(CommandFailure):
    """--segments was asked for in another way than it can be given."""

    def __init__(self) -> None:
        super().__init__(
            "--segments 一次只给出一个文件的网格，并且只有 json 格式；请写成 fiscal tables 文件 --format json --segments。",
            "--segments gives the grids of one file, as json; write `fiscal tables FILE --format json --segments`.",
        )


class AlsoMisused(CommandFailure):
    """--also does not name a form and a file."""

    def __init__(self, given: str, ready: Iterable[str]) -> None:
        named = list(ready)
        super().__init__(
            f"--also 后面应写“形式=文件”，不能是“{given}”；形式可以是 {'、'.join(named)}，例如 --also sarif=fiscal.sarif。",
            f"--also takes FORM=FILE, not “{given}”, as in --also sarif=fiscal.sarif; "
            f"the forms are {', '.join(named)}.",
        )


class ConfidenceMisused(CommandFailure):
    """--min-confidence does not name a probability."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"--min-confidence 后面应写 0 到 1 之间的小数，不能是“{given}”；例如 --min-confidence 0.8。",
            f"--min-confidence takes a number from 0 to 1, not “{given}”, as in --min-confidence 0.8.",
        )


class NotAnnotated(CommandFailure):
    """A copy of the file with remarks cannot be made; `reason` is why, in Chinese and English."""

    def __init__(self, path: str, reason: tuple[str, str]) -> None:
        super().__init__(f"没有为“{path}”写出批注：{reason[0]}。", f"“{path}” was not annotated: {reason[1]}.")


class NoAnswers(CommandFailure):
    """A file that was said to hold answers holds none that can be read; `reason` is why, in Chinese and English."""

    def __init__(self, path: str, reason: tuple[str, str]) -> None:
        super().__init__(f"没有从“{path}”读到答复：{reason[0]}。", f"no answers were read from “{path}”: {reason[1]}.")


class PortTaken(CommandFailure):
    """Another program answers at the port asked for, or the system does not give it."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"端口 {port} 已被占用或不能使用；请用 --port 换一个（如 --port {port % 60000 + 1024}），或不写 --port，由程序自己选。",
            f"port {port} is taken or not allowed; name another with --port (as in --port {port % 60000 + 1024}), "
            "or none, and a free one is chosen.",
        )


class AddressRefused(CommandFailure):
    """--host names no address of this machine on which pages can be served safely."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"不能在“{host}”上打开；--host 请填本机的一个网络地址（不能是 0.0.0.0），不写则只有本机能访问。",
            f"cannot serve on “{host}”; --host takes one address of this machine (not 0.0.0.0); without it only this "
            "machine can ask.",
        )


class StoreUnusable(CommandFailure):
    """The store of decisions cannot be used; `problem` is a word of `reconcile.decisions.decision_store`."""

    def __init__(self, path: str, problem: str, detail: str) -> None:
        from reconcile.words.messages import page_word

        values = {"path": f"“{path}”", "detail": detail}
        super().__init__(*(page_word(f"store-{problem}", lang, **values) for lang in ("zh", "en")))


class UnknownCheck(CommandFailure):
    """Nobody knows a check of that code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"没有编号为“{code}”的核对项；请用 fiscal checks 查看全部编号。",
            f"there is no check called “{code}”; `fiscal checks` lists them all.",
        )


class SettingsRefused(CommandFailure):
    """fiscal.toml says something that cannot be done."""

    def __init__(self, path: str, problem: str, what: str) -> None:
        zh, en = _SETTINGS[problem]
        super().__init__(
            f"“{path}”不能使用：{zh.format(what=what)}；请改好后再运行。",
            f"“{path}” cannot be used: {en.format(what=what)}; mend it and run again.",
        )


class BaselineRefused(CommandFailure):
    """The baseline cannot be used."""

    def __init__(self, path: str, problem: str, entry: int | None) -> None:
        zh, en = _BASELINE[problem]
        super().__init__(
            f"“{path}”不能使用：{zh.format(n=entry)}；请改好后再运行，或用 fiscal accept 重新写成。",
            f"“{path}” cannot be used: {en.format(n=entry)}; mend it, or write it anew with `fiscal accept`.",
        )


class ReasonNeeded(CommandFailure):
    """Findings are accepted only with a reason."""

    def __init__(self) -> None:
        super().__init__(
            "没有写明理由；请用 --reason 写明为什么接受这些发现，例如财政部门的答复。",
            "no reason was given; say with --reason why these findings are accepted, for instance the answer received.",
        )


class NoSuchFinding(CommandFailure):
    """A finding named on the command line is not among those found."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"这些文件里没有编号为“{name}”的发现；"
            "请填 fiscal check 每条末尾、工作簿“说明”栏末尾的“本条编号”（SEC01 之类是核对项的编号，不是它）。",
            f"there is no finding “{name}” in these documents; "
            "`fiscal check` and the workbook give the id at the end of each finding.",
        )


_SETTINGS = {
    "too-large": ("文件过大，超过 {what} 字节", "it is too large, more than {what} bytes"),
    "not-toml": ("不是有效的 TOML（{what}）", "it is no TOML ({what})"),
    "unknown-name": ("没有“{what}”这个设置", "there is no setting called “{what}”"),
    "unknown-code": ("没有编号为“{what}”的核对项", "there is no check called “{what}”"),
    "bad-value": ("“{what}”的值不对", "the value of “{what}” is not one of those allowed"),
    "no-reason": ("{what} 没有写明理由（reason）", "{what} gives no reason"),
    "no-target": ("{what} 没有指明核对项（code）或发现（finding）", "{what} names neither a code nor a finding"),
}
_BASELINE = {
    "not-json": ("不是有效的 JSON", "it is no JSON"),
    "not-baseline": ("不是 fiscal-baseline/1 格式的文件", "it is no file of the form fiscal-baseline/1"),
    "too-large": ("文件过大，超过 50,000,000 字节", "it is too large, more than 50,000,000 bytes"),
    "no-reason": ("第 {n} 条没有写明理由（reason）", "entry {n} gives no reason"),
    "bad-entry": ("第 {n} 条缺少内容或写法不对", "entry {n} is incomplete or malformed"),
}
