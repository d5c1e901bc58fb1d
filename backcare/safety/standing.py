"""Where an exercise stands in time: whether its rest is over, and when it was paused before."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import groupby, islice
from typing import TypeAlias

from backcare.safety import signs
from backcare.safety.codes import BY_DECISION
from backcare.safety.history import Answer, Check, History, Reading
from backcare.safety.judge import day_pauses
from backcare.safety.lasting import lasting_stop
from backcare.safety.reasons import reason
from backcare.safety.sittings import Sitting, sittings, until
from backcare.safety.thresholds import AWAY_DAYS, REST_DAYS
from backcare.safety.verdict import Finding, Verdict

_Sign: TypeAlias = Callable[[Iterable[Answer], Iterable[Check]], Finding | None]


@dataclass(frozen=True, slots=True)
class Stop:
    """A pause: from the session or the answer that brought it until it ended; `ended` is None while it lasts."""

    at: datetime
    code: str
    reason: str
    ended: datetime | None


def rest_over(verdict: Verdict, history: History, now: datetime) -> bool:
    """Whether a week has passed since the exercise was last rated, stopped or answered about, in the person's days.

    Example: rated on the 1st, the rest is over on the 8th. True where the exercise was never done.
    Source: a judgement (thresholds.REST_DAYS).
    """
    done = (
        sitting.day
        for sitting in reversed(sittings(history.readings, now))
        if any(one.exercise == verdict.exercise and (one.after is not None or one.stopped) for one in sitting.readings)
    )
    brought = (found.since.date() for found in verdict.findings if found.code in BY_DECISION and found.since)
    last = max([*islice(done, 1), *brought], default=None)
    return last is None or (now.date() - last).days >= REST_DAYS


def away(history: History, now: datetime) -> bool:
    """Whether the person comes back after 14 days without a session, or more. False before the first one.

    Example: practised on the 1st, it is so on the 15th and not on the 14th.
    Source: a judgement (thresholds.AWAY_DAYS).
    """
    past = sittings(history.readings, now)
    return bool(past) and (now.date() - past[-1].day).days >= AWAY_DAYS


def stops(history: History, exercise: str, now: datetime) -> tuple[Stop, ...]:
    """Every pause of the exercise up to `now`, oldest first, as the app would have shown it on the day.

    A day's pause inside a longer one is part of it.
    """
    past = sittings(history.readings, now)
    own = (one for sitting in past for one in sitting.readings if one.exercise == exercise)
    return together((*_lasting(history, past, exercise, now), *closings(history, now)), day_stops(own, now))


def _lasting(history: History, past: tuple[Sitting, ...], exercise: str, now: datetime) -> Iterator[Stop]:
    """The stops that end by a decision: looked for after each session of the exercise, decision and answer."""
    done = [sitting.at for sitting in past if any(one.exercise == exercise for one in sitting.readings)]
    decided = [one.at for one in history.decisions if one.exercise == exercise and one.at <= now]
    answered = [one.at for one in history.answers if one.at <= now]
    return _spells({*done, *decided, *answered}, lambda at: lasting_stop(history, until(past, at), exercise, at))


def closings(history: History, now: datetime) -> Iterator[Stop]:
    """When warning signs closed all practice, one rule after the other."""
    moments = {one.at for one in history.answers} | {one.at for one in history.checks}
    for rule in (signs.red_flag, signs.see_doctor, signs.numb_leg):
        yield from _spells({at for at in moments if at <= now}, partial(_sign, rule, history))


def _sign(rule: _Sign, history: History, moment: datetime) -> Finding | None:
    answers = [one for one in history.answers if one.at <= moment]
    return rule(answers, [one for one in history.checks if one.at <= moment])


def _spells(moments: Iterable[datetime], stopped: Callable[[datetime], Finding | None]) -> Iterator[Stop]:
    """From the first moment at which something stops to the first one at which nothing does, and so on."""
    begun: Stop | None = None
    for moment in sorted(moments, key=lambda at: at.astimezone(UTC)):
        found = stopped(moment)
        if begun and not found:
            yield replace(begun, ended=moment)
            begun = None
        elif found and not begun:
            begun = Stop(moment, found.code, reason(found), None)
    if begun:
        yield begun


def day_stops(readings: Iterable[Reading], now: datetime) -> Iterator[Stop]:
    """The pauses that end with their day: one for each day of the person's own that has any.

    Args:
        readings: of one exercise, in order of time.
        now: aware.
    """
    for day, own in groupby(readings, key=lambda reading: reading.day):
        for found in day_pauses(own)[:1]:
            if found.since:
                midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=found.since.tzinfo)
                yield Stop(found.since, found.code, reason(found), midnight if day < now.date() else None)


def together(longer: Collection[Stop], days: Iterable[Stop]) -> tuple[Stop, ...]:
    """Longer stops and those for a day, the oldest first; a day's pause inside a longer one is part of it."""
    apart = (stop for stop in days if not any(_within(stop, other) for other in longer))
    return tuple(sorted((*longer, *apart), key=lambda stop: stop.at))


def _within(stop: Stop, longer: Stop) -> bool:
    return longer.at <= stop.at and (longer.ended is None or stop.at < longer.ended)
