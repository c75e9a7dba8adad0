"""The sentences of what readers note, Chinese first: a file not read, a page left out, a cell in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reconcile.words.unread import BESIDE, GIVEN_UP, LEFT_OUT, READ_ANEW

NOTES: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "DOC01": {
        **GIVEN_UP,
        "too-large": (
            "文件无法读取：文件过大（文本超过 32 MB，其他格式超过 256 MB）",
            "the file cannot be read: it is too large (text more than 32 MB, other formats more than 256 MB)",
        ),
        "empty": ("文件无法读取：没有文字", "the file cannot be read: there is no text in it"),
        "binary": ("文件无法读取：内容不是文本", "the file cannot be read: it is not a text"),
        "encoding": (
            "文件无法读取：文字编码无法识别，请另存为 UTF-8 或 GB18030",
            "the file cannot be read: unknown encoding; please save it as UTF-8 or GB18030",
        ),
        "format": (
            "文件无法读取：不是可以读取的格式，请另存为 PDF、.docx、.xlsx 或文本文件",
            "the file cannot be read: unknown format; please save it as PDF, .docx, .xlsx or text",
        ),
        "damaged": (
            "文件无法读取：文件已损坏或不完整，请重新保存或重新下载",
            "the file cannot be read: it is damaged or incomplete; please save or download it again",
        ),
        "password": (
            "文件无法读取：文件有密码，请先在原程序中取消密码再保存",
            "the file cannot be read: it is locked by a password; please save it without one",
        ),
        "bomb": (
            "文件无法读取：解压后的内容过大，不是正常的办公文件",
            "the file cannot be read: it unpacks to far more than an office file holds",
        ),
        "doctype": (
            "文件无法读取：内部含有外部定义（DOCTYPE），为安全起见不予读取，请重新保存",
            "the file cannot be read: it declares a DOCTYPE, which is refused for safety; please save it again",
        ),
        "nested": (
            "文件无法读取：表格或标签的嵌套层数过多，请重新保存",
            "the file cannot be read: its tables or tags are nested too deeply; please save it again",
        ),
        "too-many-cells": (
            "文件无法读取：单元格、工作表或合并区域过多，请只保留需要核对的部分",
            "the file cannot be read: too many cells, sheets or spans; please keep only what is to be checked",
        ),
        "needs-libreoffice": (
            "文件无法读取：旧格式需要 LibreOffice 转换，请安装 LibreOffice（writer 和 calc），或另存为 .docx、.xlsx 或 PDF",
            "the file cannot be read: this old format needs LibreOffice (writer and calc); "
            "please install it, or save the file as .docx, .xlsx or PDF",
        ),
        "conversion": (
            "文件无法读取：LibreOffice 没能转换，请检查是否装有 writer 和 calc 组件，或另存为 .docx、.xlsx 或 PDF",
            "the file cannot be read: LibreOffice could not convert it; please check that its writer and calc parts "
            "are installed, or save the file as .docx, .xlsx or PDF",
        ),
        "slow": (
            "文件无法读取：转换超过三分钟，请另存为 .docx、.xlsx 或 PDF",
            "the file cannot be read: its conversion took more than three minutes; "
            "please save it as .docx, .xlsx or PDF",
        ),
        "no-permission": (
            "文件无法读取：没有打开它的权限",
            "the file cannot be read: there is no permission to open it",
        ),
        "ocr-missing": (
            '文件无法读取：是扫描件或图片，需要图像识别；请运行 pip install "fiscal[ocr]"（在源码目录用 make ocr）后再试',
            'the file cannot be read: it is a scan or a picture; to read it run pip install "fiscal[ocr]" '
            "(in a checkout: make ocr) and try again",
        ),
        "image": (
            "文件无法读取：图片已损坏或格式不支持",
            "the file cannot be read: the picture is damaged or unsupported",
        ),
        "image-too-large": (
            "文件无法读取：图片超过 6000 万像素，请降低分辨率后再试",
            "the file cannot be read: the picture has more than 60 million pixels; please make it smaller",
        ),
        "system": ("文件无法读取：系统不能打开（{detail}）", "the file cannot be read: {detail}"),
    },
    "DOC09": READ_ANEW,
    "DOC10": {
        "": (
            "只核对了一部分：核对用满了 {detail} 秒处理器时间；请分开核对，或设置 FISCAL_JUDGING_SECONDS 为更大的秒数",
            "checked in part: judging used up its {detail} seconds of processor time; "
            "check fewer files at once, or set FISCAL_JUDGING_SECONDS to more",
        ),
    },
    "DOC30": LEFT_OUT,
    "DOC31": BESIDE,
    "DOC40": {
        "ocr-missing": (
            '第{detail}页是扫描件或图片，没有读取；请运行 pip install "fiscal[ocr]"（在源码目录用 make ocr）后再试',
            'page(s) {detail} are scanned and were not read; run pip install "fiscal[ocr]" '
            "(in a checkout: make ocr) and try again",
        ),
    },
    "DOC41": {
        "recognised": (
            "第{detail}页的文字由图像识别得到，数字请与原件核对",
            "page(s) {detail} were read off a picture; please compare their figures with the original",
        ),
    },
    "DOC04": {
        "": ("该行超过 {detail} 个字，其后的部分未读取", "only the first {detail} characters of this line were read"),
    },
}
"""What a reader's note in one word means; a note that is a sentence already is told as it is."""

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
    sentences = NOTES.get(code, {})
    words = sentences.get(reason) or sentences.get("")
    if words:
        return words[lang == "en"].format(detail=detail or message)
    for pattern, english in TRANSLATED.get(code, ()) if lang == "en" else ():
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(english)
    return message
