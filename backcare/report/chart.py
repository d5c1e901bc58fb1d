"""Pain and practice on one axis of days: pain from 0 to 10 above, minutes held below.

Up to four months every day is drawn; beyond that a week is one point, and far beyond four weeks.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final, NamedTuple

from backcare.charts.pain import WEEK, PainDay, week_means
from backcare.charts.practice import A_MINUTE
from backcare.charts.ranges import A_DAY, Range, by_weeks, calendar, mean
from backcare.charts.words_pain import recent_alt
from backcare.report.drawing import FAINT, SOFT, Dot, Drawing, Line, Mark, Shape, Words
from backcare.report.model import Report
from backcare.words import counted

WIDE: Final = 182.0  # millimetres: A4 within its margins
NARROW: Final = 68.0  # for a phone: its letters are as high as the text around it
LEFT, RIGHT = 7.0, 20.0
PAIN_TOP, PAIN_FOOT = 9.0, 41.0
BARS_TOP, BARS_FOOT = 49.5, 59.5
HEIGHT: Final = 64.5
DAILY: Final = 123  # days that are drawn one by one
WEEKLY: Final = 3 * 366  # days that are drawn week by week
EACH: Final = {0: "a day", 1: "a week", 4: "four weeks"}
TICK: Final = 19.0  # millimetres that a day's name takes
GAP: Final = "\u00a0\u00a0 "  # a browser would draw blanks in a row as one
NEAR: Final = 3.2  # millimetres between two lines of words


class Place(NamedTuple):
    """Where the days stand: the first of them at the left, the last at the right of a drawing that is so wide."""

    shown: Range
    wide: float

    @property
    def right(self) -> float:
        """Where the days end."""
        return self.wide - RIGHT

    @property
    def day(self) -> float:
        """How wide a day is."""
        return (self.right - LEFT) / self.shown.days

    def x(self, at: float) -> float:
        """Where a day stands, counted from the first one."""
        return LEFT + (at + 0.5) * self.day


class Point(NamedTuple):
    """One point of time: its middle day as a number from the first day on, and what is known of it."""

    at: float
    pain: float | None
    smooth: float | None
    morning: float | None
    flare: bool
    minutes: float


def chart(report: Report, wide: float = WIDE) -> Drawing:
    """Draw the days asked for, so many millimetres wide."""
    shown = Range("", report.asked.first, report.asked.last)
    weeks = 0 if shown.days <= DAILY else 1 if shown.days <= WEEKLY else 4
    points = _by_day(report, shown) if not weeks else _by_weeks(report, shown, weeks)
    usual, place = report.glance.usual, Place(shown, wide)
    marks: list[Mark] = [
        *_ground(place, weeks),
        *_pain(points, place),
        *_names(points, usual, place, weeks),
        *_practice(points, place, weeks),
    ]
    minutes = sum(one.minutes for one in points)
    alt = f"{recent_alt(report.days, usual, shown)} Below: {counted(round(minutes), 'minute')} held in all."
    return Drawing(wide, HEIGHT, tuple(marks), alt)


def _by_day(report: Report, shown: Range) -> list[Point]:
    known, held = {one.day: one for one in report.days}, {one.day: one.held for one in report.practice}
    lead = Range("", shown.first - (WEEK - 1) * A_DAY, shown.last)  # so that the first mean has its week too
    every = calendar(known, lead, PainDay(lead.first))
    smooth = week_means(every)[WEEK - 1 :]
    return [
        Point(n, one.mean, smooth[n], one.morning, one.flare, held.get(shown.first + n * A_DAY, 0) / A_MINUTE)
        for n, one in enumerate(every[WEEK - 1 :])
    ]


def _by_weeks(report: Report, shown: Range, count: int) -> list[Point]:
    held = [own for _, own in by_weeks(report.practice, shown, count)]
    found = []
    for (monday, own), practised in zip(by_weeks(report.days, shown, count), held, strict=True):
        middle = (monday - shown.first).days + (7 * count - 1) / 2
        at = min(max(middle, 0), shown.days - 1)
        pain, morning = mean(one.mean for one in own), mean(one.morning for one in own)
        minutes = sum(one.held for one in practised) / A_MINUTE
        found.append(Point(at, None, pain, morning, any(one.flare for one in own), minutes))
    return found


def _y(pain: float) -> float:
    return PAIN_FOOT - pain / 10 * (PAIN_FOOT - PAIN_TOP)


def _ground(place: Place, weeks: int) -> Iterable[Mark]:
    """The lines of the scale, its numbers, the days below and what the marks mean."""
    for pain in (0, 2, 4, 6, 8, 10):
        yield Line([(LEFT, _y(pain)), (place.right, _y(pain))], 0.15, ink=FAINT)
        yield Words(LEFT - 1.5, _y(pain) + 0.9, f"{pain}", "end")
    key = GAP.join((f"the mean of {EACH[weeks]}", "▼ flare-up") if weeks else ("● day", "◇ morning", "▼ flare-up"))
    yield Words(0, 3, "Pain, 0 to 10", bold=True)
    yield Words(24, 3, key)
    for at, text in _ticks(place):
        yield Line([(place.x(at), BARS_FOOT), (place.x(at), BARS_FOOT + 1)], 0.2, ink=SOFT)
        yield Words(place.x(at), BARS_FOOT + 4, text, "middle")


def _ticks(place: Place) -> list[tuple[int, str]]:
    """Some days with their names, evenly apart; a year is said where it is a new one."""
    shown = place.shown
    step = max(1, -(-shown.days // int((place.right - LEFT) // TICK)))
    found, year = [], 0
    for n in range(0, shown.days, step):
        day = shown.first + n * A_DAY
        found.append((n, f"{day.day} {day:%b}" + (f" {day.year}" if day.year != year else "")))
        year = day.year
    return found


def _pain(points: Sequence[Point], place: Place) -> Iterable[Mark]:
    """The mean as a thick line that breaks where too little is rated, the days as dots, mornings and flare-ups."""
    run: list[tuple[float, float]] = []
    for one in [*points, Point(0, None, None, None, flare=False, minutes=0)]:
        if one.smooth is not None:
            run.append((place.x(one.at), _y(one.smooth)))
            continue
        if len(run) > 1:
            yield Line(run, 0.55)
        elif run:
            yield Dot(*run[0], 0.5)
        run = []
    for one in points:
        x = place.x(one.at)
        if one.pain is not None:
            yield Dot(x, _y(one.pain), 0.62, SOFT)
        if one.morning is not None and place.shown.days <= DAILY:
            yield _diamond(x, _y(one.morning))
        if one.flare:
            yield Shape([(x - 1, 5.2), (x + 1, 5.2), (x, 7)])


def _diamond(x: float, y: float) -> Mark:
    return Shape([(x, y - 1), (x + 0.85, y), (x, y + 1), (x - 0.85, y)], filled=False)


def _names(points: Sequence[Point], usual: float | None, place: Place, weeks: int) -> list[Mark]:
    """The dashed line of the usual, and the lines' names at the right edge, moved apart where they would meet."""
    last = next((one.smooth for one in reversed(points) if one.smooth is not None), None)
    wanted = [] if last is None else [(_y(last), "Mean" if weeks else "7-day mean", True)]
    wanted += [] if usual is None else [(_y(usual), "Usual", False)]
    wanted.sort()
    found: list[Mark] = []
    if usual is not None:
        found.append(Line([(LEFT, _y(usual)), (place.right, _y(usual))], 0.25, 1.2, SOFT))
    above = 0.0
    for y, text, bold in wanted:
        at = max(y, above + NEAR)
        found.append(Words(place.right + 1.5, at + 0.9, text, bold=bold))
        above = at
    return found


def _practice(points: Sequence[Point], place: Place, weeks: int) -> Iterable[Mark]:
    """Minutes held as bars, with the highest one named."""
    most = max((one.minutes for one in points), default=0)
    yield Words(0, BARS_TOP - 3, "Minutes held", bold=True)
    yield Words(24, BARS_TOP - 3, f"{EACH[weeks]}, at most {ceil(most)}" if most else "none noted")
    yield Line([(LEFT, BARS_FOOT), (place.right, BARS_FOOT)], 0.2, ink=SOFT)
    wide = place.day * (7 * weeks or 1) * 0.7
    for one in points:
        if one.minutes:
            x, top = place.x(one.at), BARS_FOOT - one.minutes / most * (BARS_FOOT - BARS_TOP)
            left, right = max(x - wide / 2, LEFT), min(x + wide / 2, place.right)
            yield Shape([(left, BARS_FOOT), (left, top), (right, top), (right, BARS_FOOT)], ink=SOFT)
