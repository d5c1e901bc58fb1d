"""The history that the rules look at: read whole once, and after a write only what it touched."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, String, func, select, type_coerce

from backcare.notebook import changes
from backcare.notebook.readings import mean_hold, reading_of
from backcare.notebook.relations import DECISION, HOLD, LOG, MORNING, SESSION, STATE, WITH_SESSION
from backcare.notebook.told import answers_for_rules, checks_for_rules, flares_for_rules
from backcare.safety.history import Decision, History, Morning, Reading

Sittings: TypeAlias = dict[str, tuple[Reading, ...]]  # by the session's id


class Kept(NamedTuple):
    """The history as of the notebook's `version`, and its readings by session."""

    version: int
    history: History
    sittings: Sittings


def history(engine: Engine, person: UUID) -> History:
    """Everything the rules look at, as of one moment."""
    return kept_history(engine, person).history


def kept_history(engine: Engine, person: UUID, before: Kept | None = None) -> Kept:
    """Everything the rules look at, as of one moment.

    Args:
        engine: of the notebook.
        person: whose history.
        before: what was read earlier of the same notebook. Of its sessions those alone are read again that a write
            has touched since, where that is known; ten years are then read in milliseconds.
    """
    with engine.connect() as connection:
        version = int(connection.execute(select(STATE.version)).scalar_one())
        touched = changes.between(engine, before.version, version) if before else None
        if before is None or touched is None:
            sittings = _by_session(_readings(connection, person))
        else:
            fresh = _by_session(_readings(connection, person, touched)) if touched else {}
            gone = {str(one) for one in touched}
            sittings = {id_: own for id_, own in before.sittings.items() if id_ not in gone} | fresh
        readings = tuple(chain.from_iterable(sittings.values()))
        found = replace(_told(connection, person), readings=readings, mornings=_mornings(connection, person))
    return Kept(version, found, sittings)


def told(engine: Engine, person: UUID) -> History:
    """What the person told and decided, without readings and mornings."""
    with engine.connect() as connection:
        return _told(connection, person)


def _told(connection: Connection, person: UUID) -> History:
    return History(
        decisions=_decisions(connection, person),
        answers=answers_for_rules(connection, person),
        checks=checks_for_rules(connection, person),
        flares=flares_for_rules(connection, person),
    )


def _by_session(readings: Iterable[Reading]) -> Sittings:
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.session, []).append(reading)
    return {id_: tuple(own) for id_, own in found.items()}


def _readings(connection: Connection, person: UUID, only: Collection[UUID] | None = None) -> Iterable[Reading]:
    """Read ten years in a fraction of a second: sessions apart from logs, and holds added up by the database.

    The rows of the two queries meet by the id as the driver gives it, since making UUIDs of all takes longer.
    `only` names the sessions that are wanted; None wants all.
    """
    here = [SESSION.person_id == person, SESSION.deleted_at.is_(None)]
    logged = select(HOLD.log_id, func.sum(HOLD.seconds).label("seconds"), func.count().label("times"))
    if only is not None:
        here.append(SESSION.id.in_(only))
        logged = logged.where(HOLD.log_id.in_(select(LOG.id).where(LOG.session_id.in_(only))))
    sessions = select(type_coerce(SESSION.id, String), SESSION.id, SESSION.started_at, SESSION.zone).where(*here)
    sittings = {
        key: (str(id_), at.astimezone(ZoneInfo(zone))) for key, id_, at, zone in connection.execute(sessions).all()
    }
    held = logged.group_by(HOLD.log_id).subquery()
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
    return (_reading(*sittings[key], *given) for key, *given in connection.execute(rows).all())


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
    rows = select(MORNING.local_date, MORNING.pain).where(MORNING.person_id == person).order_by(MORNING.local_date)
    return tuple(Morning(day, pain) for day, pain in connection.execute(rows))


def _decisions(connection: Connection, person: UUID) -> tuple[Decision, ...]:
    rows = select(DECISION.decided_at, DECISION.zone, DECISION.exercise, DECISION.kind)
    rows = rows.where(DECISION.person_id == person).order_by(DECISION.decided_at)
    return tuple(
        Decision(at.astimezone(ZoneInfo(zone)), exercise, kind) for at, zone, exercise, kind in connection.execute(rows)
    )
