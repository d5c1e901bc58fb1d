"""What a simulated person writes down: whole or half points, forgotten ratings, Stop pressed or not."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from backcare.safety.history import Decision, History, Morning, Reading, Tenths
from benchmarks.safety.kinds import Harmed
from benchmarks.safety.persons import EXERCISES, SESSIONS, Person, Points

FIRST_DAY = datetime(2025, 1, 1, 8, tzinfo=UTC)
ENDED = timedelta(minutes=20)  # a session is judged when it is over
TOO_MUCH, PRESSES = 4.0, 0.5  # at so many points above `before`, the worst moment makes half of the persons press Stop


@dataclass(frozen=True, slots=True)
class Log:
    """All that one person wrote: readings in order, and where each session's end lies among them."""

    readings: tuple[Reading, ...]
    ends: tuple[int, ...]
    mornings: tuple[Morning, ...]
    starts: tuple[datetime, ...]

    def after(self, session: int, decisions: tuple[Decision, ...] = ()) -> tuple[History, datetime]:
        """What was known when a session (0 is the first) was over, and when that was."""
        now = self.starts[session] + ENDED
        mornings = tuple(morning for morning in self.mornings if morning.day <= now.date())
        return History(self.readings[: self.ends[session]], mornings, decisions), now

    def of(self, session: int) -> tuple[Reading, ...]:
        """The readings of one session, in their order."""
        return self.readings[self.ends[session - 1] if session else 0 : self.ends[session]]


def rated(points: Points, unit: float) -> Points:
    """What a person answers: the nearest whole or half point of the scale from 0 to 10."""
    return np.clip(np.round(points / unit) * unit, 0, 10)


def written(person: Person, harm: Harmed, shorter: int = SESSIONS) -> Log:
    """Write a person's log down. From session `shorter` on the holds are half as long."""
    after = rated(person.before + person.rise + harm.rise, person.unit)
    before = _before(person)
    if person.logging == "same-number":
        before = after = np.full_like(after, rated(person.daily.mean(keepdims=True), person.unit)[0])
    peak = np.maximum(person.before, person.before + person.rise + harm.rise) + person.peak
    worst = np.maximum(np.maximum(rated(peak, person.unit), before), after)
    felt = np.clip(peak, 0, 10) - np.clip(person.before, 0, 10)
    pressed = (felt >= TOO_MUCH) & (person.temper < PRESSES) & (person.logging != "same-number")
    starts = tuple(FIRST_DAY + timedelta(days=int(day)) for day in person.days)
    readings: list[Reading] = []
    ends = []
    for n, start in enumerate(starts):
        for place, k in enumerate(np.flatnonzero(person.done[n]).tolist()):
            known = person.logging != "after-only"
            readings.append(
                Reading(
                    session=f"s{n}",
                    at=start,
                    place=place,
                    exercise=EXERCISES[k],
                    before=_tenths(before[n, k]) if known else None,
                    before_source="carried" if person.logging == "copied" and place else "asked",
                    worst=_tenths(worst[n, k]) if known and person.worst_rated[n, k] else None,
                    after=_tenths(after[n, k]) if person.after_rated[n, k] else None,
                    stopped=bool(pressed[n, k]),
                    hold=round(person.hold[n, k] * (5 if n >= shorter else 10)),
                )
            )
        ends.append(len(readings))
    return Log(tuple(readings), tuple(ends), _mornings(person, harm), starts)


def _before(person: Person) -> Points:
    """Asked for every exercise, or that of the session's first exercise for all of them."""
    before = rated(person.before, person.unit)
    if person.logging != "copied":
        return before
    first = np.argmax(person.done, axis=1)
    return np.repeat(before[np.arange(SESSIONS), first][:, None], len(EXERCISES), axis=1)


def _mornings(person: Person, harm: Harmed) -> tuple[Morning, ...]:
    pain = rated(person.daily + harm.morning, person.unit)
    return tuple(
        Morning((FIRST_DAY + timedelta(days=day)).date(), _tenths(pain[day]))
        for day in np.flatnonzero(person.mornings).tolist()
    )


def _tenths(points: np.float64) -> Tenths:
    return round(float(points) * 10)
