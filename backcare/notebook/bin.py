"""The bin: what was deleted waits there, counts for nothing, and can be put back.

A session lies in it as a whole. One exercise of a session gets a session of its own there, of the same start.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Engine, delete, func, insert, update
from sqlmodel import Session, col, select

from backcare.errors import EditConflict
from backcare.notebook.engine import writing
from backcare.notebook.journal import touch
from backcare.notebook.reads import StoredLog, stored_logs
from backcare.notebook.relations import SESSION
from backcare.notebook.tables import ExerciseLog, Hold, PracticeSession, ResumeDecision

WAITS: Final = timedelta(days=30)


class Binned(NamedTuple):
    """A session in the bin; `started_at` and `deleted_at` are aware, in the zone of the session."""

    id: UUID
    started_at: datetime
    deleted_at: datetime
    logs: tuple[StoredLog, ...]


def delete_session(engine: Engine, session: UUID, at: datetime) -> None:
    """Put a session into the bin, with all that is in it. One that is there already stays as it is.

    Raises:
        NotSaved: It is where it was.
    """
    with writing(engine) as write:
        _delete(write, session, at)


def delete_log(engine: Engine, log: UUID, at: datetime) -> UUID | None:
    """Put one exercise into the bin, and its session with it where it holds nothing else.

    Returns:
        The session that it lies in there; None where it is none any more.

    Raises:
        NotSaved: It is where it was.
    """
    with writing(engine) as write:
        here = write.exec(select(PracticeSession).join(ExerciseLog).where(ExerciseLog.id == log)).first()
        if here is None:
            return None
        if here.deleted_at is not None:
            return here.id
        others = select(ExerciseLog.id).where(ExerciseLog.session_id == here.id, ExerciseLog.id != log)
        if write.exec(others).first() is None:
            _delete(write, here.id, at)
            return here.id
        own = here.model_dump(exclude={"readings", "changed"}) | {"id": uuid4(), "version": 1, "deleted_at": at}
        write.exec(insert(PracticeSession).values(own))
        _move(write, [log], own["id"])
        touch(write, here.id, own["id"])
        return UUID(str(own["id"]))


def put_back(engine: Engine, session: UUID) -> None:
    """Take a session out of the bin; into the one of the same start, where there is one.

    Raises:
        EditConflict: It is no longer there.
        NotSaved: It is still in the bin.
    """
    with writing(engine) as write:
        binned = write.get(PracticeSession, session)
        if binned is None:
            raise EditConflict(
                "It is no longer in the bin, so there was nothing to put back.", "Look at the day itself."
            )
        live = select(PracticeSession.id).where(
            PracticeSession.person_id == binned.person_id,
            PracticeSession.started_at == binned.started_at,
            PracticeSession.zone == binned.zone,
            col(PracticeSession.deleted_at).is_(None),
            PracticeSession.id != session,
        )
        home = write.exec(live.order_by(col(PracticeSession.id))).first()
        if home is None:
            values = {"deleted_at": None, "version": binned.version + 1}
            write.exec(update(PracticeSession).where(col(PracticeSession.id) == session).values(values))
            touch(write, session)
            return
        logs = select(ExerciseLog.id).where(ExerciseLog.session_id == session).order_by(col(ExerciseLog.place))
        _move(write, write.exec(logs).all(), home)
        write.exec(delete(PracticeSession).where(col(PracticeSession.id) == session))
        touch(write, home)


def binned(engine: Engine, person: UUID) -> tuple[Binned, ...]:
    """What lies in the bin, the last deleted first."""
    mine = SESSION.person_id == person, SESSION.deleted_at.is_not(None)
    rows = select(SESSION.id, SESSION.started_at, SESSION.zone, SESSION.deleted_at).where(*mine)
    with engine.connect() as connection:
        found = connection.execute(
            rows.order_by(SESSION.deleted_at.desc(), SESSION.started_at.desc(), SESSION.id)
        ).all()
        logs = stored_logs(connection, *mine)
    return tuple(
        Binned(id_, at.astimezone(ZoneInfo(zone)), gone.astimezone(ZoneInfo(zone)), _of(id_, logs))
        for id_, at, zone, gone in found
    )


def waiting(engine: Engine, person: UUID) -> int:
    """How many sessions lie in the bin."""
    rows = select(func.count()).select_from(PracticeSession)
    mine = rows.where(col(PracticeSession.person_id) == person, col(PracticeSession.deleted_at).is_not(None))
    with engine.connect() as connection:
        return int(connection.execute(mine).scalar_one())


def overdue(engine: Engine, person: UUID, before: datetime) -> int:
    """How many sessions were put into the bin before that moment."""
    with engine.connect() as connection:
        return len(connection.execute(select(SESSION.id).where(*_overdue(person, before))).all())


def empty(engine: Engine, person: UUID, before: datetime) -> int:
    """Remove for good what was put into the bin before that moment, with the decisions that were made with it.

    Returns:
        How many sessions went.

    Raises:
        NotSaved: All of it is still there.
    """
    with writing(engine) as write:
        gone = write.connection().execute(select(SESSION.id).where(*_overdue(person, before))).scalars().all()
        if not gone:
            write.rollback()  # the version too: nothing that was read of the notebook has changed
            return 0
        logs = write.exec(select(ExerciseLog.id).where(col(ExerciseLog.session_id).in_(gone))).all()
        write.exec(delete(ResumeDecision).where(col(ResumeDecision.id).in_(logs)))
        write.exec(delete(Hold).where(col(Hold.log_id).in_(logs)))
        write.exec(delete(ExerciseLog).where(col(ExerciseLog.id).in_(logs)))
        write.exec(delete(PracticeSession).where(col(PracticeSession.id).in_(gone)))
    return len(gone)


def _overdue(person: UUID, before: datetime) -> tuple[ColumnElement[bool], ...]:
    return SESSION.person_id == person, SESSION.deleted_at.is_not(None), SESSION.deleted_at < before


def _of(session: UUID, logs: Iterable[StoredLog]) -> tuple[StoredLog, ...]:
    return tuple(log for log in logs if log.session == session)


def _delete(write: Session, session: UUID, at: datetime) -> None:
    live = update(PracticeSession).where(col(PracticeSession.id) == session, col(PracticeSession.deleted_at).is_(None))
    if write.exec(live.values(deleted_at=at, version=col(PracticeSession.version) + 1)).rowcount:
        touch(write, session)


def _move(write: Session, logs: Iterable[UUID], session: UUID) -> None:
    """Give logs to another session; one whose place is taken there comes last."""
    taken = set(write.exec(select(ExerciseLog.place).where(ExerciseLog.session_id == session)).all())
    for log in logs:
        place = write.exec(select(ExerciseLog.place).where(ExerciseLog.id == log)).one()
        place = place if place not in taken else max(taken) + 1
        taken.add(place)
        same = col(ExerciseLog.id) == log
        write.exec(update(ExerciseLog).where(same).values(session_id=session, place=place))
