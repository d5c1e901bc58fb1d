"""At which version of the notebook a session, or any morning, was changed last, and what the holds of a log come to.

Revision 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SUMS = """
UPDATE exercise_log SET
    held = (SELECT coalesce(sum(hold.seconds), 0) FROM hold WHERE hold.log_id = exercise_log.id),
    times = (SELECT count(*) FROM hold WHERE hold.log_id = exercise_log.id)
"""


def upgrade() -> None:
    add("practice_session", "changed", 2**31 - 1)
    op.create_index(None, "practice_session", ["changed"])
    add("notebook_state", "mornings", 2**31 - 1)
    add("exercise_log", "held", 200 * 36_000)
    add("exercise_log", "times", 200)
    op.execute(SUMS)


def add(table: str, name: str, high: int) -> None:
    """Add a column with its constraint in one statement: so SQLite copies no table, and a server takes it as well."""
    rule = f"{name} BETWEEN 0 AND {high} AND {name} = CAST({name} AS INTEGER)"
    check = sa.CheckConstraint(rule, name=f"ck_{table}_{name}")
    column: sa.Column[int] = sa.Column(name, sa.Integer(), check, server_default="0", nullable=False)
    sa.Table(table, sa.MetaData(), column)
    op.execute(f"ALTER TABLE {table} ADD COLUMN {CreateColumn(column).compile(dialect=op.get_bind().dialect)}")
