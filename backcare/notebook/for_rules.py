"""The history that the rules look at: read whole once, and after a write only what has changed since."""

from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, String, func, select, type_coerce

from backcare.notebook.readings import mean_hold, reading_of
from backcare.notebook.relations import DECISION, LOG, MORNING, SESSION, STATE, WITH_SESSION
from backcare.notebook.told import answers_for_rules, checks_for_rules, flares_for_rules
from backcare.safety.history import Decision, History, Morning, Reading

Sittings: TypeAlias = dict[str, tuple[Reading, ...]]  # by the session's id


class Kept(NamedTuple):
    """The history of a `notebook` as of its `version`, and its readings by session."""

    notebook: UUID
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
        before: what was read earlier. Where it is of the same notebook, only the sessions that have changed since are
            read again, whichever program wrote; ten years are then read in milliseconds.
    """
    with engine.connect() as connection:
        notebook, version = connection.execute(select(STATE.notebook, STATE.version)).one()
        if before is None or before.notebook != notebook or before.version > version:
            sittings = _by_session(connection, person)
        elif before.version < version:
            sittings = before.sittings | _by_session(connection, person, SESSION.changed > before.version)
            sittings = _left(connection, person, sittings)
        else:
            sittings = before.sittings
        readings = tuple(chain.from_iterable(sittings.values()))
        found = replace(_told(connection, person), readings=readings, mornings=_mornings(connection, person))
    return Kept(notebook, version, found, sittings)


def _left(connection: Connection, person: UUID, known: Sittings) -> Sittings:
    """Without the sessions that were removed, or lie in the bin: nothing changed says so of itself.

    All that are there are known. So where they are as many, they are the same.
    """
    here = SESSION.person_id == person, SESSION.deleted_at.is_(None)
    if connection.execute(select(func.count(SESSION.id)).where(*here)).scalar_one() == len(known):
        return known
    ids = connection.execute(select(type_coerce(SESSION.id, String)).where(*here)).scalars()
    return {id_: known[id_] for id_ in ids}


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


def _by_session(connection: Connection, person: UUID, *only: ColumnElement[bool]) -> Sittings:
    """The readings of each session that is not in the bin, in order of time; `only` are conditions on sessions.

    The rows of the two queries meet by the id as the driver gives it, since making UUIDs of all takes longer.
    """
    here = SESSION.person_id == person, SESSION.deleted_at.is_(None), *only
    sessions = select(type_coerce(SESSION.id, String), SESSION.id, SESSION.started_at, SESSION.zone).where(*here)
    times = {
        key: (str(id_), at.astimezone(ZoneInfo(zone)))
        for key, id_, at, zone in connection.execute(sessions.order_by(SESSION.started_at)).all()
    }
    names = ("place", "exercise", "variant", "before", "before_source", "worst", "after", "stopped", "held", "times")
    rows = select(type_coerce(LOG.session_id, String), *(LOG[name] for name in names))
    found: dict[str, list[Reading]] = {key: [] for key in times}
    logs = connection.execute(rows.select_from(WITH_SESSION).where(*here)).all() if times else ()
    for key, *given in logs:
        found[key].append(_reading(*times[key], *given))
    return {key: tuple(own) for key, own in found.items()}


def _reading(session: str, at: datetime, *given: Any) -> Reading:  # noqa: ANN401 - a row of the query above
    place, exercise, variant, before, source, worst, after, stopped, held, times = given
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
        holds=(mean_hold(held, times),) if times else (),  # the mean of one number is that number
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
