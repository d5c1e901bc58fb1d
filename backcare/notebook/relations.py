"""The tables' columns, as queries name them."""

from sqlalchemy import and_, exists

from backcare.notebook.tables import Base

TABLES = Base.metadata.tables
STATE = TABLES["notebook_state"].c
SESSION = TABLES["practice_session"].c
LOG = TABLES["exercise_log"].c
HOLD = TABLES["hold"].c
MORNING = TABLES["morning_rating"].c
DECISION = TABLES["resume_decision"].c
WITH_SESSION = TABLES["exercise_log"].join(TABLES["practice_session"])
BINNED_DECISION = exists().where(
    and_(LOG.id == DECISION.id, SESSION.id == LOG.session_id, SESSION.deleted_at.is_not(None))
)
"""Whether a decision was made with a log that lies in the bin: it counts as little as the log."""
