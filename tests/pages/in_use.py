"""A notebook that another program holds."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from backcare.notebook.opening import Open

IN_USE = (
    "Not saved: another program is using the notebook. What was stored before is unchanged. "
    "Close it, or wait a moment, and try again."
)


@contextmanager
def in_use(book: Open) -> Iterator[None]:
    """Another program is writing: the notebook can be read, and takes nothing."""
    assert book.settings.file is not None
    with closing(sqlite3.connect(book.settings.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
