"""The walk-throughs in notebooks/ run, and what they show is what is stored in them.

`UPDATE_SNAPSHOTS=1` in the environment stores what they show now.
"""

from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.counted_work import HANG

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
PICTURES = ("image/png", "image/svg+xml")


def shown(notebook: Any) -> list[list[dict[str, Any]]]:
    """The outputs of every code cell; of a picture only that there is one, since drawing differs between machines."""
    every = []
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            kept = {kind: "" if kind in PICTURES else text for kind, text in data.items()}
            if any(kind in PICTURES for kind in data):
                kept.pop("text/plain", None)
            outputs.append({"type": output["output_type"], "text": output.get("text", ""), "data": kept})
        every.append(outputs)
    return every


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_shows_what_it_stores(path: Path, repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Executed from the top in a kernel of its own, with no error and the stored outputs."""
    monkeypatch.setenv("PYTHONPATH", str(repo_root))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    stored = nbformat.read(path, as_version=4)
    run = copy.deepcopy(stored)
    client = NotebookClient(
        run, timeout=HANG, kernel_name="python3", resources={"metadata": {"path": str(repo_root)}}, record_timing=False
    )
    client.execute()
    if os.environ.get("UPDATE_SNAPSHOTS"):
        run.metadata = stored.metadata
        nbformat.write(run, path)
        stored = run
    assert shown(run) == shown(stored)
    assert any(shown(stored))
