"""What is done to a notebook until the power goes.

`python -m tests.faults.power_programs NAME FOLDER MARKS [careless]`.

After each thing that was confirmed, what the notebook holds is written to the file MARKS, as a line of JSON.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backcare.notebook import amend, backups, file, guided, journal, reads, restore
from backcare.notebook import bin as bin_
from backcare.notebook.drafts import LogDraft
from backcare.notebook.intake import Batch, take_in
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import Settings, read_settings
from tests.notebook.drafted import a_log, a_morning, a_session, holds

CARELESS = ("busy_timeout=5000", "journal_mode=MEMORY", "synchronous=OFF", "trusted_schema=OFF")
NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)


def held(settings: Settings) -> list[Any]:
    """What the notebook holds, as JSON has it; opened anew, as after a start."""
    book = open_notebook(settings)
    assert isinstance(book, Open), book
    found = reads.everything(book.engine, book.person)
    book.engine.dispose()
    sessions = [
        [
            one["id"],
            one["deleted_at"],
            [[log["id"], log["after"], log["note"], len(log["holds"])] for log in one["logs"]],
        ]
        for one in found["sessions"]
    ]
    return [sorted(sessions), sorted([one["local_date"], one["pain"]] for one in found["mornings"])]


class Marks:
    """Where it is written down what was confirmed."""

    def __init__(self, settings: Settings, path: Path) -> None:
        self.settings = settings
        self.handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def confirmed(self) -> None:
        os.write(self.handle, json.dumps(held(self.settings)).encode() + b"\n")


def opened(settings: Settings) -> Open:
    book = open_notebook(settings)
    assert isinstance(book, Open), book
    return book


def saves(settings: Settings, marks: Marks) -> None:
    """Saves by hand and guided ones, changes, the bin, an import."""
    book = opened(settings)
    marks.confirmed()
    engine, person = book.engine, book.person
    for n in range(6):
        note = "x" * 600 * n
        journal.save_log(
            engine, person, a_session(day=n + 1, id=UUID(int=n + 1)), a_log(id=UUID(int=100 + n), note=note)
        )
        marks.confirmed()
    for n in range(1, 4):
        log = a_log(id=UUID(int=200), holds=holds(*[150] * n), after=None if n < 3 else 20)
        guided.keep_log(engine, person, a_session(day=9, id=UUID(int=20)), log, n)
        marks.confirmed()
    journal.change_log(engine, a_log(id=UUID(int=100), after=90, note="changed"), 1)
    marks.confirmed()
    amend.change_session(engine, a_session(day=3, hour=9, id=UUID(int=2)), 1)
    marks.confirmed()
    bin_.delete_session(engine, UUID(int=3), NOW)
    marks.confirmed()
    bin_.delete_log(engine, UUID(int=104), NOW)
    marks.confirmed()
    bin_.put_back(engine, UUID(int=3))
    marks.confirmed()
    more = tuple((a_session(day=n, hour=7), (a_log(), a_log("horse-back", place=1))) for n in range(10, 25))
    take_in(engine, person, Batch(more, mornings=tuple(a_morning(n, n) for n in range(1, 20))))
    marks.confirmed()
    bin_.empty(engine, person, NOW + timedelta(days=31))
    marks.confirmed()


def updates(settings: Settings, marks: Marks) -> None:
    """An old notebook is brought to the present schema."""
    opened(settings)
    marks.confirmed()


def restores(settings: Settings, marks: Marks) -> None:
    """A backup is made, the notebook goes on, and goes back to it."""
    book = opened(settings)
    marks.confirmed()
    made = backups.make(restore.notebook_file(settings), settings.backups, "asked", NOW)
    for n in range(40, 44):
        log = LogDraft(id=UUID(int=n), exercise="prayer-pose", note="y" * 3_000)
        journal.save_log(book.engine, book.person, a_session(day=n - 20, id=UUID(int=n)), log)
        marks.confirmed()
    restore.restore(settings, made, NOW + timedelta(days=1))
    marks.confirmed()


def main(name: str, folder: str, marked: str, care: str = "") -> None:
    settings = read_settings({"BACKCARE_DATA_DIR": folder})
    if care == "careless":  # to see that it is found out
        file.PRAGMAS = CARELESS
    {"saves": saves, "updates": updates, "restores": restores}[name](settings, Marks(settings, Path(marked)))


if __name__ == "__main__":
    main(*sys.argv[1:])
