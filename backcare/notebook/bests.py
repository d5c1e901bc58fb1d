"""The longest holds so far."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias
from uuid import UUID

from sqlalchemy import Connection, Engine, String, func, select, type_coerce

from backcare.notebook.for_rules import state
from backcare.notebook.relations import HOLD, LOG, SESSION, WITH_SESSION

Form: TypeAlias = tuple[str, str, str]


class Longest(NamedTuple):
    """A hold in tenths, and the session that it was held in, as the driver gives its id."""

    seconds: int
    session: str


class Bests(NamedTuple):
    """The longest hold of each form, of a `notebook` as of its `version`."""

    notebook: UUID
    version: int
    longest: dict[Form, Longest]


def bests(engine: Engine, person: UUID) -> dict[Form, int]:
    """The longest hold in tenths by (exercise, variant, side).

    Interrupted holds are left out, since nobody saw their end, and so are sessions in the bin.
    """
    return {form: one.seconds for form, one in kept_bests(engine, person).longest.items()}


def kept_bests(engine: Engine, person: UUID, before: Bests | None = None) -> Bests:
    """The same with the sessions; after a write only the sessions that have changed are looked through.

    That is enough as long as the session of each best one is there and unchanged, or is beaten, or still has as long a
    hold. Where a best one was taken back or made shorter, all are looked through again.
    """
    with engine.connect() as connection:
        notebook, version = state(connection)
        found = None
        if before and before.notebook == notebook and before.version <= version:
            found = _since(connection, person, before) if before.version < version else before.longest
        return Bests(notebook, version, _longest(connection, person) if found is None else found)


def _since(connection: Connection, person: UUID, before: Bests) -> dict[Form, Longest] | None:
    """The longest ones now; None where a best one may be gone."""
    fresh = _longest(connection, person, before.version)
    same = _unchanged(connection, {one.session for one in before.longest.values()}, before.version)
    for form, old in before.longest.items():
        new = fresh.get(form)
        if old.session in same:
            fresh[form] = max(old, new) if new else old
        elif new is None or new.seconds < old.seconds:
            return None
    return fresh


def _unchanged(connection: Connection, sessions: Iterable[str], version: int) -> set[str]:
    id_ = type_coerce(SESSION.id, String)
    here = id_.in_(sorted(sessions)), SESSION.changed <= version, SESSION.deleted_at.is_(None)
    return set(connection.execute(select(id_).where(*here)).scalars())


def _longest(connection: Connection, person: UUID, version: int | None = None) -> dict[Form, Longest]:
    """Of all sessions, or of those that have changed since a version."""
    held = select(HOLD.log_id, HOLD.side, func.max(HOLD.seconds).label("longest")).where(HOLD.interrupted.is_(False))
    mine = [SESSION.person_id == person, SESSION.deleted_at.is_(None)]
    if version is not None:
        mine.append(SESSION.changed > version)
        held = held.where(HOLD.log_id.in_(select(LOG.id).select_from(WITH_SESSION).where(*mine)))
    # First within each log, where its holds lie together on disk: ten years take half as long as in one step.
    logs = held.group_by(HOLD.log_id, HOLD.side).subquery()
    form = LOG.exercise, LOG.variant, logs.c.side
    place = func.row_number().over(partition_by=form, order_by=(logs.c.longest.desc(), SESSION.id.desc()))
    session = type_coerce(LOG.session_id, String).label("session")
    ranked = select(*form, logs.c.longest, session, place.label("place")).select_from(WITH_SESSION.join(logs))
    first = ranked.where(*mine).subquery()
    rows = select(*(first.c[name] for name in ("exercise", "variant", "side", "longest", "session")))
    found = connection.execute(rows.where(first.c.place == 1)).all()
    return {(exercise, variant, side): Longest(longest, id_) for exercise, variant, side, longest, id_ in found}
