"""One exercise as its chart sees it: by the day, and by the week or by four weeks where the range is long."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from backcare.charts.frame import days_trace
from backcare.charts.ranges import Range, by_weeks, calendar, mean, onward

DAILY: Final = 100  # days that are drawn one by one
WEEKLY: Final = 3 * 366  # days that are drawn week by week; ten years of weeks are more than a phone has pixels
MONTH: Final = 4  # weeks that go together beyond
FULL_SIZE: Final = 40  # days that have room for large marks


class ExerciseDay(NamedTuple):
    """One day of the exercise. Holds are mean seconds of a side, ratings mean points from 0 to 10; None is missing."""

    day: date
    left: float | None = None
    right: float | None = None
    both: float | None = None
    target: float | None = None
    before: float | None = None
    after: float | None = None

    @property
    def rise(self) -> float | None:
        """After minus before in points; None where either is missing."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 1)


class Held(NamedTuple):
    """The longest hold so far, in seconds, with its day, and the usual one of the last four weeks; None is missing."""

    longest: float | None = None
    longest_on: date | None = None
    usual: float | None = None


class Drawn(NamedTuple):
    """The points of one range, from the day `first` on, `step` days apart."""

    first: date
    step: int
    points: Sequence[ExerciseDay]

    def column(self, field: str) -> list[float | None]:
        """The values of one field, in order."""
        return [getattr(point, field) for point in self.points]


def drawn_over(days: Sequence[ExerciseDay], shown: Range) -> Drawn:
    """The points of a range: every day, or the means of one week or four where it is long."""
    if shown.days <= DAILY:
        known = {one.day: one for one in onward(days, shown.first)}
        return Drawn(shown.first, 1, calendar(known, shown, ExerciseDay(shown.first)))
    together = 1 if shown.days <= WEEKLY else MONTH
    weeks = [
        ExerciseDay(monday, *(mean(column) for column in [*zip(*own, strict=True)][1:]))  # the first one is of the days
        for monday, own in by_weeks(days, shown, together)
    ]
    return Drawn(weeks[0].day, 7 * together, weeks)


def last_known(values: Sequence[float | None]) -> float:
    """The last value that is not missing; there is one."""
    return next(value for value in reversed(values) if value is not None)


def trace(drawn: Drawn, values: Sequence[float | None], name: str, unit: str = "", **looks: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    """One value a point, and what the hover box says of it."""
    # the number format keeps plotly from adding the stem to the hover text
    hover = f"{name} %{{y:.1~f}}{unit}<extra></extra>"
    return days_trace(drawn.first, values, drawn.step, name=name, hovertemplate=hover, **looks)
