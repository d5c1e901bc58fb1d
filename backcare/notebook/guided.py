"""What a guided session writes: each log as it stands, message by message, and the answers about warning signs."""

from uuid import UUID

from sqlalchemy import Engine, delete, func, update
from sqlmodel import Session, col

from backcare.errors import NotSaved
from backcare.notebook.drafts import MOST_HOLDS, AnswerDraft, LogDraft, SessionDraft
from backcare.notebook.engine import KEPT, writing
from backcare.notebook.journal import add, out_of_bin, touch
from backcare.notebook.rows import Row, answer_row, hold_rows, log_row, log_values, session_row
from backcare.notebook.tables import ExerciseLog, Hold, PracticeSession, RedFlagAnswer

RATINGS = ("before", "worst", "after")


def keep_log(engine: Engine, person: UUID, session: SessionDraft, log: LogDraft, heard: int) -> None:
    """Bring the stored log to where message number `heard` (from 1 on) has it; the first one makes it.

    A message that is not newer than the stored one changes nothing, so that it may be sent again. Where the person
    changed the log by hand, what they changed stays: missing ratings are filled in, a stop is added, and so are the
    holds that no message had before. A session that waits in the bin comes out of it: it goes on.

    Raises:
        NotSaved: Nothing of the message was stored; it may be sent again as it is.
    """
    with writing(engine) as write:
        stored = write.get(ExerciseLog, log.id)
        if stored is None:
            if not out_of_bin(write, session.id):
                add(write, PracticeSession, [session_row(person, session)])
            add(write, ExerciseLog, [log_row(session.id, log) | _at(heard, log)])
            add(write, Hold, hold_rows(log))
            touch(write, session.id)
        elif stored.exercise != log.exercise:
            raise NotSaved(f"Not saved: this log is one of another exercise. {KEPT}", "Load the page anew.")
        elif stored.heard >= heard:
            write.rollback()  # the notebook's version too: what was read of it still holds
        else:
            out_of_bin(write, stored.session_id)
            by_hand = stored.version != stored.heard
            (_add_to if by_hand else _replace)(write, stored, log, heard)
            touch(write, stored.session_id)


def answer(engine: Engine, person: UUID, draft: AnswerDraft) -> None:
    """Keep an answer about warning signs; the same id again replaces it.

    Raises:
        NotSaved: It is as it was before.
    """
    row = answer_row(person, draft)
    same = col(RedFlagAnswer.id) == draft.id, col(RedFlagAnswer.person_id) == person
    with writing(engine) as write:
        if write.exec(update(RedFlagAnswer).where(*same).values(row)).rowcount == 0:
            add(write, RedFlagAnswer, [row])


def _at(heard: int, log: LogDraft) -> Row:
    return {"version": heard, "heard": heard, "heard_holds": len(log.holds)}


def _replace(write: Session, _: ExerciseLog, log: LogDraft, heard: int) -> None:
    _update(write, log, log_values(log) | _at(heard, log))
    write.exec(delete(Hold).where(col(Hold.log_id) == log.id))
    add(write, Hold, hold_rows(log))


def _add_to(write: Session, stored: ExerciseLog, log: LogDraft, heard: int) -> None:
    """Fill in what is missing; the version stays above the message's number, as the sign of the change by hand."""
    missing = {name: getattr(log, name) for name in RATINGS if getattr(stored, name) is None}
    values = missing | _at(heard, log) | {"stopped": stored.stopped or log.stopped}
    count, held = stored.times, stored.held
    fresh = log.model_copy(update={"holds": log.holds[stored.heard_holds :][: MOST_HOLDS - count]})
    sums = {"held": held + sum(hold.seconds for hold in fresh.holds), "times": count + len(fresh.holds)}
    _update(write, log, values | sums | {"version": max(stored.version, heard) + 1})
    add(write, Hold, [row | {"position": count + row["position"]} for row in hold_rows(fresh)])


def _update(write: Session, log: LogDraft, values: Row) -> None:
    stamp = {"saved_at": func.current_timestamp()}
    write.exec(update(ExerciseLog).where(col(ExerciseLog.id) == log.id).values(values | stamp))
