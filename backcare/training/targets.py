"""How long and how often today: a walk up the exercise's steps, one good session at a time.

Pain may only hold a target or lower it; nothing but good sessions raises it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final, NamedTuple

from backcare.catalogue.model import Exercise
from backcare.safety.codes import BY_CHECK
from backcare.safety.history import Decision, Reading
from backcare.safety.now_rules import hurts, sharp_rise
from backcare.safety.points import points
from backcare.safety.thresholds import RETRIES, SIGNAL_RISE, THREE_QUARTERS_SESSIONS
from backcare.safety.verdict import Level, Verdict

# All are judgements made for BackCare; no study was found behind any of them.
GOOD_SESSIONS: Final = 3  # on different days, for one step up
GOOD_RISE: Final = 10  # a rise below 1 point, half of what counts as a signal (Childs 2005: 2 points)
HELD_TENTHS: Final = 9  # a hold counts from nine tenths of the step on: a thumb on a stopwatch is no finer
HALF: Final = Fraction(1, 2)  # after a pause
THREE_QUARTERS: Final = Fraction(3, 4)  # when the sessions at half the hold went well
EASED: Final = Fraction(4, 5)  # the next time after a rise that counts
WHOLE: Final = Fraction(1)
FINEST: Final = 5  # tenths of a second: nobody aims at less


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
    """Where a person stands: `step` counts from 0, `good` counts good days there, `halved` after a day's pause.

    `again` is how many rated sessions are left until the whole hold, after a stopped exercise was taken up again.
    """

    step: int = 0
    good: int = 0
    halved: bool = False
    again: int = 0

    @property
    def share(self) -> Fraction:
        """How much of the step's hold is the target there."""
        if self.halved or self.again > THREE_QUARTERS_SESSIONS:
            return HALF
        return THREE_QUARTERS if self.again else WHOLE


class _Day(NamedTuple):
    """One day's readings of one exercise, in one word each."""

    paused: bool
    good: bool
    hold: int
    gentle: bool
    rated: int


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
    exercise: Exercise,
    readings: Sequence[Reading],
    verdict: Verdict,
    decisions: Sequence[Decision] = (),
    share: Fraction = WHOLE,
) -> Target:
    """Today's target.

    A day is good when every reading of it is rated and rose by less than 1 point, none paused the exercise, and the
    hold was reached. Three good days lead to the next step. A day that paused the exercise halves the hold until three
    good days have passed. An exercise that is taken up again comes back with the `share` of its hold, and no day leads
    up until it has all of it. After a rise of 2 points it is four fifths the next time. While a caution stands, days
    since it began do not count.

    Args:
        exercise: of the catalogue.
        readings: of this exercise or of all, in any order.
        verdict: of this exercise, now.
        decisions: of this exercise or of all, in any order.
        share: of the hold, as backcare.safety.lasting.share_of_hold has it.

    Returns:
        The target, with one sentence that says why.
    """
    ladder = steps(exercise)
    strides = tuple(_walk(exercise.slug, ladder, readings, decisions, _careful_since(verdict)))
    place = strides[-1].after if strides else _Place()
    step = ladder[place.step]
    least = min(share, HALF if place.halved else WHOLE, EASED if _rose(verdict) else WHOLE)
    if any(one.level >= Level.STOP_TODAY and one.code not in BY_CHECK for one in verdict.findings):
        why = "It is paused now. When you take it up again, it starts at half the hold."
        return Target(_part(step.hold, HALF), step.reps, step.variant, why)
    why = _lowered(least, share) or _reason(place, len(ladder), verdict)
    return Target(_part(step.hold, least), step.reps, step.variant, why)


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
    return _part(step.hold, place.share)


def _part(hold: int, share: Fraction) -> int:
    """A share of a hold, rounded down to half seconds."""
    return int(hold * share) // FINEST * FINEST


def _rose(verdict: Verdict) -> bool:
    return any(finding.code == "rise" for finding in verdict.findings)


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
    # a decision goes before a session that began with it: that is the first one after it
    events: list[tuple[datetime, _Day | None]] = [(one.at, None) for one in decisions if one.exercise == slug]
    events += [(max(one.at for one in day), _day(day)) for day in days.values()]
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
        rated=len({one.session for one in readings if one.after is not None}),
    )


def _next(place: _Place, ladder: Sequence[Step], day: _Day | None, *, counts: bool) -> _Place:
    """One event further: a day of the exercise, or None for the decision to take it up again."""
    if day is None:
        return _Place(place.step, again=RETRIES + THREE_QUARTERS_SESSIONS)
    again = max(place.again - day.rated, 0)
    if day.paused:
        return _Place(place.step, halved=True, again=again)
    step = ladder[place.step]
    # the full form done well counts at the gentler step too, never the other way round
    fits = day.hold * 10 >= HELD_TENTHS * _hold(place, step) and (bool(step.variant) or not day.gentle)
    leads = place.halved or not place.again  # what comes back is watched, not lengthened
    if not (counts and day.good and fits and leads):
        return place._replace(again=again)
    if place.good + 1 < GOOD_SESSIONS:
        return place._replace(good=place.good + 1, again=again)
    if place.halved:
        return _Place(place.step, again=again)
    return _Place(min(place.step + 1, len(ladder) - 1))


def _lowered(least: Fraction, share: Fraction) -> str:
    """Why the hold is less than that of the step; empty where it is not."""
    if least == WHOLE:
        return ""
    if share == HALF:
        return f"Half the hold until {RETRIES} sessions since you took it up again are compared with your old usual."
    if least == HALF:
        return (
            f"Half the hold, because it was paused for a day. {GOOD_SESSIONS} good sessions bring the full hold back."
        )
    if least == share:
        return f"Three quarters of the hold for {THREE_QUARTERS_SESSIONS} sessions, then all of it."
    return f"A fifth less this time, because your pain rose by {points(SIGNAL_RISE)} or more the last time."


def _reason(place: _Place, count: int, verdict: Verdict) -> str:
    if verdict.closing:
        return "It waits until what you told is looked at."
    if verdict.level == Level.CAUTION:
        return "It stays here while your ratings ask for care."
    if place.again:
        return "All of the hold again. It stays here until it has held up for some sessions."
    if place.step == count - 1:
        return "This is the goal. There is no need to go further."
    missing = GOOD_SESSIONS - place.good
    more = "1 more good session" if missing == 1 else f"{missing} good sessions on different days"
    return f"Step {place.step + 1} of {count}. The next step comes after {more}."
