"""How long and how often today: a walk up the exercise's steps, one good session at a time.

Pain may only hold a target or lower it; nothing but good sessions raises it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from backcare.catalogue.model import Exercise
from backcare.safety.history import Decision, Reading
from backcare.safety.now_rules import hurts, sharp_rise
from backcare.safety.verdict import Level, Verdict

# All three are judgements made for BackCare; no study was found behind any of them.
GOOD_SESSIONS: Final = 3  # on different days, for one step up
GOOD_RISE: Final = 10  # a rise below 1 point, half of what counts as a signal (Childs 2005: 2 points)
HELD_TENTHS: Final = 9  # a hold counts from nine tenths of the step on: a thumb on a stopwatch is no finer


@dataclass(frozen=True, slots=True)
class Target:
    """What to do today: `hold` in tenths of a second, `reps` a side, `variant` a gentler form's slug or empty."""

    hold: int
    reps: int
    variant: str
    reason: str


class Step(NamedTuple):
    """One rung: `hold` in tenths of a second, `reps` a side, `variant` a gentler form's slug or empty."""

    hold: int
    reps: int
    variant: str


class _Place(NamedTuple):
    """Where a person stands: `step` counts from 0, `good` counts good days there, `halved` after a pause."""

    step: int = 0
    good: int = 0
    halved: bool = False


class _Day(NamedTuple):
    """One day's readings of one exercise, in one word each."""

    paused: bool
    good: bool
    hold: int
    gentle: bool


class _Stride(NamedTuple):
    """One event of the walk: a logged day, or a decision to take the exercise up again."""

    at: datetime
    before: _Place
    after: _Place
    logged: bool


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


def target(
    exercise: Exercise, readings: Sequence[Reading], verdict: Verdict, decisions: Sequence[Decision] = ()
) -> Target:
    """Today's target.

    A day is good when every reading of it is rated and rose by less than 1 point, none paused the exercise, and the
    hold was reached. Three good days lead to the next step. A day that paused the exercise, or a decision to take it
    up again, halves the hold until three good days have passed. While a caution stands, days since it began do not
    count.

    Args:
        exercise: of the catalogue.
        readings: of this exercise or of all, in any order.
        verdict: of this exercise, now.
        decisions: of this exercise or of all, in any order.

    Returns:
        The target, with one sentence that says why.
    """
    ladder = steps(exercise)
    strides = tuple(_walk(exercise.slug, ladder, readings, decisions, _careful_since(verdict)))
    place = strides[-1].after if strides else _Place()
    step = ladder[place.step]
    hold = step.hold // 2 if verdict.level >= Level.STOP_TODAY else _hold(place, step)
    return Target(hold, step.reps, step.variant, _reason(place, len(ladder), verdict))


def holds_by_day(
    exercise: Exercise, readings: Sequence[Reading], decisions: Sequence[Decision] = ()
) -> dict[date, int]:
    """The hold that each logged day began with as its target, in tenths of a second.

    It is the walk up the steps from the days before; what the verdicts of that time asked for is not looked up again.

    Example: three good days of pelvic tilt at 3 s give 30, 30, 30, and the fourth day begins with 50.
    """
    ladder = steps(exercise)
    strides = _walk(exercise.slug, ladder, readings, decisions)
    return {one.at.date(): _hold(one.before, ladder[one.before.step]) for one in strides if one.logged}


def _hold(place: _Place, step: Step) -> int:
    return step.hold // 2 if place.halved else step.hold


def _careful_since(verdict: Verdict) -> datetime | None:
    """When the earliest finding that asks for care began; None where there is none."""
    return min((one.since for one in verdict.findings if one.level >= Level.CAUTION and one.since), default=None)


def _walk(
    slug: str,
    ladder: Sequence[Step],
    readings: Iterable[Reading],
    decisions: Iterable[Decision],
    careful_since: datetime | None = None,
) -> Iterator[_Stride]:
    """Every day of the exercise and every decision, oldest first, with the place before and after it."""
    days: dict[date, list[Reading]] = {}
    for reading in readings:
        if reading.exercise == slug:
            days.setdefault(reading.day, []).append(reading)
    events: list[tuple[datetime, _Day | None]] = [(max(one.at for one in day), _day(day)) for day in days.values()]
    events += [(one.at, None) for one in decisions if one.exercise == slug]
    place = _Place()
    for at, day in sorted(events, key=lambda event: event[0]):
        counts = careful_since is None or at < careful_since
        before, place = place, _next(place, ladder, day, counts=counts)
        yield _Stride(at, before, place, logged=day is not None)


def _day(readings: Sequence[Reading]) -> _Day:
    return _Day(
        paused=any(sharp_rise(one) or hurts(one) for one in readings),
        good=all(one.rise is not None and one.rise < GOOD_RISE for one in readings),
        hold=max(one.hold or 0 for one in readings),
        gentle=any(one.variant for one in readings),
    )


def _next(place: _Place, ladder: Sequence[Step], day: _Day | None, *, counts: bool) -> _Place:
    """One event further: a day of the exercise, or None for the decision to take it up again."""
    if day is None or day.paused:
        return _Place(place.step, 0, halved=True)
    step = ladder[place.step]
    wanted = step.hold // 2 if place.halved else step.hold
    # the full form done well counts at the gentler step too, never the other way round
    fits = day.hold * 10 >= HELD_TENTHS * wanted and (bool(step.variant) or not day.gentle)
    if not (counts and day.good and fits):
        return place
    if place.good + 1 < GOOD_SESSIONS:
        return place._replace(good=place.good + 1)
    if place.halved:
        return _Place(place.step)
    return _Place(min(place.step + 1, len(ladder) - 1))


def _reason(place: _Place, count: int, verdict: Verdict) -> str:
    if verdict.level >= Level.STOP_TODAY:
        return "It is paused now. When you take it up again, it starts at half the hold."
    if place.halved:
        return "Half the hold, because it was paused. Three good sessions bring the full hold back."
    if verdict.level == Level.CAUTION:
        return "It stays here while your ratings ask for care."
    if place.step == count - 1:
        return "This is the goal. There is no need to go further."
    missing = GOOD_SESSIONS - place.good
    more = "1 more good session" if missing == 1 else f"{missing} good sessions on different days"
    return f"Step {place.step + 1} of {count}. The next step comes after {more}."
