"""Making a notebook, and bringing an old one to the present schema.

Imported only where one of the two is needed: Alembic takes long to import.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, insert, select

from backcare.errors import NotebookUnusable
from backcare.notebook import backups
from backcare.notebook.engine import connect, immediate, sqlite_engine
from backcare.notebook.file import APPLICATION_ID, put_new, synced
from backcare.notebook.held import state_of
from backcare.notebook.schema import head, revision_of
from backcare.notebook.tables import NotebookState, Person

SCRIPTS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = Lock()
"""Alembic keeps the migration under way in module variables, and two pages may open the notebook at once."""


def make(file: Path) -> None:
    """Make a new notebook: whole under a temporary name, then moved into place without overwriting.

    Raises:
        OSError: The folder cannot be written.
        DatabaseError: The disk is full.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-notebook-", dir=file.parent) as folder:
        fresh = Path(folder) / file.name
        os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        migrate(fresh)
        synced(fresh)
        put_new(fresh, file)  # where somebody else made one in the meantime, that one is opened instead


def bring_up_file(file: Path, folder: Path, now: datetime) -> None:
    """Keep a backup of the notebook, then migrate it in one transaction.

    Args:
        file: the notebook.
        folder: of the backups.
        now: aware.

    Raises:
        NotSaved: There is no backup, so nothing was migrated.
        NotebookUnusable: The result would not be whole; the notebook is as it was.
        DatabaseError: It is locked, or the disk is full; the notebook is as it was.
    """
    with closing(connect(file)) as source:
        state = state_of(source)
    # A migration leaves the version as it is: one that is tried again at each start needs no backup of each try.
    if not backups.newest_whole(folder, (state.notebook, state.version)):
        backups.make(file, folder, "update", now)
    migrate(file)


def make_at(file: Path, schema: str) -> None:
    """Give an empty file the tables of a schema that a version of BackCare had, and no rows.

    Raises:
        DatabaseError: The disk is full.
    """
    with _migrating(file) as connection, ONE_AT_A_TIME:
        command.upgrade(configuration(connection), schema)


def migrate(file: Path) -> None:
    """Bring a file that nobody else has open to the present schema, in one transaction.

    Raises:
        NotebookUnusable: The result would not be whole; the file is as it was.
        DatabaseError: It is locked, or the disk is full; the file is as it was.
    """
    with _migrating(file) as connection:
        bring_up(connection)


@contextmanager
def _migrating(file: Path) -> Iterator[Connection]:
    engine = sqlite_engine(file, foreign_keys=False)
    try:
        with immediate(engine).begin() as connection:
            yield connection
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()


def configuration(connection: Connection) -> Config:
    """What Alembic needs to work on `connection`, in the transaction that the caller has begun."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def bring_up(connection: Connection) -> None:
    """Migrate to the head, give a new notebook its first rows, and see that the result is whole before the commit.

    Raises:
        NotebookUnusable: It is not whole; the caller's transaction must end without a commit.
    """
    with ONE_AT_A_TIME:
        command.upgrade(configuration(connection), "head")
    _first_rows(connection)
    problems = [f"the schema is {revision_of(connection)}"] if revision_of(connection) != head() else []
    if connection.dialect.name == "sqlite":
        problems += [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} lacks its parent" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
    if problems:
        raise NotebookUnusable(
            f"Your notebook could not be brought to this version of BackCare ({'; '.join(problems[:3])}).",
            "It was left as it was. Go on with the version of BackCare that you had, and keep a copy of the file.",
        )


def _first_rows(connection: Connection) -> None:
    if connection.scalar(select(func.count()).select_from(NotebookState)):
        return
    connection.execute(insert(NotebookState).values(id=1, notebook=uuid4(), version=0))
    connection.execute(insert(Person).values(id=uuid4(), name="Me"))
