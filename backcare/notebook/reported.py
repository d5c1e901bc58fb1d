"""What a report counts, as the database adds it up: ten years of logs are not read one by one."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, and_, case, func, or_, select

from backcare.notebook.relations import LOG, MORNING, SESSION, WITH_SESSION


class Done(NamedTuple):
    """How often an exercise was done, on how many days, how many times without a rating after or without a hold.

    A log that has nothing but the rating before it is of an exercise that was not done.
    """

    times: int
    days: int
    unrated: int
    unheld: int


class Note(NamedTuple):
    """What was noted with an exercise, as it was typed."""

    day: date
    exercise: str
    text: str


def done(engine: Engine, person: UUID, first: date, last: date) -> dict[str, Done]:
    """How often each exercise was done from `first` to `last`, by slug; those that were not done are left out."""
    was = or_(LOG.times > 0, LOG.after.is_not(None), LOG.stopped)
    rows = (
        select(
            LOG.exercise,
            func.count(),
            func.count(SESSION.local_date.distinct()),
            func.count(case((LOG.after.is_(None), 1))),
            func.count(case((LOG.times == 0, 1))),
        )
        .select_from(WITH_SESSION)
        .where(*_within(person, first, last), was)
        .group_by(LOG.exercise)
    )
    with engine.connect() as connection:
        return {slug: Done(*counts) for slug, *counts in connection.execute(rows).all()}


def notes(engine: Engine, person: UUID, first: date, last: date) -> Sequence[Note]:
    """What was noted from `first` to `last`, in the order in which it was done."""
    rows = select(SESSION.local_date, LOG.exercise, LOG.note).select_from(WITH_SESSION)
    rows = rows.where(*_within(person, first, last), LOG.note != "").order_by(SESSION.started_at, LOG.place)
    with engine.connect() as connection:
        return [Note(*row) for row in connection.execute(rows).all()]


def first_day(engine: Engine, person: UUID) -> date | None:
    """The first day with a session or a morning rating; None of an empty notebook."""
    sessions = select(func.min(SESSION.local_date)).where(SESSION.person_id == person, SESSION.deleted_at.is_(None))
    mornings = select(func.min(MORNING.local_date)).where(MORNING.person_id == person)
    with engine.connect() as connection:
        found = [connection.execute(rows).scalar() for rows in (sessions, mornings)]
    return min((day for day in found if day), default=None)


def _within(person: UUID, first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    day = SESSION.local_date
    return SESSION.person_id == person, SESSION.deleted_at.is_(None), and_(day >= first, day <= last)
