"""The groups of persons that are measured, and what an exercise can do to them."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from benchmarks.safety.persons import SESSIONS, Kind, Person, Points

LONG_FROM = 15.0  # seconds: from here on a hold is long
ONSETS = (20, 50)  # the session that harm starts with: drawn evenly, so that 40 sessions are left to find it

EVERYBODY = Kind("everybody")
FULL = replace(EVERYBODY, name="full", logging=(("full", 1.0),))
NARROW = replace(FULL, name="narrow scale", noise_sd=0.55, day_sd=(0.5, 0.8), session_sd=(0.15, 0.3))
FLOOR = replace(FULL, name="floor", pain=(0.0, 1.5))
CEILING = replace(FULL, name="ceiling", pain=(8.0, 9.5), recovering=0.0)
SPARSE = replace(FULL, name="sparse", logged=0.4)
AREAS_SD = 0.6  # points by which the back hurts more at one exercise than at another
AFTER_ONLY = replace(FULL, name="after only", logging=(("after-only", 1.0),), area_sd=AREAS_SD)
COPIED = replace(FULL, name="copied before", logging=(("copied", 1.0),), area_sd=AREAS_SD)
RECOVERING = replace(FULL, name="recovering", pain=(4.0, 7.0), recovering=1.0, fall=(2.0, 5.0))
FLARES = replace(FULL, name="flares", flares=4.0)
NOISY = replace(FULL, name="noisy raters", noise_sd=1.1)
MIXED_HOLDS = replace(FULL, name="long and short holds", mixed_holds=1.0)
SUBGROUPS = (NARROW, FLOOR, CEILING, SPARSE, AFTER_ONLY, COPIED, RECOVERING, FLARES)

DOUBLED = replace(FULL, name="rating noise doubled", noise_sd=1.6)
PULLED = replace(FULL, name="the pull is rated as pain", pull=(0.5, 2.0))
SAME_NUMBER = replace(FULL, name="the same number always", logging=(("same-number", 1.0),))
OTHER_CONSTANTS = replace(
    EVERYBODY,
    name="other constants",
    noise_sd=1.0,
    session_sd=(0.1, 0.8),
    exercise_sd=0.5,
    person_sd=0.4,
    mean_rise=0.1,
)
SENSITIVITY = (DOUBLED, PULLED, SAME_NUMBER, OTHER_CONSTANTS)
AREAS_APART = replace(EVERYBODY, name="areas hurt unlike each other", area_sd=AREAS_SD)


@dataclass(frozen=True, slots=True)
class Harm:
    """What harm does: a step, or a drift in points a session, to one exercise or to all.

    `onset` is the range of the session it starts with. `shows` says where: after the exercise, only after long holds,
    or only next morning. `lasts` is how many sessions it goes on.
    """

    name: str
    step: float = 0.0
    drift: float = 0.0
    everywhere: bool = False
    onset: tuple[int, int] = ONSETS
    shows: Literal["after", "after-long", "morning"] = "after"
    lasts: int = SESSIONS


STEP_2, STEP_1 = Harm("+2 step", step=2.0), Harm("+1 step", step=1.0)
DRIFT = Harm("+.05 a session", drift=0.05)
LONG_HOLDS = Harm("+2 in long holds only", step=2.0, shows="after-long")
FIRST_2 = Harm("+2 from the first session", step=2.0, onset=(0, 0))
FIRST_1 = Harm("+1 from the first session", step=1.0, onset=(0, 0))
MORNING_2 = Harm("+2 next morning", step=2.0, shows="morning")
ALL_2 = Harm("+2 in all exercises", step=2.0, everywhere=True)
ALL_1 = Harm("+1 in all exercises", step=1.0, everywhere=True)
ACUTE = Harm("+4 once", step=4.0, lasts=1)
NOTHING = Harm("nothing")


@dataclass(frozen=True, slots=True)
class Harmed:
    """What one person's harm adds: to the rises (sessions, exercises) and to the mornings (days,), in points."""

    rise: Points
    morning: Points


def growth(harm: Harm, sessions: int) -> Points:
    """What harm adds in its 1st, 2nd, ... session, in points, shaped (sessions,)."""
    count = np.arange(1, sessions + 1)
    return np.where(count <= harm.lasts, harm.step + harm.drift * count, 0.0)


def harmed(harm: Harm, person: Person, onset: int, exercise: int) -> Harmed:
    """What `harm` adds to a person from session `onset` on, to the exercise of that number."""
    by_session = np.zeros(SESSIONS)
    by_session[onset:] = growth(harm, SESSIONS - onset)
    rise = np.zeros_like(person.rise)
    columns = slice(None) if harm.everywhere else slice(exercise, exercise + 1)
    rise[:, columns] = by_session[:, None]
    if harm.shows == "after-long":
        rise *= person.hold >= LONG_FROM
    morning = np.zeros_like(person.daily)
    if harm.shows == "morning":
        morning[person.days + 1] = by_session * person.done[:, exercise]
        rise[:] = 0.0
    return Harmed(rise, morning)
