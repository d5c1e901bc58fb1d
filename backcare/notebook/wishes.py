"""What the person chose about their practice, kept as facts with a time, and read for the plan.

What a clinician said of it stands among it: see backcare.notebook.clinician.
"""

from datetime import UTC
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select

from backcare.notebook import clinician
from backcare.notebook.chosen_tables import HandTarget, PlanChoice
from backcare.notebook.drafts import PlanDraft, TargetDraft
from backcare.notebook.engine import writing
from backcare.notebook.journal import add
from backcare.notebook.rows import plan_row, target_row
from backcare.notebook.tables import Base
from backcare.training import wishes
from backcare.training.upkeep import QUESTION

TABLES = Base.metadata.tables
PLAN = TABLES["plan_choice"].c
TARGET = TABLES["hand_target"].c
SETUP = TABLES["setup_answer"].c


def choose_plan(engine: Engine, person: UUID, draft: PlanDraft) -> None:
    """Keep which exercises, and how often; earlier choices stay, the latest counts. The same id again is one choice.

    Raises:
        NotSaved: The earlier choice still counts.
    """
    with writing(engine) as write:
        if write.get(PlanChoice, draft.id) is None:
            add(write, PlanChoice, [plan_row(person, draft)])


def set_target(engine: Engine, person: UUID, draft: TargetDraft) -> None:
    """Keep a target by hand, or that BackCare sets it again; the latest counts. The same id again is one.

    Raises:
        NotSaved: The target is as it was before.
    """
    with writing(engine) as write:
        if write.get(HandTarget, draft.id) is None:
            add(write, HandTarget, [target_row(person, draft)])


def chosen(engine: Engine, person: UUID) -> wishes.Wishes:
    """All that the person chose, or a clinician said, each time in its zone. They stand in the order of their times."""
    plans = select(PLAN.chosen_at, PLAN.zone, PLAN.exercises, PLAN.days).where(PLAN.person_id == person)
    names = ("set_at", "zone", "exercise", "hold", "reps", "variant")
    targets = select(*(TARGET[name] for name in names)).where(TARGET.person_id == person)
    declined = (
        select(SETUP.answered_at, SETUP.zone)
        .where(SETUP.person_id == person, SETUP.question == QUESTION, SETUP.answer == "no")
        .order_by(SETUP.answered_at.desc())
        .limit(1)
    )
    with engine.connect() as connection:
        said = clinician.acting(connection, person)
        by_hand = [
            wishes.HandTarget(at.astimezone(ZoneInfo(zone)), *given)
            for at, zone, *given in connection.execute(targets.order_by(TARGET.set_at, TARGET.id))
        ]
        return wishes.Wishes(
            tuple(
                wishes.PlanChoice(at.astimezone(ZoneInfo(zone)), tuple(slugs.split()), days)
                for at, zone, slugs, days in connection.execute(plans.order_by(PLAN.chosen_at, PLAN.id))
            ),
            tuple(sorted([*by_hand, *clinician.doses(said)], key=lambda one: one.at.astimezone(UTC))),
            next((at.astimezone(ZoneInfo(zone)) for at, zone in connection.execute(declined)), None),
            tuple(clinician.switches(said)),
        )
