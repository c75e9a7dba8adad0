"""HTML elements whose text is always text: whatever a document says, it cannot become markup.

The result is well-formed as XML too, so that any parser reads it and the tests can use a strict one.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

VOID = frozenset(("meta", "br", "hr", "rect", "use", "image", "col", "line"))
_NO_SIGNS = {code: "\ufffd" for code in (*range(32), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}
Attribute = str | int | bool | None


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: Attribute) -> Markup:
    """One element; content that is no Markup is escaped. Attributes that are None or False are left out, True stands
    alone; `class_` is class, `aria_label` is aria-label.

    >>> element("td", "<b> & 'x'", class_="n", colspan=2, hidden=None)
    '<td class="n" colspan="2">&lt;b&gt; &amp; &#x27;x&#x27;</td>'
    >>> element("p", element("mark", "1"), " < 2"), element("br")
    ('<p><mark>1</mark> &lt; 2</p>', '<br/>')
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{said}/>")
    return Markup(f"<{name}{said}>{joined(content)}</{name}>")


def joined(parts: Sequence[str], between: str = "") -> Markup:
    """The parts one after the other, those that are no Markup escaped.

    >>> joined(["a<", element("b", "c")], "|")
    'a&lt;|<b>c</b>'
    """
    return Markup(between.join(part if isinstance(part, Markup) else escaped(part) for part in parts))


def escaped(text: str) -> str:
    """The text as HTML; signs that no XML file may hold become the sign for such.

    >>> escaped("a&b\\x00")
    'a&amp;b\\ufffd'
    """
    return escape(text.translate(_NO_SIGNS), quote=True)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f' {name}="{name if value is True else escaped(str(value))}"'
