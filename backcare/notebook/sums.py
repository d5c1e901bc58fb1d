"""Sums by day that the database makes: read whole once, and after a write only the days that it touched.

Ten years of logs and holds would be two hundred thousand rows. Like the history, a reader keeps what it read, and the
version at which each session was changed last says what to read again, whichever program wrote.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, Final, Generic, NamedTuple, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, String, case, func, or_, select, type_coerce

from backcare.notebook.relations import HOLD, LOG, MORNING, SESSION, STATE, TABLES, WITH_SESSION
from backcare.training.practice import PracticeDay

ID: Final = type_coerce(SESSION.id, String)  # as the driver gives it: making UUIDs of all takes longer
MANY: Final = 300  # sessions: to read more than these apart takes as long as to read them all

T = TypeVar("T")
Here: TypeAlias = tuple[ColumnElement[bool], ...]  # which sessions


class Kept(NamedTuple, Generic[T]):
    """What is known of each day that has any, in order, as of a `notebook`'s `version`.

    `sessions` are the days of all sessions, by id, so that a session that moves or goes takes its sums along.
    """

    notebook: UUID
    version: int
    sessions: Mapping[str, date]
    days: Mapping[date, T]


class Side(NamedTuple):
    """One day's holds of a side, in whole tenths: their mean, and the longest one that nobody interrupted."""

    mean: int
    longest: int | None


class ExerciseSums(NamedTuple):
    """One day of one exercise: the mean ratings before and after it in whole tenths, and its holds by side."""

    before: int | None = None
    after: int | None = None
    left: Side | None = None
    right: Side | None = None
    both: Side | None = None


def last_exercise(engine: Engine, person: UUID) -> str | None:
    """The exercise that was logged last; None where nothing is."""
    rows = select(LOG.exercise).select_from(WITH_SESSION).where(*_mine(person))
    rows = rows.order_by(SESSION.started_at.desc(), LOG.place.desc()).limit(1)
    with engine.connect() as connection:
        slug: str | None = connection.execute(rows).scalar()
    return slug


def day_mornings(engine: Engine, person: UUID) -> dict[date, int]:
    """The morning ratings in tenths."""
    rows = select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person)
    with engine.connect() as connection:
        return dict(connection.execute(rows).all())


def exercise_days(
    engine: Engine, person: UUID, exercise: str, before: Kept[ExerciseSums] | None = None
) -> Kept[ExerciseSums]:
    """Each day on which an exercise was logged; `before` is what was read earlier."""
    return _kept(engine, person, partial(_exercise, exercise), before)


def exercise_within(engine: Engine, person: UUID, exercise: str, first: date, last: date) -> dict[date, ExerciseSums]:
    """Likewise, of the days from `first` to `last` alone."""
    with engine.connect() as connection:
        return _exercise(exercise, connection, (*_mine(person), SESSION.local_date.between(first, last)))


def _exercise(exercise: str, connection: Connection, here: Here) -> dict[date, ExerciseSums]:
    own = (*here, func.coalesce(LOG.exercise, "") == exercise)  # not by the index: few sessions are found sooner
    seen = case((HOLD.interrupted.is_(False), HOLD.seconds))
    day = SESSION.local_date
    holds = (
        select(day, HOLD.side, func.avg(HOLD.seconds), func.max(seen))
        .select_from(WITH_SESSION.join(TABLES["hold"]))
        .where(*own)
        .group_by(day, HOLD.side)
    )
    rated = select(day, func.avg(LOG.before), func.avg(LOG.after)).select_from(WITH_SESSION).where(*own)
    sides: dict[date, dict[str, Side]] = {}
    for at, side, mean, longest in connection.execute(holds).all():
        sides.setdefault(at, {})[side] = Side(round(mean), longest)
    return {
        at: ExerciseSums(_whole(prior), _whole(after), **sides.get(at, {}))
        for at, prior, after in connection.execute(rated.group_by(day)).all()
    }


def day_pain(engine: Engine, person: UUID, before: Kept[float] | None = None) -> Kept[float]:
    """The mean of all ratings before and after on each rated day, in tenths; a carried one counts once.

    `before` is what was read earlier.
    """

    def read(connection: Connection, here: Here) -> dict[date, float]:
        own = case((LOG.before_source != "carried", LOG.before))
        count = func.count(own) + func.count(LOG.after)
        total = func.coalesce(func.sum(own), 0) + func.coalesce(func.sum(LOG.after), 0)
        rows = select(SESSION.local_date, total, count).select_from(WITH_SESSION).where(*here)
        found = connection.execute(rows.group_by(SESSION.local_date)).all()
        return {day: int(tenths) / times for day, tenths, times in found if times}

    return _kept(engine, person, read, before)


def practice_days(engine: Engine, person: UUID, before: Kept[PracticeDay] | None = None) -> Kept[PracticeDay]:
    """Each logged day with what was held of all exercises together; `before` is what was read earlier.

    A log that has nothing but the rating before it is of an exercise that was not done.
    """
    return _kept(engine, person, _practice, before)


def practice_since(engine: Engine, person: UUID, first: date) -> dict[date, PracticeDay]:
    """Likewise, of the days from `first` on alone."""
    with engine.connect() as connection:
        return _practice(connection, (*_mine(person), SESSION.local_date >= first))


def _practice(connection: Connection, here: Here) -> dict[date, PracticeDay]:
    done = case((or_(LOG.times > 0, LOG.after.is_not(None), LOG.stopped), LOG.exercise))
    rows = select(SESSION.local_date, func.sum(LOG.held), func.count(done.distinct()))
    rows = rows.select_from(WITH_SESSION).where(*here).group_by(SESSION.local_date)
    return {day: PracticeDay(day, int(held), count) for day, held, count in connection.execute(rows).all()}


def _whole(mean: Any) -> int | None:  # noqa: ANN401 - a Decimal or a float, as the database has it
    return None if mean is None else round(mean)


def _mine(person: UUID) -> Here:
    """The person's sessions that are not in the bin."""
    return SESSION.person_id == person, SESSION.deleted_at.is_(None)


def _kept(
    engine: Engine, person: UUID, read: Callable[[Connection, Here], Mapping[date, T]], before: Kept[T] | None
) -> Kept[T]:
    """What `read` finds, as of one moment: where something was read earlier, that with the touched days read again."""
    with engine.connect() as connection:
        notebook, version = connection.execute(select(STATE.notebook, STATE.version)).one()
        if before is None or before.notebook != notebook or before.version > version:
            sessions = _sessions(connection, person)
            return Kept(notebook, version, sessions, dict(sorted(read(connection, _mine(person)).items())))
        if before.version == version:
            return before
        sessions, touched = _since(connection, person, before)
        ids = [id_ for id_, day in sessions.items() if day in touched]
        few = len(ids) <= MANY
        known = {day: one for day, one in before.days.items() if day not in touched} if few else {}
        here = (*_mine(person), ID.in_(ids)) if few else _mine(person)
        fresh = sorted(read(connection, here).items()) if ids else []
    days = {**known, **dict(fresh)}
    if known and fresh and fresh[0][0] < next(reversed(known)):  # mostly it is the last day that is new
        days = dict(sorted(days.items()))
    return Kept(notebook, version, sessions, days)


def _sessions(connection: Connection, person: UUID, *only: ColumnElement[bool]) -> dict[str, date]:
    rows = select(ID, SESSION.local_date).where(*_mine(person), *only)
    return dict(connection.execute(rows).all())


def _since(connection: Connection, person: UUID, before: Kept[T]) -> tuple[dict[str, date], set[date]]:
    """The sessions as they are now, and the days that those which changed, came or went had and have."""
    fresh = _sessions(connection, person, SESSION.changed > before.version)
    now = {**before.sessions, **fresh}
    # what was removed, or lies in the bin, says nothing of itself: it is looked for only where the numbers differ
    count = select(func.count()).select_from(SESSION.id.table).where(*_mine(person))
    gone: set[str] = set()
    if connection.execute(count).scalar_one() != len(now):
        here = connection.execute(select(ID).where(*_mine(person))).scalars().all()
        gone = now.keys() - set(here)
        now = {id_: day for id_, day in now.items() if id_ not in gone}
    earlier = (before.sessions[id_] for id_ in chain(fresh, gone) if id_ in before.sessions)
    return now, {*fresh.values(), *earlier}
