"""What the style sheets inside a page hide on the screen: the selectors of their rules, in order."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal import late_patterns as re

MOST_RULES = 1000
"""Rules about showing and hiding that are followed; a page of a newspaper has some fifty."""

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,4000})\{([^{}]*)\}")
_BLOCK = re.compile(r"@([\w-]+)([^{};]{0,400})(?:\{|;)")
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)|(?:^|;)\s*visibility\s*:\s*([a-z]+)", re.IGNORECASE)
_STATE = re.compile(r":{1,2}(?:hover|active|focus|visited|before|after|first-l|selection|checked|target)")
_UNSEEN = frozenset(("none", "hidden", "collapse"))


def hiding_rules(sheet: str) -> Iterator[tuple[str, bool]]:
    """(selector, hides) of every rule that sets display or visibility on a screen, in the order of the sheet.

    >>> list(hiding_rules(".a,.b i{display:none} @media print{p{display:none}} .a{display:block} h1{color:red}"))
    [('.a,.b i', True), ('.a', False)]
    """
    told = 0
    for selector, declarations in _RULE.findall(_for_screens(_COMMENT.sub(" ", sheet))):
        stated = [(one or other).lower() for one, other in _DISPLAY.findall(declarations)]
        name = selector.strip()
        if not stated or not name or _STATE.search(name):
            continue
        told += 1
        if told > MOST_RULES:
            return
        yield name, any(word in _UNSEEN for word in stated)


def _for_screens(sheet: str) -> str:
    """The rules without those for print alone, those under conditions on the screen and without their braces."""
    kept: list[str] = []
    at = 0
    while found := _BLOCK.search(sheet, at):
        kept.append(sheet[at : found.start()])
        if found[0].endswith(";"):
            at = found.end()
            continue
        end = _closing(sheet, found.end())
        media = found[1].lower() == "media" and _on_screen(found[2].lower())
        if media or found[1].lower() in ("supports", "layer"):
            kept.append(_for_screens(sheet[found.end() : end - 1]) if sheet.count("@", found.end(), end) < 20 else "")
        at = end
    kept.append(sheet[at:])
    return " ".join(kept)


def _on_screen(condition: str) -> bool:
    """True for conditions that hold on any desk: no print, no width of a telephone."""
    return not re.search(r"print|not\s|max-|speech|prefers", condition) and not re.search(r"min-", condition)


def _closing(sheet: str, at: int) -> int:
    """Where the block that begins at `at` ends."""
    depth = 1
    for brace in re.finditer("[{}]", sheet[at:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return at + brace.end()
    return len(sheet)
