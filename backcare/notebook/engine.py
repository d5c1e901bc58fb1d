"""How the database is reached: one engine for all threads, short transactions, writers one at a time.

SQLite keeps a rollback journal (WAL has a known corruption in the versions around, and one person's writes need none).
The driver opens no transactions of its own: they begin here, so that DDL belongs to them and writers queue up instead
of failing half-way.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import uniform
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, update
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col

from backcare.errors import NotSaved
from backcare.notebook.tables import NotebookState

PATIENCE = 5.0  # seconds that a reader or writer waits for another one
PRAGMAS = (f"busy_timeout={PATIENCE * 1000:.0f}", "journal_mode=DELETE", "synchronous=EXTRA", "trusted_schema=OFF")
IMMEDIATE = "backcare_immediate"

KEPT = "What was stored before is unchanged."
WORDS = {
    "SQLITE_BUSY": ("another program is using the notebook", "Close it, or wait a moment, and try again."),
    "SQLITE_FULL": ("the disk is full", "Free some space and try again."),
    "SQLITE_READONLY": ("the notebook can only be read", "Allow writing to its file and folder, then try again."),
    "SQLITE_CANTOPEN": ("the notebook's file or folder is out of reach", "See that both are there, then try again."),
    "SQLITE_IOERR": ("the disk did not take it", "See that the disk has space and is still there, then try again."),
    "SQLITE_CORRUPT": ("the notebook's file is damaged", "Leave the file as it is and go back to a backup."),
    "SQLITE_NOTADB": ("the file is not a BackCare notebook", "Leave the file as it is and go back to a backup."),
    "SQLITE_CONSTRAINT": ("the notebook cannot hold one of the values", "Look at what was entered and try again."),
}
OTHERWISE = ("the notebook could not be reached", "Try again in a moment.")


def connect(file: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open an existing SQLite file with the settings that hold for every notebook; never makes a file.

    A migration goes without `foreign_keys`: it may copy and drop a table, which would take the rows below it along.

    Raises:
        sqlite3.Error: The file is missing, locked or no database.
    """
    connection = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (*PRAGMAS, f"foreign_keys={foreign_keys:d}"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def sqlite_engine(file: Path, *, foreign_keys: bool = True) -> Engine:
    """Make an engine for an existing file. Share it; open a short session or connection each time."""
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, creator=lambda: connect(file, foreign_keys=foreign_keys))
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(IMMEDIATE, False)
    if immediate and connection.dialect.name == "sqlite":
        _take_turn(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _take_turn(connection: Connection) -> None:
    """Take the write lock, or ask again within milliseconds.

    SQLite itself asks ten times a second: beside a program that writes without a pause that is too seldom to find its
    gaps, and some saves would be refused after all that waiting.
    """
    until = monotonic() + PATIENCE
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while not _begun(connection, last=monotonic() >= until):
            sleep(uniform(0.001, 0.01))  # noqa: S311 - so that those who wait do not ask in step
    finally:
        connection.exec_driver_sql(f"PRAGMA {PRAGMAS[0]}")


def _begun(connection: Connection, *, last: bool) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except DatabaseError as error:
        if last or not str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
            raise
        return False
    return True


def immediate(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at their beginning."""
    return engine.execution_options(**{IMMEDIATE: True})


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """One write: all of it or nothing. Raises the notebook's version first, which also queues writers on a server.

    Raises:
        NotSaved: The database did not take it; nothing stored was changed.
    """
    try:
        with Session(immediate(engine)) as session, session.begin():
            session.exec(update(NotebookState).values(version=col(NotebookState.version) + 1))
            yield session
    except DatabaseError as error:
        what, remedy = words_for(error.orig)
        raise NotSaved(f"Not saved: {what}. {KEPT}", remedy) from error


def words_for(fault: object) -> tuple[str, str]:
    """What went wrong and what to do, in words, from the driver's own code of the fault."""
    name = str(getattr(fault, "sqlite_errorname", ""))
    return next((words for code, words in WORDS.items() if name.startswith(code)), OTHERWISE)
