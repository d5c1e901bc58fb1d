"""Copies of the notebook's file, each seen to be whole when it was made.

A backup is `ID.db`, as SQLite copied it, beside `ID.json`, which says what that file must be. The second is written
first, and no backup is listed without both: whatever ends a program meanwhile, none is listed that is not whole.
Nobody names a file here: a backup is chosen out of the list.
"""

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal, NamedTuple, TypeAlias
from uuid import UUID

from pydantic import AwareDatetime, TypeAdapter
from pydantic_core import to_jsonable_python

from backcare.errors import NotebookUnusable, NotSaved
from backcare.notebook.file import connect, give_up_when_busy, synced, words_for
from backcare.notebook.held import Held, held, row_counts
from backcare.notebook.thinning import may_go

Why: TypeAlias = Literal["start", "daily", "update", "restore", "import", "bin", "asked"]

TEMPORARY: Final = ".new-backup-"
BEFORE_SIDECARS: Final = "*-schema-*-version-*.db"  # what an earlier version kept before it migrated
KEPT: Final = "Older backups are kept as they are."
LEFT_OVER: Final = 24 * 3600  # seconds: what a program that was ended left half made, and nobody works on any more


class Backup(NamedTuple):
    """One backup and what it must be; `rows` are counted by table, `sessions` are those that are not in the bin.

    `made_at` is aware, in UTC; `size` is in bytes; `notebook` and `version` say of which state of which notebook.
    """

    id: str
    file: Path
    made_at: AwareDatetime
    why: str
    sha256: str
    size: int
    schema: str
    notebook: UUID
    version: int
    rows: dict[str, int]
    sessions: int
    sample: bool


_BACKUP = TypeAdapter(Backup)


def make(file: Path, folder: Path, why: Why, now: datetime) -> Backup:
    """Copy the notebook, see that the copy is whole, and put it among the backups.

    Args:
        file: the notebook.
        folder: of the backups; it is made where there is none.
        why: it is made.
        now: aware.

    Raises:
        NotSaved: There is no new backup. The notebook and the older backups are as they were.
    """
    with _in_words(), closing(connect(file)) as source:
        return make_from(source, folder, why, now)


def make_from(source: sqlite3.Connection, folder: Path, why: Why, now: datetime) -> Backup:
    """The same from an open connection without a transaction, which may hold the notebook locked.

    Raises:
        NotSaved: There is no new backup.
    """
    with _in_words():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=TEMPORARY, dir=folder) as place:
            copy = Path(place) / "copy.db"
            counts = _copied(source, copy)
            found = held(copy)
            if found.rows != counts:
                raise NotSaved(f"No backup was made: the copy is not what was copied. {KEPT}", "Try again.")
            return _kept(copy, folder, found, why, now)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        what, remedy = words_for(error)
        raise NotSaved(f"No backup was made: {what}. {KEPT}", remedy) from error
    except NotebookUnusable as error:
        raise NotSaved(f"No backup was made: the copy is not whole. {KEPT} {error.reason}", error.remedy) from error


def _copied(source: sqlite3.Connection, copy: Path) -> dict[str, int]:
    """Copy all of it as of one moment; the rows that there were at that moment."""
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(connect(copy)) as target:
        source.execute("BEGIN")
        try:
            counts = row_counts(source)
            source.backup(target, progress=give_up_when_busy)
        finally:
            source.execute("ROLLBACK")
    synced(copy)
    return counts


def _kept(copy: Path, folder: Path, found: Held, why: str, now: datetime) -> Backup:
    """Move the copy into place; its name is taken before, so that two at once have one each."""
    at = now.astimezone(UTC)
    sidecar, handle = _reserved(folder, f"{at:%Y%m%dT%H%M%SZ}-{why}")
    file = sidecar.with_suffix(".db")
    backup = Backup(sidecar.stem, file, at, why, _sha256(copy), copy.stat().st_size, *found)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as told:
            fields = {name: value for name, value in backup._asdict().items() if name not in {"id", "file"}}
            json.dump(to_jsonable_python(fields), told, indent=1)
            told.flush()
            os.fsync(handle)
        synced(folder)
        copy.rename(file)
    except BaseException:
        sidecar.unlink()
        raise
    synced(folder)
    return backup


def _reserved(folder: Path, name: str) -> tuple[Path, int]:
    for ending in chain([""], (f"-{number}" for number in range(2, 1000))):
        sidecar = folder / f"{name}{ending}.json"
        with suppress(FileExistsError):
            if not sidecar.with_suffix(".db").exists():
                return sidecar, os.open(sidecar, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    raise FileExistsError(errno.EEXIST, "there are too many of this second", str(folder))


def listed(folder: Path) -> tuple[Backup, ...]:
    """All backups, newest first; half ones, and what else lies in the folder, are left out."""
    found = [*map(_told, folder.glob("*.json")), *map(_looked_at, folder.glob(BEFORE_SIDECARS))]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.made_at, one.id), reverse=True))


def _told(sidecar: Path) -> Backup | None:
    file = sidecar.with_suffix(".db")
    if not _is_own(sidecar) or not _is_own(file):
        return None
    try:
        told = json.loads(sidecar.read_bytes())
        return _BACKUP.validate_python({**told, "id": sidecar.stem, "file": file})
    except (OSError, ValueError, TypeError):
        return None


def _is_own(file: Path) -> bool:
    """Whether it is a file that lies here, and no way to another one."""
    return file.is_file() and not file.is_symlink()


def _looked_at(file: Path) -> Backup | None:
    """A copy of an earlier version of BackCare, which wrote nothing beside it."""
    if not _is_own(file) or file.with_suffix(".json").exists():
        return None
    stat = file.stat()
    return _looked_through(file, stat.st_mtime, stat.st_size)


@lru_cache(maxsize=32)
def _looked_through(file: Path, changed: float, size: int) -> Backup | None:
    try:
        at, sha256 = datetime.fromtimestamp(changed, UTC), _sha256(file)
        return Backup(file.stem, file, at, "update", sha256, size, *held(file))
    except (NotebookUnusable, OSError):
        return None


def find(folder: Path, id_: str) -> Backup | None:
    """The backup of that name; None where none in the list has it."""
    return next((one for one in listed(folder) if one.id == id_), None)


def newest_whole(folder: Path, state: tuple[UUID, int] | None = None) -> Backup | None:
    """The newest backup that is whole, perhaps of one (notebook, version) alone; None where there is none."""
    for backup in listed(folder):
        if state in {None, (backup.notebook, backup.version)}:
            with suppress(NotebookUnusable):
                verify(backup)
                return backup
    return None


def verify(backup: Backup) -> None:
    """See that a backup is, bit for bit, what was kept, and that this program can read it.

    Raises:
        NotebookUnusable: It is damaged, gone, or of a newer version of BackCare.
    """
    try:
        same = _sha256(backup.file) == backup.sha256
    except OSError as error:
        raise NotebookUnusable(f"The backup {backup.id} is out of reach.", "Choose another one.") from error
    if not same:
        raise NotebookUnusable(
            f"The backup {backup.id} is damaged: it is no longer what was kept. It was left as it is.",
            "Choose another one.",
        )
    held(backup.file)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def prune(folder: Path, now: datetime) -> None:
    """Thin out: all of the last two days stay, then the last of each of 12 days, 10 weeks and 12 months.

    Args:
        folder: of the backups.
        now: aware; days, weeks and months are those of its zone.
    """
    found = {backup.id: backup for backup in listed(folder)}
    for name in may_go({name: backup.made_at for name, backup in found.items()}, now):
        file = found[name].file
        file.unlink(missing_ok=True)  # without its file it is listed no more
        file.with_suffix(".json").unlink(missing_ok=True)
    for left in (*folder.glob(f"{TEMPORARY}*"), *folder.glob("*.json")):
        if now.timestamp() - left.lstat().st_mtime > LEFT_OVER:
            _remove_half(left)


def _remove_half(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    elif not left.with_suffix(".db").exists():
        left.unlink(missing_ok=True)
