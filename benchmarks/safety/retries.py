"""An exercise taken up again after a stop: when it does no harm (any more), and when it still does."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from backcare.safety import Decision
from benchmarks.safety.judging import at_end, judged, stopped
from benchmarks.safety.kinds import STEP_2, Harmed, harmed
from benchmarks.safety.logs import FIRST_DAY, written
from benchmarks.safety.persons import EXERCISES, SESSIONS, Kind, Person, person, stream

REST = 7  # days
RETRIES = 6  # sessions of the exercise that are watched
ONSET, HORIZON = 20, 25  # sessions: harm starts, and must be stopped in so many


def after_harm(kind: Kind, seed: int, index: int, left: float = 0.0) -> bool | None:
    """Whether an exercise that did harm (+2), was stopped and rested is stopped again in its six retries.

    `left` is the harm that it still does, in points: with none it is stopped wrongly.
    None where harm was not stopped in 25 sessions, or the sessions do not last for six retries.
    """
    rng = stream(seed, f"{kind.name}, taken up again", index)
    who, exercise = person(kind, rng), int(rng.integers(len(EXERCISES)))
    harms = harmed(STEP_2, who, ONSET, exercise)
    log, name = written(who, harms), EXERCISES[exercise]
    if name in stopped(at_end(log, ONSET - 1)):
        return None
    hits = (n for n, found in judged(log, ONSET, ONSET + HORIZON) if name in stopped(found))
    session = next(hits, None)
    return None if session is None else taken_up_again(who, harms, session, exercise, left)


def taken_up_again(who: Person, harms: Harmed, session: int, exercise: int, left: float = 0.0) -> bool | None:
    """Whether an exercise that was stopped in `session` is stopped again in its six retries.

    It rests a week while the others go on, is taken up at half the hold, and does `left` points of harm from then on.
    None where the sessions do not last for six retries.
    """
    back = int(np.searchsorted(who.days, who.days[session] + REST))
    done = who.done.copy()
    done[session + 1 : back, exercise] = False
    rated = np.flatnonzero(done[back:, exercise] & who.after_rated[back:, exercise]) + back
    if rated.size < RETRIES:
        return None
    cured = harms.rise.copy()
    cured[back:] = 0.0
    cured[back:, exercise] = left
    log = written(replace(who, done=done), replace(harms, rise=cured), shorter=back)
    asked = FIRST_DAY + timedelta(days=int(who.days[back])) - timedelta(hours=1)
    decisions = (Decision(asked, EXERCISES[exercise], "resume"),)
    last = min(int(rated[RETRIES - 1]) + 1, SESSIONS)
    return any(EXERCISES[exercise] in stopped(found) for _, found in judged(log, back, last, decisions))
