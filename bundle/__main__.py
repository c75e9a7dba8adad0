"""`make bundle`: the offline bundles, or those that are named; `--try` installs this machine's one without network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bundle.one_bundle import ROOT, make_bundle
from bundle.targets import PYTHONS, TARGETS
from bundle.trial import TrialFailed, can_run, try_here
from bundle.wheels import FetchFailed, sha256


def main() -> int:
    """0 where everything asked for was made, 2 with one sentence where it was not."""
    said = _parser().parse_args()
    said.into.mkdir(parents=True, exist_ok=True)
    try:
        for name in said.target or TARGETS:
            archive = make_bundle(TARGETS[name], said.python or PYTHONS, said.into.absolute(), _tell)
            _tell(f"{archive.relative_to(Path.cwd()) if archive.is_relative_to(Path.cwd()) else archive}")
            if said.try_here and can_run(TARGETS[name]):
                try_here(archive)
                _tell(f"{archive.name}: installed and ran without network")
    except (FetchFailed, TrialFailed, OSError, ValueError) as failure:
        print(f"bundle: {failure}", file=sys.stderr)
        return 2
    archives = sorted(path for path in said.into.glob("fiscal-*") if path.suffix in (".zip", ".tar"))
    listed = "".join(f"{sha256(path)}  {path.name}\n" for path in archives)
    (said.into / "SHA256SUMS").write_text(listed, encoding="utf-8", newline="\n")
    print(listed, end="")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bundle", description=__doc__)
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), help="this machine only; may be repeated")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="this version only; may be repeated")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="the folder for the archives (dist)")
    parser.add_argument(
        "--try", dest="try_here", action="store_true", help="install this machine's one without network"
    )
    return parser


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
