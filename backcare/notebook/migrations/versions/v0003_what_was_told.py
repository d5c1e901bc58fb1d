"""What the person tells beside ratings: medical checks, flare-up days, and answers to the set-up questions.

Revision 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "medical_check",
        *owned(),
        text("questions"),
        date("day"),
        moment("recorded_at"),
        one_of("questions", "emergency", "doctor", "leg"),
        sa.CheckConstraint("day <= local_date", name="day"),
        text_within("zone"),
    )
    op.create_index(None, "medical_check", ["person_id"])
    op.create_table(
        "flare_day",
        *owned(),
        moment("recorded_at"),
        sa.UniqueConstraint("person_id", "local_date"),
        text_within("zone"),
    )
    op.create_table(
        "setup_answer",
        *owned(),
        text("question"),
        text("answer"),
        moment("answered_at"),
        one_of("answer", "yes", "no"),
        text_within("question"),
        text_within("zone"),
    )
    op.create_index(None, "setup_answer", ["person_id"])


def owned() -> tuple[sa.Column[Any], ...]:
    person = sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False)
    return sa.Column("id", sa.Uuid(), primary_key=True), person, text("zone"), date("local_date")


def text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=False)


def date(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def one_of(column: str, *words: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def text_within(column: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN 1 AND 64", name=column)
