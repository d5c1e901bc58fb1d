"""What the person chose: which exercises and how often, and targets by hand.

Revision 0005
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_choice",
        *owned(),
        text("exercises"),
        sa.Column("days", sa.Integer(), nullable=False),
        moment("chosen_at"),
        text_within("exercises", 0, 1000),
        whole("days", 3, 7),
        text_within("zone", 1, 64),
    )
    op.create_index(None, "plan_choice", ["person_id"])
    op.create_table(
        "hand_target",
        *owned(),
        text("exercise"),
        text("variant"),
        sa.Column("hold", sa.Integer(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        moment("set_at"),
        text_within("exercise", 1, 64),
        text_within("variant", 0, 64),
        whole("hold", 10, 3000),
        whole("reps", 1, 50),
        sa.CheckConstraint("(hold IS NULL) = (reps IS NULL)", name="both"),
        text_within("zone", 1, 64),
    )
    op.create_index(None, "hand_target", ["person_id"])


def owned() -> tuple[sa.Column[Any], ...]:
    person = sa.Column("person_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False)
    day = sa.Column("local_date", sa.Date(), nullable=False)
    return sa.Column("id", sa.Uuid(), primary_key=True), person, text("zone"), day


def text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(), nullable=False)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def whole(column: str, low: int, high: int) -> sa.CheckConstraint:
    rule = f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
    return sa.CheckConstraint(rule, name=column)


def text_within(column: str, low: int, high: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN {low} AND {high}", name=column)
