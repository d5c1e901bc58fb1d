"""The longest holds so far."""

from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Engine, func, select

from backcare.notebook.reads import HOLD, LOG, SESSION, TABLES, WITH_SESSION

Form: TypeAlias = tuple[str, str, str]


def bests(engine: Engine, person: UUID) -> dict[Form, int]:
    """The longest hold in tenths by (exercise, variant, side).

    Interrupted holds are left out, since nobody saw their end, and so are sessions in the bin.
    """
    form = LOG.exercise, LOG.variant, HOLD.side
    held = select(*form, func.max(HOLD.seconds)).select_from(WITH_SESSION.join(TABLES["hold"]))
    mine = SESSION.person_id == person, SESSION.deleted_at.is_(None), HOLD.interrupted.is_(False)
    with engine.connect() as connection:
        rows = connection.execute(held.where(*mine).group_by(*form))
        return {(exercise, variant, side): longest for exercise, variant, side, longest in rows}
