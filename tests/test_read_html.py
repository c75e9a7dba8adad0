"""Web pages: encodings, what is shown, which tables hold data, spans, and what no page may do to the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from tables.decode import UnreadableDocument
from tables.formats.html import read_layout
from tables.layout import Layout, Line
from tables.reading.readers import read
from tables.reading_options import USUAL
from tables.web.markup import page_text
from tests.counted_work import hang_limit

GRID = """<table><tr><td rowspan="2">项目</td><td colspan="2">2024年</td></tr><tr><td><p>预算</p><p>数</p></td>
<td>执行数</td></tr><tr><td>税收收入</td><td>1,500</td><td>1,580</td></tr>
<tr><td>&nbsp;&nbsp;增值税</td><td>1,200</td><td>1,300</td></tr>
<tr><td style="text-indent: 2em">契税</td><td>300</td><td>280</td></tr></table>"""


def layout(markup: str | bytes) -> Layout:
    """The Layout of a page."""
    return read_layout(markup if isinstance(markup, bytes) else markup.encode(), USUAL)


def lines(markup: str) -> list[str]:
    """The texts of all lines of a page."""
    return [block.text for block in layout(markup).blocks if isinstance(block, Line)]


def test_prose_and_tables_in_the_order_of_the_page(tmp_path: Path) -> None:
    """A whole page: title, unit, header of two rows, spans, depth, prose before and after."""
    page = "<!DOCTYPE html><html><head><title>网站</title></head><body><p>收入1500万元。</p><p>2024年收入表</p>"
    path = tmp_path / "a.html"
    path.write_text(f"{page}<p>单位：万元</p>{GRID}<p>以上为快报数。</p></body></html>", encoding="utf-8")
    found = read(path)
    only = found.tables[0]
    assert (found.format, only.title, only.unit and only.unit.name) == ("html", "2024年收入表", "万元")
    assert [column.path for column in only.columns] == [("2024年", "预算数"), ("2024年", "执行数")]
    assert [row.label for row in only.rows] == ["税收收入", "增值税", "契税"]
    assert [bool(row.level) for row in only.rows] == [False, True, True]
    assert [passage.text for passage in found.passages] == ["收入1500万元。", "以上为快报数。"]


@pytest.mark.parametrize(
    "data",
    [
        '<meta charset="gb2312"><p>朱镕，收入１０亿元</p>'.encode("gb18030"),
        '<meta http-equiv="Content-Type" content="text/html; charset=GBK"><p>朱镕，收入１０亿元</p>'.encode("gb18030"),
        '<meta charset="utf-8"><p>朱镕，收入１０亿元</p>'.encode(),
        '<meta charset="utf-8"><p>朱镕，收入１０亿元</p>'.encode("gb18030"),
        '<meta charset="gb2312"><p>朱镕，收入１０亿元</p>'.encode("utf-8-sig"),
        '<meta charset="no-such-code"><p>朱镕，收入１０亿元</p>'.encode(),
        "<p>朱镕，收入１０亿元</p>".encode("gb18030"),
        "<p>朱镕，收入１０亿元</p>".encode("utf-16"),
    ],
    ids=["gb2312", "gbk", "utf-8", "wrongly utf-8", "mark", "unknown", "undeclared", "utf-16"],
)
def test_the_encoding_is_found(data: bytes) -> None:
    """The declaration, where it can be true; else what the bytes say."""
    assert "朱镕，收入１０亿元" in page_text(data)
    assert [block.text for block in layout(data).blocks if isinstance(block, Line)] == ["朱镕，收入１０亿元"]


def test_what_is_not_shown_is_not_read() -> None:
    """Scripts, styles, comments, navigation and hidden elements put nothing on the screen."""
    assert lines(
        "<nav>首页</nav><script>var a=1</script><style>p{}</style><!-- 5亿元 --><p>一</p><p style='DISPLAY : none'>二</p>"
        "<div hidden>三</div><p>四<span style='visibility:hidden'>五</span>六</p><select><option>七</option></select>"
    ) == ["一", "四六"]


def test_blanks_breaks_and_entities() -> None:
    """Line ends of the source mean nothing, <br> ends a line, an indent begins a paragraph, entities are characters."""
    found = layout("<div>全区\n  收入<b>10</b>亿元，<br>增长3%。<br>　　支出&lt;8&gt;亿元</div><pre>甲\n乙</pre>")
    shown = [(block.text, block.begins) for block in found.blocks if isinstance(block, Line)]
    assert shown[:3] == [("全区收入10亿元，", True), ("增长3%。", False), ("　　支出<8>亿元", True)]
    assert [text for text, _ in shown[3:]] == ["甲", "乙"]


def test_layout_tables_are_gone_into() -> None:
    """Tables around tables, of one column, or around whole texts only place things on the page."""
    page = f"<table><tr><td><table><tr><td>左</td><td>右</td></tr></table></td><td><p>题目</p>{GRID}</td></tr></table>"
    found = layout(page)
    assert [segment.height for segment in found.segments()] == [1, 5]
    assert lines("<table><tr><td>一</td></tr><tr><td>二</td></tr></table>") == ["一", "二"]
    assert lines(f"<table><tr><td>目录</td><td>{'收入增长。' * 100}</td></tr></table>")[0] == "目录"


def test_spans_that_reach_too_far_are_cut() -> None:
    """rowspan=0 and spans beyond the table end with it; a second claim to a place is ignored."""
    segment = layout(
        "<table><tr><td rowspan='9'>甲</td><td colspan='900'>1</td></tr>"
        "<tr><td rowspan='0'>2</td><td>3</td></tr></table>"
    ).segments()[0]
    assert segment.rows() == [["甲", "1", ""], ["", "2", "3"]]


def test_a_page_is_never_fetched_from_and_defines_no_entities() -> None:
    """Outer files and entities of a DTD stay unread."""
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>&x;收入</p>'
    assert lines(page + '<img src="http://example.invalid/a.png"><link href="file:///etc/passwd"></body></html>')[
        -1
    ].endswith("收入")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<div>" * 5000 + "一", "nested"),
        (
            f"<table><tr>{'<td rowspan=5000 colspan=500>1</td>' * 50}</tr>{'<tr><td>2</td></tr>' * 5000}",
            "too-many-cells",
        ),
        ("<html>" + " " * 34_000_000, "too-large"),
    ],
    ids=["nested", "spans", "large"],
)
def test_a_hostile_page_ends_in_a_reason(page: str, expected: str) -> None:
    """Malice ends in one word that becomes a sentence."""
    with hang_limit(), pytest.raises(UnreadableDocument) as caught:
        layout(page)
    assert caught.value.reason == expected


@pytest.mark.parametrize("char", ["\x0c", "\x0b", "\x01", "\ufffe"])
def test_characters_that_are_none_of_xml_cost_nothing_but_themselves(tmp_path: Path, char: str) -> None:
    """A form feed in a page, bytes spoilt on the way: the figure is read."""
    page = f"<html><head><meta charset=utf-8></head><body><p>收入{char}3亿元</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("utf-8", "surrogatepass"))
    assert [str(figure.quantity.value) for figure in read(tmp_path / "a.html").figures()] == ["3"]
