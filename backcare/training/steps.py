"""The rungs that an exercise's target climbs."""

from functools import cache
from typing import NamedTuple

from backcare.catalogue.model import Exercise


class Step(NamedTuple):
    """One rung: `hold` in tenths of a second, `reps` a side, `variant` a gentler form's slug or empty."""

    hold: int
    reps: int
    variant: str


@cache
def steps(exercise: Exercise) -> tuple[Step, ...]:
    """Every rung in order: the gentler form where one begins with it, then longer holds, then more repeats.

    Example: knees to chest is 5 s x 3 with a single knee, then 5, 7 and 10 s x 3 with both, then 10 s x 4 up to 8.
    """
    begin, goal = exercise.begin, exercise.goal
    gentler = exercise.gentler if exercise.begins_gentle else None
    gentle = [Step(begin.hold * 10, begin.reps, gentler.slug)] if gentler else []
    holds = [Step(hold * 10, begin.reps, "") for hold in exercise.ladder]
    more = [Step(goal.hold * 10, reps, "") for reps in range(begin.reps + 1, goal.reps + 1)]
    return (*gentle, *holds, *more)
