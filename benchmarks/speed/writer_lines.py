"""Four writers at once: what is lost, doubled or refused."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from backcare.settings import NOTEBOOK_FILE, ROOT
from benchmarks.speed.bench import Bench
from benchmarks.speed.figures import Line, spread
from benchmarks.speed.notebooks import HOLDS
from benchmarks.speed.writer import EXERCISES

WRITERS = 4
SESSIONS, QUICK_SESSIONS = 40, 10
LEAD = 4.0  # seconds until all of them stand ready
TABLES = {"practice_session": 1, "exercise_log": EXERCISES, "hold": EXERCISES * HOLDS}  # rows of one session


class Kept(NamedTuple):
    """Sessions that are there whole, rows that are missing or too many, and saves that were refused."""

    whole: int
    lost: int
    doubled: int
    failed: int


def lines(bench: Bench) -> Iterator[Line]:
    """Each build on a copy of the thirty days."""
    sessions = bench.times(QUICK_SESSIONS, SESSIONS)
    folders = {name: bench.copy(bench.short, f"writers-{name}") for name in ("backcare", "ordinary")}
    own, other = (_written(folder, name, sessions) for name, folder in folders.items())
    for what in ("lost", "doubled", "failed"):
        figures = (spread([float(getattr(kept, what))]) for kept in (own, other))
        yield Line(f"{WRITERS} writers x {sessions} sessions: {what}", "", next(figures), 0, next(figures))
    wholes = (spread([float(kept.whole)]) for kept in (own, other))
    yield Line(f"{WRITERS} writers x {sessions} sessions: whole sessions", "", next(wholes), None, next(wholes))


def _written(folder: Path, build: str, sessions: int) -> Kept:
    before = _known(folder)
    begin = time.time() + LEAD
    command = [sys.executable, "-m", "benchmarks.speed.writer", build, str(folder), str(sessions), str(begin)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
        for _ in range(WRITERS)
    ]
    failed = sum(int(writer.communicate()[0] or sessions) for writer in writers)
    return compared(before, folder, WRITERS * sessions, failed)


def _known(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / NOTEBOOK_FILE)) as connection:
        return {id_ for (id_,) in connection.execute("SELECT id FROM practice_session")}


def compared(before: set[str], folder: Path, wanted: int, failed: int) -> Kept:
    """What the notebook holds besides the sessions known before, against the sessions wanted."""
    asked = """
        SELECT s.id, count(DISTINCT l.id), count(h.position) FROM practice_session s
        LEFT JOIN exercise_log l ON l.session_id = s.id LEFT JOIN hold h ON h.log_id = l.id GROUP BY s.id
    """
    with closing(sqlite3.connect(folder / NOTEBOOK_FILE)) as connection:
        found = [row[1:] for row in connection.execute(asked) if row[0] not in before]
    sums = {"practice_session": [1] * len(found)}
    sums |= {"exercise_log": [logs for logs, _ in found], "hold": [holds for _, holds in found]}
    lost = sum(max(0, wanted * rows - sum(sums[table])) for table, rows in TABLES.items())
    doubled = sum(max(0, have - rows) for table, rows in TABLES.items() for have in sums[table])
    whole = sum(logs == EXERCISES and holds == EXERCISES * HOLDS for logs, holds in found)
    return Kept(whole, lost, doubled + max(0, len(found) - wanted), failed)
