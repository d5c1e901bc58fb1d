"""A made-up life as a notebook of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from backcare.catalogue.load import catalogue
from backcare.catalogue.questions import questions
from backcare.demo.life import Day, life
from backcare.errors import FileRefused
from backcare.notebook.drafts import (
    AnswerDraft,
    DecisionDraft,
    FlareDraft,
    HoldDraft,
    LogDraft,
    MorningDraft,
    SessionDraft,
    SetupDraft,
)
from backcare.notebook.intake import Batch, TakenIn, mark_as_sample, take_in
from backcare.notebook.migrate import make
from backcare.notebook.opening import Open, open_notebook
from backcare.safety.history import Questions
from backcare.settings import NOTEBOOK_FILE, Settings

DAYS_A_YEAR = 365
LISTS: tuple[Questions, ...] = ("emergency", "doctor")


class Wanted(NamedTuple):
    """How long a life, from which seed, up to which moment (aware), lived in which zone (IANA name)."""

    years: int
    seed: int
    now: datetime
    zone: str


def fill(to: Path, wanted: Wanted) -> tuple[Path, TakenIn]:
    """Make a notebook of a made-up person at `to`: a folder, or a file whose name ends with .db.

    Returns:
        The file, and how much was written into it.

    Raises:
        FileRefused: there is something already; it was left as it is.
        NotSaved: the disk refuses.
    """
    file = (to if to.suffix == ".db" else to / NOTEBOOK_FILE).resolve()
    if file.exists():
        raise FileRefused(f"There is a notebook at {file} already.", "It was left as it is. Name another place.")
    make(file)
    book = open_notebook(Settings(file.parent, f"sqlite:///{file}"))
    if not isinstance(book, Open):
        raise FileRefused(book.reason, book.remedy)
    try:
        mark_as_sample(book.engine)
        return file, take_in(book.engine, book.person, made_up(wanted))
    finally:
        book.engine.dispose()


def made_up(wanted: Wanted) -> Batch:
    """A made-up life as drafts, ready to be stored. The same wish gives the same drafts."""
    ids = Random(wanted.seed)  # noqa: S311 - nothing secret is drawn
    last = wanted.now.astimezone(ZoneInfo(wanted.zone)).date() - timedelta(days=1)
    days = tuple(life(catalogue(), wanted.years * DAYS_A_YEAR, last, wanted.zone, wanted.seed))
    return Batch(
        sessions=tuple(_session(ids, day, wanted.zone) for day in days if day.began),
        mornings=tuple(
            MorningDraft(id=_id(ids), day=day.day, pain=day.morning, zone=wanted.zone)
            for day in days
            if day.morning is not None
        ),
        decisions=tuple(
            DecisionDraft(
                id=_id(ids), exercise=day.resumes, kind="resume", code="worsening", at=_at(day, 6), zone=wanted.zone
            )
            for day in days
            if day.resumes
        ),
        answers=tuple(_nothing(ids, list_, day, wanted.zone) for day in _asked(days) for list_ in LISTS),
        flares=tuple(
            FlareDraft(id=_id(ids), day=day.day, at=_at(day, 21), zone=wanted.zone) for day in days if day.flare
        ),
        setup=tuple(
            SetupDraft(id=_id(ids), question=one.slug, answer="no", at=_at(days[0], 6), zone=wanted.zone)
            for one in questions().setup
        ),
    )


def _asked(days: tuple[Day, ...]) -> Iterator[Day]:
    """The lists of warning signs are answered on the first day, and when an exercise is taken up again."""
    return (day for place, day in enumerate(days) if place == 0 or day.resumes)


def _session(ids: Random, day: Day, zone: str) -> tuple[SessionDraft, tuple[LogDraft, ...]]:
    session = SessionDraft(id=_id(ids), started_at=day.began or _at(day, 8), zone=zone)
    logs = tuple(
        LogDraft(
            id=_id(ids),
            exercise=done.exercise,
            variant=done.variant,
            place=place,
            before=done.before,
            worst=done.worst,
            after=done.after,
            note=done.note,
            holds=tuple(HoldDraft(side=side, seconds=seconds) for side, seconds in done.holds),
        )
        for place, done in enumerate(day.done)
    )
    return session, logs


def _nothing(ids: Random, list_: Questions, day: Day, zone: str) -> AnswerDraft:
    """No warning sign on the day."""
    return AnswerDraft(id=_id(ids), questions=list_, item=None, answer="no", exercise=None, at=_at(day, 6), zone=zone)


def _at(day: Day, hour: int) -> datetime:
    return datetime.combine(day.day, time(hour), tzinfo=UTC)


def _id(ids: Random) -> UUID:
    return UUID(int=ids.getrandbits(128), version=4)
