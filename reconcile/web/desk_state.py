"""What the server holds: the open dossiers, the language, the token that writes need."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_urlsafe

from starlette.requests import Request

from reconcile.web.desk.dossiers import Dossiers, OpenDossier


class NotOpen(Exception):
    """No dossier of the id asked for is open."""


@dataclass(slots=True)
class DeskState:
    """One server."""

    dossiers: Dossiers
    lang: str
    token: str = field(default_factory=token_urlsafe)

    def dossier(self, request: Request) -> OpenDossier:
        """The dossier that an address names. Raises NotOpen."""
        found = self.dossiers.get(request.path_params["dossier"])
        if found is None:
            raise NotOpen
        return found
