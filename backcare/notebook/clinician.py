"""What a clinician said about an exercise: entered by the person, taken back where it was a mistake, and read.

It acts as long as it is not taken back, and what it does is worked out from it: a dose is a target by hand, a lift is a
decision to take the exercise up again, and of off and on the latest counts.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Engine, select, update
from sqlmodel import col

from backcare.notebook import clinician_table
from backcare.notebook.clinician_draft import WordDraft, WordKind
from backcare.notebook.engine import writing
from backcare.notebook.journal import add
from backcare.notebook.rows import word_row
from backcare.notebook.tables import Base
from backcare.safety.history import Decision, Said
from backcare.training.wishes import HandTarget, Switch

WORD = Base.metadata.tables["clinician_word"].c


class ClinicianWord(NamedTuple):
    """One word of a clinician; `at` is when it was entered, aware, in its zone.

    `hold` (tenths of a second), `reps` and `variant` are a dose's. `code` is a lift's: the rule that had stopped the
    exercise.
    """

    id: UUID
    kind: WordKind
    exercise: str
    clinician: str
    said_on: date
    at: datetime
    variant: str
    hold: int | None
    reps: int | None
    code: str | None
    taken_back: bool

    @property
    def said(self) -> Said:
        """Whose word it was, and when it was said."""
        return Said(self.clinician, self.said_on)


def enter(engine: Engine, person: UUID, draft: WordDraft) -> None:
    """Keep what a clinician said. The same id again is one word.

    Raises:
        NotSaved: Nothing was stored; all is as it was.
    """
    table = clinician_table.ClinicianWord
    with writing(engine) as write:
        if write.get(table, draft.id) is None:
            add(write, table, [word_row(person, draft)])


def take_back(engine: Engine, word: UUID, at: datetime) -> None:
    """Let a word act no more: it was entered by mistake. It stays, and one that was taken back before stays as it is.

    Raises:
        NotSaved: It acts as before.
    """
    table = clinician_table.ClinicianWord
    with writing(engine) as write:
        acting = update(table).where(col(table.id) == word, col(table.taken_back_at).is_(None))
        write.exec(acting.values(taken_back_at=at))


def words(engine: Engine, person: UUID) -> tuple[ClinicianWord, ...]:
    """All that was entered, with what was taken back, in the order in which it was entered."""
    with engine.connect() as connection:
        return _read(connection, WORD.person_id == person)


def acting(connection: Connection, person: UUID) -> tuple[ClinicianWord, ...]:
    """What was not taken back, in the same order."""
    return _read(connection, WORD.person_id == person, WORD.taken_back_at.is_(None))


def _read(connection: Connection, *here: ColumnElement[bool]) -> tuple[ClinicianWord, ...]:
    rows = select(WORD.id.table).where(*here).order_by(WORD.recorded_at, WORD.id)
    return tuple(
        ClinicianWord(
            one.id,
            one.kind,
            one.exercise,
            one.clinician,
            one.said_on,
            one.recorded_at.astimezone(ZoneInfo(one.zone)),
            one.variant,
            one.hold,
            one.reps,
            one.code,
            taken_back=one.taken_back_at is not None,
        )
        for one in connection.execute(rows)
    )


def doses(said: Iterable[ClinicianWord]) -> list[HandTarget]:
    """The doses among them, as targets."""
    return [
        HandTarget(one.at, one.exercise, one.hold, one.reps, one.variant, one.said)
        for one in said
        if one.kind == "dose"
    ]


def switches(said: Iterable[ClinicianWord]) -> list[Switch]:
    """What they switched off, and on again."""
    return [Switch(one.at, one.exercise, one.kind == "on", one.said) for one in said if one.kind in {"off", "on"}]


def lifts(said: Iterable[ClinicianWord]) -> list[Decision]:
    """The stops that they lifted, as decisions."""
    return [Decision(one.at, one.exercise, "resume", one.said) for one in said if one.kind == "lift"]
