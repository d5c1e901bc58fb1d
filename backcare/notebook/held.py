"""What a notebook's file holds, found out by reading alone: for backups, and for files on their way into its place."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from backcare.errors import NotebookDamaged, NotebookUnusable
from backcare.notebook.file import APPLICATION_ID, KEEP, unusable
from backcare.notebook.schema import is_known

NOT_SAID = "The notebook does not say which one it is, so it is not whole."
OTHER = "It was left as it is. Choose another one."


class Held(NamedTuple):
    """Its schema, which notebook in which state it is, its rows by table, and its sessions that are not in the bin."""

    schema: str
    notebook: UUID
    version: int
    rows: dict[str, int]
    sessions: int
    sample: bool


def read_only(file: Path) -> sqlite3.Connection:
    """Open a file that nobody writes: nothing in it is trusted, nothing beside it is looked at or left behind.

    Raises:
        sqlite3.Error: It is missing.
    """
    connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def held(file: Path) -> Held:
    """Look through a file that nobody writes.

    Raises:
        NotebookDamaged: It is.
        NotebookUnusable: It belongs to another program, or to a newer version of BackCare, or is out of reach.
    """
    try:
        with closing(read_only(file)) as connection:
            return look_through(connection)
    except sqlite3.Error as error:
        raise unusable(error) from error


def look_through(connection: sqlite3.Connection) -> Held:
    """See that a notebook is whole, and what it holds.

    Raises:
        NotebookDamaged: It is not whole.
        NotebookUnusable: It belongs to another program, or to a newer version of BackCare.
        sqlite3.Error: It is damaged badly, locked or out of reach.
    """
    schema, state = see_schema(connection), state_of(connection)
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check") if row != ("ok",)]
    if faults or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise NotebookDamaged("The notebook's file is damaged.", KEEP)
    there = "SELECT count(*) FROM practice_session WHERE deleted_at IS NULL"
    sessions = connection.execute(there).fetchone()[0]
    return Held(schema, state.notebook, state.version, row_counts(connection), sessions, state.sample)


def see_schema(connection: sqlite3.Connection) -> str:
    """The schema of a notebook; nothing but its mark and its version is read for this.

    Raises:
        NotebookDamaged: It does not say which.
        NotebookUnusable: It belongs to another program, or to a newer version of BackCare.
        sqlite3.Error: It is damaged badly, locked or out of reach.
    """
    if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        raise NotebookUnusable("The file belongs to another program; it is not a BackCare notebook.", OTHER)
    there = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version' AND type = 'table'"
    found = (
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if connection.execute(there).fetchone()[0]
        else None
    )
    if found is None:
        raise NotebookDamaged("The notebook does not say which version of BackCare wrote it, so it is not whole.", KEEP)
    if not is_known(str(found[0])):
        raise NotebookUnusable(
            "The notebook was written by a newer version of BackCare than this one. Nothing was changed.",
            "Start the newer version, or update this one.",
        )
    return str(found[0])


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The rows of each table."""
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    names = [name for (name,) in connection.execute(tables)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - our own tables


class State(NamedTuple):
    """Which notebook it is, in which state, whether made up; whose it is, as the driver gives it."""

    notebook: UUID
    version: int
    sample: bool
    person: str


def state_of(connection: sqlite3.Connection) -> State:
    """What a notebook of any schema says of itself.

    Raises:
        NotebookDamaged: It does not say so.
        NotebookUnusable: It is locked or out of reach.
    """
    try:
        found = connection.execute("SELECT * FROM notebook_state")
        named = dict(zip((name for name, *_ in found.description), found.fetchone(), strict=True))
        (person,) = connection.execute("SELECT id FROM person").fetchone()
        return State(UUID(named["notebook"]), int(named["version"]), bool(named.get("sample")), person)
    except (TypeError, ValueError, KeyError) as error:
        raise NotebookDamaged(NOT_SAID, KEEP) from error
    except sqlite3.Error as error:
        raise (NotebookDamaged(NOT_SAID, KEEP) if "no such" in str(error) else unusable(error)) from error
