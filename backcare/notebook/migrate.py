"""Making a notebook, and bringing an old one to the present schema.

Imported only where one of the two is needed: Alembic takes long to import.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, insert, select

from backcare.errors import NotebookUnusable
from backcare.notebook.engine import connect, immediate, sqlite_engine
from backcare.notebook.file import APPLICATION_ID
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
        _migrated(fresh)
        _synced(fresh)
        _moved(fresh, file)
    _synced(file.parent)


def _moved(fresh: Path, file: Path) -> None:
    try:
        os.link(fresh, file)
    except FileExistsError:
        return  # somebody else made one in the meantime; it is opened instead
    except OSError:  # a disk without hard links
        if not os.path.lexists(file):
            fresh.rename(file)


def bring_up_file(file: Path, backups: Path) -> None:
    """Keep a copy of the notebook, then migrate it in one transaction.

    Raises:
        NotebookUnusable: The result would not be whole; the notebook is as it was.
        DatabaseError: It is locked, or the disk is full; the notebook is as it was.
    """
    _back_up(file, backups)
    _migrated(file)


def _back_up(file: Path, backups: Path) -> None:
    backups.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-backup-", dir=backups) as folder:
        copy = Path(folder) / file.name
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(connect(file)) as source, closing(connect(copy)) as target:
            source.backup(target)
            schema, version = _told(target)
        _synced(copy)
        copy.replace(backups / f"{file.stem}-schema-{schema}-version-{version}.db")
    _synced(backups)


def _told(copy: sqlite3.Connection) -> tuple[str, int]:
    schema: str = copy.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    version: int = copy.execute("SELECT version FROM notebook_state").fetchone()[0]
    return schema, version


def _migrated(file: Path) -> None:
    engine = sqlite_engine(file, foreign_keys=False)
    try:
        with immediate(engine).begin() as connection:
            bring_up(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    finally:
        engine.dispose()


def _synced(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
