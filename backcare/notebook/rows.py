"""Drafts as the values of rows."""

from typing import Any
from uuid import UUID

from backcare.notebook.clinician_draft import WordDraft
from backcare.notebook.drafts import (
    AnswerDraft,
    CheckDraft,
    DecisionDraft,
    FlareDraft,
    LogDraft,
    MorningDraft,
    PlanDraft,
    SessionDraft,
    SetupDraft,
    TargetDraft,
)

Row = dict[str, Any]


def session_row(person: UUID, draft: SessionDraft) -> Row:
    """The row of a session."""
    return {
        "id": draft.id,
        "person_id": person,
        "started_at": draft.started_at,
        "zone": draft.zone,
        "local_date": draft.local_date,
        "source": draft.source,
        "version": 1,
    }


def log_values(draft: LogDraft) -> Row:
    """What an edit may change in a log, with what its holds come to."""
    given = draft.model_dump(include={"variant", "before", "worst", "after", "before_source", "stopped", "note"})
    return given | {"held": sum(hold.seconds for hold in draft.holds), "times": len(draft.holds)}


def log_row(session: UUID, draft: LogDraft) -> Row:
    """The row of a log, without its holds."""
    fixed = {"id": draft.id, "session_id": session, "exercise": draft.exercise, "place": draft.place, "version": 1}
    return fixed | log_values(draft) | {"heard_holds": len(draft.holds)}


def hold_rows(draft: LogDraft) -> list[Row]:
    """The rows of a log's holds, in their order."""
    return [{"log_id": draft.id, "position": position} | hold.model_dump() for position, hold in enumerate(draft.holds)]


def morning_row(person: UUID, draft: MorningDraft) -> Row:
    """The row of a morning rating."""
    return {"id": draft.id, "person_id": person, "local_date": draft.day, "pain": draft.pain, "zone": draft.zone}


def decision_row(person: UUID, draft: DecisionDraft) -> Row:
    """The row of a decision."""
    given = {"person_id": person, "decided_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given


def answer_row(person: UUID, draft: AnswerDraft) -> Row:
    """The row of an answer."""
    given = {"person_id": person, "answered_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given


def check_row(person: UUID, draft: CheckDraft) -> Row:
    """The row of a medical check."""
    given = {"person_id": person, "recorded_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given


def flare_row(person: UUID, draft: FlareDraft) -> Row:
    """The row of a flare-up day."""
    return {"id": draft.id, "person_id": person, "local_date": draft.day, "recorded_at": draft.at, "zone": draft.zone}


def setup_row(person: UUID, draft: SetupDraft) -> Row:
    """The row of an answer of the set-up."""
    given = {"person_id": person, "answered_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given


def plan_row(person: UUID, draft: PlanDraft) -> Row:
    """The row of a choice of exercises and days."""
    given = {"person_id": person, "chosen_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given | {"exercises": " ".join(draft.exercises)}


def target_row(person: UUID, draft: TargetDraft) -> Row:
    """The row of a target by hand."""
    given = {"person_id": person, "set_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given


def word_row(person: UUID, draft: WordDraft) -> Row:
    """The row of what a clinician said, with when it was taken back where the draft knows that."""
    given = {"person_id": person, "recorded_at": draft.at, "local_date": draft.at.date()}
    return draft.model_dump(exclude={"at"}) | given
