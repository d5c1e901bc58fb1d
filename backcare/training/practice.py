"""What was practised, day by day and week by week, and the streak."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, timedelta
from typing import Final, NamedTuple

from backcare.training.plan import day_off
from backcare.training.wishes import EVERY_DAY, PlanChoice

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = timedelta(days=7)


class PracticeDay(NamedTuple):
    """One day with something logged: seconds held in tenths, and how many different exercises were done.

    It is none on a day on which an exercise was begun and left at the rating before it, as on a day too sore.
    """

    day: date
    held: int
    exercises: int


class PracticeWeek(NamedTuple):
    """A week from its Monday on: seconds held in tenths, and the days with something logged."""

    monday: date
    held: int
    days: int


class Streak(NamedTuple):
    """Days in a row with something done: of the row that still goes on, and of the longest one."""

    days: int
    longest: int


def streak(practised: Collection[date], spared: Collection[date], today: date) -> Streak:
    """Count the days in a row.

    A day counts when something was done on it. A spared day (a flare-up, a day off, a day too sore, or practice closed
    by a warning sign) neither counts nor breaks the row. Today breaks nothing, for it is not over; days after it are
    passed over.

    Example:
        Done on the 1st, 2nd and 4th, the 3rd a flare-up: 3 on the 4th, 3 on the 5th, 0 on the 6th.
    """
    days, kept = {day for day in practised if day <= today}, set(spared)
    longest = row = 0
    last = min(days, default=today)
    for day in sorted(days):
        row = row + 1 if _unbroken(last, day, kept) else 1
        longest, last = max(longest, row), day
    goes_on = bool(days) and _unbroken(last, today, kept)
    return Streak(row if goes_on else 0, longest)


def _unbroken(last: date, day: date, spared: Collection[date]) -> bool:
    """Whether every day between the two, both left out, is spared."""
    return all(last + n * A_DAY in spared for n in range(1, (day - last).days))


def days_off(practised: Collection[date], plans: Iterable[PlanChoice], today: date) -> Iterator[date]:
    """The days up to today without practice on which the wish for so many days of seven was met already.

    What counts on a day is the choice that was made last, on that day or before it.
    Example: three days a week, practised on Monday, Wednesday and Friday: Thursday is missed, Saturday and Sunday are
    off.
    """
    days, told = set(practised), sorted(plans, key=lambda one: one.at.astimezone(UTC))
    if all(one.days >= EVERY_DAY for one in told):
        return
    first = min(days, default=today)
    for day in (first + n * A_DAY for n in range((today - first).days + 1)):
        choice = next((one for one in reversed(told) if one.at.date() <= day), None)
        if choice and day not in days and day_off(days & {day - n * A_DAY for n in range(1, 7)}, day, choice.days):
            yield day


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weeks(days: Iterable[PracticeDay], first: date, last: date) -> tuple[PracticeWeek, ...]:
    """Every week that touches the days from `first` to `last`; one without practice has 0 of both."""
    inside = [day for day in days if first <= day.day <= last]
    count = (monday(last) - monday(first)) // A_WEEK + 1
    sums = {monday(first) + n * A_WEEK: [0, 0] for n in range(count)}
    for day in inside:
        week = sums[monday(day.day)]
        week[0] += day.held
        week[1] += 1
    return tuple(PracticeWeek(start, held, practised) for start, (held, practised) in sums.items())


def held_within(days: Sequence[PracticeDay], last: date, count: int) -> int:
    """Seconds held in the `count` days that end with `last`, in tenths."""
    return sum(one.held for one in days if last - count * A_DAY < one.day <= last)
