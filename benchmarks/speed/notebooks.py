"""The notebooks that are measured: made-up lives of ten years and of thirty days, and one more log to save."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from backcare.catalogue.load import catalogue
from backcare.demo.fill import Wanted, fill, made_up
from backcare.notebook import journal
from backcare.notebook.bin import delete_log, empty
from backcare.notebook.drafts import HoldDraft, LogDraft, SessionDraft
from backcare.notebook.intake import mark_as_sample, take_in
from backcare.notebook.migrate import make
from backcare.notebook.opening import Open, open_notebook
from backcare.settings import NOTEBOOK_FILE, Settings, machine_zone

SEED = 1
YEARS = 10
HOLDS = 8  # of an exercise: four a side


def _now() -> datetime:
    return datetime.now(ZoneInfo(machine_zone()))


def ten_years(folder: Path) -> Path:
    """A life of ten years, practised on nine days in ten as the demo's people do (about 3,285 sessions)."""
    fill(folder, Wanted(YEARS, SEED, _now(), machine_zone()))
    return folder


def thirty_days(folder: Path) -> Path:
    """The last thirty days of a life of one year: the earlier days were never written down."""
    whole, first = made_up(Wanted(1, SEED, _now(), machine_zone())), _now().date() - timedelta(days=30)
    file = folder / NOTEBOOK_FILE
    make(file)
    book = opened(folder)
    mark_as_sample(book.engine)
    recent = whole._replace(
        sessions=tuple(one for one in whole.sessions if one[0].local_date >= first),
        mornings=tuple(one for one in whole.mornings if one.day >= first),
        decisions=tuple(one for one in whole.decisions if one.at.date() >= first),
        flares=tuple(one for one in whole.flares if one.day >= first),
    )
    take_in(book.engine, book.person, recent)
    book.engine.dispose()
    return folder


def opened(folder: Path) -> Open:
    """The notebook of a folder, opened in this process.

    Raises:
        RuntimeError: it cannot be opened.
    """
    answer = open_notebook(Settings(folder, f"sqlite:///{folder / NOTEBOOK_FILE}"))
    if not isinstance(answer, Open):
        raise RuntimeError(answer.reason)  # noqa: TRY004 - it is no wrong type but a notebook that does not open
    return answer


def a_session(now: datetime) -> SessionDraft:
    """A session that begins now."""
    return SessionDraft(id=uuid4(), started_at=now, zone=machine_zone())


def a_log(place: int = 0) -> LogDraft:
    """An ordinary log: eight holds and three ratings that stop nothing."""
    exercise = catalogue().exercises[place % len(catalogue().exercises)]
    sides = exercise.sides_of("")
    holds = tuple(HoldDraft(side=sides[n % len(sides)], seconds=100) for n in range(HOLDS))
    return LogDraft(id=uuid4(), exercise=exercise.slug, place=place, before=20, worst=30, after=20, holds=holds)


class Saver:
    """Saves one log from outside the server, as another tab or the command line does, and takes it back afterwards."""

    def __init__(self, folder: Path) -> None:
        self._book = opened(folder)
        self._last: UUID | None = None

    def save(self) -> None:
        """Save a log with its session."""
        log = a_log()
        journal.save_log(self._book.engine, self._book.person, a_session(_now()), log)
        self._last = log.id

    def take_back(self) -> None:
        """Remove what was saved last, if anything."""
        if self._last is not None:
            delete_log(self._book.engine, self._last, _now())
            empty(self._book.engine, self._book.person, _now() + timedelta(seconds=1))
            self._last = None
