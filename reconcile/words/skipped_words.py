"""What is said of files that took no part in a review, Chinese first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAMED = 5
"""So many files are named; the count stands for the others."""

SKIPPED: Mapping[str, tuple[str, str]] = {
    "ours": ("另有 {n} 个文件是本程序写出的结果，没有读取", "{n} file(s) written by this program were left out"),
    "format": (
        "另有 {n} 个文件不是可以读取的格式，没有读取，需要核对的请另存为 PDF、.docx、.xlsx 或文本：{which}",
        "{n} file(s) of other formats were left out; save what is to be checked as PDF, .docx, .xlsx or text: {which}",
    ),
    "readme": ("另有 {n} 个说明文件（README）没有读取：{which}", "{n} README file(s) were left out: {which}"),
    "link": (
        "另有 {n} 个链接指向文件夹，没有读取，需要核对的请直接给出该文件夹：{which}",
        "{n} link(s) to folders were not followed; name the folder itself if it is to be checked: {which}",
    ),
    "no-permission": (
        "另有 {n} 个文件夹打不开，其中的文件没有读取，请检查权限：{which}",
        "{n} folder(s) could not be opened; please check the permissions: {which}",
    ),
    "locked": (
        "另有 {n} 个压缩包内的文件设有密码，没有读取，请解压后再核对：{which}",
        "{n} file(s) in archives have a password; unpack what is to be checked: {which}",
    ),
    "nested": (
        "另有 {n} 个压缩包在别的压缩包内，没有打开，请解压后再核对：{which}",
        "{n} archive(s) inside archives were not opened; unpack what is to be checked: {which}",
    ),
    "archive-limit": (
        "另有 {n} 个压缩包内的文件超出限度（每个压缩包最多 1000 个文件、共 512 MB，单个文件 128 MB），没有读取，请解压后再核对：{which}",
        "{n} file(s) in archives are beyond the limits (1,000 files and 512 MB an archive, 128 MB a file); unpack what "
        "is to be checked: {which}",
    ),
    "same-bytes": (
        "另有 {n} 个文件与已读取的文件完全相同，只读一次：{which}",
        "{n} file(s) are copies, read once: {which}",
    ),
    "same-text": (
        "另有 {n} 个文件与已核对的文件内容相同、只是格式不同，只核对一次：{which}",
        "{n} file(s) are another format of a text already checked, judged once: {which}",
    ),
}


def skipped_sentence(reason: str, paths: Sequence[str], lang: str) -> str:
    """One line on the files skipped for one reason.

    >>> skipped_sentence("readme", ["a/README.md"], "zh")
    '另有 1 个说明文件（README）没有读取：a/README.md'
    """
    which = "、".join(paths[:NAMED]) + ("……" if len(paths) > NAMED else "")
    return SKIPPED[reason][lang == "en"].format(n=len(paths), which=which)
