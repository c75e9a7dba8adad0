"""The texts that lie beside our modules: lists of units, of subjects, of words."""

from __future__ import annotations

from pkgutil import get_data


def data_text(package: str, name: str) -> str:
    """The file `name` in `package`; `importlib.resources` would load what opens archives first. Raises OSError.

    >>> data_text("fiscal.numbers", "units.txt").startswith("#")
    True
    """
    data = get_data(package, name)
    assert data is not None, "modules of this program come from files"
    return data.decode("utf-8")
