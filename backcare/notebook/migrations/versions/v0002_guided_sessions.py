"""What a guided session keeps: interrupted holds, messages heard, and the exercise that an answer belongs to.

Revision 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOST_VERSION = 2**31 - 1


def upgrade() -> None:
    add("hold", "interrupted", sa.Boolean(), "interrupted IN (false, true)", default=sa.false())
    add("exercise_log", "heard", sa.Integer(), whole("heard", MOST_VERSION), default="0")
    add("exercise_log", "heard_holds", sa.Integer(), whole("heard_holds", 200), default="0")
    add("red_flag_answer", "exercise", sa.String(), "length(exercise) BETWEEN 1 AND 64")


def whole(column: str, high: int) -> str:
    return f"{column} BETWEEN 0 AND {high} AND {column} = CAST({column} AS INTEGER)"


def add(
    table: str, name: str, kind: sa.types.TypeEngine[Any], rule: str, *, default: str | sa.False_ | None = None
) -> None:
    """Add a column with its constraint in one statement: so SQLite copies no table, and a server takes it as well."""
    check = sa.CheckConstraint(rule, name=f"ck_{table}_{name}")
    column = sa.Column(name, kind, check, server_default=default, nullable=default is None)
    sa.Table(table, sa.MetaData(), column)
    op.execute(f"ALTER TABLE {table} ADD COLUMN {CreateColumn(column).compile(dialect=op.get_bind().dialect)}")
