"""What a government budget means: quantities, periods, budgets, documents, tables, figures and relations."""

import sys
from importlib.util import find_spec
from pathlib import Path

__version__ = "0.1.0"


def _refuse_foreign_tables() -> None:
    """Stop the program, in one sentence, if `import tables` would bring PyTables instead of this project's own package.

    Nothing is imported to find out. Without this, the first sign of the clash would be an ImportError deep inside.
    """
    found = find_spec("tables")
    if found is None or found.origin is None:
        return
    there, here = Path(found.origin).resolve(), Path(__file__).resolve()
    if there.parent.parent == here.parent.parent and b"PyTables" not in there.read_bytes():
        return
    sys.stderr.write(
        f"fiscal 无法启动：此 Python 环境中的 tables 不是本软件自带的部分（{there.parent}），请把 fiscal 装进单独的环境。\n"
        "fiscal cannot start: another package called tables (such as PyTables) is in its place; "
        "install fiscal into an environment of its own.\n"
    )
    raise SystemExit(2)


_refuse_foreign_tables()
