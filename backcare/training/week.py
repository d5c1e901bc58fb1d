"""The seven days that end today: what was done on each. A day is never missed, it is open at most."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias

from backcare.training.plan import day_off
from backcare.training.wishes import PlanChoice

DayKind: TypeAlias = Literal["done", "kept", "off", "open"]

A_WEEK: Final = 7
_A_DAY: Final = timedelta(days=1)


class WeekDay(NamedTuple):
    """One day. `kind` is done where something was held, kept where it was too sore for that or practice was closed.

    It is off where the person's choice of days was met before, and open otherwise. `flare` is a marked flare-up.
    """

    day: date
    kind: DayKind
    flare: bool = False


def last_seven(
    held: Mapping[date, int],
    flares: Collection[date],
    closed: Collection[date],
    plans: Collection[PlanChoice],
    today: date,
) -> tuple[WeekDay, ...]:
    """The seven days that end today, the oldest first.

    A day on which exercises were rated and none was held is kept: it was too sore to stretch. So is one on which a
    warning sign closed practice, and one of a flare-up.
    Example: three days a week chosen, held on Monday, Wednesday and Friday: seen from Sunday, Saturday and Sunday are
    off, Tuesday and Thursday are open.

    Args:
        held: the seconds held on each logged day of the last thirteen, in tenths.
        flares: the days that are marked as a flare-up.
        closed: the days on which practice was closed.
        plans: what the person chose, in any order.
        today: the person's own day.
    """
    found = []
    for back in reversed(range(A_WEEK)):
        day = today - back * _A_DAY
        kept = day in held or day in flares or day in closed
        kind: DayKind = "done" if held.get(day) else "kept" if kept else "off" if _off(held, plans, day) else "open"
        found.append(WeekDay(day, kind, day in flares))
    return tuple(found)


def _off(held: Mapping[date, int], plans: Collection[PlanChoice], day: date) -> bool:
    """Whether it was a day off by the choice that counted then; one made on the day itself counts for it."""
    then = [plan for plan in plans if plan.at.date() <= day]
    return bool(then) and day_off(set(held), day, max(then, key=lambda plan: plan.at).days)
