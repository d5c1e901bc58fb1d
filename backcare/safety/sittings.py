"""A history in order: the sittings up to a moment, oldest first."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Literal, TypeAlias

from backcare.safety.history import Reading

Basis: TypeAlias = Literal["rise", "after"]


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

    @property
    def day(self) -> date:
        """The person's own calendar day."""
        return self.readings[0].at.date()

    @cached_property
    def rises(self) -> dict[Key, float]:
        """The mean rise of each exercise, in points: what the trend may look at.

        A `before` that was carried over is no rating of this exercise, so such a reading is left out. An exercise
        done twice counts once, with the mean, so that the order within a sitting does not matter.
        """
        found: dict[Key, list[int]] = {}
        for one in self.readings:
            if one.after is not None and one.before is not None and one.before_source != "carried":
                found.setdefault((one.exercise, one.variant, "rise"), []).append(one.after - one.before)
        return _means(found)

    @cached_property
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

    @cached_property
    def hold(self) -> dict[tuple[str, str], float]:
        """The mean hold by exercise and variant, in tenths of a second, of the logs that note one and are rated."""
        found: dict[tuple[str, str], list[int]] = {}
        for one in self.readings:
            if one.hold is not None and one.after is not None:
                found.setdefault((one.exercise, one.variant), []).append(one.hold)
        return {key: sum(holds) / len(holds) for key, holds in found.items()}


def _means(found: Mapping[Key, Sequence[int]]) -> dict[Key, float]:
    return {key: sum(tenths) / len(tenths) / 10 for key, tenths in sorted(found.items())}


def sittings(readings: Iterable[Reading], now: datetime) -> tuple[Sitting, ...]:
    """Group readings by session, oldest first; what starts later than `now` (aware) is left out."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.session, []).append(reading)
    limit = now.astimezone(UTC)
    stamped = ((group[0].at.astimezone(UTC), session, tuple(group)) for session, group in groups.items())
    return tuple(Sitting(*sitting) for sitting in sorted(stamped, key=lambda s: s[:2]) if sitting[0] <= limit)


def before(past: tuple[Sitting, ...], moment: datetime) -> tuple[Sitting, ...]:
    """The sittings that started before `moment` (aware)."""
    return past[: bisect_left(past, moment.astimezone(UTC), key=lambda sitting: sitting.utc)]


def until(past: tuple[Sitting, ...], moment: datetime) -> tuple[Sitting, ...]:
    """The sittings that started at `moment` (aware) or earlier."""
    return past[: bisect_right(past, moment.astimezone(UTC), key=lambda sitting: sitting.utc)]
