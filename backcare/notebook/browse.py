"""The notebook to leaf through: a page of days, the newest first, read without the rest."""

from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, Table, select

from backcare.notebook.clinician import ClinicianWord, acting
from backcare.notebook.reads import StoredLog, stored_logs
from backcare.notebook.relations import BINNED_DECISION, DECISION, LOG, MORNING, SESSION, TABLES, WITH_SESSION
from backcare.safety.sittings import ZONES_APART

DAYS: Final = 7
"""On a page. A page of ten years is read as fast as one of a month."""
_DATED: Final = tuple(TABLES[name] for name in ("practice_session", "morning_rating", "flare_day"))


class BookSession(NamedTuple):
    """One sitting with its logs by place; `started_at` is in its zone."""

    id: UUID
    started_at: datetime
    zone: str
    source: str
    version: int
    logs: tuple[StoredLog, ...]


class BookDay(NamedTuple):
    """What a day holds: the morning's rating in tenths (None: not rated), its sittings by time, and what was decided.

    `decisions` are (exercise, kind), `lifts` the pauses that clinicians lifted, by the day on which that was entered.
    """

    day: date
    morning: int | None
    flare: bool
    sessions: tuple[BookSession, ...]
    decisions: tuple[tuple[str, str], ...]
    lifts: tuple[ClinicianWord, ...]


class Page(NamedTuple):
    """Days, the newest first; the last day of the pages beside it, None where there is none."""

    days: tuple[BookDay, ...]
    newer: date | None
    older: date | None


def page(engine: Engine, person: UUID, last: date | None = None, count: int = DAYS) -> Page:
    """The `count` newest days that hold anything, up to and with `last`; without it the newest of all."""
    with engine.connect() as connection:
        upto = _days(connection, person, count + 1, last)
        later = _days(connection, person, count, last, later=True) if last else []
        older = upto[count] if len(upto) > count else None
        return Page(_filled(connection, person, upto[:count]), max(later, default=None), older)


def search(engine: Engine, person: UUID, words: str) -> tuple[UUID, ...]:
    """The logs whose notes hold each of the words, whatever their case, the newest first; no words find nothing."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    mine = SESSION.person_id == person, SESSION.deleted_at.is_(None), LOG.note != ""
    notes = select(LOG.id, LOG.note).select_from(WITH_SESSION).where(*mine)
    with engine.connect() as connection:
        rows = connection.execute(notes.order_by(SESSION.started_at.desc(), LOG.place.desc())).all()
    # SQLite knows the case of ASCII letters alone, so the notes are compared here.
    folded = ((id_, note.casefold()) for id_, note in rows)
    return tuple(id_ for id_, note in folded if all(word in note for word in wanted))


def found_logs(engine: Engine, ids: tuple[UUID, ...]) -> tuple[StoredLog, ...]:
    """Logs in the order of their ids given; those that are gone are left out."""
    with engine.connect() as connection:
        by_id = {log.id: log for log in stored_logs(connection, LOG.id.in_(ids), SESSION.deleted_at.is_(None))}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def _days(
    connection: Connection, person: UUID, count: int, last: date | None = None, *, later: bool = False
) -> list[date]:
    """The `count` newest days that hold anything, up to and with `last`; or as many that come next after it."""
    found: set[date] = set()
    for table in _DATED:
        day = table.c.local_date
        rows = select(day).distinct().where(table.c.person_id == person).limit(count)
        if table is TABLES["practice_session"]:
            rows = rows.where(SESSION.deleted_at.is_(None))
        if last is not None:
            rows = rows.where(day > last if later else day <= last)
        found |= set(connection.execute(rows.order_by(day if later else day.desc())).scalars())
    return sorted(found, reverse=not later)[:count]


def _filled(connection: Connection, person: UUID, days: list[date]) -> tuple[BookDay, ...]:
    if not days:
        return ()
    sessions: defaultdict[date, list[BookSession]] = defaultdict(list)
    # The index is by time: a day lies within two of its own, whatever the zone.
    first, last = (datetime.combine(day, time(), UTC) for day in (days[-1] - ZONES_APART, days[0] + ZONES_APART))
    mine = SESSION.person_id == person, SESSION.deleted_at.is_(None), SESSION.started_at.between(first, last)
    for session in _sessions(connection, *mine, SESSION.local_date.in_(days)):
        sessions[session.started_at.date()].append(session)
    rated = select(MORNING.local_date, MORNING.pain).where(*_on(TABLES["morning_rating"], person, days))
    mornings = {row.local_date: row.pain for row in connection.execute(rated)}
    flare = TABLES["flare_day"]
    flares = set(connection.execute(select(flare.c.local_date).where(*_on(flare, person, days))).scalars())
    decided: defaultdict[date, list[tuple[str, str]]] = defaultdict(list)
    own = *_on(TABLES["resume_decision"], person, days), ~BINNED_DECISION
    rows = select(DECISION.local_date, DECISION.exercise, DECISION.kind).where(*own).order_by(DECISION.decided_at)
    for day, exercise, kind in connection.execute(rows):
        decided[day].append((exercise, kind))
    lifts = [one for one in acting(connection, person) if one.kind == "lift"]
    return tuple(
        BookDay(
            day,
            mornings.get(day),
            day in flares,
            tuple(sessions[day]),
            tuple(decided[day]),
            tuple(one for one in lifts if one.at.date() == day),
        )
        for day in days
    )


def _on(table: Table, person: UUID, days: list[date]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.person_id == person, table.c.local_date.in_(days)


def _sessions(connection: Connection, *here: ColumnElement[bool]) -> list[BookSession]:
    """The sittings that meet the conditions, by time."""
    logs: defaultdict[UUID, list[StoredLog]] = defaultdict(list)
    for log in stored_logs(connection, *here):
        logs[log.session].append(log)
    rows = select(SESSION.id, SESSION.started_at, SESSION.zone, SESSION.source, SESSION.version).where(*here)
    return [
        BookSession(id_, at.astimezone(ZoneInfo(zone)), zone, source, version, tuple(logs[id_]))
        for id_, at, zone, source, version in connection.execute(rows.order_by(SESSION.started_at, SESSION.id))
    ]
