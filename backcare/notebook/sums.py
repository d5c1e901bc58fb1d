"""Sums that the database makes: a row a day, where ten years of logs and holds would be two hundred thousand.

The last year is found by the index of sessions, which is by moment; a day of the person's own is within a day of it.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, String, case, func, select, type_coerce

from backcare.notebook.readings import mean_hold, reading_of
from backcare.notebook.relations import HOLD, LOG, MORNING, SESSION, TABLES, WITH_SESSION
from backcare.safety.history import Reading
from backcare.training.practice import PracticeDay

ZONES_APART = timedelta(days=2)  # more than any two zones are


class DayHold(NamedTuple):
    """The holds of one exercise, day and side, in tenths: their mean, and the longest one that nobody interrupted."""

    day: date
    side: str
    mean: float
    longest: int | None


class DayPain(NamedTuple):
    """One day's mean ratings in tenths, None where nothing was rated.

    `before` and `after` are those of one exercise. `mean` is that of all ratings of a day, where a carried one counts
    once.
    """

    day: date
    before: float | None = None
    after: float | None = None
    mean: float | None = None


def last_exercise(engine: Engine, person: UUID) -> str | None:
    """The exercise that was logged last; None where nothing is."""
    rows = select(LOG.exercise).select_from(WITH_SESSION).where(*_mine(person))
    rows = rows.order_by(SESSION.started_at.desc(), LOG.place.desc()).limit(1)
    with engine.connect() as connection:
        slug: str | None = connection.execute(rows).scalar()
    return slug


def _mine(person: UUID, *, exercise: str | None = None, first: date | None = None) -> Iterator[ColumnElement[bool]]:
    """The person's sessions that are not in the bin, of one exercise or from one day on."""
    yield SESSION.person_id == person
    yield SESSION.deleted_at.is_(None)
    if exercise is not None:
        yield LOG.exercise == exercise
    if first is not None:
        yield SESSION.local_date >= first
        yield SESSION.started_at >= datetime.combine(first, time(), tzinfo=UTC) - ZONES_APART


def day_holds(engine: Engine, person: UUID, exercise: str) -> tuple[DayHold, ...]:
    """One exercise's holds of all days, by day and side."""
    seen = case((HOLD.interrupted.is_(False), HOLD.seconds))
    rows = (
        select(SESSION.local_date, HOLD.side, func.avg(HOLD.seconds), func.max(seen))
        .select_from(WITH_SESSION.join(TABLES["hold"]))
        .where(*_mine(person, exercise=exercise))
        .group_by(SESSION.local_date, HOLD.side)
        .order_by(SESSION.local_date, HOLD.side)
    )
    with engine.connect() as connection:
        return tuple(
            DayHold(day, side, float(mean), longest) for day, side, mean, longest in connection.execute(rows).all()
        )


def day_pain(engine: Engine, person: UUID, exercise: str | None = None) -> tuple[DayPain, ...]:
    """Each logged day's ratings, of one exercise or of all."""
    own = case((LOG.before_source != "carried", LOG.before))
    count = func.count(own) + func.count(LOG.after)
    total = func.coalesce(func.sum(own), 0) + func.coalesce(func.sum(LOG.after), 0)
    rows = (
        select(SESSION.local_date, func.avg(LOG.before), func.avg(LOG.after), total, count)
        .select_from(WITH_SESSION)
        .where(*_mine(person, exercise=exercise))
        .group_by(SESSION.local_date)
        .order_by(SESSION.local_date)
    )
    with engine.connect() as connection:
        return tuple(
            DayPain(day, _number(before), _number(after), int(total) / times if times else None)
            for day, before, after, total, times in connection.execute(rows).all()
        )


def _number(mean: Any) -> float | None:  # noqa: ANN401 - a Decimal or a float, as the database has it
    return None if mean is None else float(mean)


def days_logged(engine: Engine, person: UUID) -> frozenset[date]:
    """Every day with a session that has a log."""
    rows = select(SESSION.local_date).distinct().where(*_mine(person))
    logged = rows.where(select(LOG.id).where(LOG.session_id == SESSION.id).exists())
    with engine.connect() as connection:
        return frozenset(connection.execute(logged).scalars())


def practice_days(engine: Engine, person: UUID, first: date) -> tuple[PracticeDay, ...]:
    """Each logged day from `first` on, with what was held of all exercises together."""
    here = tuple(_mine(person, first=first))
    held = (
        select(SESSION.local_date, func.sum(HOLD.seconds))
        .select_from(WITH_SESSION.join(TABLES["hold"]))
        .where(*here)
        .group_by(SESSION.local_date)
    )
    done = (
        select(SESSION.local_date, func.count(LOG.exercise.distinct()))
        .select_from(WITH_SESSION)
        .where(*here)
        .group_by(SESSION.local_date)
        .order_by(SESSION.local_date)
    )
    with engine.connect() as connection:
        seconds = {day: int(total) for day, total in connection.execute(held).all()}
        return tuple(PracticeDay(day, seconds.get(day, 0), count) for day, count in connection.execute(done).all())


def day_mornings(engine: Engine, person: UUID) -> dict[date, int]:
    """The morning ratings in tenths."""
    rows = select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person)
    with engine.connect() as connection:
        return dict(connection.execute(rows).all())


def readings(engine: Engine, person: UUID, first: date, exercise: str | None = None) -> tuple[Reading, ...]:
    """What the rules see of the logs from a day on, of one exercise or of all, in order of time."""
    with engine.connect() as connection:
        return tuple(_readings(connection, tuple(_mine(person, exercise=exercise, first=first))))


def _readings(connection: Connection, here: tuple[ColumnElement[bool], ...]) -> Iterator[Reading]:
    held = func.sum(HOLD.seconds), func.count(HOLD.position)
    names = ("place", "exercise", "variant", "before", "before_source", "worst", "after", "stopped")
    rows = (
        select(type_coerce(LOG.session_id, String), SESSION.started_at, SESSION.zone, *(LOG[n] for n in names), *held)
        .select_from(WITH_SESSION.outerjoin(TABLES["hold"]))
        .where(*here)
        .group_by(LOG.id)
        .order_by(SESSION.started_at, SESSION.id, LOG.place, LOG.id)
    )
    known: dict[str, str] = {}  # making UUIDs of all rows takes longer
    for key, at, zone, *given, seconds, times in connection.execute(rows).all():
        session = known.get(key) or known.setdefault(key, str(UUID(key)))
        values = dict(zip(names, given, strict=True))
        mean = (mean_hold(seconds, times),) if times else ()
        yield reading_of(session=session, at=at.astimezone(ZoneInfo(zone)), holds=mean, **values)
