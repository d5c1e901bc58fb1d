"""The notebook CSV and the morning CSV, read into drafts: everything that is wrong comes back as a list."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from backcare.catalogue.model import Catalogue
from backcare.exchange import cells
from backcare.exchange.files import read_text
from backcare.exchange.table import BadRow, Row, rows
from backcare.notebook.drafts import MOST_HOLDS, HoldDraft, LogDraft, MorningDraft, SessionDraft, Side
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

COLUMNS = (
    "started_at",
    "exercise",
    "holds_s",
    "holds_left_s",
    "holds_right_s",
    "pain_before",
    "pain_worst",
    "pain_after",
    "stopped",
    "note",
)
MORNING_COLUMNS = ("date", "pain")
_RATINGS = ("pain_before", "pain_worst", "pain_after")
_SIDES: dict[str, Side] = {"holds_s": "both", "holds_left_s": "left", "holds_right_s": "right"}
_LONGEST_NAME = 80  # of an unknown exercise that is compared: likeness takes long for long text
_MOST_EXERCISES = 1_000  # with one start; more is a file whose times are wrong
_STEP = 200  # rows between two reports of progress


class CsvRow(NamedTuple):
    """One row understood: where it begins, its start as the file has it, its session (shared by all of one start)."""

    line: int
    started_at: str
    session: SessionDraft
    log: LogDraft


class Parsed(NamedTuple):
    """The rows in file order, and all that could not be read."""

    rows: tuple[CsvRow, ...]
    bad: tuple[BadRow, ...]


class Summary(NamedTuple):
    """What a file holds: counts, and the first and last day (None where it holds no session)."""

    sessions: int
    exercises: int
    first: date | None
    last: date | None


def _silent(share: float) -> None:
    """No report of progress."""


def parse_notebook(text: str, zone: str, catalogue: Catalogue, progress: Callable[[float], None] = _silent) -> Parsed:
    """Read a notebook CSV. Nothing is raised for bad data; every bad cell of every row is named.

    Args:
        text: the whole file.
        zone: IANA name of the zone that times without an offset were noted in.
        catalogue: where exercises are looked up, by slug or name.
        progress: told the share that is done, 0 to 1, every few hundred rows.
    """
    good: list[CsvRow] = []
    bad: list[BadRow] = []
    sitting = _Sittings(zone, catalogue)
    lines = text.count("\n") + 1
    for number, row in enumerate(rows(text, COLUMNS)):
        if number % _STEP == 0:
            progress(min(1.0, row.line / lines))
        if isinstance(row, BadRow):
            bad.append(row)
            continue
        found = sitting.read(row)
        if isinstance(found, CsvRow):
            good.append(found)
        else:
            bad.extend(found)
    progress(1.0)
    return Parsed(tuple(good), tuple(bad))


class _Sittings:
    """Rows of one start, to the second, are one session; their order in the file is their place in it."""

    def __init__(self, zone: str, catalogue: Catalogue) -> None:
        self._zone = zone
        self._catalogue = catalogue
        self._sessions: dict[datetime, SessionDraft] = {}
        self._places: Counter[UUID] = Counter()

    def read(self, row: Row) -> CsvRow | list[BadRow]:
        bad: list[BadRow] = []
        at = row.read("started_at", lambda cell: cells.moment(cell, self._zone), bad)
        slug = row.read("exercise", self._slug, bad)
        holds = {side: row.read(column, cells.holds, bad) or () for column, side in _SIDES.items()}
        before, worst, after = (row.read(column, cells.rating, bad) for column in _RATINGS)
        stopped = row.read("stopped", cells.stopped, bad)
        note = row.read("note", cells.note, bad)
        if (count := sum(map(len, holds.values()))) > MOST_HOLDS:
            bad.append(BadRow(row.line, "", f"The row has {count} holds; at most {MOST_HOLDS} can be kept."))
        if bad or at is None or slug is None:
            return bad
        session = self._session(at)
        place = self._places[session.id]
        if place >= _MOST_EXERCISES:
            return [BadRow(row.line, "started_at", f"More than {_MOST_EXERCISES} rows have this start.")]
        self._places[session.id] += 1
        log = LogDraft(
            id=uuid4(),
            exercise=slug,
            place=place,
            before=before,
            worst=worst,
            after=after,
            before_source="imported",
            stopped=bool(stopped),
            note=note or "",
            holds=tuple(HoldDraft(side=side, seconds=hold) for side, list_ in holds.items() for hold in list_),
        )
        return CsvRow(row.line, row.cells["started_at"], session, log)

    def _session(self, at: datetime) -> SessionDraft:
        draft = SessionDraft(id=uuid4(), started_at=at, zone=str(at.tzinfo), source="imported")
        return self._sessions.setdefault(at.astimezone(UTC), draft)

    def _slug(self, cell: str) -> str:
        found = self._catalogue.find(cell.strip())
        if found is None:
            nearest = self._catalogue.nearest(cell.strip()[:_LONGEST_NAME])
            raise cells.BadCell(f"{cells.shown(cell)} is not an exercise here. The nearest is {nearest.slug}.")
        return found.slug


def parse_mornings(text: str, zone: str) -> tuple[tuple[MorningDraft, ...], tuple[BadRow, ...]]:
    """Read a morning CSV: one rating a date, in tenths; a date that stands twice is bad.

    Args:
        text: the whole file.
        zone: IANA name of the zone that the mornings were rated in.
    """
    good: dict[date, MorningDraft] = {}
    bad: list[BadRow] = []
    for row in rows(text, MORNING_COLUMNS):
        if isinstance(row, BadRow):
            bad.append(row)
            continue
        day = row.read("date", cells.day, bad)
        pain = row.read("pain", cells.given_rating, bad)
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
