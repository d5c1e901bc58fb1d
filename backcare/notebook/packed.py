"""What the rules look at of a session, kept beside it as one text: ten years are read without a look at their logs."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select

from backcare.notebook.readings import mean_hold
from backcare.notebook.relations import LOG

FIELDS: Final = ("place", "exercise", "variant", "before", "before_source", "worst", "after", "stopped")
"""Of each log, in order; its mean hold in whole tenths comes last, null where nothing was held."""
AT_ONCE: Final = 500  # sessions: a database takes only so many values with one question


def packed(connection: Connection, sessions: Sequence[UUID]) -> dict[UUID, str]:
    """The text of each session as its logs are now: a JSON list of rows in the order of their places."""
    found: dict[UUID, list[Any]] = {session: [] for session in sessions}
    for first in range(0, len(sessions), AT_ONCE):
        for session, row in _rows(connection, LOG.session_id.in_(sessions[first : first + AT_ONCE])):
            found[session].append(row)
    return {session: json.dumps(rows, separators=(",", ":")) for session, rows in found.items()}


def _rows(connection: Connection, *here: ColumnElement[bool]) -> Iterable[tuple[UUID, list[Any]]]:
    columns = (LOG.session_id, *(LOG[name] for name in FIELDS), LOG.held, LOG.times)
    for session, *row, held, times in connection.execute(select(*columns).where(*here).order_by(LOG.place, LOG.id)):
        yield session, [*row, mean_hold(held, times) if times else None]


def unpacked(texts: Iterable[str]) -> list[list[list[Any]]]:
    """The rows of each text; all at once, which is much faster than one by one."""
    found: list[list[list[Any]]] = json.loads(f"[{','.join(texts)}]")
    return found
