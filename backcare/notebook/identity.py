"""What an open notebook says of itself: its schema, whose it is, whether it is made up."""

from uuid import UUID

from sqlalchemy import Connection, select
from sqlmodel import col

from backcare.errors import NotebookDamaged, NotebookUnusable
from backcare.notebook.file import KEEP
from backcare.notebook.schema import head, is_known, revision_of
from backcare.notebook.tables import NotebookState, Person


def is_older(connection: Connection) -> bool:
    """Whether it was written by an older version of BackCare than this one.

    Raises:
        NotebookUnusable: It was written by a newer one.
        NotebookDamaged: It does not say by which.
    """
    found = revision_of(connection)
    if found is None:
        raise NotebookDamaged("The notebook does not say which version of BackCare wrote it, so it is not whole.", KEEP)
    if not is_known(found):
        raise NotebookUnusable(
            "Your notebook was written by a newer version of BackCare than this one. Nothing was changed.",
            "Start the newer version, or update this one.",
        )
    return found != head()


def is_sample(connection: Connection) -> bool:
    """Whether its data is made up."""
    return bool(connection.execute(select(col(NotebookState.sample))).scalar())


def person_of(connection: Connection) -> UUID:
    """Whose it is.

    Raises:
        NotebookDamaged: It belongs to nobody.
    """
    person: UUID | None = connection.execute(select(col(Person.id)).limit(1)).scalar()
    if person is None:
        raise NotebookDamaged("The notebook belongs to nobody, so it is not whole.", KEEP)
    return person
