"""Opening the notebook: make it where there is none, bring an old one up to date, refuse what is none.

Nothing here raises: what cannot be opened comes back as Refused, with words for the person.
"""

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, Engine, create_engine, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from backcare.errors import NotebookUnusable
from backcare.notebook.engine import connect, sqlite_engine, words_for
from backcare.notebook.schema import APPLICATION_ID, head, is_known, revision_of
from backcare.notebook.tables import NotebookState, Person
from backcare.settings import Settings

READ_ONLY = (
    "Your notebook can be read, but nothing new can be saved: its file or folder does not allow writing. "
    "Allow writing to {folder}, then start BackCare again."
)
KEEP = "The file was left as it is. Move it away and start again for a new notebook, or put a backup in its place."


@dataclass(frozen=True, slots=True)
class Open:
    """A notebook ready for use. `note` is for a banner and empty where all is well; `sample`: its data is made up."""

    engine: Engine
    person: UUID
    settings: Settings
    note: str = ""
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is no notebook, and what to do about it."""

    reason: str
    remedy: str


def open_notebook(settings: Settings) -> Open | Refused:
    """Open the notebook, making or migrating it where needed. Never raises."""
    try:
        return _open_server(settings) if settings.file is None else _open_file(settings, settings.file)
    except NotebookUnusable as error:
        return Refused(error.reason, error.remedy)
    except DatabaseError as error:
        fault = unusable(error.orig)
        return Refused(fault.reason, fault.remedy)
    except OSError as error:
        where = error.filename or settings.data_dir
        return Refused(f"Your notebook could not be opened: {error.strerror} ({where}).", "Mend this and start again.")
    except Exception as error:  # noqa: BLE001 - a start that dies without words helps nobody
        return Refused(f"Your notebook could not be opened: {error}.", "The file was left as it is.")


def _open_server(settings: Settings) -> Open:
    engine = create_engine(settings.database_url)
    with engine.begin() as connection:
        if revision_of(connection) is None or _older(connection):
            from backcare.notebook.migrate import bring_up  # noqa: PLC0415 - Alembic only where the schema differs

            bring_up(connection)
        return Open(engine, _person(connection), settings, sample=_sample(connection))


def _open_file(settings: Settings, file: Path) -> Open:
    if not os.path.lexists(file):
        from backcare.notebook.migrate import make  # noqa: PLC0415 - Alembic only where the schema differs

        make(file)
    see(file)
    _see_undamaged(file)
    engine = sqlite_engine(file)
    try:
        writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
        if writable:
            _close_to_others(file)
        with engine.connect() as connection:
            older = _older(connection)
        if older:
            _bring_up(settings, file, writable=writable)
        with engine.connect() as connection:
            note = "" if writable else READ_ONLY.format(folder=file.parent)
            return Open(engine, _person(connection), settings, note, _sample(connection))
    except BaseException:
        engine.dispose()
        raise


def see(file: Path) -> None:
    """See that the file is a notebook, by reading alone.

    The file is read through SQLite only: closing a handle of our own would drop the locks that other threads hold.

    Raises:
        NotebookUnusable: It is empty, something else, locked or out of reach.
    """
    if not file.is_file():
        raise NotebookUnusable(f"{file} is not a file.", KEEP)
    if file.stat().st_size == 0:
        raise NotebookUnusable(f"The notebook file {file} is empty, so what it held is gone.", KEEP)
    try:
        mark = _mark(file)
    except sqlite3.Error as error:
        raise unusable(error) from error
    if mark != APPLICATION_ID:
        raise NotebookUnusable(f"{file} belongs to another program; it is not a BackCare notebook.", KEEP)


def _mark(file: Path, mode: str = "ro") -> int:
    """Read the application's mark before anything else is asked: another program's file must stay untouched."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode={mode}", uri=True)) as connection:
            mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
            return mark
    except sqlite3.OperationalError as error:
        if mode == "ro" and error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK":
            return _mark(file, "rw")  # a program was killed while saving: SQLite takes the half-saved part back
        raise


def _see_undamaged(file: Path) -> None:
    try:
        with closing(connect(file)) as connection:
            answers = connection.execute("PRAGMA quick_check").fetchall()
    except sqlite3.Error as error:
        raise unusable(error) from error
    if answers != [("ok",)]:
        raise NotebookUnusable(f"The notebook file {file} is damaged.", KEEP)


def unusable(error: object) -> NotebookUnusable:
    """Say in words why the database could not be opened."""
    what, remedy = words_for(error)
    return NotebookUnusable(f"Your notebook could not be opened: {what}.", remedy)


def _close_to_others(file: Path) -> None:
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        file.chmod(0o600)


def _older(connection: Connection) -> bool:
    found = revision_of(connection)
    if found is None:
        raise NotebookUnusable(
            "The notebook does not say which version of BackCare wrote it, so it is not whole.", KEEP
        )
    if not is_known(found):
        raise NotebookUnusable(
            "Your notebook was written by a newer version of BackCare than this one. Nothing was changed.",
            "Start the newer version, or update this one.",
        )
    return found != head()


def _bring_up(settings: Settings, file: Path, *, writable: bool) -> None:
    if not writable:
        raise NotebookUnusable(
            "Your notebook was written by an older version of BackCare and its file or folder does not allow writing.",
            "Allow writing, so that it can be brought up to date, and start again.",
        )
    from backcare.notebook.migrate import bring_up_file  # noqa: PLC0415 - Alembic only where the schema differs

    bring_up_file(file, settings.data_dir / "backups")


def _sample(connection: Connection) -> bool:
    return bool(connection.execute(select(col(NotebookState.sample))).scalar())


def _person(connection: Connection) -> UUID:
    person: UUID | None = connection.execute(select(col(Person.id)).limit(1)).scalar()
    if person is None:
        raise NotebookUnusable("The notebook belongs to nobody, so it is not whole.", KEEP)
    return person
