"""Where decisions are kept if nobody says where: in the user's own folder for data of programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "decisions.db"


def usual_store() -> Path:
    """The file, which need not exist."""
    return _folder() / "fiscal" / NAME


def _folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
