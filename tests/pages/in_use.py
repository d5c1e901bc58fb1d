"""A notebook that another program holds. A test file that uses the fixture imports it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from backcare.notebook import file
from backcare.notebook.opening import Open

IN_USE = (
    "Not saved: another program is using the notebook. What was stored before is unchanged. "
    "Close it, or wait a moment, and try again."
)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook waits a fifth of a second for another program instead of five."""
    others = [pragma for pragma in file.PRAGMAS if not pragma.startswith("busy_timeout")]
    assert len(others) == len(file.PRAGMAS) - 1
    monkeypatch.setattr(file, "PRAGMAS", ("busy_timeout=200", *others))


@contextmanager
def in_use(book: Open) -> Iterator[None]:
    """Another program is writing: the notebook can be read, and takes nothing."""
    assert book.settings.file is not None
    with closing(sqlite3.connect(book.settings.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
