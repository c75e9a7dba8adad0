"""The rules of the house, as far as a machine can see to them: imports, exactness, sizes, names, addresses."""

from __future__ import annotations

import ast
import inspect
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("fiscal", "tables", "reconcile")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
EXACT_MARK = "# exact: excel cell"
LONG_MARK = "Long because"

module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of one file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    """Every module that the file imports, wherever in the file it does so."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written in full"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def looked_up(path: Path) -> Iterator[str]:
    """Every module that the file names in find_spec("…") or import_module("…"), to use its files or itself."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("find_spec", "import_module"):
            yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def foreign(package: str) -> set[str]:
    """The third-party packages that are imported or looked up somewhere in `package`."""
    roots = {
        name.partition(".")[0]
        for path in MODULES
        if path.is_relative_to(ROOT / package)
        for name in [*imported(path), *looked_up(path)]
    }
    return roots - set(sys.stdlib_module_names) - set(PACKAGES)


@cache
def kept() -> tuple[Path, ...]:
    """The files that git keeps or would keep."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this copy is not a git repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


# --- imports -----------------------------------------------------------------------------------------------------


def test_import_contracts_hold() -> None:
    """fiscal <- tables <- reconcile, reports and commands last, no check knows another (see pyproject.toml)."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_fiscal_needs_no_third_party_but_numpy_and_msgspec() -> None:
    """What a budget means can be used without anything that reads files or draws screens."""
    assert foreign("fiscal") <= {"numpy", "msgspec"}


def test_the_engine_does_not_know_how_results_are_shown() -> None:
    """Only acceptance, saved, reports, commands, batch, site and web may import one another; the rest none of them."""
    outer = tuple(
        f"reconcile.{name}"
        for name in ("acceptance", "saved", "decisions", "reports", "commands", "batch", "site", "web", "cli")
    )
    inner = [path for path in MODULES if not ".".join(path.relative_to(ROOT).with_suffix("").parts).startswith(outer)]
    wrong = {path.name: [name for name in imported(path) if name.startswith(outer)] for path in inner}
    assert not {name: found for name, found in wrong.items() if found}


LOOKED_UP_IN = {
    "reconcile/cli.py": "commands, found when asked for",
    "reconcile/commands/check.py": "reports, found when asked for",
    "reconcile/discovery.py": "checks and observations, found by their names",
    "tables/reading/reading_here.py": "readers of formats",
    "tables/reading/isolated/worker.py": "what a process is told to call",
    "tables/remarks/annotation.py": "writers of copies",
}
"""The only files that import a module by its name, and what for."""


def test_modules_are_imported_by_name_only_from_registries() -> None:
    """A hidden import cannot climb: where names are looked up is known, what they name exists and lies no higher."""
    callers = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("import_module", "__import__")
            for node in ast.walk(tree(path))
        )
    }
    assert callers == set(LOOKED_UP_IN)


def test_every_registered_name_is_a_module_below() -> None:
    """Commands lie in commands, reports in reports, readers in formats, and what a process calls in tables."""
    from importlib import import_module

    from reconcile import cli
    from reconcile.commands import check
    from tables.reading import readers, spread_pages
    from tables.remarks import annotation, page_images

    for name in cli.COMMANDS:
        assert import_module(f"reconcile.commands.{name}").command
    for form, name in check.REPORTS.items():
        assert name.startswith("reconcile.reports.") and getattr(import_module(name), f"to_{form}")
    for name in readers.READERS.values():
        assert name.startswith("tables.formats.") and import_module(name).read_layout
    for name in annotation.WRITERS.values():
        assert name.startswith("tables.remarks.") and import_module(name).annotated_bytes
    starting = (readers, spread_pages, annotation, page_images)
    texts = "".join(inspect.getsource(module) for module in starting)
    called = set(re.findall(r'"(tables\.[\w.]+):(\w+)"', texts))
    assert called
    assert all(getattr(import_module(module), function) for module, function in called)


IMPORTED_AS = {
    "camelot-py": "camelot",
    "opencv-python-headless": "cv2",
    "pillow": "PIL",
    "playa-pdf": "playa",
    "python-docx": "docx",
}
"""Packages whose import name is another than the one they are distributed under."""

FOUND = {"rapidocr"}
"""Packages of which only files are used, which are found without importing anything."""

FOR_PEOPLE = {"notebooks"}
"""Extras that hold what people use beside the program."""

LOADED_BY = {"python_multipart": "starlette parses uploads with it, and imports it where a form is read"}
"""Packages that a framework of ours needs for what we ask of it, and loads itself."""


def test_declared_dependencies_are_those_imported() -> None:
    """Everything imported is declared in pyproject.toml, extras included, and nothing is that nobody imports."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].items()
    optional = [line for extra, lines in extras if extra not in FOR_PEOPLE for line in lines]
    names = {re.split(r"[^\w-]", line)[0] for line in [*project["dependencies"], *optional]}
    declared = {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names}
    assert set().union(*map(foreign, PACKAGES)) | FOUND | LOADED_BY.keys() == declared


def test_every_dependency_is_explained() -> None:
    """docs/dependencies.md says of every direct dependency why it is here, and under which licence."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = [line for lines in settings["project"]["optional-dependencies"].values() for line in lines]
    wanted = [*settings["project"]["dependencies"], *extras, *settings["dependency-groups"]["dev"]]
    names = {re.split(r"[^\w-]", line)[0] for line in wanted}
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert not {name for name in names if f"`{name}`" not in text}


# --- exact numbers -----------------------------------------------------------------------------------------------

INEXACT_CALLS = frozenset({"float", "round", "isclose", "allclose", "approx", "fsum"})
INEXACT_ARGUMENTS = frozenset({"rel_tol", "abs_tol", "rtol", "atol"})


def inexact(path: Path) -> Iterator[int]:
    """The lines on which a file makes a float, rounds, or compares with a tolerance."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield node.lineno
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in INEXACT_CALLS or INEXACT_ARGUMENTS & {keyword.arg for keyword in node.keywords}:
                yield node.lineno


@module
def test_numbers_stay_exact(path: Path) -> None:
    """No float, no rounding, no tolerance, except on the one line marked as writing an Excel cell."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [number for number in inexact(path) if EXACT_MARK not in lines[number - 1]]


def test_one_place_writes_floats() -> None:
    """The exception from exactness is made once in the whole program."""
    marked = [
        path.name for path in MODULES for line in path.read_text(encoding="utf-8").splitlines() if EXACT_MARK in line
    ]
    assert len(marked) <= 1, marked


# --- files -------------------------------------------------------------------------------------------------------


@module
def test_a_module_opens_with_a_sentence(path: Path) -> None:
    """The first thing in a file is one sentence saying what it does."""
    opening = (ast.get_docstring(tree(path)) or "").split("\n\n")[0].strip()
    assert opening, "no docstring"
    assert opening.endswith((".", "。", "…", "?", "？", ":", "：")), opening


@module
def test_a_module_is_short_or_says_why_not(path: Path) -> None:
    """At most 350 lines, unless the docstring says "Long because …"."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 350 or LONG_MARK in (ast.get_docstring(tree(path)) or "")


@module
def test_names_say_what_they_are_for(path: Path) -> None:
    """No file is called after nothing in particular."""
    assert path.stem not in {"utils", "helpers", "manager", "common", "misc"}


def test_no_file_name_stands_twice() -> None:
    """A name says where to look only if one file has it; README.md and __init__.py are what every folder has."""
    names = Counter(path.name for path in MODULES if path.name != "__init__.py")
    names.update(path.name for folder in ("tests", "benchmarks") for path in (ROOT / folder).glob("*.py"))
    assert not [name for name, count in names.items() if count > 1]


FOLDERS = sorted({path.parent for path in MODULES})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_folder_is_one_trade(folder: Path) -> None:
    """At most 35 files, an `__init__.py`, and a README.md of about ten lines that says what comes in and goes out."""
    files = [path for path in kept() if path.parent == folder]
    assert len(files) <= 35
    assert folder / "__init__.py" in files
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ") and 6 <= len(lines) <= 20
    assert "comes in" in "".join(lines) and "goes out" in "".join(lines)


def test_no_test_depends_on_the_speed_of_the_machine() -> None:
    """Nobody looks at a clock: work is counted (tests/counted_work.py), and what is timed is a benchmark."""
    clocks = {
        "perf_counter",
        "perf_counter_ns",
        "process_time",
        "process_time_ns",
        "monotonic",
        "monotonic_ns",
        "timeit",
    }
    told = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(tree(path)):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            whose = node.value.id if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""
            taken = {one.name for one in node.names} if isinstance(node, ast.ImportFrom | ast.Import) else set()
            if name in clocks or (whose, name) == ("time", "time") or taken & clocks:
                told.append(f"{path.name}:{node.lineno}")  # type: ignore[attr-defined]
    assert not told


def test_lines_are_at_most_120_characters() -> None:
    """Characters, not columns: a Chinese character is one."""
    python = [path for path in kept() if path.suffix == ".py"]
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in python
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert not long


def test_no_address_of_a_registry_or_of_a_machine_stands_in_the_repository() -> None:
    """The repository works anywhere: it names no package index and no absolute path of somebody's machine."""
    hosts = "|".join(
        ["py" + "pi", "python" + "hosted", "npm" + "js", "crates" + r"\.io", "debian" + r"\.org", "registry"]
    )
    patterns = (
        re.compile(rf"(?:https?|ftp)://[a-z0-9.-]*(?:{hosts})", re.IGNORECASE),
        re.compile(r"(?<![\w.~*}-])/(?:work|root|home|Users|opt)/(?!someone)[\w.]"),
        re.compile(r"\b[A-Z]:\\Users\\"),
    )
    wrong = []
    for path in kept():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        wrong += [f"{path.relative_to(ROOT)}: {found[0]}" for pattern in patterns if (found := pattern.search(text))]
    assert not wrong


def test_locks_bind_every_package_and_never_pytables() -> None:
    """Every locked package has an exact version and a hash; PyTables, whose import name is ours, is never one."""
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        entries = re.findall(r"^([A-Za-z0-9][\w.-]*)(.*?)(?=^[A-Za-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert entries
        for package, rest in entries:
            assert rest.startswith("==") and "--hash=sha256:" in rest, f"{name}: {package}"
            assert package.lower() != "tables"


PATTERNS = {"re", "fiscal.late_patterns"}
"""Where regular expressions come from."""


def test_checks_that_read_statements_read_no_text() -> None:
    """A check to which sentences come as statements neither matches patterns nor looks at the text of a passage."""
    given = {"reconcile.linking.told", "reconcile.linking.claiming"}
    readers = [path for path in MODULES if "proposers" in path.parts and given & {*imported(path)}]
    assert readers
    for path in readers:
        names = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert not PATTERNS & {*imported(path)} and "text" not in names, path


def test_checks_read_no_text() -> None:
    """What sentences say is read once, as statements (tables/statements); a new check takes those."""
    checks = [path for path in MODULES if "proposers" in path.parts and re.match(r"[a-z]{3}\d\d_", path.name)]
    reading = {path.name for path in checks if PATTERNS & {*imported(path)} or "text" in attributes(path)}
    assert not reading


def attributes(path: Path) -> set[str]:
    """Every attribute that a file asks for."""
    return {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}


# --- checks and their documents ----------------------------------------------------------------------------------


def test_every_check_has_cases() -> None:
    """A check that no case shows at work, and at rest, is not finished: tests/cases/<CODE>.yml."""
    from reconcile.catalogue import everything

    folder = ROOT / "tests" / "cases"
    if not any(folder.glob("*.yml")):
        pytest.skip("no cases are written yet")
    assert not [code for code in everything() if not (folder / f"{code}.yml").is_file()]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_the_readme_exist(name: str) -> None:
    """Every `make …` and `fiscal …` that a README shows can be typed."""
    from reconcile.cli import COMMANDS

    text = (ROOT / name).read_text(encoding="utf-8")
    shown = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= set(re.findall(r"\bmake ([a-z]+)", shown)) <= targets
    assert set(re.findall(r"(?:^|[`/\s])fiscal ([a-z]+)", shown)) <= set(COMMANDS)


def test_the_readmes_name_folders_that_exist() -> None:
    """Every path in code type in a README leads somewhere."""
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        paths = re.findall(r"`((?:fiscal|tables|reconcile|tests|data|docs|benchmarks)/[\w./-]*)`", text)
        assert not [path for path in paths if not (ROOT / path).exists()], name
