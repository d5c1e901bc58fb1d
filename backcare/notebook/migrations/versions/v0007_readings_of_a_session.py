"""What the rules look at of each session, beside it as one text.

Revision 0007
"""

import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LOGS = sa.text("""
SELECT session_id, place, exercise, variant, "before", before_source, worst, "after", stopped, held, times
FROM exercise_log ORDER BY place, id
""")
KEEP = sa.text("UPDATE practice_session SET readings = :rows WHERE id = :session")


def upgrade() -> None:
    # with its readings a session takes much more room: how many there are, and which changed, is asked of an index
    op.drop_index("ix_practice_session_changed", "practice_session")
    op.create_index(None, "practice_session", ["person_id", "deleted_at", "changed"])
    op.add_column("practice_session", sa.Column("readings", sa.String(), server_default="[]", nullable=False))
    found: defaultdict[Any, list[list[Any]]] = defaultdict(list)
    for session, *row, stopped, held, times in op.get_bind().execute(LOGS):
        found[session].append([*row, bool(stopped), (2 * held + times) // (2 * times) if times else None])
    rows = [{"session": one, "rows": json.dumps(logs, separators=(",", ":"))} for one, logs in found.items()]
    if rows:
        op.get_bind().execute(KEEP, rows)
