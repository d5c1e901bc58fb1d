"""A history in order: the sittings up to a moment, oldest first."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeAlias

from backcare.safety.history import Reading

Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Sitting:
    """The readings of one session. `utc` orders sittings across zones; `day` is the person's own calendar day."""

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
        return self.readings[0].day

    @cached_property
    def rises(self) -> dict[Key, float]:
        """The mean rise by (exercise, variant), in points: what the trend may look at.

        A `before` that was carried over is no rating of this exercise, so such a reading is left out. An exercise
        done twice counts once, with the mean, so that the order within a sitting does not matter.
        """
        found: dict[Key, list[int]] = {}
        for reading in self.readings:
            if reading.rise is not None and reading.before_source != "carried":
                found.setdefault((reading.exercise, reading.variant), []).append(reading.rise)
        return {key: sum(rises) / len(rises) / 10 for key, rises in sorted(found.items())}


def sittings(readings: Iterable[Reading], now: datetime) -> tuple[Sitting, ...]:
    """Group readings by session, oldest first; what starts later than `now` (aware) is left out."""
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.session, []).append(reading)
    limit = now.astimezone(UTC)
    stamped = ((group[0].at.astimezone(UTC), session, tuple(group)) for session, group in groups.items())
    return tuple(Sitting(*sitting) for sitting in sorted(stamped, key=lambda s: s[:2]) if sitting[0] <= limit)


def before(past: Sequence[Sitting], moment: datetime) -> Sequence[Sitting]:
    """The sittings that started before `moment` (aware)."""
    return past[: bisect_left(past, moment.astimezone(UTC), key=lambda sitting: sitting.utc)]


def until(past: Sequence[Sitting], moment: datetime) -> Sequence[Sitting]:
    """The sittings that started at `moment` (aware) or earlier."""
    return past[: bisect_right(past, moment.astimezone(UTC), key=lambda sitting: sitting.utc)]
