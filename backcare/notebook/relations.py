"""The tables' columns, as queries name them."""

from backcare.notebook.tables import Base

TABLES = Base.metadata.tables
STATE = TABLES["notebook_state"].c
SESSION = TABLES["practice_session"].c
LOG = TABLES["exercise_log"].c
HOLD = TABLES["hold"].c
MORNING = TABLES["morning_rating"].c
DECISION = TABLES["resume_decision"].c
WITH_SESSION = TABLES["exercise_log"].join(TABLES["practice_session"])
