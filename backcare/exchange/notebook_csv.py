"""The notebook CSV and the morning CSV, read into drafts: everything that is wrong comes back as a list."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from backcare.catalogue.model import Catalogue
from backcare.exchange import cells
from backcare.exchange.columns import COLUMNS, MORNING_COLUMNS
from backcare.exchange.dialect import PLAIN, Dialect
from backcare.exchange.files import read_text
from backcare.exchange.sittings import CsvRow, How, Parsed, parse_rows, silent
from backcare.exchange.table import BadRow, csv_lines, rows
from backcare.notebook.drafts import LogDraft, MorningDraft, SessionDraft
from backcare.notebook.intake import Batch

__all__ = [
    "COLUMNS",
    "MORNING_COLUMNS",
    "BadRow",
    "CsvRow",
    "Parsed",
    "Summary",
    "batch",
    "parse_mornings",
    "parse_notebook",
    "read_text",
    "summary",
]


class Summary(NamedTuple):
    """What a file holds: counts, and the first and last day (None where it holds no session)."""

    sessions: int
    exercises: int
    first: date | None
    last: date | None


def parse_notebook(
    text: str,
    zone: str,
    catalogue: Catalogue,
    progress: Callable[[float], None] = silent,
    dialect: Dialect = PLAIN,
) -> Parsed:
    """Read a notebook CSV. Nothing is raised for bad data; every bad cell of every row is named.

    Args:
        text: the whole file.
        zone: IANA name of the zone that times without an offset were noted in.
        catalogue: where exercises are looked up, by slug or name.
        progress: told the share that is done, 0 to 1, every few hundred rows.
        dialect: how the file was written.
    """
    found = rows(csv_lines(text, dialect.separator), COLUMNS)
    return parse_rows(found, text.count("\n") + 1, How(zone, dialect), catalogue, progress)


def parse_mornings(
    text: str, zone: str, dialect: Dialect = PLAIN
) -> tuple[tuple[MorningDraft, ...], tuple[BadRow, ...]]:
    """Read a morning CSV: one rating a date, in tenths; a date that stands twice is bad.

    Args:
        text: the whole file.
        zone: IANA name of the zone that the mornings were rated in.
        dialect: how the file was written.
    """
    good: dict[date, MorningDraft] = {}
    bad: list[BadRow] = []
    for row in rows(csv_lines(text, dialect.separator), MORNING_COLUMNS):
        if isinstance(row, BadRow):
            bad.append(row)
            continue
        day = row.read("date", lambda cell: cells.day(cell, dialect.dates), bad)
        pain = row.read("pain", lambda cell: cells.given_rating(cell, dialect.decimal), bad)
        if day in good:
            bad.append(BadRow(row.line, "date", f"The file has more than one rating for {day}."))
        elif day is not None and pain is not None:
            good[day] = MorningDraft(id=uuid4(), day=day, pain=pain, zone=zone)
    return tuple(good.values()), tuple(bad)


def batch(parsed: Parsed, mornings: Sequence[MorningDraft]) -> Batch:
    """Everything that both files hold, session by session, as the notebook takes it in."""
    sessions: dict[UUID, tuple[SessionDraft, list[LogDraft]]] = {}
    for row in parsed.rows:
        sessions.setdefault(row.session.id, (row.session, []))[1].append(row.log)
    together = tuple((session, tuple(logs)) for session, logs in sessions.values())
    return Batch(sessions=together, mornings=tuple(mornings))


def summary(parsed: Parsed) -> Summary:
    """What the file holds, for a preview."""
    days = [row.session.started_at.date() for row in parsed.rows]
    sessions = len({row.session.id for row in parsed.rows})
    return Summary(sessions, len(days), min(days, default=None), max(days, default=None))
