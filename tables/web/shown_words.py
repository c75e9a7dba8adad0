"""Which elements of a page are shown, which begin a new line, and how blanks and lines are written on the screen."""

from __future__ import annotations

from lxml import etree

from fiscal import late_patterns as re

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "select",
        "option",
        "button",
        "textarea",
        "input",
        "svg",
        "canvas",
        "nav",
        "footer",
        "audio",
        "video",
        "map",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_INDENT = re.compile(
    r"(?:text-indent|margin-left|padding-left)\s*[:：]\s*(\d{1,3})(?:\.\d+)?\s*(em|ch|px|pt|rem)", re.IGNORECASE
)
_HALF_WIDTH = {"em": (2, 1), "rem": (2, 1), "ch": (1, 1), "px": (1, 8), "pt": (1, 6)}
_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+\s*(?:px|pt|cm|mm|in|pc))", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff，。、；：）”])[ \t\r]*\n\s*(?=[\u3400-\u9fff（“])")
_NOTE_MARK = re.compile(r"[\[(（［]?(\d{1,3})[\])）］]?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def tag(element: etree._Element) -> str:
    """The name of an element, "" for what is none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_shown(element: etree._Element) -> bool:
    """True unless the element, by what it is or by its own style, puts nothing on the screen."""
    if tag(element) in _UNSEEN or element.get("hidden") is not None:
        return False
    return not _HIDDEN.search(element.get("style") or "")


def indent_of(element: etree._Element) -> int:
    """How far the element's own style sets its text in, in half-width blanks.

    >>> from lxml import html
    >>> indent_of(html.fromstring('<p style="text-indent: 2em">x</p>'))
    4
    """
    total = 0
    for size, unit in _INDENT.findall(element.get("style") or ""):
        times, by = _HALF_WIDTH[unit.lower()]
        total += int(size) * times // by
    return min(total, 60)


def size_of(element: etree._Element) -> tuple[str, str]:
    """Width and height of a picture as its style or its attributes state them, "" where they do not.

    >>> from lxml import html
    >>> size_of(html.fromstring('<img width="800" style="max-width:100%; height: 12cm">'))
    ('800', '12cm')
    """
    stated = {name.lower(): size for name, size in _SIZE.findall(element.get("style") or "")}
    width, height = (stated.get(name) or element.get(name) or "" for name in ("width", "height"))
    return width, height


def raised(text: str) -> str:
    """The text of a superscript as raised figures, so that the mark of a note never joins the number in front of it.

    >>> raised("[1]"), raised("2"), raised("注")
    ('¹', '²', '注')
    """
    bare = _NOTE_MARK.fullmatch(text.strip())
    if bare is None:
        return text
    return bare[1].translate(_RAISED)


def flowed(text: str) -> str:
    """Text as a page shows it: runs of blanks and line ends are one blank, none between Chinese words of two lines.

    >>> flowed("  全区\\n   收入 10 亿元 ")
    ' 全区收入 10 亿元 '
    """
    return _BLANKS.sub(" ", _WRAPPED.sub("", text))
