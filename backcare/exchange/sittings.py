"""Rows of named cells to sessions and logs: everything that is wrong comes back as a list."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID, uuid4

from backcare.catalogue.model import Catalogue
from backcare.exchange import cells
from backcare.exchange.columns import RATINGS
from backcare.exchange.dialect import PLAIN, Dialect
from backcare.exchange.table import BadRow, Row
from backcare.notebook.drafts import MOST_HOLDS, HoldDraft, LogDraft, SessionDraft, Side

LEFT_OUT: Final = ""
"""What stands for an exercise whose rows the person leaves out."""

_SIDES: dict[str, Side] = {"holds_s": "both", "holds_left_s": "left", "holds_right_s": "right"}
_LONGEST_NAME = 80  # of an unknown exercise that is compared: likeness takes long for long text
_MOST_NAMES = 100  # unknown exercises that are compared: likewise
_MOST_EXERCISES = 1_000  # with one start; more is a file whose times are wrong
_STEP = 200  # rows between two reports of progress


class CsvRow(NamedTuple):
    """One row understood: where it begins, its start as the file has it, its session (shared by all of one start)."""

    line: int
    started_at: str
    session: SessionDraft
    log: LogDraft


class Parsed(NamedTuple):
    """The rows in file order, and all that could not be read.

    `unknown` counts the rows of each exercise that is none here and was given no other name, `left_out` those that
    the person leaves out.
    """

    rows: tuple[CsvRow, ...]
    bad: tuple[BadRow, ...]
    unknown: tuple[tuple[str, int], ...] = ()
    left_out: int = 0


class How(NamedTuple):
    """How rows are read.

    `zone` is that of times without an offset; `usual` the time of a day without one, which is refused where it is
    None. `exercises` says which exercise a name of the file's own means, or LEFT_OUT.
    """

    zone: str
    dialect: Dialect = PLAIN
    usual: time | None = None
    exercises: Mapping[str, str] = {}


def silent(share: float) -> None:
    """No report of progress."""


def parse_rows(
    found: Iterable[Row | BadRow],
    count: int,
    how: How,
    catalogue: Catalogue,
    progress: Callable[[float], None] = silent,
) -> Parsed:
    """Read rows. Nothing is raised for bad data; every bad cell of every row is named.

    Args:
        found: the rows, with those that could not be told apart.
        count: the line at which the last of them stands, about.
        how: how their cells are read.
        catalogue: where exercises are looked up, by slug or name.
        progress: told the share that is done, 0 to 1, every few hundred rows.
    """
    good: list[CsvRow] = []
    bad: list[BadRow] = []
    sittings = _Sittings(how, catalogue)
    for number, row in enumerate(found):
        if number % _STEP == 0:
            progress(min(1.0, row.line / max(count, 1)))
        read = row if isinstance(row, BadRow) else sittings.read(row)
        if isinstance(read, CsvRow):
            good.append(read)
        else:
            bad.extend([read] if isinstance(read, BadRow) else read)
    progress(1.0)
    return Parsed(tuple(good), tuple(bad), tuple(sittings.unknown.items()), sittings.left_out)


class _Sittings:
    """Rows of one start, to the second, are one session; their order in the file is their place in it."""

    def __init__(self, how: How, catalogue: Catalogue) -> None:
        self._how = how
        self._catalogue = catalogue
        self._sessions: dict[datetime, SessionDraft] = {}
        self._places: Counter[UUID] = Counter()
        self._nearest: dict[str, str] = {}
        self.unknown: Counter[str] = Counter()
        self.left_out = 0

    def read(self, row: Row) -> CsvRow | list[BadRow]:
        if self._how.exercises.get(row.cells["exercise"].strip()) == LEFT_OUT:
            self.left_out += 1
            return []
        bad: list[BadRow] = []
        zone, dialect, usual, _ = self._how
        at = row.read("started_at", lambda cell: cells.moment(cell, zone, dialect.dates, usual), bad)
        slug = row.read("exercise", self._slug, bad)
        of_holds = partial(cells.holds, decimal=dialect.decimal)
        of_rating = partial(cells.rating, decimal=dialect.decimal)
        held = {side: row.read(column, of_holds, bad) or () for column, side in _SIDES.items()}
        ratings = [row.read(column, of_rating, bad) for column in RATINGS]
        stopped = row.read("stopped", cells.stopped, bad)
        note = row.read("note", cells.note, bad)
        if (count := sum(map(len, held.values()))) > MOST_HOLDS:
            bad.append(BadRow(row.line, "", f"The row has {count} holds; at most {MOST_HOLDS} can be kept."))
        if bad or at is None or slug is None:
            return bad
        session = self._session(at)
        place = self._places[session.id]
        if place >= _MOST_EXERCISES:
            return [BadRow(row.line, "started_at", f"More than {_MOST_EXERCISES} rows have this start.")]
        self._places[session.id] += 1
        before, worst, after = ratings
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
            holds=tuple(HoldDraft(side=side, seconds=hold) for side, list_ in held.items() for hold in list_),
        )
        return CsvRow(row.line, row.cells["started_at"], session, log)

    def _session(self, at: datetime) -> SessionDraft:
        draft = SessionDraft(id=uuid4(), started_at=at, zone=str(at.tzinfo), source="imported")
        return self._sessions.setdefault(at.astimezone(UTC), draft)

    def _slug(self, cell: str) -> str:
        name = cell.strip()
        found = self._catalogue.find(self._how.exercises.get(name, name))
        if found is not None:
            return found.slug
        if not name:
            raise cells.BadCell("The exercise is missing.")
        self.unknown[name] += 1
        if len(self.unknown) <= _MOST_NAMES and name not in self._nearest:
            nearest = self._catalogue.nearest(name[:_LONGEST_NAME]).slug
            self._nearest[name] = f" The nearest is {nearest}."
        raise cells.BadCell(f"{cells.shown(cell)} is not an exercise here.{self._nearest.get(name, '')}")
