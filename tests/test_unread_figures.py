"""Figures that are printed and were not read are counted, page by page, in every report."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from reconcile.cli import run
from tables.reading.readers import read
from tests.drawn_pdf import Page, pdf

HEAD = "东湖区2024年一般公共预算支出表\n单位：万元\n项目\t预算数\t决算数\n"
REST = "农林水支出\t100\t90\n交通运输支出\t20\t10\n合计\t66,080\t64,810\n"

MELTED = {
    "three rows in one": (HEAD + "教育支出 卫生支出 其他支出\t45,600 20,060 300\t45,010 19,500 200\n" + REST, 6),
    "run into one another": (HEAD + "教育支出\t45,60020,060\t45,01019,500\n" + REST, 4),
    "in the label": (HEAD + "教育支出 45,600 45,010\t\t\n" + REST, 2),
    "behind the last column": (HEAD + "教育支出\t45,600\t45,010\t1,200\t3,400\n" + REST, 2),
    "signs nobody knows": (
        HEAD + "教育支出\t[100]\t80\n卫生健康支出\t[200]\t90\n其他支出\t[50]\t40\n合计\t[350]\t210\n",
        4,
    ),
    "words among figures": (HEAD + "教育支出\t待定\t45,010\n" + REST, 0),
    "a column of dates": (
        HEAD.replace("预算数", "发行日期")
        + "一般债券一期\t2024-03-01\t100\n专项债券一期\t2024-05-01\t200\n合计\t\t300\n",
        0,
    ),
    "no header": ("以下各区数字供参考。\n甲\t1,100\t2,200\n乙\t3,300\t4,400\n丙\t5,500\t6,600\n", 6),
    "prose": ("2024年全区收入12,34万元，支出1.2.3亿元，税收收入100万元，增长5.1%。\n", 2),
    "all read": (HEAD + "教育支出\t45,600\t45,010\n" + REST, 0),
}


@pytest.mark.parametrize("name", MELTED)
def test_what_is_seen_and_not_read_is_counted(name: str, tmp_path: Path) -> None:
    """Not how many cells, but how many figures."""
    text, count = MELTED[name]
    path = tmp_path / "表.txt"
    path.write_text(text, encoding="utf-8")
    assert sum(one.count for one in read(path).unread) == count


def test_the_review_says_on_which_page_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In JSON by place, in the summary in a sentence; they are not among the figures that were read."""
    first, second = Page(), Page()
    first.text(60, 80, "云溪区财政局")
    second.text(150, 80, "云溪区2024年支出决算表", 14)
    second.text(480, 110, "单位：万元")
    for x, name in ((66, "项目"), (230, "预算数"), (310, "决算数")):
        second.text(x, 134, name)
    for at in range(8):
        second.text(66, 156 + at * 18, "教育支出"[: 3 + at % 2])
        second.text(215, 156 + at * 18, f"1,00{at} 2,00{at}")
        second.text(295, 156 + at * 18, f"3,00{at} 4,00{at}")
    for x in (60, 210, 290, 370):
        second.rule(x, 120, x, 300)
    for y in (120, 140, 300):
        second.rule(60, y, 370, y)
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(pdf([first, second]))
    run(["check", "a.pdf", "--format", "json", "--fail-on", "never"])
    coverage = json.loads(capsys.readouterr().out)["coverage"]
    assert coverage["figures"] == 0
    assert coverage["unread"] == [{"document": "d0", "page": 2, "sheet": None, "count": 32}]
    run(["check", "a.pdf", "--fail-on", "never"])
    assert "另有 32 个数印在文件上、没有读出，未作核对：第2页 32 个" in capsys.readouterr().out


PICTURES = {
    "of some size": ('<p>附图如下。</p><p><img src="a.png" width="800" height="500"></p>', 1),
    "sized by its style": ('<div><img src="a.png" style="width: 16cm; height:9cm"></div>', 1),
    "below a title": ('<p>附表1 云溪区2024年收入表</p><p><img src="a.png"></p>', 1),
    "the sign of a link": (
        '<p>附件：<img src="a.gif"><a href="b">附件1 收入表</a><br><img src="a.gif"><a href="c">二</a></p>',
        0,
    ),
    "a banner": ('<img src="a.png" width="1200" height="90">', 0),
    "an emblem": ('<p>云溪区财政局</p><img src="a.png" width="90" height="90"><img src="b.png">', 0),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_tells_of_pictures_that_may_be_tables(name: str, tmp_path: Path) -> None:
    """What is on a picture is not read; whoever relies on the check has to know."""
    text, count = PICTURES[name]
    path = tmp_path / "页.html"
    path.write_text(f"<html><body><p>2024年全区收入10亿元。</p>{text}</body></html>", encoding="utf-8")
    said = [note.message for note in read(path).notes if note.code == "DOC25"]
    assert said == [f"图片里的文字和数字没有读取：{count}张较大的图片"] * count


def test_a_text_tells_of_its_pictures(tmp_path: Path) -> None:
    """An .odt has them in frames that state their size."""
    names = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for key, space in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("svg", "svg-compatible"))
    )
    frames = "".join(
        f'<text:p><draw:frame svg:width="{wide}" svg:height="{high}"><draw:image/></draw:frame></text:p>'
        for wide, high in (("15.92cm", "8.1cm"), ("6.3in", "4in"), ("2.5cm", "2.5cm"))
    )
    body = f"<office:body><office:text><text:p>收入10亿元。</text:p>{frames}</office:text></office:body>"
    path = tmp_path / "文.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
    assert [note.message for note in read(path).notes] == ["图片里的文字和数字没有读取：2张较大的图片"]
