"""What a clinician said about an exercise, by name and day: a dose, off, on again, a stop lifted.

Revision 0008
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clinician_word",
        *owned(),
        text("exercise"),
        text("kind"),
        text("clinician"),
        sa.Column("said_on", sa.Date(), nullable=False),
        text("variant"),
        sa.Column("hold", sa.Integer(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('dose', 'off', 'on', 'lift')", name="kind"),
        text_within("exercise", 1, 64),
        text_within("clinician", 1, 200),
        sa.CheckConstraint("said_on <= local_date", name="said_on"),
        text_within("variant", 0, 64),
        whole("hold", 10, 3000),
        whole("reps", 1, 50),
        sa.CheckConstraint("(kind = 'dose') = (hold IS NOT NULL) AND (hold IS NULL) = (reps IS NULL)", name="dose"),
        sa.CheckConstraint("variant = '' OR kind = 'dose'", name="form"),
        text_within("code", 1, 64),
        sa.CheckConstraint("(kind = 'lift') = (code IS NOT NULL)", name="lift"),
        text_within("zone", 1, 64),
    )
    op.create_index(None, "clinician_word", ["person_id"])


def owned() -> tuple[sa.Column[Any], ...]:
    person = sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False)
    day = sa.Column("local_date", sa.Date(), nullable=False)
    return sa.Column("id", sa.Uuid(), primary_key=True), person, text("zone"), day


def text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=False)


def whole(column: str, low: int, high: int) -> sa.CheckConstraint:
    rule = f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
    return sa.CheckConstraint(rule, name=column)


def text_within(column: str, low: int, high: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN {low} AND {high}", name=column)
