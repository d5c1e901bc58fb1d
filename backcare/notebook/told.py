"""What the person told beside ratings, read: answers about warning signs, medical checks, flare-up days, the set-up."""

from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, select

from backcare.notebook.tables import Base
from backcare.safety.history import Answer, Check, Questions

TABLES = Base.metadata.tables
ANSWER = TABLES["red_flag_answer"].c
CHECK = TABLES["medical_check"].c
FLARE = TABLES["flare_day"].c
SETUP = TABLES["setup_answer"].c


class StoredAnswer(NamedTuple):
    """One answer about warning signs; `at` is in its zone."""

    id: UUID
    at: datetime
    zone: str
    questions: Questions
    item: str | None
    answer: Literal["yes", "no"]
    exercise: str | None


def answers(engine: Engine, person: UUID) -> tuple[StoredAnswer, ...]:
    """Answers about warning signs in the order of their times."""
    names = ("id", "answered_at", "zone", "questions", "item", "answer", "exercise")
    rows = select(*(ANSWER[name] for name in names)).where(ANSWER.person_id == person)
    with engine.connect() as connection:
        found = connection.execute(rows.order_by(ANSWER.answered_at, ANSWER.id)).all()
    return tuple(StoredAnswer(id_, at.astimezone(ZoneInfo(zone)), zone, *given) for id_, at, zone, *given in found)


def setup_answers(engine: Engine, person: UUID) -> dict[str, bool]:
    """The latest answer to each question of the set-up that was answered: True for yes."""
    rows = select(SETUP.question, SETUP.answer).where(SETUP.person_id == person)
    with engine.connect() as connection:
        found = connection.execute(rows.order_by(SETUP.answered_at, SETUP.id)).all()
    return {question: answer == "yes" for question, answer in found}


def answers_for_rules(connection: Connection, person: UUID) -> tuple[Answer, ...]:
    """The answers as the rules see them."""
    rows = select(ANSWER.answered_at, ANSWER.zone, ANSWER.questions, ANSWER.answer, ANSWER.item, ANSWER.exercise).where(
        ANSWER.person_id == person
    )
    return tuple(
        Answer(at.astimezone(ZoneInfo(zone)), questions, answer == "yes", item, exercise)
        for at, zone, questions, answer, item, exercise in connection.execute(rows).all()
    )


def checks_for_rules(connection: Connection, person: UUID) -> tuple[Check, ...]:
    """The medical checks as the rules see them."""
    rows = select(CHECK.recorded_at, CHECK.zone, CHECK.questions, CHECK.day).where(CHECK.person_id == person)
    return tuple(
        Check(at.astimezone(ZoneInfo(zone)), questions, day) for at, zone, questions, day in connection.execute(rows)
    )


def flares_for_rules(connection: Connection, person: UUID) -> tuple[date, ...]:
    """The days that were marked as a flare-up, by day."""
    rows = select(FLARE.local_date).where(FLARE.person_id == person).order_by(FLARE.local_date)
    return tuple(connection.execute(rows).scalars())
