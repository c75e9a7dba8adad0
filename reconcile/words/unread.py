"""What is said of files given up, of pages not read in full and of pages read anew, Chinese first."""

from __future__ import annotations

from collections.abc import Mapping

GIVEN_UP: Mapping[str, tuple[str, str]] = {
    "pdf": (
        "文件无法读取：PDF 已损坏或不完整，请重新下载或重新生成",
        "the file cannot be read: the PDF is damaged or incomplete; please download or make it again",
    ),
    "encrypted": (
        "文件无法读取：PDF 有打开密码，请先取消密码再保存",
        "the file cannot be read: the PDF is locked by a password; please save it without one",
    ),
    "pipe": (
        "文件无法读取：经管道只能读取文本，其他格式请先保存为文件",
        "the file cannot be read: only text can come through a pipe; please save other formats to a file first",
    ),
    "no-pages": ("文件无法读取：PDF 中没有页面", "the file cannot be read: the PDF has no pages"),
    "too-many-pages": (
        "文件无法读取：PDF 超过 3000 页，请拆分后再试",
        "the file cannot be read: the PDF has more than 3,000 pages; please split it",
    ),
    "crashed": (
        "文件无法读取：读取时程序中断，文件可能已损坏，请用原程序重新保存后再试",
        "the file cannot be read: reading it broke off; the file may be damaged, please save it anew and try again",
    ),
    "too-slow": (
        "文件无法读取：读取时间过长，已停止，请拆分文件或用原程序重新保存后再试",
        "the file cannot be read: it took too long and was given up; please split it or save it anew and try again",
    ),
    "too-much-memory": (
        "文件无法读取：所需内存过多，已停止，请拆分文件后再试",
        "the file cannot be read: it needs too much memory and was given up; please split it and try again",
    ),
}
"""Why a file was not read: reasons of UnreadableDocument from tables/reading and the readers of formats."""

LEFT_OUT: Mapping[str, tuple[str, str]] = {
    "damaged": (
        "第{detail}页无法打开，没有读取，请检查原件",
        "page(s) {detail} cannot be opened and were not read; please look at the original",
    ),
    "glyphs": (
        "第{detail}页的文字超过 60000 个，其后的没有读取",
        "page(s) {detail}: only the first 60,000 characters were read",
    ),
    "rules": (
        "第{detail}页的线条超过 3000 条，其后的没有读取，表格可能没有读全",
        "page(s) {detail}: only the first 3,000 rules were looked at; tables may be incomplete",
    ),
    "objects": (
        "第{detail}页的图形超过 20 万个，其后的没有读取，表格可能没有读全",
        "page(s) {detail}: only the first 200,000 drawn objects were looked at; tables may be incomplete",
    ),
    "depth": (
        "第{detail}页的图形嵌套超过 12 层，更深的没有读取，表格可能没有读全",
        "page(s) {detail}: drawings nested more than 12 deep were not looked at; tables may be incomplete",
    ),
    "far": (
        "第{detail}页有些文字或线条的位置远在页面之外，没有读取",
        "page(s) {detail}: what is placed far outside the page was not read",
    ),
    "turned": (
        "第{detail}页有些文字的方向与其余文字不同，没有读取",
        "page(s) {detail}: writing that runs in another direction than the rest was not read",
    ),
}
"""What was not read of the pages of a PDF (see tables/pages/unread_parts.py)."""

BESIDE: Mapping[str, tuple[str, str]] = {
    "hidden": (
        "第{detail}页有看不见的文字或印章上的文字（隐藏图层、与底色相同、显示范围以外），没有读取；"
        "如应计入，请显示后另存再核对",
        "page(s) {detail}: type that is not seen, or is part of a seal, was not read (a hidden layer, the "
        "colour of the ground, outside what is shown); if it belongs to the text, show it, save the file "
        "anew and check again",
    ),
    "annotations": (
        "第{detail}页有批注、图章或表单域，其中的文字没有读取",
        "page(s) {detail}: what comments, stamps and fields of forms say was not read",
    ),
    "attached": ("PDF 带有 {detail} 个附件，没有读取", "the PDF carries {detail} file(s), which were not read"),
}
"""What a PDF carries beside what is printed on its pages."""

READ_ANEW: Mapping[str, tuple[str, str]] = {
    "asked": (
        "第{detail}页的表按指定的方式由 camelot 读取",
        "page(s) {detail}: the tables were read by camelot, as asked for",
    ),
    "melted": (
        "第{detail}页有几个数读在一格里；改由 camelot 读取后成立的合计更多，采用其结果",
        "page(s) {detail}: figures fell into one cell; camelot's reading is used, under which more sums hold",
    ),
    "no-table": (
        "第{detail}页的单位之下没有读到表格；改由 camelot 读取后成立的合计更多，采用其结果",
        "page(s) {detail}: no table was found below a unit; camelot's reading is used, under which more sums hold",
    ),
    "rows": (
        "第{detail}页有几行数字没有读成表格；改由 camelot 读取后成立的合计更多，采用其结果",
        "page(s) {detail}: rows of figures were taken for prose; camelot's reading is used, under which more sums hold",
    ),
}
"""Why the tables of a page are those that the second reader saw (see tables/pages/second_opinion.py)."""
