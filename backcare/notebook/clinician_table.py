"""The table of what a clinician said about an exercise, entered by the person."""

from datetime import date, datetime
from typing import get_args

from sqlalchemy import CheckConstraint, Index

from backcare.notebook.clinician_draft import MOST_NAME, WordKind
from backcare.notebook.columns import moment, one_of, text_within, whole
from backcare.notebook.drafts import LEAST_TARGET, MOST_REPS, MOST_TARGET
from backcare.notebook.tables import Owned


class ClinicianWord(Owned, table=True):
    """A dose, an exercise switched off or on again, or a stop lifted; `code` names the rule that had stopped it.

    It was said on `said_on` and entered at `recorded_at`. From `taken_back_at` on it acts no more: it was entered by
    mistake.
    """

    __tablename__ = "clinician_word"
    __table_args__ = (
        Index(None, "person_id"),
        one_of("kind", get_args(WordKind)),
        text_within("exercise", 1, 64),
        text_within("clinician", 1, MOST_NAME),
        CheckConstraint("said_on <= local_date", name="said_on"),
        text_within("variant", 0, 64),
        whole("hold", LEAST_TARGET, MOST_TARGET),
        whole("reps", 1, MOST_REPS),
        CheckConstraint("(kind = 'dose') = (hold IS NOT NULL) AND (hold IS NULL) = (reps IS NULL)", name="dose"),
        CheckConstraint("variant = '' OR kind = 'dose'", name="form"),
        text_within("code", 1, 64),
        CheckConstraint("(kind = 'lift') = (code IS NOT NULL)", name="lift"),
        text_within("zone", 1, 64),
    )

    exercise: str
    kind: str
    clinician: str
    said_on: date
    variant: str
    hold: int | None
    reps: int | None
    code: str | None
    recorded_at: datetime = moment()
    taken_back_at: datetime | None = moment(nullable=True)
