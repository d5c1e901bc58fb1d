"""The longest holds so far."""

from typing import TypeAlias
from uuid import UUID

from sqlalchemy import Engine, func, select

from backcare.notebook.relations import HOLD, LOG, SESSION, WITH_SESSION

Form: TypeAlias = tuple[str, str, str]


def bests(engine: Engine, person: UUID) -> dict[Form, int]:
    """The longest hold in tenths by (exercise, variant, side).

    Interrupted holds are left out, since nobody saw their end, and so are sessions in the bin.
    """
    # First within each log, where its holds lie together on disk: ten years take half as long as in one step.
    held = (
        select(HOLD.log_id, HOLD.side, func.max(HOLD.seconds).label("longest"))
        .where(HOLD.interrupted.is_(False))
        .group_by(HOLD.log_id, HOLD.side)
        .subquery()
    )
    form = LOG.exercise, LOG.variant, held.c.side
    mine = SESSION.person_id == person, SESSION.deleted_at.is_(None)
    rows_of = select(*form, func.max(held.c.longest)).select_from(WITH_SESSION.join(held)).where(*mine)
    with engine.connect() as connection:
        rows = connection.execute(rows_of.group_by(*form))
        return {(exercise, variant, side): longest for exercise, variant, side, longest in rows}
