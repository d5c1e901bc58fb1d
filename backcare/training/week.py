"""The seven days that end today: what was done on each. A day is never missed, it is open at most."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

DayKind: TypeAlias = Literal["done", "kept", "off", "open"]

A_WEEK: Final = 7


class WeekDay(NamedTuple):
    """One day. `kind` is done where something was held, kept where it was too sore for that or practice was closed.

    It is off where the person's choice of days was met before, and open otherwise. `flare` is a marked flare-up.
    """

    day: date
    kind: DayKind
    flare: bool = False


def last_seven(
    done: Collection[date], kept: Collection[date], off: Collection[date], flares: Collection[date], today: date
) -> tuple[WeekDay, ...]:
    """The seven days that end today, the oldest first.

    Args:
        done: the days on which something was held.
        kept: those on which a rating was all that could be done, or practice was closed. One of a flare-up is too.
        off: the days off, as backcare.training.practice.days_off has them.
        flares: the days that are marked as a flare-up.
        today: the person's own day.
    """
    every = (today - timedelta(days=back) for back in reversed(range(A_WEEK)))
    return tuple(WeekDay(day, _kind(day, done, {*kept, *flares}, off), day in flares) for day in every)


def _kind(day: date, done: Collection[date], kept: Collection[date], off: Collection[date]) -> DayKind:
    if day in done:
        return "done"
    if day in kept:
        return "kept"
    return "off" if day in off else "open"
