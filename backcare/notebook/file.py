"""The notebook's SQLite file, reached by the driver alone: SQLAlchemy takes longer to import than all of this to run.

SQLite keeps a rollback journal (WAL has a known corruption in the versions around, and one person's writes need none).
"""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from backcare.errors import NotebookDamaged, NotebookUnusable

APPLICATION_ID = 0x42434E42
"""The mark in the header of a SQLite notebook: the letters BCNB."""

PATIENCE = 5.0  # seconds that a reader or writer waits for another one
PRAGMAS = (f"busy_timeout={PATIENCE * 1000:.0f}", "journal_mode=DELETE", "synchronous=EXTRA", "trusted_schema=OFF")

KEEP = "The file was left as it is. Move it away and start again for a new notebook, or put a backup in its place."
WORDS = {
    "SQLITE_BUSY": ("another program is using the notebook", "Close it, or wait a moment, and try again."),
    "SQLITE_FULL": ("the disk is full", "Free some space and try again."),
    "SQLITE_READONLY": ("the notebook can only be read", "Allow writing to its file and folder, then try again."),
    "SQLITE_CANTOPEN": ("the notebook's file or folder is out of reach", "See that both are there, then try again."),
    "SQLITE_IOERR": ("the disk did not take it", "See that the disk has space and is still there, then try again."),
    "SQLITE_CORRUPT": ("the notebook's file is damaged", "Leave the file as it is and go back to a backup."),
    "SQLITE_NOTADB": ("the file is not a BackCare notebook", "Leave the file as it is and go back to a backup."),
    "SQLITE_CONSTRAINT": ("the notebook cannot hold one of the values", "Look at what was entered and try again."),
}
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
OTHERWISE = ("the notebook could not be reached", "Try again in a moment.")


def connect(file: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """Open an existing SQLite file with the settings that hold for every notebook; never makes a file.

    A migration goes without `foreign_keys`: it may copy and drop a table, which would take the rows below it along.

    Raises:
        sqlite3.Error: The file is missing, locked or no database.
    """
    connection = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False)
    try:
        for pragma in (*PRAGMAS, f"foreign_keys={foreign_keys:d}"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def see(file: Path) -> None:
    """See that the file is a notebook, by reading alone.

    The file is read through SQLite only: closing a handle of our own would drop the locks that other threads hold.

    Raises:
        NotebookDamaged: It is empty, or no database.
        NotebookUnusable: It is something else, locked or out of reach.
    """
    if not file.is_file():
        raise NotebookUnusable(f"{file} is not a file.", KEEP)
    if file.stat().st_size == 0:
        raise NotebookDamaged(f"The notebook file {file} is empty, so what it held is gone.", KEEP)
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


def see_undamaged(file: Path) -> None:
    """See that every page and every row is in order; it reads the whole file, and lets other threads run meanwhile.

    Raises:
        NotebookDamaged: It is.
        NotebookUnusable: It is locked or out of reach.
    """
    try:
        with closing(connect(file)) as connection:
            answers = connection.execute("PRAGMA quick_check").fetchall()
    except sqlite3.Error as error:
        raise unusable(error) from error
    if answers != [("ok",)]:
        raise NotebookDamaged(f"The notebook file {file} is damaged.", KEEP)


def unusable(error: object) -> NotebookUnusable:
    """Say in words why the database could not be opened."""
    what, remedy = words_for(error)
    kind = NotebookDamaged if _code(error).startswith(DAMAGE) else NotebookUnusable
    return kind(f"Your notebook could not be opened: {what}.", remedy)


def words_for(fault: object) -> tuple[str, str]:
    """What went wrong and what to do, in words, from the driver's own code of the fault, or the system's."""
    if isinstance(fault, OSError):
        return _system_words(fault)
    return next((words for code, words in WORDS.items() if _code(fault).startswith(code)), OTHERWISE)


def _system_words(fault: OSError) -> tuple[str, str]:
    if fault.errno in FULL:
        return WORDS["SQLITE_FULL"]
    where = f" ({fault.filename})" if fault.filename else ""
    if fault.errno in FORBIDDEN:
        return f"the folder does not allow writing{where}", "Allow writing to it, then try again."
    return f"{fault.strerror}{where}", "See that the disk is there and has space, then try again."


def _code(fault: object) -> str:
    return str(getattr(fault, "sqlite_errorname", ""))


def give_up_when_busy(status: int, *_: int) -> None:
    """For the copying of whole files by SQLite, which Python would otherwise try again for ever.

    Raises:
        sqlite3.OperationalError: Another program had the file locked for as long as anyone waits.
    """
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        fault = sqlite3.OperationalError("database is locked")
        fault.sqlite_errorname = "SQLITE_BUSY"
        raise fault


def synced(path: Path) -> None:
    """See a file, or the names in a folder, onto the disk.

    Never the notebook itself: to close a handle of our own would drop the locks that other threads hold.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_new(fresh: Path, file: Path) -> bool:
    """Move a whole file to where there is none; False where one came to stand there in the meantime.

    Raises:
        OSError: The folder cannot be written.
    """
    if not os.path.lexists(file):
        move_journals(file, Path(f"{file}.left"))
    try:
        os.link(fresh, file)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        if os.path.lexists(file):
            return False
        fresh.rename(file)
    synced(file.parent)
    return True


def move_journals(file: Path, to: Path) -> None:
    """Take along what SQLite left beside a file: it would take it for the undoing of whatever stands there next."""
    for ending in ("-journal", "-wal", "-shm"):
        beside = Path(f"{file}{ending}")
        if os.path.lexists(beside):
            shutil.move(beside, f"{to}{ending}")
