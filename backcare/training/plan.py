"""Which exercises are on today, each with its target and its verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from backcare.catalogue.model import Catalogue, Exercise
from backcare.safety.history import History, Reading
from backcare.safety.lasting import share_of_hold
from backcare.safety.verdict import Level, Verdict
from backcare.training.targets import WHOLE, Target, target

FIRST_DAY: Final = 3  # a judgement: three exercises, about three minutes, are enough to begin with
_END: Final = datetime.max.replace(tzinfo=UTC)  # the whole history counts, as it does for the steps


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One exercise of the plan. A paused one stays in it, so that the screen can say why it is paused.

    `ask` holds the reasons to ask a clinician before doing it, out of what the person told about themselves.
    """

    exercise: Exercise
    target: Target
    verdict: Verdict
    ask: tuple[str, ...] = ()

    @property
    def going(self) -> bool:
        """Whether it can be done now: neither paused, nor to be asked about first."""
        return self.verdict.level < Level.STOP_TODAY and not self.ask


def items(
    catalogue: Catalogue,
    history: History,
    verdicts: Mapping[str, Verdict],
    ask: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[PlanItem, ...]:
    """Every exercise of the catalogue with its target and its verdict, in the catalogue's order.

    `ask` holds the reasons to ask a clinician first, by exercise.

    Raises:
        KeyError: an exercise has no verdict.
    """
    readings: dict[str, list[Reading]] = {}
    for reading in history.readings:
        readings.setdefault(reading.exercise, []).append(reading)
    decided = {decision.exercise for decision in history.decisions}
    found = []
    for exercise in catalogue.exercises:
        slug, verdict = exercise.slug, verdicts[exercise.slug]
        share = share_of_hold(history, slug, _END) if slug in decided else WHOLE
        aim = target(exercise, readings.get(slug, ()), verdict, history.decisions, share)
        found.append(PlanItem(exercise, aim, verdict, (ask or {}).get(exercise.slug, ())))
    return tuple(found)


def plan(every: Sequence[PlanItem], history: History, today: date) -> tuple[PlanItem, ...]:
    """What is on today, out of every item of the catalogue.

    The first day offers the first three exercises of those that nobody is to be asked about, and whatever else was
    logged on it; later days offer all. What is to be asked about first is in the plan of every day, for the screen to
    say why.
    """
    if any(reading.day < today for reading in history.readings):
        return tuple(every)
    wanted = {reading.exercise for reading in history.readings}
    wanted |= {item.exercise.slug for item in [one for one in every if not one.ask][:FIRST_DAY]}
    return tuple(item for item in every if item.ask or item.exercise.slug in wanted)
