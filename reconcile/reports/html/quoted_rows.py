"""Quotations of the HTML report: rows as a table, sentences as a block quote, the figures in question marked."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.reports.html.elements import Markup, element, joined
from reconcile.reports.html.scrolled_tables import cell, data_table, head, number, row
from reconcile.reports.quoted.places import shown
from reconcile.reports.quoted.quotation import Piece, Quotation, QuotedSentence, QuotedTable
from reconcile.words.html_words import word


def quotation_block(quotation: Quotation, main: frozenset[str], lang: str) -> Markup:
    """A quotation under its place; the figures `main`, which the finding is about, are marked more strongly."""
    parts: list[Markup] = []
    caption = quotation.heading
    for part in quotation.parts:
        if isinstance(part, QuotedTable):
            parts.append(_table(part, caption, main, lang))
        else:
            parts.append(element("blockquote", *_sentence(part, main, lang)))
    if not any(isinstance(part, QuotedTable) for part in quotation.parts):
        parts.insert(0, element("p", element("b", word("quotation", lang)), f" {caption}", class_="label"))
    return element("div", *parts, class_="quotation")


def _table(table: QuotedTable, caption: str, main: frozenset[str], lang: str) -> Markup:
    remarked = any(quoted.remark for quoted in table.rows)
    heads = [word("row", lang), *table.titles, *([word("remark", lang)] if remarked else [])]
    rows = []
    for quoted in table.rows:
        cells = [head(shown(quoted.label, lang), f"level-{min(quoted.level, 6)}")]
        cells += [number(_marked(piece, main) if piece else "") for piece in quoted.cells]
        rows.append(row(*cells, *([cell(quoted.remark)] if remarked else [])))
    if table.left_out:
        rows.append(row(element("td", word("more", lang, n=table.left_out), colspan=len(heads))))
    named = element("b", word("quotation", lang))
    return data_table(caption, [shown(one, lang) for one in heads], rows, joined([named, f" {caption}"]))


def _sentence(sentence: QuotedSentence, main: frozenset[str], lang: str) -> Iterator[Markup]:
    yield element(
        "p", *(_marked(piece, main) if piece.figure else shown(piece.text, lang) for piece in sentence.pieces)
    )
    for printed, remark in sentence.remarks:
        yield element("p", element("mark", printed), f" {remark}", class_="remark")


def _marked(piece: Piece, main: frozenset[str]) -> Markup:
    return element("mark", piece.text, class_="main" if piece.figure in main else None)
