"""What stops the commands of stores: each class builds its sentence and the next step, in Chinese and English."""

from __future__ import annotations

from reconcile.commands.failures import CommandFailure
from reconcile.store.refusals import StoreRefused


class StoreUnusable(CommandFailure):
    """The store cannot be written, read or asked."""

    def __init__(self, store: str, refused: StoreRefused) -> None:
        zh, en = _STORE[refused.reason]
        near = "、".join(refused.near), ", ".join(refused.near)
        said = refused.what.strip().rstrip(".")
        zh = zh.format(store=store, what=said) + (f"（相近的有 {near[0]}）" if near[0] else "")
        en = en.format(store=store, what=said) + (f" (close to it: {near[1]})" if near[1] else "")
        super().__init__(f"{zh}。", f"{en}.")


class NoScheduler(CommandFailure):
    """Nobody answers at the address of the scheduler."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"“{address}”没有可用的 Dask 调度器或工作进程；请先启动 dask scheduler 和 dask worker，或用 --jobs 在本机运行。",
            f"there is no Dask scheduler with workers at “{address}”; start `dask scheduler` and `dask worker`, "
            "or use --jobs on this machine.",
        )


class ManifestUnusable(CommandFailure):
    """The manifest cannot be read at all."""

    def __init__(self, path: str, reason: str) -> None:
        zh, en = _MANIFEST[reason]
        super().__init__(f"清单“{path}”不能使用：{zh}。", f"the manifest “{path}” cannot be used: {en}.")


_STORE = {
    "no-store": (
        "“{store}”还不存在；请先用 fiscal batch 写成",
        "“{store}” does not exist; make it with `fiscal batch`",
    ),
    "not-a-store": (
        "“{store}”不是 fiscal batch 写成的文件夹；请换一个位置，其中的内容没有改动",
        "“{store}” was not made by `fiscal batch`; name another folder, nothing in it was changed",
    ),
    "other-version": (
        "“{store}”是另一版本（{what}）写成的；请另给一个位置重新运行 fiscal batch",
        "“{store}” was made by another version ({what}); run `fiscal batch` again with another folder",
    ),
    "other-corpus": (
        "“{store}”存的是另一批文件，其中没有一份在这次的材料里；请换一个位置",
        "“{store}” holds other documents, none of which is in this corpus; name another folder",
    ),
    "busy": (
        "另一个 fiscal batch 正在写“{store}”；请等它结束再运行",
        "another `fiscal batch` is writing “{store}”; wait until it has ended",
    ),
    "broken": (
        "“{store}”中的 {what} 已损坏；请删除这个文件夹，重新运行 fiscal batch",
        "{what} in “{store}” is damaged; remove the folder and run `fiscal batch` again",
    ),
    "not-a-question": (
        "只能问一句 SELECT，不能改动结果；可用 fiscal query STORE --list 看有哪些问题",
        "only one SELECT can be asked, nothing is changed; `fiscal query STORE --list` shows the questions",
    ),
    "question": ("查询不成：{what}", "the question cannot be answered: {what}"),
    "no-column": ("没有“{what}”这一列", "there is no column “{what}”"),
    "no-table": ("没有“{what}”这张表", "there is no table “{what}”"),
    "no-question": (
        "没有“{what}”这个问题；用 fiscal query STORE --list 查看",
        "there is no question “{what}”; `fiscal query STORE --list` shows them",
    ),
    "missing-argument": ("这个问题还需要 {what}", "this question needs {what}"),
    "bad-argument": ("“{what}”写得不对", "“{what}” is not understood"),
}
_MANIFEST = {
    "not-text": ("不是文本文件", "it is no text"),
    "no-path": ("没有 path（路径）这一列", "it has no column called path"),
    "too-large": ("超过 256 MB", "it is larger than 256 MB"),
}
