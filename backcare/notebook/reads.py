"""What is read: queries to plain tuples. Sessions in the bin are left out."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, Row, select

from backcare.notebook.for_rules import history
from backcare.notebook.relations import HOLD, LOG, MORNING, SESSION, STATE, TABLES, WITH_SESSION
from backcare.notebook.told import (
    StoredAnswer,
    answers,
    setup_answers,
)
from backcare.notebook.whole import everything
from backcare.safety.history import BeforeSource

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
    rows = select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person).order_by(MORNING.local_date)
    with engine.connect() as connection:
        return tuple(StoredMorning(day, pain) for day, pain in connection.execute(rows))
