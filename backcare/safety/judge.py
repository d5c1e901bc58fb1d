"""The verdicts: every rule asked, the highest level first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from math import inf

from backcare.safety import now_rules
from backcare.safety.baseline import usual_before
from backcare.safety.history import Decision, History, Reading, Tenths
from backcare.safety.retry import outcome
from backcare.safety.sittings import Sitting, sittings
from backcare.safety.verdict import Finding, Verdict

# The order of the decision table: of equal level, the earlier one is named first.
TABLE = ("sharp-rise", "hurts", "rise", "high-before", "worsening", "drifting", "unrated")


def verdicts(history: History, now: datetime, exercises: Sequence[str] = ()) -> dict[str, Verdict]:
    """Judge every exercise of the history and of `exercises`, from the log alone.

    Args:
        history: all that is known of the person; readings later than `now` are passed over.
        now: aware, in the zone the person is in: its date is "today".
        exercises: slugs that are judged though they were never logged.

    Returns:
        A verdict for each exercise by slug, those of `exercises` first. The highest level wins and every finding is
        kept; of equal level the exercise's own rule goes before one for all, then the order of TABLE.
    """
    past = sittings(history.readings, now)
    logged = {reading.exercise for sitting in past for reading in sitting.readings}
    shared = _for_all(past, now)
    return {
        exercise: Verdict(exercise, _ranked([*_own(past, history.decisions, exercise, now), *shared]))
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


def _own(past: Sequence[Sitting], decisions: Sequence[Decision], exercise: str, now: datetime) -> Iterator[Finding]:
    yield from day_pauses(reading for reading in _today(past, now) if reading.exercise == exercise)
    yield from _worst(now_rules.rise, _latest(past, exercise, lambda reading: reading.rise is not None))
    trend = outcome(past, decisions, exercise, now).finding
    if trend:
        yield trend
    last = _latest(past, exercise, lambda _: True)
    unrated = now_rules.unrated(min(last, key=lambda r: (r.after is not None, r.place)) if last else None)
    if unrated:
        yield unrated


def _for_all(past: Sequence[Sitting], now: datetime) -> list[Finding]:
    rated = [reading for reading in _today(past, now) if reading.before is not None]
    if not rated:
        return []
    highest = max(rated, key=lambda r: (r.before or 0, r.at))
    found = now_rules.high_before(highest, usual_before(past, now.date()))
    return [found] if found else []


def _today(past: Sequence[Sitting], now: datetime) -> list[Reading]:
    """The readings whose own local day is not over yet for the person."""
    return [reading for sitting in past if sitting.day >= now.date() for reading in sitting.readings]


def _latest(past: Sequence[Sitting], exercise: str, counts: Callable[[Reading], bool]) -> list[Reading]:
    """The exercise's readings in its last sitting that has one that counts."""
    for sitting in reversed(past):
        own = [reading for reading in sitting.readings if reading.exercise == exercise and counts(reading)]
        if own:
            return own
    return []


def _worst(rule: Callable[[Reading], Finding | None], readings: Iterable[Reading]) -> list[Finding]:
    """One finding of a rule over some readings, whatever their order: that of the worst reading it speaks on."""
    return next(([found] for reading in sorted(readings, key=_weight) if (found := rule(reading))), [])


def _weight(reading: Reading) -> tuple[bool, float, float, float]:
    ratings = (reading.rise, reading.worst, reading.after)
    rise, worst, after = (inf if rating is None else -rating for rating in ratings)
    return (not reading.stopped, rise, worst, after)


def _ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (-f.level, f.scope == "all", TABLE.index(f.code))))
