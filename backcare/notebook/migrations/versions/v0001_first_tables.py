"""The first tables.

Revision 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOST_VERSION = 2**31 - 1


def whole(column: str, low: int, high: int) -> sa.CheckConstraint:
    rule = f"{column} BETWEEN {low} AND {high} AND {column} = CAST({column} AS INTEGER)"
    return sa.CheckConstraint(rule, name=column)


def one_of(column: str, *words: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def text_within(column: str, low: int, high: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"length({column}) BETWEEN {low} AND {high}", name=column)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def stamped() -> sa.Column[object]:
    now = sa.func.current_timestamp()
    return sa.Column("saved_at", sa.DateTime(timezone=True), server_default=now, nullable=False)


def text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def number(name: str, *, nullable: bool = False, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable, primary_key=key, autoincrement=False)


def identity() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), primary_key=True)


def parent(name: str, table: str, *, key: bool = False, ondelete: str | None = None) -> sa.Column[object]:
    reference = sa.ForeignKey(f"{table}.id", ondelete=ondelete)
    return sa.Column(name, sa.Uuid(), reference, nullable=False, primary_key=key)


def day() -> sa.Column[object]:
    return sa.Column("local_date", sa.Date(), nullable=False)


def upgrade() -> None:
    people()
    sessions()
    logs()
    mornings()
    decisions()
    answers()


def people() -> None:
    op.create_table("person", identity(), text("name"), stamped(), text_within("name", 1, 200))
    op.create_table(
        "notebook_state",
        number("id", key=True),
        sa.Column("notebook", sa.Uuid(), nullable=False),
        number("version"),
        sa.CheckConstraint("id = 1", name="one_row"),
        whole("version", 0, MOST_VERSION),
    )


def sessions() -> None:
    op.create_table(
        "practice_session",
        identity(),
        parent("person_id", "person"),
        moment("started_at"),
        text("zone"),
        day(),
        text("source"),
        number("version"),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        one_of("source", "logged", "imported", "demo"),
        text_within("zone", 1, 64),
        whole("version", 1, MOST_VERSION),
    )
    op.create_index(None, "practice_session", ["person_id", "started_at"])


def logs() -> None:
    op.create_table(
        "exercise_log",
        identity(),
        parent("session_id", "practice_session"),
        text("exercise"),
        text("variant"),
        number("place"),
        number("before", nullable=True),
        number("worst", nullable=True),
        number("after", nullable=True),
        text("before_source"),
        sa.Column("stopped", sa.Boolean(create_constraint=True, name="stopped"), nullable=False),
        text("note"),
        number("version"),
        stamped(),
        text_within("exercise", 1, 64),
        text_within("variant", 0, 64),
        whole("place", 0, 10_000),
        whole("before", 0, 100),
        whole("worst", 0, 100),
        whole("after", 0, 100),
        one_of("before_source", "asked", "carried", "imported"),
        text_within("note", 0, 4_000),
        whole("version", 1, MOST_VERSION),
    )
    op.create_index(None, "exercise_log", ["session_id"])
    op.create_index(None, "exercise_log", ["exercise"])
    op.create_table(
        "hold",
        parent("log_id", "exercise_log", key=True, ondelete="CASCADE"),
        number("position", key=True),
        text("side"),
        number("seconds"),
        one_of("side", "left", "right", "both"),
        whole("position", 0, 199),
        whole("seconds", 1, 36_000),
        sqlite_with_rowid=False,
    )


def mornings() -> None:
    op.create_table(
        "morning_rating",
        identity(),
        parent("person_id", "person"),
        day(),
        number("pain"),
        text("zone"),
        stamped(),
        sa.UniqueConstraint("person_id", "local_date"),
        whole("pain", 0, 100),
        text_within("zone", 1, 64),
    )


def decisions() -> None:
    op.create_table(
        "resume_decision",
        identity(),
        parent("person_id", "person"),
        text("exercise"),
        text("kind"),
        text("code"),
        moment("decided_at"),
        text("zone"),
        day(),
        one_of("kind", "resume", "overrule"),
        text_within("exercise", 1, 64),
        text_within("code", 1, 64),
        text_within("zone", 1, 64),
    )
    op.create_index(None, "resume_decision", ["person_id"])


def answers() -> None:
    op.create_table(
        "red_flag_answer",
        identity(),
        parent("person_id", "person"),
        text("questions"),
        text("item", nullable=True),
        text("answer"),
        moment("answered_at"),
        text("zone"),
        day(),
        one_of("answer", "yes", "no"),
        text_within("questions", 1, 64),
        text_within("item", 1, 64),
        text_within("zone", 1, 64),
    )
    op.create_index(None, "red_flag_answer", ["person_id"])
