"""What is read: queries to plain tuples. Sessions in the bin are left out."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Row, Select, String, func, select, type_coerce

from backcare.notebook.readings import mean_hold, reading_of
from backcare.notebook.tables import Base
from backcare.notebook.told import (
    StoredAnswer,
    answers,
    answers_for_rules,
    checks_for_rules,
    flares_for_rules,
    setup_answers,
)
from backcare.notebook.whole import everything
from backcare.safety.history import BeforeSource, Decision, History, Morning, Reading

__all__ = [
    "StoredAnswer",
    "StoredLog",
    "StoredMorning",
    "answers",
    "everything",
    "history",
    "log",
    "logs",
    "mornings",
    "notebook_id",
    "setup_answers",
    "version",
]

TABLES = Base.metadata.tables
STATE = TABLES["notebook_state"].c
SESSION = TABLES["practice_session"].c
LOG = TABLES["exercise_log"].c
HOLD = TABLES["hold"].c
MORNING = TABLES["morning_rating"].c
DECISION = TABLES["resume_decision"].c
WITH_SESSION = TABLES["exercise_log"].join(TABLES["practice_session"])


class StoredLog(NamedTuple):
    """One exercise log; `started_at` is in the zone of its session, `holds` are (side, tenths) as they were held.

    `interrupted` are the places within `holds` of those that the device slept through.
    """

    id: UUID
    session: UUID
    started_at: datetime
    zone: str
    exercise: str
    variant: str
    place: int
    before: int | None
    worst: int | None
    after: int | None
    before_source: BeforeSource
    stopped: bool
    note: str
    holds: tuple[tuple[str, int], ...]
    version: int
    interrupted: tuple[int, ...] = ()


class StoredMorning(NamedTuple):
    """The rating of one morning, in tenths."""

    day: date
    pain: int


def version(engine: Engine) -> int:
    """A number that every write raises: what was read at one number holds as long as it stands."""
    with engine.connect() as connection:
        return int(connection.execute(select(STATE.version)).scalar_one())


def notebook_id(engine: Engine) -> UUID:
    """Which notebook this is: an id that it was given when it was made."""
    with engine.connect() as connection:
        id_: UUID = connection.execute(select(STATE.notebook)).scalar_one()
        return id_


def history(engine: Engine, person: UUID) -> History:
    """Everything the rules look at, as of one moment."""
    with engine.connect() as connection:
        return History(
            _readings(connection, person),
            _mornings(connection, person),
            _decisions(connection, person),
            answers_for_rules(connection, person),
            checks_for_rules(connection, person),
            flares_for_rules(connection, person),
        )


def _readings(connection: Connection, person: UUID) -> tuple[Reading, ...]:
    """Read ten years in a fraction of a second: sessions apart from logs, and holds added up by the database.

    The rows of the two queries meet by the id as the driver gives it, since making UUIDs of all takes longer.
    """
    here = SESSION.person_id == person, SESSION.deleted_at.is_(None)
    sessions = select(type_coerce(SESSION.id, String), SESSION.id, SESSION.started_at, SESSION.zone).where(*here)
    sittings = {
        key: (str(id_), at.astimezone(ZoneInfo(zone))) for key, id_, at, zone in connection.execute(sessions).all()
    }
    held = (
        select(HOLD.log_id, func.sum(HOLD.seconds).label("seconds"), func.count().label("times"))
        .group_by(HOLD.log_id)
        .subquery()
    )
    rows = (
        select(
            type_coerce(LOG.session_id, String),
            LOG.place,
            LOG.exercise,
            LOG.variant,
            LOG.before,
            LOG.before_source,
            LOG.worst,
            LOG.after,
            LOG.stopped,
            held.c.seconds,
            held.c.times,
        )
        .select_from(WITH_SESSION.outerjoin(held))
        .where(*here)
    )
    return tuple(_reading(*sittings[key], *given) for key, *given in connection.execute(rows).all())


def _reading(session: str, at: datetime, *given: Any) -> Reading:  # noqa: ANN401 - a row of the query above
    place, exercise, variant, before, source, worst, after, stopped, seconds, times = given
    return reading_of(
        session=session,
        at=at,
        place=place,
        exercise=exercise,
        variant=variant,
        before=before,
        before_source=source,
        worst=worst,
        after=after,
        stopped=stopped,
        holds=(mean_hold(seconds, times),) if times else (),  # the mean of one number is that number
    )


def _mornings(connection: Connection, person: UUID) -> tuple[Morning, ...]:
    return tuple(Morning(day, pain) for day, pain in connection.execute(_morning_rows(person)))


def _morning_rows(person: UUID) -> Select[Any]:
    return select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person).order_by(MORNING.local_date)


def _decisions(connection: Connection, person: UUID) -> tuple[Decision, ...]:
    rows = select(DECISION.decided_at, DECISION.zone, DECISION.exercise, DECISION.kind)
    rows = rows.where(DECISION.person_id == person).order_by(DECISION.decided_at)
    return tuple(
        Decision(at.astimezone(ZoneInfo(zone)), exercise, kind) for at, zone, exercise, kind in connection.execute(rows)
    )


def logs(
    engine: Engine,
    person: UUID,
    *,
    exercise: str | None = None,
    first: date | None = None,
    last: date | None = None,
) -> tuple[StoredLog, ...]:
    """Logs in the order in which they were done; `first` and `last` are days of the person's own, inclusive."""
    conditions = [SESSION.person_id == person, SESSION.deleted_at.is_(None)]
    if exercise is not None:
        conditions.append(LOG.exercise == exercise)
    if first is not None:
        conditions.append(SESSION.local_date >= first)
    if last is not None:
        conditions.append(SESSION.local_date <= last)
    with engine.connect() as connection:
        return stored_logs(connection, *conditions)


def last_logs(engine: Engine, person: UUID, exercise: str, count: int) -> tuple[StoredLog, ...]:
    """The last `count` logs of one exercise, oldest first."""
    own = SESSION.person_id == person, SESSION.deleted_at.is_(None), LOG.exercise == exercise
    latest = select(LOG.id).select_from(WITH_SESSION).where(*own).order_by(SESSION.started_at.desc(), LOG.place.desc())
    with engine.connect() as connection:
        ids = connection.execute(latest.limit(count)).scalars().all()
        return stored_logs(connection, LOG.id.in_(ids))


def log(engine: Engine, id: UUID) -> StoredLog | None:  # noqa: A002 - it is the log's id
    """One log; None where there is none."""
    with engine.connect() as connection:
        return next(iter(stored_logs(connection, LOG.id == id)), None)


def stored_logs(connection: Connection, *conditions: Any) -> tuple[StoredLog, ...]:  # noqa: ANN401 - SQL conditions
    """The logs that meet the conditions, by time and place, each with its holds."""
    holds: defaultdict[UUID, list[tuple[str, int, bool]]] = defaultdict(list)
    held = select(HOLD.log_id, HOLD.side, HOLD.seconds, HOLD.interrupted).select_from(WITH_SESSION.join(TABLES["hold"]))
    for log_id, *hold in connection.execute(held.where(*conditions).order_by(HOLD.log_id, HOLD.position)):
        holds[log_id].append(tuple(hold))
    rows = (
        select(
            LOG.id,
            LOG.session_id,
            SESSION.started_at,
            SESSION.zone,
            LOG.exercise,
            LOG.variant,
            LOG.place,
            LOG.before,
            LOG.worst,
            LOG.after,
            LOG.before_source,
            LOG.stopped,
            LOG.note,
            LOG.version,
        )
        .select_from(WITH_SESSION)
        .where(*conditions)
        .order_by(SESSION.started_at, SESSION.id, LOG.place, LOG.id)
    )
    return tuple(_stored(row, holds[row.id]) for row in connection.execute(rows))


def _stored(row: Row[*tuple[Any, ...]], held: list[tuple[str, int, bool]]) -> StoredLog:
    id_, session, at, zone, *given, edits = row
    holds = tuple((side, seconds) for side, seconds, _ in held)
    marked = tuple(place for place, (_, _, interrupted) in enumerate(held) if interrupted)
    return StoredLog._make((id_, session, at.astimezone(ZoneInfo(zone)), zone, *given, holds, edits, marked))


def mornings(engine: Engine, person: UUID) -> tuple[StoredMorning, ...]:
    """Morning ratings by day."""
    with engine.connect() as connection:
        return tuple(StoredMorning(day, pain) for day, pain in connection.execute(_morning_rows(person)))
