"""The part of a long history that verdicts look at: its beginning and its latest sessions, read without the rest."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, and_, or_, select

from backcare.notebook.for_rules import Sittings, changed, facts, mornings, readings_of, sittings_of, state
from backcare.notebook.relations import LOG, MORNING, SESSION
from backcare.safety.history import History
from backcare.safety.sight import about_a_sitting, last_places, missing
from backcare.safety.sittings import Sitting, in_order, until
from backcare.safety.thresholds import FIRST_SEEN, SESSIONS_SEEN

ZONES_APART = timedelta(days=2)  # more than any two zones are


class Recent(NamedTuple):
    """What was read of a `notebook` as of its `version`: all sessions up to `early`, and all from `late` on."""

    notebook: UUID
    version: int
    early: datetime
    late: datetime
    sittings: Sittings
    history: History

    @property
    def here(self) -> ColumnElement[bool]:
        """The sessions that are in it."""
        return or_(SESSION.started_at <= self.early, SESSION.started_at >= self.late)


def recent_history(engine: Engine, person: UUID, now: datetime, before: Recent | None = None) -> Recent | None:
    """As much of the history as verdicts at `now` (aware) look at: they are the same as with all of it.

    None where that is not certain, and all is to be read: where the history is short, where an exercise was done last
    before the latest sessions, or where an answer about a leg was given before them.

    Args:
        engine: of the notebook.
        person: whose history.
        now: aware.
        before: what was read earlier; of it only what has changed since is read again.
    """
    with engine.connect() as connection:
        notebook, version = state(connection)
        mine = SESSION.person_id == person, SESSION.deleted_at.is_(None)
        told = facts(connection, person)
        if before is None or before.notebook != notebook or before.version > version:
            before = _first_read(connection, notebook, version, now, *mine)
        elif before.version < version:
            known = changed(connection, before.sittings, before.version, *mine, before.here)
            before = before._replace(version=version, sittings=known)
        found = _enough(connection, before, told, now, *mine) if before else None
        if found is None:
            return None
        days = _days(found, MORNING.person_id == person)
        whole = replace(told, readings=readings_of(found.sittings), mornings=mornings(connection, *days))
    return found._replace(history=whole)


def _first_read(
    connection: Connection, notebook: UUID, version: int, now: datetime, *mine: ColumnElement[bool]
) -> Recent | None:
    order = SESSION.started_at
    early = connection.execute(select(order).where(*mine).order_by(order).offset(FIRST_SEEN).limit(1)).scalar()
    late = _back(connection, SESSIONS_SEEN, *mine, order <= now)
    if early is None or late is None or late <= early:
        return None
    known = sittings_of(connection, *mine, order <= early) | sittings_of(connection, *mine, order >= late)
    return Recent(notebook, version, early, late, known, History())


def _back(connection: Connection, count: int, *here: ColumnElement[bool]) -> datetime | None:
    """When the session began after which there are `count` more."""
    order = SESSION.started_at
    rows = select(order).where(*here).order_by(order.desc()).offset(count).limit(1)
    found: datetime | None = connection.execute(rows).scalar()
    return found


def _enough(
    connection: Connection, found: Recent, told: History, now: datetime, *mine: ColumnElement[bool]
) -> Recent | None:
    """With the sessions that are missing before the latest ones; None where it would take all."""
    latest = _latest(found, now)
    while lacking := missing(latest, told.decisions):
        late = _back(connection, lacking - 1, *mine, SESSION.started_at < found.late)
        if late is None or late <= found.early:
            return None
        more = sittings_of(connection, *mine, SESSION.started_at >= late, SESSION.started_at < found.late)
        found = found._replace(late=late, sittings=found.sittings | more)
        latest = _latest(found, now)
    if _others(connection, last_places(latest)):
        return None
    asked = (one.at for one in told.answers if about_a_sitting(one))
    return None if any(one < found.late for one in asked) else found


def _latest(found: Recent, now: datetime) -> tuple[Sitting, ...]:
    return until(in_order([one for one in found.sittings.values() if one and one.utc >= found.late]), now)


def _others(connection: Connection, known: Collection[str]) -> bool:
    """Whether any other exercise than the known ones was ever logged: an index says so without being read through."""
    names = sorted(known)
    spans = [and_(LOG.exercise > low, LOG.exercise < high) for low, high in pairwise(names)]
    rows = select(LOG.exercise).where(or_(LOG.exercise < names[0], LOG.exercise > names[-1], *spans)).limit(1)
    return connection.execute(rows).first() is not None


def _days(found: Recent, mine: ColumnElement[bool]) -> Iterable[ColumnElement[bool]]:
    """The mornings of its days, and some more."""
    early, late = (found.early + ZONES_APART).date(), (found.late - ZONES_APART).date()
    return mine, or_(MORNING.local_date <= early, MORNING.local_date >= late)
