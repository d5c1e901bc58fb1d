"""What a report is asked for: which days, which parts, and whose name stands on it."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

Part: TypeAlias = Literal["chart", "exercises", "signs", "changes", "notes"]

PARTS: Final[tuple[Part, ...]] = get_args(Part)
USUAL_PARTS: Final[frozenset[Part]] = frozenset(PARTS) - {"notes"}  # notes are the person's own words: they choose
FOUR_WEEKS: Final = 28  # days
MOST_NAME: Final = 80  # characters of a name


class Asked(NamedTuple):
    """The days from `first` to `last`, inclusive, the parts beside the pain at a glance, and a name or none."""

    first: date
    last: date
    parts: Collection[Part] = USUAL_PARTS
    name: str = ""

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1


def last_days(today: date, days: int = FOUR_WEEKS) -> tuple[date, date]:
    """The first and the last of so many days that end today."""
    return today - timedelta(days=days - 1), today


def fault(first: date, last: date, today: date) -> str:
    """What is wrong with two days, in words; empty where nothing is.

    Example: from the 3rd to the 2nd gives "The first day is after the last one."
    """
    if first > last:
        return "The first day is after the last one."
    return "The last day has not come yet." if last > today else ""


def moment_of(asked: Asked, now: datetime) -> datetime:
    """The moment that a report speaks of: now, or the end of its last day where that is over.

    Example: for a report up to the 3rd, made on the 9th, it is the 3rd at 23:59:59.999999 in the zone of `now`.
    """
    if asked.last >= now.date():
        return now
    midnight = datetime.combine(asked.last + timedelta(days=1), time(), now.tzinfo)
    return midnight - timedelta(microseconds=1)
