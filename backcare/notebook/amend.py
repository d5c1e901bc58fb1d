"""What a person corrects later: when a session was, and a morning's rating. For an exercise see journal.change_log."""

from datetime import date
from uuid import UUID

from sqlalchemy import Engine, delete, update
from sqlmodel import col, select

from backcare.errors import EditConflict
from backcare.notebook.drafts import SessionDraft
from backcare.notebook.engine import writing
from backcare.notebook.journal import touch, touch_mornings
from backcare.notebook.tables import ExerciseLog, MorningRating, PracticeSession, ResumeDecision


def change_session(engine: Engine, draft: SessionDraft, version: int) -> None:
    """Say when a session that was read at `version` was; decisions that were made with its exercises move along.

    Raises:
        EditConflict: It was changed or deleted in the meantime; nothing was overwritten.
        NotSaved: It is when it was.
    """
    with writing(engine) as write:
        known = select(PracticeSession).where(
            PracticeSession.id == draft.id,
            PracticeSession.version == version,
            col(PracticeSession.deleted_at).is_(None),
        )
        stored = write.exec(known).first()
        if stored is None:
            raise EditConflict(
                "This session was changed or deleted somewhere else in the meantime, so its time was not changed.",
                "Look at it as it is now, then change it again.",
            )
        later = draft.started_at - stored.started_at
        logs = select(ExerciseLog.id).where(ExerciseLog.session_id == draft.id)
        for decision in write.exec(select(ResumeDecision).where(col(ResumeDecision.id).in_(logs))).all():
            at = (decision.decided_at + later).astimezone(draft.started_at.tzinfo)
            decision.decided_at, decision.zone, decision.local_date = at, draft.zone, at.date()
        values = {"started_at": draft.started_at, "zone": draft.zone, "local_date": draft.local_date}
        same = update(PracticeSession).where(col(PracticeSession.id) == draft.id)
        write.exec(same.values(values | {"version": version + 1}))
        touch(write, draft.id)


def remove_morning(engine: Engine, person: UUID, day: date) -> None:
    """Take a morning's rating away; a day without one is no fault.

    Raises:
        NotSaved: It is still there.
    """
    with writing(engine) as write:
        same_day = col(MorningRating.person_id) == person, col(MorningRating.local_date) == day
        write.exec(delete(MorningRating).where(*same_day))
        touch_mornings(write)
