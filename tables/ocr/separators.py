"""Points and commas in recognised numbers, put right only where the digits prove what was printed.

A recogniser takes a comma for a point or a semicolon and is sure of it, or sees one mark twice. In 12.345.678 the
points can only be commas; in 12.345 nobody knows, and it stays as read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fiscal import late_patterns as re
from tables.ocr.recognise import Sign

MARKS = frozenset(".,;:：；，·")
"""What a separator may be read as."""

LIKELY = 80
"""How sure a corrected mark is at most, in percent."""

_NUMBER = re.compile(r"[-—－−△▲(（+]?\d[\d.,;:：；，·]*[%％]?[)）]?")
_TOKENS = re.compile(r"\d+|[^\d]")


def mended(signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """The characters of a line, with the separators of a number as they must have been printed.

    >>> signs = [Sign(char, i, 95) for i, char in enumerate("△12.345..678")]
    >>> "".join(sign.text for sign in mended(signs))
    '△12,345,678'
    """
    text = "".join(sign.text for sign in signs)
    if len(text) != len(signs):
        return tuple(signs)
    if re.fullmatch(r"一\d[\d.,]*%?", text):
        signs = [replace(signs[0], text="-", confidence=min(signs[0].confidence, LIKELY)), *signs[1:]]
        text = "-" + text[1:]
    if re.fullmatch(r"[一二—-]?\d{1,4}[一二—-]", text):  # — 12 —, a page number
        signs = [replace(sign, text="—") if sign.text in "一二" else sign for sign in signs]
        return tuple(signs)
    if not _NUMBER.fullmatch(text):
        return tuple(signs)
    single = list(_once(signs))
    meant = separated("".join(sign.text for sign in single))
    return tuple(
        sign if sign.text == char else replace(sign, text=char, confidence=min(sign.confidence, LIKELY))
        for sign, char in zip(single, meant, strict=True)
    )


def _once(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Of marks that follow each other, the surest: no number has two between its digits."""
    waiting: Sign | None = None
    for sign in signs:
        if sign.text in MARKS:
            if waiting is None or sign.confidence > waiting.confidence:
                waiting = sign
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield sign
    if waiting is not None:
        yield waiting


def separated(text: str) -> str:
    """A number with its separators as its groups of digits prove them; as it is where they prove nothing.

    >>> separated("695;805"), separated("11:7%"), separated("1.158.211"), separated("1.158,211.0")
    ('695,805', '11.7%', '1,158,211', '1,158,211.0')
    >>> separated("12.345"), separated("17,5%"), separated("1,234"), separated("2:3")
    ('12.345', '17.5%', '1,234', '2:3')
    """
    tokens = _TOKENS.findall(text)
    marks = [i for i, token in enumerate(tokens) if token in MARKS]
    if not marks:
        return text
    printed = [tokens[i] for i in marks]
    groups = [len(tokens[i + 1]) if i + 1 < len(tokens) and tokens[i + 1].isdigit() else 0 for i in marks]
    first = len(tokens[marks[0] - 1])
    percent = text.rstrip(")）").endswith(("%", "％"))
    if len(marks) == 1:
        tokens[marks[0]] = _alone(tokens[marks[0]], first, groups[0], percent)
    elif first <= 3 and all(size == 3 for size in groups[:-1]):
        for i in marks[:-1]:
            tokens[i] = ","
        tokens[marks[-1]] = _last(printed[-1], groups[-1], printed[:-1])
    return "".join(tokens)


def _alone(mark: str, before: int, after: int, percent: bool) -> str:
    """The only separator of a number with so many digits before and after it."""
    if mark in ";；，" and before <= 3 and after == 3 and not percent:
        return ","
    if mark == "·" or (percent and mark in ",:：，" and after in (1, 2)):
        return "."
    return mark


def _last(mark: str, after: int, others: Sequence[str]) -> str:
    """The last of several separators, the others being commas."""
    if after != 3:
        return "." if after in (1, 2) else mark
    # 1,234.567 has a thousandth or a misread comma; 1.234.567 can only be commas.
    return mark if mark == "." and "." not in others else ","
