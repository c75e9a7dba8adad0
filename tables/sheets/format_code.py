"""A number format (#,##0.00;[Red]-#,##0.00) cut into its sections and each section into its parts."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from msgspec import Struct

from fiscal import late_patterns as re

_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<exponent>[Ee][+-])(?=[0#?])"
    r"|(?P<date>[Yy]+|[Mm]+|[Dd]+|[Hh]+|[Ss]+|[Ee]+|[Gg]+|[Aa]{3,4})|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)"
    r"|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")


class Part(Struct, frozen=True):
    """One part of a section: its kind (digit, point, comma, percent, date …) and its characters."""

    kind: str
    text: str


class Section(Struct, frozen=True):
    """One of the up to four sections of a format; `condition` says for which values it is meant, if it says so."""

    parts: tuple[Part, ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def is_date(self) -> bool:
        """True if the section shows a day or a time."""
        return any(part.kind in ("date", "elapsed") for part in self.parts)

    def fits(self, value: Decimal) -> bool:
        """True if the section's own condition holds for `value`; one without a condition fits everything."""
        if self.condition is None:
            return True
        sign, limit = self.condition
        order = (value > limit) - (value < limit)
        return order in {"<": (-1,), ">": (1,), "=": (0,), "<=": (-1, 0), ">=": (0, 1), "<>": (-1, 1)}[sign]


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format code, at least one.

    >>> [len(section.parts) for section in sections('0.0;"负"0')]
    [3, 2]
    """
    found: list[Section] = []
    parts: list[Part] = []
    condition: tuple[str, Decimal] | None = None
    for match in _PARTS.finditer(code[:1000]):
        kind, text = match.lastgroup or "other", match[match.lastgroup or "other"]
        if kind == "other" and text == ";":
            found.append(Section(tuple(parts), condition))
            parts, condition = [], None
        elif kind == "bracket":
            stated = _CONDITION.fullmatch(text)
            condition = (stated[1], Decimal(stated[2])) if stated else condition
            parts += [] if stated else _bracketed(text)
        elif kind == "blank":
            parts.append(Part("literal", " "))
        elif kind in ("quoted", "escaped", "other"):
            parts.append(Part("literal", text))
        elif kind != "fill":
            parts.append(Part(kind, text))
    return (*found, Section(tuple(parts), condition))


def _bracketed(text: str) -> list[Part]:
    """[$¥-804] shows ¥, [h] counts hours past 24; colours and languages show nothing."""
    if text.startswith("$"):
        return [Part("literal", text[1:].partition("-")[0])]
    return [Part("elapsed", text)] if re.fullmatch("[Hh]+|[Mm]+|[Ss]+", text) else []
