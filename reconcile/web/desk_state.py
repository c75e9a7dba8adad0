"""What the server holds: the open dossiers, the store of decisions, the language, the token that writes need."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe

from starlette.requests import Request

from reconcile.decisions.decision_store import DecisionStore
from reconcile.web.decided_marks import Marking
from reconcile.web.desk.dossiers import Dossiers, OpenDossier


class NotOpen(Exception):
    """No dossier of the id asked for is open."""


@dataclass(slots=True)
class DeskState:
    """One server."""

    dossiers: Dossiers
    store: DecisionStore
    lang: str
    token: str = field(default_factory=token_urlsafe)
    marking: Marking = field(init=False)

    def __post_init__(self) -> None:
        """The marks are those of the store."""
        self.marking = Marking(self.store, self.lang)

    def dossier(self, request: Request) -> OpenDossier:
        """The dossier that an address names. Raises NotOpen."""
        found = self.dossiers.get(request.path_params["dossier"])
        if found is None:
            raise NotOpen
        return found
