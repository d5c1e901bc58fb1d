"""The history that the rules look at: read whole once, and after a write only what has changed since."""

from dataclasses import replace
from datetime import UTC, date
from functools import partial
from typing import NamedTuple, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, String, func, select, type_coerce

from backcare.notebook import clinician
from backcare.notebook.packed import unpacked
from backcare.notebook.relations import BINNED_DECISION, DECISION, MORNING, SESSION, STATE
from backcare.notebook.told import answers_for_rules, checks_for_rules, flares_for_rules
from backcare.safety.history import Decision, History, Morning, Reading
from backcare.safety.sittings import Sitting, in_order, ordered

_made = partial(tuple.__new__, Reading)  # as Reading._make, of which ten years would be felt
Sittings: TypeAlias = dict[str, Sitting | None]
"""By the session's id as the driver gives it; None for a session without a log."""


class Kept(NamedTuple):
    """The history of a `notebook` as of its `version`, and its sittings. `lacks` says which sessions it has not."""

    notebook: UUID
    version: int
    history: History
    sittings: Sittings
    lacks: tuple[ColumnElement[bool], ...] = ()


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
        notebook, version = state(connection)
        here = SESSION.person_id == person, SESSION.deleted_at.is_(None)
        if before is None or before.notebook != notebook or before.version > version:
            sittings, rated = sittings_of(connection, *here), None
        else:
            sittings = before.sittings | (sittings_of(connection, *here, *before.lacks) if before.lacks else {})
            if before.version < version:
                sittings = changed(connection, sittings, before.version, *here)
            rated = _same_mornings(connection, before)
        if rated is None:
            rated = mornings(connection, MORNING.person_id == person)
        found = replace(facts(connection, person), readings=readings_of(sittings), mornings=rated)
    return Kept(notebook, version, found, sittings)


def _same_mornings(connection: Connection, before: Kept) -> tuple[Morning, ...] | None:
    """The mornings as they were read before; None where those were not all, or one was written since."""
    last: int = connection.execute(select(STATE.mornings)).scalar_one()
    return before.history.mornings if last <= before.version and not before.lacks else None


def state(connection: Connection) -> tuple[UUID, int]:
    """Which notebook it is, and its version."""
    notebook, version = connection.execute(select(STATE.notebook, STATE.version)).one()
    return notebook, version


def changed(connection: Connection, known: Sittings, version: int, *here: ColumnElement[bool]) -> Sittings:
    """The sittings as they are now, of which `known` are those at an earlier version; `here` says which are meant.

    Nothing changed says of itself that it was removed, or lies in the bin. But all that are there are known now: where
    they are as many as that, they are the same.
    """
    fresh = sittings_of(connection, SESSION.changed > version, *here)
    known = known | fresh if fresh else known
    if connection.execute(select(func.count()).select_from(SESSION.id.table).where(*here)).scalar_one() == len(known):
        return known
    ids = connection.execute(select(type_coerce(SESSION.id, String)).where(*here)).scalars()
    return {id_: known[id_] for id_ in ids}


def readings_of(sittings: Sittings) -> tuple[Reading, ...]:
    """Their readings, which know the sittings."""
    return ordered(in_order([one for one in sittings.values() if one]))


def changed_session_days(old: Kept, new: Kept) -> frozenset[date] | None:
    """The days of which a session is new, changed or gone since `old` was read; None of two notebooks."""
    if old.notebook != new.notebook:
        return None
    was, now = set(old.sittings.items()), set(new.sittings.items())
    return frozenset([one.day for _, one in was ^ now if one])


def told(engine: Engine, person: UUID) -> History:
    """What the person told and decided, without readings and mornings."""
    with engine.connect() as connection:
        return facts(connection, person)


def facts(connection: Connection, person: UUID) -> History:
    """What the person told and decided, without readings and mornings."""
    return History(
        decisions=_decisions(connection, person),
        answers=answers_for_rules(connection, person),
        checks=checks_for_rules(connection, person),
        flares=flares_for_rules(connection, person),
    )


def sittings_of(connection: Connection, *here: ColumnElement[bool]) -> Sittings:
    """The sittings of the sessions that meet the conditions, oldest first.

    A session is named by its id as the driver gives it: at ten years of sessions each detour is felt.
    """
    rows = select(type_coerce(SESSION.id, String), SESSION.started_at, SESSION.zone, SESSION.readings).where(*here)
    found = connection.execute(rows.order_by(SESSION.started_at, SESSION.id)).all()
    zones = {zone: ZoneInfo(zone) for zone in {zone for _, _, zone, _ in found}}
    sittings: Sittings = {}
    for (key, at, zone, _), logs in zip(found, unpacked([text for *_, text in found]), strict=True):
        began = _dashed(str(key)), at.astimezone(zones[zone])
        own = tuple([_made((*began, *log)) for log in logs])
        sittings[key] = Sitting(at, began[0], own) if own else None
    return sittings


def _dashed(id_: str) -> str:
    """An id as it is written elsewhere; to make a UUID of it takes six times as long."""
    return id_ if "-" in id_ else "-".join((id_[:8], id_[8:12], id_[12:16], id_[16:20], id_[20:]))


def mornings(connection: Connection, *here: ColumnElement[bool]) -> tuple[Morning, ...]:
    """The morning ratings that meet the conditions, by day."""
    rows = select(MORNING.local_date, MORNING.pain).where(*here).order_by(MORNING.local_date)
    return tuple(map(Morning._make, connection.execute(rows).all()))


def _decisions(connection: Connection, person: UUID) -> tuple[Decision, ...]:
    """The person's own, and the lifts of clinicians, in the order of their times."""
    rows = select(DECISION.decided_at, DECISION.zone, DECISION.exercise, DECISION.kind)
    rows = rows.where(DECISION.person_id == person, ~BINNED_DECISION).order_by(DECISION.decided_at)
    own = [
        Decision(at.astimezone(ZoneInfo(zone)), exercise, kind) for at, zone, exercise, kind in connection.execute(rows)
    ]
    lifted = clinician.lifts(clinician.acting(connection, person))
    return tuple(sorted([*own, *lifted], key=lambda one: one.at.astimezone(UTC)))
