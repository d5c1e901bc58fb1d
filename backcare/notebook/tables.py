"""The tables. Drafts are checked before they get here; the constraints stand behind them, whoever writes.

Times are UTC beside the zone's name and the person's own date. Ratings and seconds are integer tenths. Everything
belongs to a person; a notebook has one.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, DateTime, Dialect, Index, MetaData, TypeDecorator, UniqueConstraint
from sqlalchemy import func as sql
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from backcare.notebook.drafts import MOST_HOLDS, MOST_NOTE, MOST_RATING, MOST_SECONDS, Side, Source
from backcare.safety.history import BeforeSource, DecisionKind

MOST_VERSION = 2**31 - 1
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """Takes any aware time, stores UTC, gives UTC back. A time without an offset is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102 - SQLAlchemy's signature
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without an offset cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002, D102 - SQLAlchemy's signature
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def whole(column: str, low: int, high: int) -> CheckConstraint:
    """A whole number within bounds. SQLite would keep 7.5 in an INTEGER column, hence the cast."""
    rule = f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
    return CheckConstraint(rule, name=column)


def one_of(column: str, words: Sequence[str]) -> CheckConstraint:
    """An enumeration, kept as text."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def text_within(column: str, low: int, high: int) -> CheckConstraint:
    """Text of `low` to `high` characters."""
    return CheckConstraint(f"length({column}) BETWEEN {low} AND {high}", name=column)


def flag(name: str) -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """A yes or no that holds nothing else."""
    return Field(sa_type=Boolean(create_constraint=True, name=name))


def moment(**column: object) -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """A column of UTC times."""
    return Field(sa_type=UTCDateTime, sa_column_kwargs=column)


def stamped() -> Any:  # noqa: ANN401 - what SQLModel's Field returns
    """When the database took the row in; its clock, since no layer below the pages asks one."""
    return moment(server_default=sql.current_timestamp())


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """One registry of our own, so that a reload of this module by Streamlit defines the tables afresh."""


class Person(Base, table=True):
    """Whose notebook it is."""

    __tablename__ = "person"
    __table_args__ = (text_within("name", 1, 200),)

    id: UUID = Field(primary_key=True)
    name: str
    saved_at: datetime = stamped()


class NotebookState(Base, table=True):
    """One row: which notebook this is, and a counter that every write raises."""

    __tablename__ = "notebook_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), whole("version", 0, MOST_VERSION))

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    notebook: UUID
    version: int


class PracticeSession(Base, table=True):
    """One sitting. `deleted_at` is set while it waits in the bin."""

    __tablename__ = "practice_session"
    __table_args__ = (
        Index(None, "person_id", "started_at"),
        one_of("source", get_args(Source)),
        text_within("zone", 1, 64),
        whole("version", 1, MOST_VERSION),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    started_at: datetime = moment()
    zone: str
    local_date: date
    source: str
    version: int
    deleted_at: datetime | None = moment(nullable=True)


class ExerciseLog(Base, table=True):
    """One exercise within a session."""

    __tablename__ = "exercise_log"
    __table_args__ = (
        Index(None, "session_id"),
        Index(None, "exercise"),
        text_within("exercise", 1, 64),
        text_within("variant", 0, 64),
        whole("place", 0, 10_000),
        whole("before", 0, MOST_RATING),
        whole("worst", 0, MOST_RATING),
        whole("after", 0, MOST_RATING),
        one_of("before_source", get_args(BeforeSource)),
        text_within("note", 0, MOST_NOTE),
        whole("version", 1, MOST_VERSION),
    )

    id: UUID = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="practice_session.id")
    exercise: str
    variant: str
    place: int
    before: int | None
    worst: int | None
    after: int | None
    before_source: str
    stopped: bool = flag("stopped")
    note: str
    version: int
    saved_at: datetime = stamped()


class Hold(Base, table=True):
    """One timed hold, known by its log and its place within it."""

    __tablename__ = "hold"
    __table_args__ = (
        one_of("side", get_args(Side)),
        whole("position", 0, MOST_HOLDS - 1),
        whole("seconds", 1, MOST_SECONDS),
        {"sqlite_with_rowid": False},  # a log's holds lie together on disk: ten years are 175,000 of them
    )

    log_id: UUID = Field(foreign_key="exercise_log.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    side: str
    seconds: int


class MorningRating(Base, table=True):
    """The pain of one morning; one a day."""

    __tablename__ = "morning_rating"
    __table_args__ = (
        UniqueConstraint("person_id", "local_date"),
        whole("pain", 0, MOST_RATING),
        text_within("zone", 1, 64),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    local_date: date
    pain: int
    zone: str
    saved_at: datetime = stamped()


class ResumeDecision(Base, table=True):
    """A stopped exercise was taken up again; `code` names the rule that had stopped it."""

    __tablename__ = "resume_decision"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("kind", get_args(DecisionKind)),
        text_within("exercise", 1, 64),
        text_within("code", 1, 64),
        text_within("zone", 1, 64),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    exercise: str
    kind: str
    code: str
    decided_at: datetime = moment()
    zone: str
    local_date: date


class RedFlagAnswer(Base, table=True):
    """An answer to a list of warning signs; `item` is empty where the whole list was answered at once."""

    __tablename__ = "red_flag_answer"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("answer", ("yes", "no")),
        text_within("questions", 1, 64),
        text_within("item", 1, 64),
        text_within("zone", 1, 64),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    questions: str
    item: str | None
    answer: str
    answered_at: datetime = moment()
    zone: str
    local_date: date
