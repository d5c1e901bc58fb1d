"""Restore again and again, each time killed some steps or moments later, and print what was left and came of it.

The first argument is what stands in the notebook's place: `whole`, `damaged` or `missing`; with `backup` a backup is
made instead. The second is an empty folder, the third how many steps later each time: 1 for every one. Steps are
statements and whatever is done to files; moments are when the kernel's timer kills, also within the one call in which
SQLite exchanges the file.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from backcare.notebook import backups, journal
from backcare.notebook.opening import Open, open_notebook
from backcare.notebook.restore import restore
from backcare.settings import Settings, read_settings
from tests.notebook.drafted import a_log, a_session
from tests.notebook.killed import FILE_EVENTS

NOW = datetime(2026, 11, 23, 13, tzinfo=UTC)
MOMENTS = 60
TEXT = b"Monday: my back hurts\n" * 300


def prepare(folder: Path) -> None:
    """A notebook of ten sessions, and a backup from when it had four."""
    settings = settings_of(folder)
    book = open_notebook(settings)
    assert isinstance(book, Open)
    assert settings.file is not None
    for number in range(10):
        if number == 4:
            backups.make(settings.file, settings.backups, "asked", NOW)
        journal.save_log(book.engine, book.person, a_session(hour=number + 1), a_log(note="x" * 3_000))
    book.engine.dispose()


def settings_of(folder: Path) -> Settings:
    return read_settings({"BACKCARE_DATA_DIR": str(folder)})


def damage(kind: str, file: Path) -> None:
    if kind == "damaged":
        file.write_bytes(TEXT)
    elif kind == "missing":
        file.unlink()


class Steps:
    """Counts steps and kills the process at the last one that it may take."""

    def __init__(self, most: int) -> None:
        self.left = most
        sys.addaudithook(self.audited)
        connect = sqlite3.connect

        def traced(*args: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - as it is called
            connection: sqlite3.Connection = connect(*args, **options)
            connection.set_trace_callback(self.take)
            return connection

        sqlite3.connect = traced  # type: ignore[assignment] # in the child alone

    def audited(self, name: str, args: tuple[Any, ...]) -> None:
        made = name == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT
        if made or name in FILE_EVENTS:
            self.take()

    def take(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def act(kind: str, settings: Settings) -> None:
    if kind == "backup" and settings.file is not None:
        backups.make(settings.file, settings.backups, "asked", NOW)
    else:
        restore(settings, backups.listed(settings.backups)[0], NOW)


def killed(kind: str, settings: Settings, most: int, seconds: float) -> bool:
    """Do it in a child that is killed at that step, or after so many seconds; True where it was."""
    child = os.fork()
    if child == 0:
        try:
            if most:
                Steps(most)
            else:
                signal.setitimer(signal.ITIMER_REAL, seconds)  # whose signal nobody catches
            act(kind, settings)
        except BaseException:  # noqa: BLE001 - the child must not go on with what the parent does
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return os.WIFSIGNALED(status)


def look(file: Path) -> str:
    """What lies there; a journal left over is rolled back by looking."""
    if not file.exists():
        return "nothing"
    if file.read_bytes() == TEXT:
        return "damaged"
    with closing(sqlite3.connect(file)) as raw:
        whole = raw.execute("PRAGMA integrity_check").fetchone()[0]
        return f"{whole} {raw.execute('SELECT count(*) FROM exercise_log').fetchone()[0]}"


def attempt(kind: str, ready: Path, folder: Path, most: int, seconds: float) -> bool:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ready, folder)
    settings = settings_of(folder)
    assert settings.file is not None
    damage(kind, settings.file)
    was_killed = killed(kind, settings, most, seconds)
    left = look(settings.file)
    listed = backups.listed(settings.backups)
    for one in listed:
        backups.verify(one)
    restore(settings, next(one for one in listed if one.sessions == 4), NOW)
    kept = sorted(look(one) for one in settings.backups.glob("damaged-*.db"))
    found = {
        "left": left,
        "then": look(settings.file),
        "sessions": sorted(one.sessions for one in listed),
        "kept": kept,
    }
    sys.stdout.write(json.dumps(found) + "\n")
    return was_killed


def main(kind: str, folder: Path, stride: int) -> None:
    ready, place = folder / "ready", folder / "data"
    prepare(ready)
    most = 1
    while attempt(kind, ready, place, most, 0):
        most += stride
    start = monotonic()
    attempt(kind, ready, place, 0, 60)
    longest = monotonic() - start
    for moment in range(stride, MOMENTS, stride):
        attempt(kind, ready, place, 0, longest * moment / MOMENTS)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
