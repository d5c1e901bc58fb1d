"""Putting a backup, or a notebook's file from elsewhere, in the place of the notebook.

What is to be restored is built beside the notebook first, at the present schema. The present notebook is kept as a
backup, and then all of it is exchanged at once. Pages and programs that have it open go on with what was restored.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from sqlalchemy.exc import DatabaseError

from backcare.errors import FileRefused, NotebookDamaged, NotebookUnusable, NotSaved
from backcare.notebook import backups
from backcare.notebook.backups import Backup
from backcare.notebook.file import (
    connect,
    give_up_when_busy,
    move_journals,
    put_new,
    see,
    synced,
    unusable,
    words_for,
)
from backcare.notebook.foreign import rebuild, take
from backcare.notebook.held import Held, held, look_through, state_of
from backcare.notebook.schema import head
from backcare.settings import Settings

AS_IT_WAS: Final = "Your notebook is as it was."
MOST_WRITES: Final = 10_000  # between the newest backup and a notebook that is too damaged to say its version


class Restored(NamedTuple):
    """What is in the notebook now, and where the former one is kept.

    `former` is the backup from which it can be undone. A file that was damaged lies at `aside` as it was instead;
    neither, where there was no notebook.
    """

    held: Held
    former: Backup | None = None
    aside: Path | None = None


def restore(settings: Settings, backup: Backup, now: datetime) -> Restored:
    """Put a backup in the notebook's place.

    Args:
        settings: where the notebook lies.
        backup: out of the list.
        now: aware.

    Raises:
        NotebookUnusable: The backup is damaged, or what stands in the notebook's place is nothing to replace.
        FileRefused: One of the two is made up, the other is a person's own.
        NotSaved: It is locked, or the disk is full or read-only.
        In all of these the notebook is as it was.
    """
    with _built(settings) as fresh:
        backups.verify(backup)
        shutil.copyfile(backup.file, fresh)
        return _put_in_place(settings, fresh, now)


def restore_from(settings: Settings, given: bytes | Path, now: datetime) -> Restored:
    """Put a notebook's file from elsewhere in the notebook's place: its known tables alone, each value looked at.

    Args:
        settings: where the notebook lies.
        given: the file, or what is in it.
        now: aware.

    Raises:
        FileRefused: It is too large, no notebook, damaged, or of a newer version of BackCare.
        NotebookUnusable, NotSaved: As for a backup.
    """
    with _built(settings) as fresh:
        copy = fresh.with_name("given.db")
        take(given, copy)
        rebuild(copy, fresh)
        return _put_in_place(settings, fresh, now)


def notebook_file(settings: Settings) -> Path:
    """The SQLite file.

    Raises:
        NotebookUnusable: A database server keeps the notebook.
    """
    if settings.file is None:
        raise NotebookUnusable(
            "Your notebook is kept by a database server, so BackCare makes no backups of it.",
            "Use the server's own backups.",
        )
    return settings.file.resolve()


@contextmanager
def _built(settings: Settings) -> Iterator[Path]:
    """An empty file beside the notebook, gone at the end; what the disk refuses is said in words."""
    file = notebook_file(settings)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".new-restored-", dir=file.parent) as folder:
            fresh = Path(folder) / file.name
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            yield fresh
    except (sqlite3.Error, DatabaseError, OSError) as error:
        what, remedy = words_for(getattr(error, "orig", error))  # SQLAlchemy wraps what the driver said
        raise NotSaved(f"Nothing was restored: {what}. {AS_IT_WAS}", remedy) from error


def _put_in_place(settings: Settings, fresh: Path, now: datetime) -> Restored:
    file, folder = notebook_file(settings), settings.backups
    if held(fresh).schema != head():
        from backcare.notebook.migrate import migrate  # noqa: PLC0415 - Alembic only where the schema differs

        migrate(fresh)
    coming = held(fresh)
    if not os.path.lexists(file):
        return _as_new(file, fresh, folder, coming)
    try:
        see(file)
        return _exchanged(file, fresh, folder, coming, now)
    except NotebookDamaged:
        return _instead(file, fresh, folder, coming, now)


def _exchanged(file: Path, fresh: Path, folder: Path, coming: Held, now: datetime) -> Restored:
    """Through SQLite, which shows the new one to those who have it open. Nobody writes between the backup and that.

    Raises:
        NotebookDamaged: The present notebook is; nothing was done.
    """
    with closing(connect(file, foreign_keys=False)) as live, closing(connect(fresh, foreign_keys=False)) as new:
        live.execute("BEGIN EXCLUSIVE")
        live.execute("PRAGMA locking_mode=EXCLUSIVE")  # it keeps the lock beyond the commit, until the file is closed
        live.execute("COMMIT")
        present = _looked_through(live)
        if present.sample != coming.sample:
            raise FileRefused("Sample data and your own are never put in each other's place.", AS_IT_WAS)
        _go_on(new, max(present.version, coming.version) + 1, state_of(live).person)
        former = _kept(live, folder, now)
        new.backup(live, progress=give_up_when_busy)
    return Restored(coming, former)


def _kept(live: sqlite3.Connection, folder: Path, now: datetime) -> Backup:
    try:
        return backups.make_from(live, folder, "restore", now)
    except NotSaved as error:
        raise NotSaved(f"Nothing was restored. {AS_IT_WAS} {error.reason}", error.remedy) from error


def _looked_through(live: sqlite3.Connection) -> Held:
    try:
        return look_through(live)
    except sqlite3.Error as error:
        raise unusable(error) from error


def _instead(file: Path, fresh: Path, folder: Path, coming: Held, now: datetime) -> Restored:
    """In place of a file that is damaged. That one is kept as it is."""
    _go_on_unseen(fresh, folder, coming)
    aside = _kept_aside(file, folder, now)
    fresh.replace(file)
    synced(file.parent)
    return Restored(coming, aside=aside)


def _as_new(file: Path, fresh: Path, folder: Path, coming: Held) -> Restored:
    _go_on_unseen(fresh, folder, coming)
    if not put_new(fresh, file):
        raise NotSaved("Nothing was restored: a new notebook was made in the meantime.", "Try again.")
    return Restored(coming)


def _go_on_unseen(fresh: Path, folder: Path, coming: Held) -> None:
    """Where the former notebook does not say how far it was: further than the newest backup, and not much."""
    newest = max((one.version for one in backups.listed(folder)), default=0)
    with closing(connect(fresh, foreign_keys=False)) as new:
        _go_on(new, max(newest, coming.version) + MOST_WRITES, state_of(new).person)
    synced(fresh)


def _go_on(new: sqlite3.Connection, version: int, person: str) -> None:
    """Say of all in it that it changed just now, and that it is the person's whose notebook is open.

    What was read of the former notebook is kept by its version, and a page that is open knows its person.
    """
    tables = [
        table
        for (table,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if any(column[1] == "person_id" for column in new.execute(f'PRAGMA table_info("{table}")'))
    ]
    new.execute("BEGIN")
    new.execute("UPDATE notebook_state SET version = ?, mornings = ?", (version, version))
    new.execute("UPDATE practice_session SET changed = ?", (version,))
    new.execute("UPDATE person SET id = ?", (person,))
    for table in tables:
        new.execute(f'UPDATE "{table}" SET person_id = ?', (person,))  # noqa: S608 - one of our own tables
    new.execute("COMMIT")


def _kept_aside(file: Path, folder: Path, now: datetime) -> Path:
    """Give the file a second name among the backups, where nothing overwrites it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    aside = next(path for path in _names(folder, name) if not os.path.lexists(path))
    try:
        os.link(file, aside)
    except OSError:  # the backups lie on another disk, or on one without hard links
        with file.open("rb") as content, aside.open("xb") as copy:
            shutil.copyfileobj(content, copy)
    aside.chmod(0o600)
    synced(aside)
    move_journals(file, aside)
    synced(folder)
    return aside


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.db"
    yield from (folder / f"{name}-{number}.db" for number in count(2))
