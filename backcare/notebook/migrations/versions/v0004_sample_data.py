"""Whether the notebook is one of made-up data.

Revision 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    check = sa.CheckConstraint("sample IN (false, true)", name="ck_notebook_state_sample")
    column: sa.Column[bool] = sa.Column("sample", sa.Boolean(), check, server_default=sa.false(), nullable=False)
    sa.Table("notebook_state", sa.MetaData(), column)
    op.execute(f"ALTER TABLE notebook_state ADD COLUMN {CreateColumn(column).compile(dialect=op.get_bind().dialect)}")
