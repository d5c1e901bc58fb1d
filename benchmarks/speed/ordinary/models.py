"""The tables that the pages use, as SQLModel classes over the same file."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from sqlmodel import Field, Relationship, SQLModel


class PracticeSession(SQLModel, table=True):
    """One sitting."""

    __tablename__ = "practice_session"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID
    zone: str
    local_date: date
    started_at: datetime
    source: str = "logged"
    version: int = 1
    deleted_at: datetime | None = None
    logs: list["ExerciseLog"] = Relationship(back_populates="session")


class ExerciseLog(SQLModel, table=True):
    """One exercise within a session; ratings in tenths."""

    __tablename__ = "exercise_log"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    session_id: UUID = Field(foreign_key="practice_session.id")
    exercise: str
    variant: str = ""
    place: int
    before: int | None = None
    worst: int | None = None
    after: int | None = None
    before_source: str = "asked"
    stopped: bool = False
    note: str = ""
    version: int = 1
    saved_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    heard: int = 0
    heard_holds: int = 0
    session: PracticeSession = Relationship(back_populates="logs")
    holds: list["Hold"] = Relationship(back_populates="log")


class Hold(SQLModel, table=True):
    """One timed hold; seconds in tenths."""

    __tablename__ = "hold"

    log_id: UUID = Field(foreign_key="exercise_log.id", primary_key=True)
    position: int = Field(primary_key=True)
    side: str
    seconds: int
    interrupted: bool = False
    log: ExerciseLog = Relationship(back_populates="holds")


class Person(SQLModel, table=True):
    """Whose notebook it is."""

    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    name: str


class MorningRating(SQLModel, table=True):
    """The pain of one morning, in tenths."""

    __tablename__ = "morning_rating"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    person_id: UUID
    local_date: date
    pain: int
