"""A notebook's file from elsewhere, which may hold anything: it is read as data, and a notebook is made of it anew.

Only rows come along, of the tables and columns that a notebook of its schema has. Whatever else it holds (triggers,
views, tables of other names) is never run and stays behind.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Final

from sqlalchemy.exc import DatabaseError

from backcare.errors import FileRefused, NotebookUnusable
from backcare.notebook.check import UNREADABLE, check
from backcare.notebook.engine import sqlite_engine
from backcare.notebook.file import connect
from backcare.notebook.held import read_only, row_counts, see_schema, state_of
from backcare.notebook.identity import person_of
from backcare.notebook.whole import everything
from backcare.settings import Settings

MOST_BYTES: Final = 200_000_000
MOST_TEXT: Final = 4_000_000  # bytes in one field; the longest ones are what is kept of a session for the rules
MOST_VERSION: Final = 1_000_000_000  # no one person writes so often; a notebook must have room to go on
LONGEST: Final = 60.0  # seconds for one question to the file
DISK: Final = ("SQLITE_FULL", "SQLITE_IOERR")
UNCHANGED: Final = "Nothing was changed."
NOT_WHOLE: Final = f"The file holds no whole notebook. {UNCHANGED}"
OTHER: Final = "Choose a notebook's file, such as backcare.db or one of its backups."


def take(given: bytes | Path, copy: Path) -> None:
    """Write the file where nobody else writes it.

    Raises:
        FileRefused: It is too large, out of reach, or in use by a program that did not end its work.
        OSError: The disk is full.
    """
    if isinstance(given, bytes):
        _see_size(len(given))
        copy.write_bytes(given)
        return
    try:
        if not given.is_file():
            raise FileRefused(f"There is no file {given}.", OTHER)
        _see_size(given.stat().st_size)
        if any(os.path.lexists(f"{given}{ending}") for ending in ("-journal", "-wal")):
            raise FileRefused(
                f"A program is at work on {given}, or was ended at it. {UNCHANGED}",
                "Open the notebook with BackCare once and close it, then try again.",
            )
        content = given.read_bytes()
    except (OSError, ValueError) as error:
        raise FileRefused(f"The file cannot be read: {getattr(error, 'strerror', error)}.", OTHER) from error
    copy.write_bytes(content)


def _see_size(size: int) -> None:
    if size > MOST_BYTES:
        raise FileRefused(f"The file is larger than {MOST_BYTES // 1_000_000} MB. {UNCHANGED}", OTHER)


def rebuild(given: Path, fresh: Path) -> None:
    """Make a notebook of the present schema out of the file, in `fresh`, which is empty.

    Raises:
        FileRefused: It is no notebook, damaged, of a newer version, or holds what no notebook holds.
        sqlite3.Error, DatabaseError: The disk is full.
    """
    from backcare.notebook.migrate import make_at, migrate  # noqa: PLC0415 - Alembic only where it is needed

    try:
        with closing(_reading(given)) as source:
            schema = see_schema(source)
            make_at(fresh, schema)
            with closing(connect(fresh, foreign_keys=False)) as target:
                _copy(source, target)
        migrate(fresh)
        _see_sound(fresh)
    except NotebookUnusable as error:
        raise FileRefused(error.reason, error.remedy) from error
    except (sqlite3.Error, DatabaseError, *UNREADABLE) as error:
        fault = getattr(error, "orig", error)  # SQLAlchemy wraps what the driver said
        if str(getattr(fault, "sqlite_errorname", "")).startswith(DISK):
            raise
        raise FileRefused(f"{NOT_WHOLE} ({fault})", OTHER) from error


def _reading(given: Path) -> sqlite3.Connection:
    connection = read_only(given)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT)
    until = monotonic() + LONGEST
    connection.set_progress_handler(lambda: monotonic() > until, 100_000)
    return connection


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    if source.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        raise FileRefused(f"The file is damaged. {UNCHANGED}", OTHER)
    target.execute("BEGIN")
    counts = {table: _copy_table(source, target, table) for table in row_counts(target) if table != "alembic_version"}
    whole = (counts["person"], counts["notebook_state"]) == (1, 1)
    if not whole or target.execute("PRAGMA foreign_key_check").fetchone():
        raise FileRefused(NOT_WHOLE, OTHER)
    if state_of(target).version > MOST_VERSION:
        raise FileRefused(NOT_WHOLE, OTHER)
    target.execute("COMMIT")


def _copy_table(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> int:
    """Copy the columns that the fresh table has; how many rows there were."""
    columns = [row[1] for row in target.execute(f'PRAGMA table_info("{table}")')]
    kinds = source.execute("SELECT type, rootpage > 0 FROM sqlite_master WHERE name = ?", (table,)).fetchall()
    stored = {row[1] for row in source.execute(f'PRAGMA table_xinfo("{table}")') if row[6] == 0}  # not worked out
    if kinds != [("table", 1)] or not stored.issuperset(columns):
        raise FileRefused(f"{NOT_WHOLE} (It lacks {table}.)", OTHER)
    names = ", ".join(f'"{name}"' for name in columns)
    rows = source.execute(f'SELECT {names} FROM main."{table}" NOT INDEXED')  # noqa: S608 - names of our own tables
    marks = ", ".join("?" * len(columns))
    return target.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows).rowcount  # noqa: S608 - likewise


def _see_sound(fresh: Path) -> None:
    """See that every value of it can be read as what it should be."""
    problems = list(check(Settings(fresh.parent, f"sqlite:///{fresh}")))
    if not problems:
        engine = sqlite_engine(fresh)
        try:
            with engine.connect() as connection:
                person = person_of(connection)
            everything(engine, person)
        except UNREADABLE as error:
            problems.append(f"A value cannot be read: {error}.")
        finally:
            engine.dispose()
    if problems:
        raise FileRefused(f"The file holds what no notebook holds. {UNCHANGED} {' '.join(problems[:3])}", OTHER)
