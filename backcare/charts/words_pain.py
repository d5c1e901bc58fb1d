"""What the chart of pain over time shows, in plain sentences."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean, median
from typing import Final

from backcare.charts.pain import PainDay
from backcare.charts.ranges import Range
from backcare.charts.words import WINDOW, day_of, number, span, when
from backcare.words import counted

A_YEAR: Final = timedelta(days=364)  # whole weeks
USUAL_DAYS: Final = timedelta(days=91)
ENOUGH: Final = 14  # rated days before anything is called usual


def sentence(days: Sequence[PainDay], today: date) -> str:
    """Say the mean pain of the four weeks up to the last rated day, of the four before them, and a year ago.

    Example:
        "In the last 4 weeks your pain was 3.1 on average and 2.8 in the mornings. In the 4 weeks before that it was
        3.6; a year ago it was 4.2."
    """
    rated = [one for one in days if one.mean is not None or one.morning is not None]
    if not rated:
        return "No pain is rated yet. It will stand here after your first rating."
    last = rated[-1].day
    now, mornings = average(days, last), average(days, last, morning=True)
    if len(rated) == 1:
        only = mornings if now is None else now
        return f"One day is rated so far, {day_of(last, today)}: your pain was {number(only)}."
    parts = [] if now is None else [f"{number(now)} on average"]
    parts += [] if mornings is None else [f"{number(mornings)} in the mornings"]
    told = f"{when(last, today)} your pain was {' and '.join(parts)}."
    return told if now is None else told + _earlier(average(days, last - WINDOW), average(days, last - A_YEAR))


def _earlier(before: float | None, year_ago: float | None) -> str:
    if before is None:
        return "" if year_ago is None else f" A year ago it was {number(year_ago)}."
    told = f" In the 4 weeks before that it was {number(before)}"
    return f"{told}." if year_ago is None else f"{told}; a year ago it was {number(year_ago)}."


def alt(days: Sequence[PainDay], range_: str) -> str:
    """What the chart consists of, for a screen reader."""
    if not days:
        return "An empty chart: no pain is rated yet."
    known = span(days[0].day, days[-1].day)
    return (
        f"Pain from 0 to 10, {range_} of {known}: the mean of rated days and of seven days, the morning "
        "ratings, the flare-ups and your usual."
    )


def recent_alt(days: Sequence[PainDay], usual: float | None, shown: Range) -> str:
    """What the small chart of the last weeks shows, with its numbers, for a screen reader.

    Example:
        "Pain from 0 to 10, 13 October to 23 November: 40 rated days between 1.5 and 6, 2 days with a flare-up. Your
        usual is 3.2."
    """
    inside = [one for one in days if shown.first <= one.day <= shown.last]
    rated = [one.mean for one in inside if one.mean is not None]
    flares = sum(one.flare for one in inside)
    told = f"Pain from 0 to 10, {day_of(shown.first, shown.last)} to {day_of(shown.last, shown.last)}"
    told += f": {counted(len(rated), 'rated day')}"
    if rated:
        told += f" between {number(min(rated))} and {number(max(rated))}"
    told += f", {counted(flares, 'day')} with a flare-up." if flares else "."
    return told if usual is None else f"{told} Your usual is {number(usual)}."


def usual(days: Sequence[PainDay]) -> float | None:
    """The median of the rated days in the three months up to the last one; None of fewer than fourteen."""
    rated = [(one.day, one.mean) for one in days if one.mean is not None]
    recent = [value for day, value in rated if day > rated[-1][0] - USUAL_DAYS]
    return round(median(recent), 1) if len(recent) >= ENOUGH else None


def average(days: Sequence[PainDay], last: date, *, morning: bool = False) -> float | None:
    """The mean of the daily means, or of the mornings, in the four weeks up to a day; None where none is rated."""
    within = [one.morning if morning else one.mean for one in days if last - WINDOW < one.day <= last]
    rated = [value for value in within if value is not None]
    return fmean(rated) if rated else None


def flares(days: Sequence[PainDay]) -> str:
    """The flare-ups of the four weeks up to the last day: "2 days", "none"."""
    if not days:
        return "none"
    marked = sum(one.flare for one in days if one.day > days[-1].day - WINDOW)
    return counted(marked, "day") if marked else "none"
