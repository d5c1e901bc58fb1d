"""How the database is reached: one engine for all threads, short transactions, writers one at a time.

The driver opens no transactions of its own: they begin here, so that DDL belongs to them and writers queue up instead
of failing half-way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import uniform
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, update
from sqlalchemy.exc import DatabaseError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, col

from backcare.errors import NotSaved
from backcare.notebook import file as sqlite_file
from backcare.notebook.file import PATIENCE, connect, words_for
from backcare.notebook.tables import NotebookState

__all__ = ["connect", "immediate", "sqlite_engine", "words_for", "writing"]

IMMEDIATE = "backcare_immediate"

WHICH = "which file"

KEPT = "What was stored before is unchanged."


def sqlite_engine(file: Path, *, foreign_keys: bool = True) -> Engine:
    """Make an engine for an existing file. Share it; open a short session or connection each time."""
    url = URL.create("sqlite", database=str(file))
    opened = partial(connect, file, foreign_keys=foreign_keys)
    engine = create_engine(url, creator=opened, hide_parameters=True)  # what was typed stands in no fault's message
    event.listen(engine, "begin", _begin)
    _leave_what_was_replaced(engine, file)
    return engine


def _leave_what_was_replaced(engine: Engine, file: Path) -> None:
    """Open the file anew where another one stands in its place: a backup instead of a damaged notebook."""

    def note(_: object, record: ConnectionPoolEntry) -> None:
        record.info[WHICH] = _which(file)

    def see(_: object, record: ConnectionPoolEntry, __: object) -> None:
        if record.info.get(WHICH) != _which(file):
            raise DisconnectionError

    event.listen(engine, "connect", note)
    event.listen(engine, "checkout", see)


def _which(file: Path) -> tuple[int, int] | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


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
        connection.exec_driver_sql(f"PRAGMA {sqlite_file.PRAGMAS[0]}")


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
