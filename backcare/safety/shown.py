"""What can be shown of the ratings behind a finding: points, the usual, and where a change began."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

from backcare.safety.history import History, Tenths
from backcare.safety.sittings import Sitting
from backcare.safety.verdict import Finding

What: TypeAlias = Literal[
    "rises", "beside", "holds", "pairs", "stops", "sessions", "ratings", "befores", "moving", "weeks"
]

MOST: Final = 20  # points of a trend that are shown: as many as a phone has room for
FEW: Final = 8  # of what is looked at one by one
BEFORE_CHANGE: Final = 6  # of a long change, so many points before it are shown too


@dataclass(frozen=True, slots=True)
class Point:
    """One rating, or what was worked out of several; tenths of a point, None where it was not given.

    `counted` tells whether the finding rests on it. `hold` is in tenths of a second. `average` is the mean that is
    looked at on a day.
    """

    at: datetime
    value: float | None
    counted: bool = False
    before: Tenths | None = None
    worst: Tenths | None = None
    stopped: bool = False
    hold: float | None = None
    average: float | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """The points in order, oldest first, and what they are seen against.

    What a point's value is, by `what`: "rises": after - before; "beside": the rating after, beside those after the
    other exercises; "holds": either, against seconds held; "pairs" and "stops": the rating after an exercise, with that
    before it; "sessions": a session's mean rise; "ratings": each rating of one session; "befores": a day's pain before
    exercising; "moving" and "weeks": a day's pain, with the moving average or the mean of seven days.

    `usual` is what was usual before, `level` what is compared with (of "holds" seconds, of the others points), both in
    tenths. `since` is where a change began; `again` says that it is where the exercise was taken up again.
    """

    what: What
    points: tuple[Point, ...]
    usual: float | None = None
    since: datetime | None = None
    level: float | None = None
    again: bool = False

    @property
    def counted(self) -> tuple[Point, ...]:
        """The points that the finding rests on."""
        return tuple(point for point in self.points if point.counted)


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked about: an exercise at a moment, with the sittings up to then, oldest first."""

    history: History
    past: tuple[Sitting, ...]
    exercise: str
    now: datetime


def measured(finding: Finding, name: str) -> float:
    """A number of the finding's evidence. Raises TypeError where it is none."""
    value = finding[name]
    if not isinstance(value, int | float):
        raise TypeError(f"no number: {name}")
    return value


def latest(points: Sequence[Point], most: int) -> tuple[Point, ...]:
    """The last `most` points; more where that many and some before them counted."""
    first = next((place for place, point in enumerate(points) if point.counted), len(points))
    return tuple(points[max(min(len(points) - most, first - BEFORE_CHANGE), 0) :])
