"""The rules about all the days together: is the person's pain as a whole higher than it used to be?

A day's pain is the mean of what was rated before and after exercising and in its morning, in tenths. A row without a
rating after it says nothing here, and what was worst in a moment is no measure of a day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from math import sqrt
from statistics import fmean, stdev

from backcare.safety.baseline import beginning
from backcare.safety.history import Morning
from backcare.safety.sight import Gap, days_seen, gap
from backcare.safety.sittings import Sitting, day_pains
from backcare.safety.thresholds import (
    BASELINE_RATED_DAYS,
    EWMA_CLEAR_DAYS,
    EWMA_LIFT,
    EWMA_SD_FLOOR,
    EWMA_SDS,
    EWMA_WEIGHT,
    RECENT_DAYS,
    ROUNDING,
    WEEK_CLEAR,
    WEEK_LIFT,
    WEEK_RATED_DAYS,
)
from backcare.safety.verdict import Finding, Level, Value

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Programme:
    """The rated days, oldest first, with their pain in tenths.

    Those before `later` are the beginning: `first` is its mean, `spread` its SD. `averages` are the moving averages
    of the days from `later` on.
    """

    days: tuple[date, ...]
    pains: tuple[float, ...]
    first: float
    spread: float
    later: int
    averages: tuple[float, ...]

    def usual(self, day: date) -> float:
        """The lower of the beginning's mean and of that of the days 15 to 42 back from `day`, in tenths.

        The second counts where 10 of those days are rated: few days' mean is now and then low by chance.
        """
        latest, earliest = (day - timedelta(days=back) for back in RECENT_DAYS)
        recent = self._between(earliest, latest)
        return min(self.first, fmean(recent)) if len(recent) >= BASELINE_RATED_DAYS else self.first

    def week(self, day: date) -> tuple[float, ...]:
        """The pain of the rated ones of the seven days that end with `day`."""
        return self._between(day - _WEEK + timedelta(days=1), day)

    def _between(self, earliest: date, latest: date) -> tuple[float, ...]:
        return self.pains[bisect_left(self.days, earliest) : bisect_right(self.days, latest)]


def programme(past: tuple[Sitting, ...], mornings: Iterable[Morning], today: date) -> Programme | None:
    """The days as the rules see them; None until the beginning is over, and once a week passed without a rating.

    Of a long history they are those of the beginning and of the last 365 sittings (backcare.safety.sight). A moving
    average has forgotten where it began within 60 days; what has lasted for longer than that year is said to have
    begun with it.

    Args:
        past: the sittings up to now, oldest first.
        mornings: all of the person's; those after `today` are passed over.
        today: the person's own day.
    """
    unseen = gap(past)
    pains = _daily(past, mornings, today, unseen)
    days = sorted(pains)
    end = beginning(days)
    if end is None or days[-1] < end or today - days[-1] >= _WEEK:
        return None
    if unseen:  # what is said to have begun did so in the days after the gap
        days = [day for day in days if day < end or day > unseen.last]
    values = [pains[day] for day in days]
    later = bisect_left(days, end)
    first, averages = fmean(values[:later]), []
    average = first
    for pain in values[later:]:
        average += EWMA_WEIGHT * (pain - average)
        averages.append(average)
    spread = max(stdev(values[:later]), EWMA_SD_FLOOR)
    return Programme(tuple(days), tuple(values), first, spread, later, tuple(averages))


def programme_rising(found: Programme, zone: tzinfo | None) -> Finding | None:
    """The moving average of daily pain left the range of chance above the usual, and is 1.5 or more above it.

    The range is 3 SDs of the beginning (at least 1 point), times sqrt(l / (2 - l) * (1 - (1 - l)^2t)) with the weight
    l = 0.2, on the t-th rated day since the beginning. It is over after 3 rated days in a row within the range.
    Example: 3 a day in the first two weeks, then 5 a day: the average is 1.48 above on the sixth day, and 1.58 on the
    seventh, where it speaks.
    Source: EWMA control chart (thresholds.EWMA_WEIGHT).
    """
    risen: list[int] = []
    within = 0
    for place in reversed(range(len(found.averages))):
        within = 0 if _rises(found, place) else within + 1
        if within >= EWMA_CLEAR_DAYS:
            break
        if not within:
            risen.append(place)
    if not risen:
        return None
    day = found.days[found.later + risen[0]]
    evidence = (("usual", found.usual(day)), ("average", found.averages[risen[0]]))
    return _finding("programme-rising", found.days[found.later + risen[-1]], zone, evidence)


def programme_high(found: Programme, zone: tzinfo | None) -> Finding | None:
    """The mean of seven days, 5 of them rated, is 2 or more above the usual: a clinician may want to know.

    It is over when the mean of seven days is less than 1 above the usual.
    Example: 3 a day in the first two weeks, then 5 a day: it speaks on the seventh day; with 4.9 it does not.
    Source: Childs 2005 for 2, a judgement for the rest (thresholds.WEEK_LIFT).
    """
    began = None
    for place in reversed(range(found.later, len(found.days))):
        day = found.days[place]
        week = found.week(day)
        lift = fmean(week) - found.usual(day)
        if lift >= WEEK_LIFT - ROUNDING and len(week) >= WEEK_RATED_DAYS:
            began = day
        elif lift < WEEK_CLEAR - ROUNDING:
            break
    if began is None:
        return None
    week = found.week(found.days[-1])
    evidence = (("usual", found.usual(found.days[-1])), ("week", fmean(week)), ("days", len(week)))
    return _finding("programme-high", began, zone, evidence)


def _rises(found: Programme, place: int) -> bool:
    lift = found.averages[place] - found.usual(found.days[found.later + place])
    grown = 1 - (1 - EWMA_WEIGHT) ** (2 * (place + 1))
    limit = EWMA_SDS * found.spread * sqrt(EWMA_WEIGHT / (2 - EWMA_WEIGHT) * grown)
    return lift >= EWMA_LIFT - ROUNDING and lift > limit + ROUNDING


def _daily(
    past: tuple[Sitting, ...], mornings: Iterable[Morning], today: date, unseen: Gap | None
) -> dict[date, float]:
    told = (one for one in mornings if one.day <= today and not (unseen and unseen.hides(one.day)))
    return {day: total / count for day, (total, count) in day_pains(days_seen(past), told).items()}


def _finding(code: str, began: date, zone: tzinfo | None, evidence: tuple[tuple[str, Value], ...]) -> Finding:
    return Finding(code, Level.CAUTION, "all", datetime.combine(began, time(), tzinfo=zone), evidence)
