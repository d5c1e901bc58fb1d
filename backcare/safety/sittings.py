"""A history in order: the sittings up to a moment, oldest first."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Final, Literal, TypeAlias

from backcare.safety.history import Morning, Reading
from backcare.safety.once import once

Basis: TypeAlias = Literal["rise", "after"]
FORM: Final = itemgetter(3, 4)  # of a reading: its exercise and variant
EVER: Final = datetime.max.replace(tzinfo=UTC)  # as "now" it leaves nothing out
ZONES_APART: Final = timedelta(days=2)  # the day of a time is at most so far from its day elsewhere


# What has a usual of its own: an exercise, its variant, and what is compared there. That is the rise (after - before),
# or the rating after it beside those after the session's other exercises.
Key: TypeAlias = tuple[str, str, Basis]


@dataclass(frozen=True, eq=False)
class Sitting:
    """The readings of one session. `utc` orders sittings across zones; `day` is the person's own calendar day.

    Sittings are told apart by identity, so that what was worked out over a row of them can be kept.
    """

    utc: datetime
    session: str
    readings: tuple[Reading, ...]

    @property
    def at(self) -> datetime:
        """The start, in the zone it was done in."""
        return self.readings[0].at

    @once
    def day(self) -> date:
        """The person's own calendar day."""
        return self.readings[0].at.date()

    @once
    def exercises(self) -> frozenset[str]:
        """What was done in it."""
        return frozenset([reading[3] for reading in self.readings])  # its exercise

    @once
    def pain(self) -> tuple[int, int]:
        """The ratings that tell of the day, in tenths: their sum and how many they are.

        An exercise that was not rated after it says nothing here, nor does a `before` that was carried over; what was
        worst in a moment is no measure of a day.
        """
        total = count = 0
        for one in self.readings:
            if one.after is not None:
                own = one.before is not None and one.before_source != "carried"
                total += one.after + ((one.before or 0) if own else 0)
                count += 1 + own
        return total, count

    @once
    def rises(self) -> dict[Key, float]:
        """The mean rise of each exercise, in points: what the trend may look at.

        A `before` that was carried over is no rating of this exercise, so such a reading is left out. An exercise
        done twice counts once, with the mean, so that the order within a sitting does not matter.
        """
        found: dict[Key, float] = {}
        times = bare = 0
        for one in sorted(self.readings, key=FORM):
            _, _, _, exercise, variant, before, source, _, after, _, _ = one
            if before is None or source == "carried":
                bare += 1
            elif after is not None:
                found[exercise, variant, "rise"] = (after - before) / 10
                times += 1
        if not bare:
            vars(self)["afters"] = {}
        return found if times == len(found) else self._mean_rises()

    def _mean_rises(self) -> dict[Key, float]:
        found: dict[Key, list[int]] = {}
        for one in self.readings:
            if one.rise is not None and one.before_source != "carried":
                found.setdefault((one.exercise, one.variant, "rise"), []).append(one.rise)
        return _means(found)

    @once
    def afters(self) -> dict[Key, float]:
        """The mean rating after each exercise that has no rise, in points, where that is what the trend looks at.

        That is so in a session in which no exercise had its own `before`, or one was carried over to all the others.
        """
        bare = [one for one in self.readings if one.before is None or one.before_source == "carried"]
        if not bare or len(self.rises) > any(one.before is not None for one in bare):
            return {}
        found: dict[Key, list[int]] = {}
        for one in bare:
            if one.after is not None:
                found.setdefault((one.exercise, one.variant, "after"), []).append(one.after)
        return _means(found)

    @property
    def values(self) -> dict[Key, float]:
        """All that the trend may look at."""
        return self.rises | self.afters if self.afters else self.rises

    @once
    def hold(self) -> dict[tuple[str, str], float]:
        """The mean hold by exercise and variant, in tenths of a second, of the logs that note one and are rated."""
        found: dict[tuple[str, str], list[int]] = {}
        for one in self.readings:
            if one.hold is not None and one.after is not None:
                found.setdefault((one.exercise, one.variant), []).append(one.hold)
        return {key: sum(holds) / len(holds) for key, holds in found.items()}


def _means(found: Mapping[Key, Sequence[int]]) -> dict[Key, float]:
    return {key: sum(tenths) / len(tenths) / 10 for key, tenths in sorted(found.items())}


class Ordered(tuple[Reading, ...]):  # noqa: SLOT001 - it carries more than the tuple
    """Readings that know their sittings, oldest first, so that what was worked out over them is not lost."""

    past: tuple[Sitting, ...]


def ordered(past: tuple[Sitting, ...]) -> Ordered:
    """The readings of some sittings, which stand in order of time."""
    found = Ordered(chain.from_iterable([sitting.readings for sitting in past]))
    found.past = past
    return found


def sitting_of(readings: tuple[Reading, ...]) -> Sitting:
    """One session's readings as a sitting."""
    return Sitting(readings[0].at.astimezone(UTC), readings[0].session, readings)


def in_order(found: Iterable[Sitting]) -> tuple[Sitting, ...]:
    """Sittings, oldest first."""
    return tuple(sorted(found, key=attrgetter("utc", "session")))


def day_pains(past: Iterable[Sitting], mornings: Iterable[Morning]) -> dict[date, tuple[int, int]]:
    """The pain of each rated day, its morning among it: the sum of its ratings in tenths, and how many they are."""
    found: dict[date, tuple[int, int]] = {}
    rated = chain(((one.day, *one.pain) for one in past), ((one.day, one.pain, 1) for one in mornings))
    for day, total, count in rated:
        if count:
            before, times = found.get(day, (0, 0))
            found[day] = before + total, times + count
    return found


def sittings(readings: Iterable[Reading], now: datetime) -> tuple[Sitting, ...]:
    """Group readings by session, oldest first; what starts later than `now` (aware) is left out."""
    if isinstance(readings, Ordered):
        return until(readings.past, now)
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.session, []).append(reading)
    return until(in_order([sitting_of(tuple(group)) for group in groups.values()]), now)


def before(past: tuple[Sitting, ...], moment: datetime) -> tuple[Sitting, ...]:
    """The sittings that started before `moment` (aware)."""
    return past[: bisect_left(past, moment.astimezone(UTC), key=lambda sitting: sitting.utc)]


def until(past: tuple[Sitting, ...], moment: datetime) -> tuple[Sitting, ...]:
    """The sittings that started at `moment` (aware) or earlier."""
    return past[: bisect_right(past, moment.astimezone(UTC), key=lambda sitting: sitting.utc)]
