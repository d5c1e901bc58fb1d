"""How far back a chart reaches: a month, a season, a year, all; and the weeks that long ranges are drawn by."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Final, NamedTuple, Protocol, TypeVar

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = timedelta(days=7)
STEP: Final = 24 * 60 * 60 * 1000  # a day of plotly's, in milliseconds
NAMES: Final = (("4 weeks", 28), ("3 months", 92), ("1 year", 365))
ALL: Final = "All"
FIRST_SHOWN: Final = "3 months"  # enough to see a trend, few enough to tell the days apart on a phone
FEWEST_DAYS: Final = 14  # a first day gets a fortnight around it


class Range(NamedTuple):
    """The days from `first` to `last`, inclusive, and the range's name."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Dated(Protocol):
    """Anything that is of a day."""

    @property
    def day(self) -> date:
        """Which day."""
        ...


D = TypeVar("D", bound=Dated)
_DAY: Final = attrgetter("day")


def ranges(first: date, last: date) -> tuple[Range, ...]:
    """The ranges back from the last day: those that leave a fifth or more out, then all of it.

    Example:
        Of forty days: "4 weeks" and "All"; of one day: "All" alone, a fortnight long.
    """
    known = (last - first).days + 1
    shorter = (Range(name, last - (days - 1) * A_DAY, last) for name, days in NAMES if days * 5 <= known * 4)
    return (*shorter, Range(ALL, min(first, last - (FEWEST_DAYS - 1) * A_DAY), last))


def first_shown(every: Sequence[Range]) -> Range:
    """The range that a chart opens with: three months, or the longest one that is shorter."""
    return next((one for one in every if one.name == FIRST_SHOWN), every[-1])


def calendar(known: Mapping[date, D], within: Range, missing: D) -> list[D]:
    """A value for every day of the range; `missing` where nothing is known."""
    return [known.get(within.first + n * A_DAY, missing) for n in range(within.days)]


def onward(days: Sequence[D], first: date) -> Sequence[D]:
    """Of days in order those from `first` on, without a look at the earlier ones."""
    return days[bisect_left(days, first, key=_DAY) :]


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - day.weekday() * A_DAY


def by_weeks(days: Sequence[D], within: Range, count: int = 1) -> Iterator[tuple[date, Sequence[D]]]:
    """The days of the range by `count` weeks at a time, each with its first Monday; some may have no days.

    Args:
        days: in order.
        within: the range; days outside it are passed over.
        count: of weeks that go together.
    """
    together, first = count * A_WEEK, monday(within.first)
    place, past = bisect_left(days, within.first, key=_DAY), within.last + A_DAY
    end = bisect_left(days, past, lo=place, key=_DAY)
    while first < past:
        later = bisect_left(days, first + together, lo=place, hi=end, key=_DAY)
        yield first, days[place:later]
        first, place = first + together, later


def mean(values: Iterable[float | None]) -> float | None:
    """The mean of what is known, to one decimal; None of nothing."""
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else None
