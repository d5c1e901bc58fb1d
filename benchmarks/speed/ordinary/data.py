"""Reading into DataFrames, and saving."""

import os
from datetime import UTC, date, datetime, timedelta

import pandas as pd
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, create_engine, func, select

from benchmarks.speed.ordinary.models import ExerciseLog, Hold, MorningRating, Person, PracticeSession

EXERCISES = ("pelvic-tilt", "knees-to-chest", "side-knee-drop", "hamstring-stretch", "prayer-pose", "horse-back")
HOLDS = 8


def connected() -> Engine:
    """The notebook's engine, with the tables that are missing made."""
    engine = create_engine(f"sqlite:///{os.environ['ORDINARY_FILE']}")
    SQLModel.metadata.create_all(engine)
    return engine


def holds(engine: Engine, since: date = date.min) -> pd.DataFrame:
    """Every hold since a day, with its log and day: one row each."""
    asked = select(Hold, ExerciseLog, PracticeSession).join(ExerciseLog, col(Hold.log_id) == col(ExerciseLog.id))
    asked = asked.join(PracticeSession, col(ExerciseLog.session_id) == col(PracticeSession.id))
    with Session(engine) as session:
        rows = session.exec(asked.where(col(PracticeSession.local_date) >= since)).all()
        return pd.DataFrame(
            [
                {
                    "day": pd.Timestamp(sitting.local_date),
                    "exercise": log.exercise,
                    "log": log.id,
                    "side": hold.side,
                    "seconds": hold.seconds / 10,
                }
                for hold, log, sitting in rows
            ],
            columns=["day", "exercise", "log", "side", "seconds"],
        )


def logs(engine: Engine, since: date = date.min) -> pd.DataFrame:
    """Every log since a day: one row each, ratings in points."""
    asked = select(ExerciseLog, PracticeSession).join(PracticeSession)
    with Session(engine) as session:
        rows = session.exec(asked.where(col(PracticeSession.local_date) >= since)).all()
        return pd.DataFrame(
            [
                {
                    "day": pd.Timestamp(sitting.local_date),
                    "exercise": log.exercise,
                    "before": log.before / 10 if log.before is not None else None,
                    "worst": log.worst / 10 if log.worst is not None else None,
                    "after": log.after / 10 if log.after is not None else None,
                }
                for log, sitting in rows
            ],
            columns=["day", "exercise", "before", "worst", "after"],
        )


def mornings(engine: Engine) -> pd.DataFrame:
    """Every morning: one row each, in points."""
    with Session(engine) as session:
        rows = session.exec(select(MorningRating)).all()
        return pd.DataFrame(
            [{"day": pd.Timestamp(row.local_date), "morning": row.pain / 10} for row in rows],
            columns=["day", "morning"],
        )


def week_before(today: date) -> date:
    """The first of the seven days that end today."""
    return today - timedelta(days=6)


def save(engine: Engine, exercise: str, seconds: list[float], before: int, after: int) -> None:
    """Save one exercise in a session of its own, the session, the log and its holds as they come."""
    now = datetime.now(UTC)
    with Session(engine) as session:
        person = session.exec(select(Person)).one()
        sitting = PracticeSession(person_id=person.id, zone="UTC", local_date=now.date(), started_at=now)
        session.add(sitting)
        session.commit()
        add_log(session, sitting, exercise, seconds, before, after)


def add_log(  # noqa: PLR0917 - called as said, in this order
    session: Session, sitting: PracticeSession, exercise: str, seconds: list[float], before: int, after: int
) -> None:
    """Put one exercise under a session, at the next place."""
    place = session.exec(select(func.count()).where(col(ExerciseLog.session_id) == sitting.id)).one()
    log = ExerciseLog(session_id=sitting.id, exercise=exercise, place=place, before=before * 10, after=after * 10)
    session.add(log)
    session.commit()
    for position, held in enumerate(seconds):
        session.add(Hold(log_id=log.id, position=position, side="both", seconds=round(held * 10)))
    session.commit()
