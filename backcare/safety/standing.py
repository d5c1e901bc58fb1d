"""Where an exercise stands in time: whether its rest is over, and when it was paused before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import groupby

from backcare.safety.history import Decision, History
from backcare.safety.judge import day_pauses
from backcare.safety.reasons import reason
from backcare.safety.retry import outcome
from backcare.safety.sittings import Sitting, sittings, until
from backcare.safety.thresholds import REST_DAYS
from backcare.safety.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Stop:
    """A pause: from the session that brought it until it ended; `ended` is None while it lasts."""

    at: datetime
    code: str
    reason: str
    ended: datetime | None


def rest_over(verdict: Verdict, history: History, now: datetime) -> bool:
    """Whether a week has passed since the exercise's last rated session, in the person's own days.

    Example: rated on the 1st, the rest is over on the 8th. True where the exercise was never rated.
    Source: a judgement (thresholds.REST_DAYS).
    """
    rated = (
        sitting.day
        for sitting in reversed(sittings(history.readings, now))
        if any(reading.exercise == verdict.exercise and reading.after is not None for reading in sitting.readings)
    )
    last = next(rated, None)
    return last is None or (now.date() - last).days >= REST_DAYS


def stops(history: History, exercise: str, now: datetime) -> tuple[Stop, ...]:
    """Every pause of the exercise up to `now`, oldest first, as the app would have shown it on the day.

    A day's pause inside a longer one is part of it.
    """
    past = sittings(history.readings, now)
    lasting = tuple(_lasting(past, history.decisions, exercise, now))
    days = (stop for stop in _days(past, exercise, now) if not any(_within(stop, longer) for longer in lasting))
    return tuple(sorted((*lasting, *days), key=lambda stop: stop.at))


def _lasting(past: Sequence[Sitting], decisions: Sequence[Decision], exercise: str, now: datetime) -> Iterator[Stop]:
    """The stops by the trend, looked for after each rated session of the exercise and at each decision."""
    rated = [sitting.at for sitting in past if any(key[0] == exercise for key in sitting.rises)]
    decided = [decision.at for decision in decisions if decision.exercise == exercise and decision.at <= now]
    begun: Stop | None = None
    for moment in sorted({*rated, *decided}, key=lambda at: at.astimezone(UTC)):
        found = outcome(until(past, moment), decisions, exercise, moment)
        if begun and not found.stopped:
            yield replace(begun, ended=moment)
            begun = None
        elif found.stopped and found.finding and not begun:
            begun = Stop(moment, found.finding.code, reason(found.finding), None)
    if begun:
        yield begun


def _days(past: Sequence[Sitting], exercise: str, now: datetime) -> Iterator[Stop]:
    """The pauses for a day: one for each local day that has any."""
    own = [reading for sitting in past for reading in sitting.readings if reading.exercise == exercise]
    for day, readings in groupby(own, key=lambda reading: reading.day):
        for found in day_pauses(readings)[:1]:
            if found.since:
                midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=found.since.tzinfo)
                yield Stop(found.since, found.code, reason(found), midnight if day < now.date() else None)


def _within(stop: Stop, longer: Stop) -> bool:
    return longer.at <= stop.at and (longer.ended is None or stop.at < longer.ended)
