"""Which exercises are on today, each with its target and its verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from backcare.catalogue.model import Catalogue, Exercise
from backcare.safety.history import History, Reading
from backcare.safety.verdict import Level, Verdict
from backcare.training.targets import Target, target

FIRST_DAY: Final = 3  # a judgement: three exercises, about three minutes, are enough to begin with


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
    found = []
    for exercise in catalogue.exercises:
        verdict = verdicts[exercise.slug]
        aim = target(exercise, readings.get(exercise.slug, ()), verdict, history.decisions)
        found.append(PlanItem(exercise, aim, verdict, (ask or {}).get(exercise.slug, ())))
    return tuple(found)


def plan(every: Sequence[PlanItem], history: History, today: date) -> tuple[PlanItem, ...]:
    """What is on today, out of every item of the catalogue.

    The first day offers the first three exercises, and whatever else was logged on it; later days offer all.
    """
    if any(reading.day < today for reading in history.readings):
        return tuple(every)
    logged = {reading.exercise for reading in history.readings}
    return tuple(item for place, item in enumerate(every) if place < FIRST_DAY or item.exercise.slug in logged)
