"""Asking a store: DuckDB reads its Parquet, and nothing else: no other file, no network, nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from fiscal import late_patterns as re
from reconcile.store.opening import existing
from reconcile.store.refusals import StoreRefused
from reconcile.store.schema import TABLES
from reconcile.words.store_words import store_words

VIEWS = (
    *("findings", "debt_by_place_and_year", "debt_from_year_to_year"),
    *("coverage_by_check", "reliability", "one_concept_over_years"),
)
"""The views there are beside the tables; their SQL is in `views/`."""

_MAY = ("SELECT", "EXPLAIN")
_COLUMN = re.compile(r'(?:column|Column) (?:with name |named )?"?(?P<name>[^"\s]+)"?')
_TABLE = re.compile(r"(?:Table|View|Catalog Error: Table) (?:Function )?with name (?P<name>\S+) does not exist")


class Store:
    """A store that is open for questions."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def ask(self, sql: str, arguments: Mapping[str, Any] | None = None) -> Any:
        """The answer to one SELECT as an Arrow table; sums of amounts are exact.

        Raises StoreRefused with reason "question", "no-column" or "no-table".
        """
        try:
            statements = duckdb.extract_statements(sql)
            if len(statements) != 1 or statements[0].type.name not in _MAY:
                raise StoreRefused("not-a-question")
            return self._connection.sql(sql, params=dict(arguments) if arguments else None).to_arrow_table()
        except duckdb.Error as error:
            raise self._refused(str(error)) from None

    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of every table and view."""
        names = [*TABLES, *(view for view in VIEWS if view not in TABLES)]
        described = {name: self._connection.execute(f'DESCRIBE "{name}"').fetchall() for name in names}
        return {name: tuple(str(row[0]) for row in rows) for name, rows in described.items()}

    def _refused(self, said: str) -> StoreRefused:
        column, table = _COLUMN.search(said), _TABLE.search(said)
        if table is not None:
            return StoreRefused("no-table", table["name"], tuple(_near(table["name"], self.columns())))
        if column is not None and ("not found" in said or "does not exist" in said or "not have a column" in said):
            every = sorted({name for names in self.columns().values() for name in names})
            return StoreRefused("no-column", column["name"], tuple(_near(column["name"], every)))
        return StoreRefused("question", " ".join(said.splitlines()[0].split()))


def _near(name: str, known: Sequence[str] | Mapping[str, object]) -> list[str]:
    """The known names that are like `name`, the likest first."""
    name = name.rpartition(".")[2].lower()
    return get_close_matches(name, list(known))


@contextmanager
def opened(path: Path, lang: str = "zh") -> Iterator[Store]:
    """Within it the store at `path` can be asked; `said(kind, code)` in SQL is what a code is called in `lang`.

    Raises StoreRefused.
    """
    existing(path)
    connection = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        }
    )
    try:
        _views(connection, path.resolve(), lang)
        yield Store(connection)
    finally:
        connection.close()


def _views(connection: duckdb.DuckDBPyConnection, path: Path, lang: str) -> None:
    """The tables and views, and after them no way to any other file."""
    connection.execute("SET parquet_metadata_cache = true")
    # The pattern that finds the files has to be allowed as well as they are.
    allowed = ", ".join(_quoted(f"{name}/") for name in {path.as_posix(), _unglobbed(path)})
    connection.execute(f"SET allowed_directories = [{allowed}]")
    connection.execute("SET temp_directory = ''")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    connection.execute("CREATE SCHEMA store")
    words = ", ".join(f"{_quoted(code)}: {_quoted(word)}" for code, word in sorted(store_words(lang).items()))
    connection.execute(
        f"CREATE MACRO said(kind, code) AS coalesce((MAP {{{words}}})[kind || ':' || split_part(code, ': ', 1)], code)"
    )
    try:
        for name in TABLES:
            rows = f"read_parquet({_quoted(f'{_unglobbed(path)}/{name}/*.parquet')}, hive_partitioning = false)"
            connection.execute(f'CREATE VIEW store."{name}" AS SELECT * FROM {rows}')
            if name not in VIEWS:
                connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM store."{name}"')
        for view in VIEWS:
            connection.execute(f'CREATE VIEW "{view}" AS {view_sql(view)}')
    except duckdb.Error as error:
        raise StoreRefused("broken", " ".join(str(error).splitlines()[0].split())) from None


def view_sql(view: str) -> str:
    """The SELECT behind a view."""
    return files("reconcile.store").joinpath("views", f"{view}.sql").read_text(encoding="utf-8")


def _unglobbed(path: Path) -> str:
    """The path such that none of its characters is taken for a pattern."""
    return re.sub(r"([*?\[])", r"[\1]", path.as_posix())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
