"""The sentences of what readers note: a file not read, a page left out, a cell in doubt.

A note in one word has its text in the catalogues, by code and reason; one that is a sentence already is told as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reconcile.words.texts import text, written

_QUOTED = str.maketrans("「」", "“”")
"""Readers' notes mark names with 「」, which the ids of their findings rest on; the mainland standard has “”."""

ANY = "*"
"""The key of what is said whatever the reason is."""

TRANSLATED: Mapping[str, Sequence[tuple[str, str]]] = {
    "DOC05": (
        (
            r"(\d+)行的格数与表头不符，未用于核对：(.*)",
            r"\1 row(s) have more or fewer cells than the header and were left out: \2",
        ),
    ),
    "DOC06": (
        (
            r"表的单位「(.*)」不认识，各数按无单位处理",
            r"the unit “\1” of the table is unknown; its figures are read without one",
        ),
        (r"表没有写明单位，各数按无单位处理", r"the table names no unit; its figures are read without one"),
    ),
    "DOC08": (
        (r"有表名和单位，没有读到表格：(.*)", r"a caption and a unit stand here, but no table was read below them: \1"),
    ),
    "DOC25": (
        (
            r"(\d+)个数的格子没有表头、表名和单位，没有作为表格核对：(.*)",
            r"a grid of \1 figures has no header, caption or unit and was not checked as a table: \2",
        ),
        (r"图片里的文字和数字没有读取：(\d+)张较大的图片", r"\1 large picture(s) were not read"),
    ),
    "DOC20": (
        (r"隐藏的内容没有读取，其中有数字：(.*)", r"hidden parts were left out, and figures stand in them: \1"),
        (r"隐藏的内容没有读取：(.*)", r"hidden parts were left out: \1"),
    ),
    "DOC21": (
        (r"打印区域以外的内容没有读取：工作表(.*)", r"what lies outside the printed areas was left out: sheets \1"),
    ),
    "DOC22": (
        (
            r"(\d+)个公式没有保存计算结果，没有读取：(.*)",
            r"\1 formula(s) have no stored result and were left out: \2",
        ),
    ),
    "DOC23": (
        (
            r"(\d+)个公式引用文件以外的内容，只读取文件中保存的结果：(.*)",
            r"\1 formula(s) refer to something outside the file; only the stored results were read: \2",
        ),
    ),
    "DOC24": (
        (
            r"有修订标记：删除的(\d+)处没有读取，插入的(\d+)处按接受修订后的文字读取",
            r"tracked changes: \1 deletion(s) were left out, \2 insertion(s) read as accepted",
        ),
    ),
    "DOC07": (
        (r"(\d+)个单元格读不出数，未用于核对：(.*)", r"\1 cell(s) hold no readable figure and were left out: \2"),
        (
            r"(\d+)个单元格读不出数（其中看得见(\d+)个数），未用于核对：(.*)",
            r"\1 cell(s) hold no readable figure (\2 figures are seen in them) and were left out: \3",
        ),
    ),
}
"""How the sentences of tables/grids/faults.py read in English, by code: pattern and what stands for it."""


def note_sentence(code: str, message: str, lang: str) -> str:
    """A reader's note as a sentence.

    >>> note_sentence("DOC01", "empty", "zh"), note_sentence("DOC05", "3行的格数与表头不符", "zh")
    ('文件无法读取：没有文字', '3行的格数与表头不符')
    >>> note_sentence("DOC06", "表没有写明单位，各数按无单位处理", "en")
    'the table names no unit; its figures are read without one'
    """
    reason, _, detail = message.partition(": ")
    for key in (reason, ANY):
        if written(code, key):
            return text(code, key, lang, detail=detail or message)
    for pattern, english in TRANSLATED.get(code, ()) if lang == "en" else ():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(english).translate(_QUOTED)
    return message.translate(_QUOTED)
