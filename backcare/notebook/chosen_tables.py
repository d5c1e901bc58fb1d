"""The tables of what the person chose: which exercises and how often, and targets by hand."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index

from backcare.notebook.columns import moment, text_within, whole
from backcare.notebook.drafts import LEAST_TARGET, MOST_REPS, MOST_TARGET
from backcare.notebook.tables import Owned
from backcare.training.wishes import EVERY_DAY, FEWEST_DAYS


class PlanChoice(Owned, table=True):
    """Which exercises, slugs with a space between them, and on how many days of seven; no slugs are all there are."""

    __tablename__ = "plan_choice"
    __table_args__ = (
        Index(None, "person_id"),
        text_within("exercises", 0, 1_000),
        whole("days", FEWEST_DAYS, EVERY_DAY),
        text_within("zone", 1, 64),
    )

    exercises: str
    days: int
    chosen_at: datetime = moment()


class HandTarget(Owned, table=True):
    """A target that the person set for an exercise; without hold and reps BackCare sets it again. The latest counts."""

    __tablename__ = "hand_target"
    __table_args__ = (
        Index(None, "person_id"),
        text_within("exercise", 1, 64),
        text_within("variant", 0, 64),
        whole("hold", LEAST_TARGET, MOST_TARGET),
        whole("reps", 1, MOST_REPS),
        CheckConstraint("(hold IS NULL) = (reps IS NULL)", name="both"),
        text_within("zone", 1, 64),
    )

    exercise: str
    variant: str
    hold: int | None
    reps: int | None
    set_at: datetime = moment()
