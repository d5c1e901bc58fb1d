"""The tables. Drafts are checked before they get here; the constraints stand behind them, whoever writes.

Times are UTC beside the zone's name and the person's own date. Ratings and seconds are integer tenths. Everything
belongs to a person; a notebook has one.
"""

from datetime import date, datetime
from typing import get_args
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, MetaData, UniqueConstraint, false
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from backcare.notebook.columns import flag, moment, one_of, stamped, text_within, whole
from backcare.notebook.drafts import MOST_HOLDS, MOST_NOTE, MOST_RATING, MOST_SECONDS, Answer, Side, Source
from backcare.safety.history import BeforeSource, DecisionKind, Questions

MOST_VERSION = 2**31 - 1
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """One registry of our own, so that a reload of this module by Streamlit defines the tables afresh.

    Rows are made of drafts, which were checked: what would check them again is not built, since a start waits for it.
    """

    model_config = {"defer_build": True}


class Person(Base, table=True):
    """Whose notebook it is."""

    __tablename__ = "person"
    __table_args__ = (text_within("name", 1, 200),)

    id: UUID = Field(primary_key=True)
    name: str
    saved_at: datetime = stamped()


class NotebookState(Base, table=True):
    """One row: which notebook this is, whether a made-up one, and a counter that every write raises.

    The last write to any morning rating made `mornings` of that counter.
    """

    __tablename__ = "notebook_state"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("sample IN (false, true)", name="sample"),
        whole("mornings", 0, MOST_VERSION),
        whole("version", 0, MOST_VERSION),
    )

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    notebook: UUID
    version: int
    sample: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    mornings: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class Owned(Base):
    """What belongs to a person and to a day of theirs, in the zone that they were in."""

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    zone: str
    local_date: date


class PracticeSession(Owned, table=True):
    """One sitting. `deleted_at` is set while it is in the bin; the last write to it made `changed` of the notebook.

    `readings` is what the rules look at of its logs, as backcare.notebook.packed has it.
    """

    __tablename__ = "practice_session"
    __table_args__ = (
        Index(None, "person_id", "started_at"),
        Index(None, "person_id", "deleted_at", "changed"),
        one_of("source", get_args(Source)),
        text_within("zone", 1, 64),
        whole("version", 1, MOST_VERSION),
        whole("changed", 0, MOST_VERSION),
    )

    started_at: datetime = moment()
    source: str
    version: int
    deleted_at: datetime | None = moment(nullable=True)
    changed: int = Field(sa_column_kwargs={"server_default": "0"})
    readings: str = Field(sa_column_kwargs={"server_default": "[]"})


class ExerciseLog(Base, table=True):
    """One exercise within a session.

    `heard` is the number of the last message of a guided session that is in it, 0 where none is. As long as messages
    alone wrote it, `version` is that number; a change by hand raises `version` above it for good. `heard_holds` counts
    the holds that it came with, whatever was made of them by hand: what a later message holds beyond them is new.
    `held` is what its holds come to, in tenths, and `times` how many they are: ten years are too many to add up.
    """

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
        whole("heard", 0, MOST_VERSION),
        whole("heard_holds", 0, MOST_HOLDS),
        whole("held", 0, MOST_HOLDS * MOST_SECONDS),
        whole("times", 0, MOST_HOLDS),
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
    heard: int = Field(sa_column_kwargs={"server_default": "0"})
    heard_holds: int = Field(sa_column_kwargs={"server_default": "0"})
    held: int = Field(sa_column_kwargs={"server_default": "0"})
    times: int = Field(sa_column_kwargs={"server_default": "0"})


class Hold(Base, table=True):
    """One timed hold, known by its log and its place within it; of an interrupted one only some seconds were seen."""

    __tablename__ = "hold"
    __table_args__ = (
        one_of("side", get_args(Side)),
        whole("position", 0, MOST_HOLDS - 1),
        whole("seconds", 1, MOST_SECONDS),
        CheckConstraint("interrupted IN (false, true)", name="interrupted"),
        {"sqlite_with_rowid": False},  # a log's holds lie together on disk: ten years are 175,000 of them
    )

    log_id: UUID = Field(foreign_key="exercise_log.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    side: str
    seconds: int
    interrupted: bool = Field(sa_column_kwargs={"server_default": false()})


class MorningRating(Owned, table=True):
    """The pain of one morning; one a day."""

    __tablename__ = "morning_rating"
    __table_args__ = (
        UniqueConstraint("person_id", "local_date"),
        whole("pain", 0, MOST_RATING),
        text_within("zone", 1, 64),
    )

    pain: int
    saved_at: datetime = stamped()


class ResumeDecision(Owned, table=True):
    """A stopped exercise was taken up again; `code` names the rule that had stopped it."""

    __tablename__ = "resume_decision"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("kind", get_args(DecisionKind)),
        text_within("exercise", 1, 64),
        text_within("code", 1, 64),
        text_within("zone", 1, 64),
    )

    exercise: str
    kind: str
    code: str
    decided_at: datetime = moment()


class RedFlagAnswer(Owned, table=True):
    """An answer to a list of warning signs.

    `item` is empty where the whole list was answered at once; `exercise` is the one after which it was asked.
    """

    __tablename__ = "red_flag_answer"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("answer", get_args(Answer)),
        text_within("questions", 1, 64),
        text_within("item", 1, 64),
        text_within("exercise", 1, 64),
        text_within("zone", 1, 64),
    )

    questions: str
    item: str | None
    answer: str
    answered_at: datetime = moment()
    exercise: str | None


class MedicalCheck(Owned, table=True):
    """A clinician looked at it on `day`, or a doctor knows of it since: practice opens again."""

    __tablename__ = "medical_check"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("questions", get_args(Questions)),
        CheckConstraint("day <= local_date", name="day"),
        text_within("zone", 1, 64),
    )

    questions: str
    day: date
    recorded_at: datetime = moment()


class FlareDay(Owned, table=True):
    """A day that the person marked as a flare-up."""

    __tablename__ = "flare_day"
    __table_args__ = (UniqueConstraint("person_id", "local_date"), text_within("zone", 1, 64))

    recorded_at: datetime = moment()


class SetupAnswer(Owned, table=True):
    """An answer to a question of the set-up. The latest to a question counts; the older ones stay."""

    __tablename__ = "setup_answer"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("answer", get_args(Answer)),
        text_within("question", 1, 64),
        text_within("zone", 1, 64),
    )

    question: str
    answer: str
    answered_at: datetime = moment()
