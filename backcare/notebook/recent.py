"""The part of a long history that verdicts look at: its beginning and its latest sessions, read without the rest."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Select, and_, or_, select

from backcare.notebook.for_rules import Kept, Sittings, changed, facts, mornings, readings_of, sittings_of, state
from backcare.notebook.relations import LOG, MORNING, SESSION
from backcare.safety.history import History
from backcare.safety.sight import about_a_sitting, last_places, missing
from backcare.safety.sittings import ZONES_APART, Sitting, in_order, until
from backcare.safety.thresholds import FIRST_SEEN, SESSIONS_SEEN

FIRST, LAST = (at.replace(tzinfo=UTC) for at in (datetime.min, datetime.max))  # noqa: DTZ901 - they have it now
INSTANT = timedelta(microseconds=1)  # times are no finer


class Recent(NamedTuple):
    """What was read of a `notebook` as of its `version`: all sessions up to `early`, and all from `late` on."""

    notebook: UUID
    version: int
    early: datetime
    late: datetime
    sittings: Sittings
    history: History

    @property
    def kept(self) -> Kept:
        """It as a beginning for a reading of all, which reads the rest."""
        between = SESSION.started_at > self.early, SESSION.started_at < self.late
        return Kept(self.notebook, self.version, self.history, self.sittings, between)

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
            if known.keys() >= before.sittings.keys():
                before = before._replace(version=version, sittings=known)
            else:  # what was removed, or went with a restore, may have been at the beginning: that ends later now
                before = _first_read(connection, notebook, version, now, *mine)
        found = _enough(connection, before, told, now, *mine) if before else None
        if found is None:
            return None
        days = _days(found, _latest(found, now)[-SESSIONS_SEEN - 1].utc)
        rated = mornings(connection, MORNING.person_id == person, days)
        whole = replace(told, readings=readings_of(found.sittings), mornings=rated)
    return found._replace(history=whole)


def _first_read(
    connection: Connection, notebook: UUID, version: int, now: datetime, *mine: ColumnElement[bool]
) -> Recent | None:
    order = SESSION.started_at
    early = connection.execute(select(order).where(*mine).order_by(order).offset(FIRST_SEEN).limit(1)).scalar()
    late = _back(connection, now + INSTANT, SESSIONS_SEEN + 1, *mine)
    if early is None or late is None or late <= early:
        return None
    known = _between(connection, FIRST, early, *mine) | _between(connection, late, LAST, *mine)
    return Recent(notebook, version, early, late, known, History())


def _between(connection: Connection, first: datetime, last: datetime, *mine: ColumnElement[bool]) -> Sittings:
    """The sittings of a stretch, both ends included. One form of question for each: a new form is costly."""
    return sittings_of(connection, *mine, SESSION.started_at.between(first, last))


def _back(connection: Connection, until: datetime, count: int, *mine: ColumnElement[bool]) -> datetime | None:
    """When the session began that is the `count`-th back from `until`, which does not count itself."""
    order = SESSION.started_at
    rows = select(order).where(*mine, order < until).order_by(order.desc()).offset(count - 1).limit(1)
    found: datetime | None = connection.execute(rows).scalar()
    return found


def _enough(
    connection: Connection, found: Recent, told: History, now: datetime, *mine: ColumnElement[bool]
) -> Recent | None:
    """With the sessions that are missing before the latest ones; None where it would take all."""
    latest = _latest(found, now)
    while lacking := missing(latest, told.decisions):
        late = _back(connection, found.late, lacking, *mine)
        if late is None or late <= found.early:
            return None
        more = _between(connection, late, found.late - INSTANT, *mine)
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
    return connection.execute(_beside(tuple(sorted(known)))).first() is not None


@lru_cache(maxsize=8)
def _beside(names: tuple[str, ...]) -> Select[tuple[str]]:
    spans = [and_(LOG.exercise > low, LOG.exercise < high) for low, high in pairwise(names)]
    return select(LOG.exercise).where(or_(LOG.exercise < names[0], LOG.exercise > names[-1], *spans)).limit(1)


def _days(found: Recent, since: datetime) -> ColumnElement[bool]:
    """The mornings of the days that count, and some more."""
    early, late = (found.early + ZONES_APART).date(), (since - ZONES_APART).date()
    return or_(MORNING.local_date <= early, MORNING.local_date >= late)
