"""What a restore would change, said before it."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from typing import NamedTuple

from backcare.errors import BackCareError
from backcare.notebook.backups import Backup
from backcare.notebook.file import connect, see
from backcare.notebook.held import read_only
from backcare.notebook.restore import notebook_file
from backcare.settings import Settings

LOGS = (
    "SELECT s.id, l.id, l.version FROM practice_session s LEFT JOIN exercise_log l ON l.session_id = s.id "
    "WHERE s.deleted_at IS NULL"
)


class Compared(NamedTuple):
    """Sessions that only the notebook has, that only the backup has, and that are not the same in both."""

    notebook: int
    backup: int
    changed: int


def compare(settings: Settings, backup: Backup) -> Compared | None:
    """Compare the sessions that are not in the bin; None where the notebook or the backup cannot be read."""
    try:
        file = notebook_file(settings)
        see(file)
        with closing(connect(file)) as live, closing(read_only(backup.file)) as kept:
            here, there = _sessions(live), _sessions(kept)
    except (BackCareError, sqlite3.Error):
        return None
    both = here.keys() & there.keys()
    changed = sum(here[one] != there[one] for one in both)
    return Compared(len(here) - len(both), len(there) - len(both), changed)


def _sessions(connection: sqlite3.Connection) -> dict[str, set[tuple[str, int]]]:
    found: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for session, *log in connection.execute(LOGS):
        found[session].add((log[0], log[1]))
    return found
