"""Readings by exercise and by the person's own day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from backcare.safety.history import Reading

Days: TypeAlias = Mapping[date, Sequence[Reading]]
ByDay: TypeAlias = dict[str, dict[date, list[Reading]]]


def by_day(readings: Iterable[Reading]) -> ByDay:
    """Readings by exercise and by the person's own day, in one pass."""
    found: ByDay = {}
    for one in readings:
        days = found.setdefault(one.exercise, {})
        day = one.at.date()
        if day in days:
            days[day].append(one)
        else:
            days[day] = [one]
    return found


def by_day_anew(before: ByDay, days: Collection[date], readings: Iterable[Reading]) -> ByDay:
    """What by_day gave, with some days made anew: `readings` are all that there are of those."""
    fresh = by_day(readings)
    found: ByDay = {}
    for exercise in before.keys() | fresh.keys():
        kept = dict(before.get(exercise, {}))
        for day in days:
            kept.pop(day, None)
        if own := kept | fresh.get(exercise, {}):
            found[exercise] = own
    return found
