"""The verdicts: every rule asked, the highest level first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile
from math import inf
from typing import Final

from backcare.safety import now_rules, session_rules, signs
from backcare.safety.baseline import usual_before
from backcare.safety.codes import TABLE
from backcare.safety.history import History, Reading, Tenths
from backcare.safety.programme import programme, programme_high, programme_rising
from backcare.safety.retry import last_decision, outcome
from backcare.safety.sight import in_sight, last_places
from backcare.safety.sittings import Sitting, sittings
from backcare.safety.thresholds import RAISED_BEFORE
from backcare.safety.verdict import Finding, Verdict

_ZONES_APART: Final = timedelta(days=3)  # what began longer ago is past in every zone
_PLACES: Final = {code: place for place, code in enumerate(TABLE)}


def verdicts(history: History, now: datetime, exercises: Sequence[str] = ()) -> dict[str, Verdict]:
    """Judge every exercise of the history and of `exercises`, from the log alone.

    Args:
        history: all that is known of the person; what is later than `now` is passed over.
        now: aware, in the zone the person is in: its date is "today".
        exercises: slugs that are judged though they were never logged.

    Returns:
        A verdict for each exercise by slug, those of `exercises` first. The highest level wins and every finding is
        kept; of equal level the exercise's own rule goes before one for all, then the order of TABLE.
    """
    known = _until(history, now)
    past = in_sight(sittings(history.readings, now), history.decisions, known.answers, now)
    logged = last_places(past)
    today = _today(past, now)
    shared = _for_all(known, past, today, now)
    return {
        exercise: Verdict(exercise, _ranked([*_own(known, past, today, exercise, now), *shared]))
        for exercise in dict.fromkeys([*exercises, *sorted(logged)])
    }


def day_pauses(readings: Iterable[Reading]) -> list[Finding]:
    """What ends an exercise for the day: the findings of `sharp-rise` and `hurts` over its readings of one day."""
    own = tuple(readings)
    return [*_worst(now_rules.sharp_rise, own), *_worst(now_rules.hurts, own)]


def too_sore_from(history: History, now: datetime) -> Tenths:
    """The lowest rating before an exercise, in tenths, at which `high-before` would speak today.

    Args:
        history: all that is known of the person; readings later than `now` are passed over.
        now: aware, in the zone the person is in.
    """
    return now_rules.high_before_from(usual_before(sittings(history.readings, now), now.date()))


def _own(
    known: History, past: tuple[Sitting, ...], today: Iterable[Reading], exercise: str, now: datetime
) -> Iterator[Finding]:
    decided = last_decision(known.decisions, exercise, now)
    trend = outcome(past, known.decisions, exercise, now)
    last = _latest(past, exercise, lambda _: True)
    found = (
        signs.leg_pain(known.answers, past, exercise, decided),
        session_rules.hurts_again(past, exercise, decided),
        trend.finding,
        trend.holds,
        now_rules.unrated(min(last, key=lambda r: (r.after is not None, r.place)) if last else None),
    )
    yield from (finding for finding in found if finding)
    yield from day_pauses(reading for reading in today if reading.exercise == exercise)
    yield from _worst(now_rules.rise, _latest(past, exercise, lambda reading: reading.rise is not None))


def _for_all(known: History, past: tuple[Sitting, ...], today: Iterable[Reading], now: datetime) -> list[Finding]:
    rated = [reading for reading in today if reading.before is not None]
    highest = max(rated, key=lambda r: (r.before or 0, r.at), default=None)
    days = programme(past, known.mornings, now.date())
    found = (
        signs.red_flag(known.answers, known.checks),
        signs.see_doctor(known.answers, known.checks),
        signs.numb_leg(known.answers, known.checks),
        session_rules.session_rise(past),
        session_rules.creeping(past),
        highest and _too_sore(highest, past, now),
        days and programme_rising(days, now.tzinfo),
        days and programme_high(days, now.tzinfo),
    )
    return [finding for finding in found if finding]


def _until(history: History, now: datetime) -> History:
    """The history without answers and checks that are later than `now`."""
    if not (history.answers or history.checks):
        return history
    answers = tuple(one for one in history.answers if one.at <= now)
    return replace(history, answers=answers, checks=tuple(one for one in history.checks if one.at <= now))


def _too_sore(highest: Reading, past: tuple[Sitting, ...], now: datetime) -> Finding | None:
    if (highest.before or 0) < RAISED_BEFORE:  # whatever is usual
        return None
    return now_rules.high_before(highest, usual_before(past, now.date()))


def _today(past: tuple[Sitting, ...], now: datetime) -> list[Reading]:
    """The readings whose own local day is not over yet for the person."""
    latest = takewhile(lambda sitting: now - sitting.utc < _ZONES_APART, reversed(past))
    return [reading for sitting in latest if sitting.day >= now.date() for reading in sitting.readings]


def _latest(past: tuple[Sitting, ...], exercise: str, counts: Callable[[Reading], bool]) -> list[Reading]:
    """The exercise's readings in its last sitting that has one that counts."""
    for sitting in reversed(past):
        own = [reading for reading in sitting.readings if reading.exercise == exercise and counts(reading)]
        if own:
            return own
    return []


def _worst(rule: Callable[[Reading], Finding | None], readings: Iterable[Reading]) -> list[Finding]:
    """One finding of a rule over some readings, whatever their order: that of the worst reading it speaks on."""
    own = [*readings]
    if len(own) > 1:  # mostly it is one, and a year of them is looked at for the pauses of the past
        own.sort(key=_weight)
    return next(([found] for reading in own if (found := rule(reading))), [])


def _weight(reading: Reading) -> tuple[bool, float, float, float]:
    ratings = (reading.rise, reading.worst, reading.after)
    rise, worst, after = (inf if rating is None else -rating for rating in ratings)
    return (not reading.stopped, rise, worst, after)


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (-f.level, f.scope != "exercise", _PLACES[f.code])))
