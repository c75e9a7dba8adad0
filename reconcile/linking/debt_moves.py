"""What else moves a debt: items that a law of debt does not know, printed where its figures stand."""

from __future__ import annotations

from fiscal.relation import Relation
from fiscal.words.label_patterns import label_pattern
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge

_WRITTEN_OFF = label_pattern("written-off")
_MOVES = label_pattern("debt-moves")
"""What changes a balance of debt besides bonds and their repayment; 债务发行额, where that is printed, holds the loans."""


def is_unknown_item(relation: Relation, dossier: Dossier) -> bool:
    """True if what is missing stands, as a figure of its own, where one of the law's figures stands.

    Then the matter has an item that the law does not know (另下达置换存量隐性债务限额9.60亿元), not a wrong figure.
    """
    difference = judge(relation, dossier.figures).difference
    terms = [dossier.figures[i] for i in relation.figures()]
    known = {abs(figure.quantity.centre) for figure in terms}
    if difference is None or abs(difference) in known:
        return False
    places = {(f.place.document, f.place.paragraph) for f in terms if f.place.paragraph is not None}
    return any(
        figure.quantity.unit.is_money and figure.quantity.centre == abs(difference)
        for place in places
        for figure in dossier.passage_by_place[place].figures
    )


def more_moves(relation: Relation, dossier: Dossier, *, loans_known: bool) -> bool:
    """True if a balance is rolled forward in a table that also lists moves of which the law knows nothing.

    Forms list loans of foreign governments and existing debt that is struck off (调减未置换存量债务) beside the bonds.
    """
    cells = [dossier.figures[i] for i in relation.figures() if dossier.figures[i].source == "cell"]
    if not any("余额" in cell.label and "限额" not in cell.label for cell in cells) or len(cells) < 2:
        return False
    moves = _WRITTEN_OFF if loans_known else _MOVES
    columns = {(cell.place.table, cell.place.column) for cell in cells}
    used = {cell.id for cell in cells}
    return any(
        cell is not None
        and cell.id not in used
        and (name, cell.place.column) in columns
        and cell.quantity.centre != 0
        and moves.search(row.label)
        for name in {name for name, _ in columns if name is not None}
        for row in dossier.table_by_id[name].rows
        for cell in row.cells
    )


def of_two_things(relation: Relation, dossier: Dossier) -> bool:
    """True if the figures of a law are told of bonds (债券) in one place and of all debt (债务) in another.

    Debt has loans of banks and foreign governments beside bonds.
    """
    told = [dossier.figures[i] for i in relation.figures()]
    bonds = ["债券" in figure.label + (figure.place.row or "") for figure in told]
    places = {(figure.place.document, figure.place.paragraph, figure.place.table) for figure in told}
    return len(places) > 1 and any(bonds) and not all(bonds)
