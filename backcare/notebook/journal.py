"""What is written, one short transaction each. A draft that was saved before is not saved again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, bindparam, delete, func, insert, update
from sqlmodel import Session, SQLModel, col, select

from backcare.errors import EditConflict
from backcare.notebook.drafts import (
    CheckDraft,
    DecisionDraft,
    FlareDraft,
    LogDraft,
    MorningDraft,
    SessionDraft,
    SetupDraft,
)
from backcare.notebook.engine import writing
from backcare.notebook.packed import packed
from backcare.notebook.rows import (
    Row,
    check_row,
    decision_row,
    flare_row,
    hold_rows,
    log_row,
    log_values,
    morning_row,
    session_row,
    setup_row,
)
from backcare.notebook.tables import (
    ExerciseLog,
    FlareDay,
    Hold,
    MedicalCheck,
    MorningRating,
    NotebookState,
    PracticeSession,
    ResumeDecision,
    SetupAnswer,
)
from backcare.safety.history import DecisionKind


def save_log(
    engine: Engine, person: UUID, session: SessionDraft, log: LogDraft, overrule: DecisionDraft | None = None
) -> bool:
    """Save one finished exercise, and its session with the first one. True when it was new.

    A session that waits in the bin comes out of it: what is saved must be seen.

    `overrule` is the decision to do a stopped exercise all the same. It has the log's own id, is stored with the log
    or not at all, and goes with it when the log is taken back.

    Raises:
        NotSaved: Nothing was stored; the drafts may be saved again as they are.
    """
    with writing(engine) as write:
        if write.get(ExerciseLog, log.id) is not None:
            return False
        if not out_of_bin(write, session.id):
            add(write, PracticeSession, [session_row(person, session)])
        add(write, ExerciseLog, [log_row(session.id, log)])
        add(write, Hold, hold_rows(log))
        touch(write, session.id)
        if overrule is not None:
            add(write, ResumeDecision, [decision_row(person, overrule)])
    return True


def out_of_bin(write: Session, session: UUID) -> bool:
    """Take a session out of the bin, if it is there; False where there is no such session at all."""
    known = update(PracticeSession).where(col(PracticeSession.id) == session)
    return write.exec(known.values(deleted_at=None)).rowcount > 0


def add(write: Session, table: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert rows in one statement; no rows is no statement."""
    if rows:
        write.exec(insert(table), params=list(rows))


def touch(write: Session, *sessions: UUID) -> None:
    """Say of sessions that this write changed them, their logs or their holds; each such write does, at its end.

    A reader that keeps what it read finds by it what to read again, whichever program wrote.
    """
    here, connection = select(NotebookState.version).scalar_subquery(), write.connection()
    same = update(PracticeSession).where(col(PracticeSession.id) == bindparam("session"))
    changed = same.values(changed=here, readings=bindparam("packed"))
    if rows := [{"session": session, "packed": text} for session, text in packed(connection, sessions).items()]:
        connection.execute(changed, rows)


def touch_mornings(write: Session) -> None:
    """Say that this write changes a morning rating; each such write does, as `touch` for sessions."""
    write.exec(update(NotebookState).values(mornings=col(NotebookState.version)))


def change_log(engine: Engine, log: LogDraft, version: int) -> None:
    """Replace ratings, holds and note of a log that was read at `version`; its exercise and place stay.

    An interrupted hold keeps its mark where it still stands at its place among those of its side.

    Raises:
        EditConflict: It was changed or removed in the meantime; nothing was overwritten.
        NotSaved: Nothing was changed.
    """
    values = log_values(log) | {"version": version + 1, "saved_at": func.current_timestamp()}
    with writing(engine) as write:
        binned = select(PracticeSession.id).where(col(PracticeSession.deleted_at).is_not(None))
        live = col(ExerciseLog.session_id).not_in(binned)
        known = col(ExerciseLog.id) == log.id, col(ExerciseLog.version) == version, live
        if write.exec(update(ExerciseLog).where(*known).values(values)).rowcount == 0:
            raise EditConflict(
                "This exercise was changed or deleted somewhere else in the meantime, so your change was not saved.",
                "Look at it as it is now, then change it again.",
            )
        marked = _marked(write, log)
        write.exec(delete(Hold).where(col(Hold.log_id) == log.id))
        add(write, Hold, hold_rows(marked))
        touch(write, *write.exec(select(ExerciseLog.session_id).where(ExerciseLog.id == log.id)))


def _marked(write: Session, log: LogDraft) -> LogDraft:
    """The draft with the marks of the stored holds; by side, since a form shows and saves each side by itself."""
    held = select(Hold.side, Hold.seconds, Hold.interrupted).where(Hold.log_id == log.id).order_by(col(Hold.position))
    known = write.exec(held).all()
    places = _places((side, seconds) for side, seconds, _ in known)
    marked = {place for place, (*_, interrupted) in zip(places, known, strict=True) if interrupted}
    drafted = zip(_places((hold.side, hold.seconds) for hold in log.holds), log.holds, strict=True)
    holds = (hold.model_copy(update={"interrupted": hold.interrupted or place in marked}) for place, hold in drafted)
    return log.model_copy(update={"holds": tuple(holds)})


def _places(holds: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Each hold as its side, its place among those of the side, and its seconds."""
    seen: Counter[str] = Counter()
    places = []
    for side, seconds in holds:
        places.append((side, seen[side], seconds))
        seen[side] += 1
    return places


def save_morning(engine: Engine, person: UUID, draft: MorningDraft) -> None:
    """Keep the rating of a morning; a later one for the same day takes its place.

    Raises:
        NotSaved: The day is as it was before.
    """
    values = {"pain": draft.pain, "zone": draft.zone, "saved_at": func.current_timestamp()}
    same_day = col(MorningRating.person_id) == person, col(MorningRating.local_date) == draft.day
    with writing(engine) as write:
        touch_mornings(write)
        if write.exec(update(MorningRating).where(*same_day).values(values)).rowcount == 0:
            add(write, MorningRating, [morning_row(person, draft)])


def decide(  # noqa: PLR0917 - called as said, in this order
    engine: Engine,
    person: UUID,
    id: UUID,  # noqa: A002 - it is the decision's id
    exercise: str,
    kind: DecisionKind,
    code: str,
    at: datetime,
    zone: str,
) -> None:
    """Keep the decision to take a stopped exercise up again; `code` names the rule that had stopped it.

    Raises:
        ValidationError: A value is none that can be kept.
        NotSaved: Nothing was stored.
    """
    draft = DecisionDraft(id=id, exercise=exercise, kind=kind, code=code, at=at, zone=zone)
    with writing(engine) as write:
        if write.get(ResumeDecision, draft.id) is None:
            add(write, ResumeDecision, [decision_row(person, draft)])


def enter_check(engine: Engine, person: UUID, draft: CheckDraft) -> None:
    """Keep that a clinician looked at it, or that a doctor knows: practice opens again. The same id again is one check.

    Raises:
        NotSaved: Nothing was stored; practice is as it was.
    """
    with writing(engine) as write:
        if write.get(MedicalCheck, draft.id) is None:
            add(write, MedicalCheck, [check_row(person, draft)])


def mark_flare(engine: Engine, person: UUID, draft: FlareDraft) -> None:
    """Mark a day as one of a flare-up; a day that is marked stays as it is.

    Raises:
        NotSaved: It is not marked.
    """
    with writing(engine) as write:
        if write.exec(select(FlareDay.id).where(*_flare(person, draft.day))).first() is None:
            add(write, FlareDay, [flare_row(person, draft)])


def unmark_flare(engine: Engine, person: UUID, day: date) -> None:
    """Take the mark of a flare-up off a day; a day without one is no fault.

    Raises:
        NotSaved: The mark is still there.
    """
    with writing(engine) as write:
        write.exec(delete(FlareDay).where(*_flare(person, day)))


def _flare(person: UUID, day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(FlareDay.person_id) == person, col(FlareDay.local_date) == day


def answer_setup(engine: Engine, person: UUID, draft: SetupDraft) -> None:
    """Keep an answer to a question of the set-up; earlier ones to it stay, the latest counts.

    Raises:
        NotSaved: The earlier answer still counts.
    """
    with writing(engine) as write:
        if write.get(SetupAnswer, draft.id) is None:
            add(write, SetupAnswer, [setup_row(person, draft)])
