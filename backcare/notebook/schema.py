"""Which schema the program knows, found out without Alembic, which is slow to import and seldom needed."""

from sqlalchemy import Connection, inspect, text

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every revision in migrations/versions, oldest first."""


def head() -> str:
    """The schema that this program reads and writes."""
    return REVISIONS[-1]


def is_known(revision: str) -> bool:
    """Whether this program can read that schema, or bring it up to date."""
    return revision in REVISIONS


def revision_of(connection: Connection) -> str | None:
    """The schema of the database; None where nothing was ever migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision
