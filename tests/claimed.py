"""Claims about a small text, written by what is printed: `total:9,811 part:1,200 part:-30` names three figures of it.

Cases of evidence (tests/evidence/*.yml) are such claims: what else they may mean, who bears them out, what fills a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fiscal.relation import Basis, Kind, Relation, Role, Term
from reconcile.dossier import Dossier
from reconcile.judge.verdicts import judge_all
from reconcile.review import Verdict
from tables.formats.text import read_text_document

FOLDER = Path(__file__).parent / "evidence"
Case = dict[str, Any]


@cache
def cases(name: str) -> tuple[Case, ...]:
    """The cases of one file."""
    content: list[Case] = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return tuple(content)


def dossier_of(case: Case) -> Dossier:
    """The text of a case as a dossier."""
    return Dossier([read_text_document(case["text"].encode(), "case.txt", "d0")])


def relation_of(said: Case, dossier: Dossier) -> Relation:
    """The claim `said` (`terms`; `kind`, `basis`, `code`, `partial` where they matter), each number printed once."""
    names = {figure.quantity.text: name for name, figure in dossier.figures.items()}
    terms = []
    for word in str(said["terms"]).split():
        role, _, printed = word.partition(":")
        terms.append(Term(names[printed.removeprefix("less")], Role(role), -1 if printed.startswith("less") else 1))
    return Relation(
        said.get("code", "TST01"),
        Kind(said.get("kind", "balance")),
        Basis(said.get("basis", "stated")),
        tuple(terms),
        partial=said.get("partial", False),
    )


def verdicts_of(case: Case, dossier: Dossier) -> Sequence[Verdict]:
    """The verdicts on the claims of a case, the one in question first."""
    relations = [relation_of(said, dossier) for said in (case, *case.get("others", ()))]
    return judge_all(relations, dossier.figures)


def printed(relation: Relation, dossier: Dossier) -> list[str]:
    """The figures of a relation in its order, as printed."""
    return [dossier.figures[name].quantity.text for name in relation.figures()]
