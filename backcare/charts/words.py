"""What a chart shows, in plain sentences: for the line above it, and for those who hear the page instead of seeing it.

Every number is computed from the points that are drawn. A sentence tells what was logged; it neither praises nor
blames, and promises nothing.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean, median

from backcare.charts.exercise import ExercisePoint, StopMark
from backcare.charts.pain import PainDay

WINDOW = timedelta(days=28)
RECENT = timedelta(days=7)  # a log this young still belongs to "the last 4 weeks"
ENOUGH = 3  # pairs of ratings before the word "usually" is fair
ENDS = 3  # sessions averaged at either end of the four weeks, so that one odd hold says little


def exercise_sentence(points: Sequence[ExercisePoint], stops: Sequence[StopMark], name: str, today: date) -> str:
    """Say how holds and pain of one exercise went in the four weeks up to its last session.

    Example:
        "In the last 4 weeks your hold went from 12 to 18 seconds; your pain after it is usually 0.5 lower than before."
    """
    if not points:
        return f"{name} is not logged yet. How long you held it and how your back felt will stand here."
    last = points[-1].at.date()
    recent = [point for point in points if point.at.date() > last - WINDOW]
    told = _one(points, recent[0], today) if len(recent) == 1 else _several(recent, last, today)
    return told + _paused(stops, last, today)


def pain_sentence(days: Sequence[PainDay], today: date) -> str:
    """Say the mean pain of the four weeks up to the last rated day, and of the four before them."""
    rated = [day for day in days if day.mean is not None or day.morning is not None]
    if not rated:
        return "No pain is rated yet. It will stand here after your first rating."
    last = max(day.day for day in rated)
    now, before, mornings = _mean(days, last), _mean(days, last - WINDOW), _mean(days, last, morning=True)
    if len(rated) == 1:
        only = mornings if now is None else now
        return f"One day is rated so far, {_day(last, today)}: your pain was {_number(only)}."
    parts = [] if now is None else [f"{_number(now)} on average"]
    parts += [] if mornings is None else [f"{_number(mornings)} in the mornings"]
    told = f"{_when(last, today)} your pain was {' and '.join(parts)}."
    return told if now is None or before is None else f"{told} In the 4 weeks before that it was {_number(before)}."


def exercise_alt(points: Sequence[ExercisePoint], stops: Sequence[StopMark], name: str) -> str:
    """What the chart of an exercise consists of, for a screen reader."""
    if not points:
        return f"An empty chart: {name} is not logged yet."
    marked = f" {_count(len(stops), 'pause is', 'pauses are')} marked." if stops else ""
    days = _span(points[0].at.date(), points[-1].at.date())
    logged = _count(len(points), "session", "sessions")
    return f"{name}, {days}, {logged}: seconds held and the target above, pain before and after below.{marked}"


def pain_alt(days: Sequence[PainDay]) -> str:
    """What the chart of pain consists of, for a screen reader."""
    if not days:
        return "An empty chart: no pain is rated yet."
    span = _span(min(days).day, max(days).day)
    return f"Pain from 0 to 10, {span}: the mean of each rated day, the mean of seven days, and the morning ratings."


def _one(points: Sequence[ExercisePoint], point: ExercisePoint, today: date) -> str:
    opening = "One session so far, on" if len(points) == 1 else "Your last session was on"
    held, pain = _held(point), _pair(point)
    return f"{opening} {_day(point.at.date(), today)}: {held}, and {pain}."


def _held(point: ExercisePoint) -> str:
    if point.left is not None and point.right is not None:
        return f"you held the left side for {_number(point.left)} and the right for {_number(point.right)} seconds"
    for seconds, side in ((point.left, " the left side"), (point.right, " the right side"), (point.both, "")):
        if seconds is not None:
            return f"you held{side} for {_number(seconds)} seconds"
    return "no hold was noted"


def _pair(point: ExercisePoint) -> str:
    before, after = point.before, point.after
    if before is not None and after is not None:
        return f"your pain was {_number(before)} before and {_number(after)} after"
    if before is not None or after is not None:
        return f"your pain was {_number(before)} before" if after is None else f"your pain was {_number(after)} after"
    return "pain was not rated"


def _several(recent: Sequence[ExercisePoint], last: date, today: date) -> str:
    hold, pain = _hold_went(recent), _pain_usually(recent)
    if not hold and not pain:
        logged = _count(len(recent), "time", "times")
        return f"{_when(last, today)} you logged it {logged}, without hold times or pairs of ratings."
    return f"{_when(last, today)} {'; '.join(part for part in (hold, pain) if part)}."


def _hold_went(recent: Sequence[ExercisePoint]) -> str:
    """From the mean of the first sessions to that of the last, in whole seconds."""
    sides = [[s for s in (point.left, point.right, point.both) if s is not None] for point in recent]
    holds = [fmean(side) for side in sides if side]
    if not holds:
        return ""
    few = max(1, min(ENDS, len(holds) // 2))
    start, end = round(fmean(holds[:few])), round(fmean(holds[-few:]))
    if start == end:
        return f"your hold stayed at about {_count(end, 'second', 'seconds')}"
    return f"your hold went from {start} to {end} seconds"


def _pain_usually(recent: Sequence[ExercisePoint]) -> str:
    """The median of after minus before."""
    rises = [point.rise for point in recent if point.rise is not None]
    if not rises:
        return ""
    if len(rises) < ENOUGH:
        return "there are too few ratings yet to say how your pain goes"
    usual = round(median(rises), 1)
    if usual == 0:
        return "your pain after it is usually the same as before"
    return f"your pain after it is usually {_number(abs(usual))} {'lower' if usual < 0 else 'higher'} than before"


def _paused(stops: Sequence[StopMark], last: date, today: date) -> str:
    """The last pause, where it still holds or began in the four weeks that are told of."""
    if not stops:
        return ""
    stop = max(stops, key=lambda one: one.at)
    day = _day(stop.at.date(), today)
    if stop.ended is None:
        return f" It has been paused since {day}." if stop.lasting else " It is paused for today."
    how = "was paused on" if stop.lasting else "was paused for the day on"
    return f" It {how} {day}." if stop.at.date() > last - WINDOW else ""


def _mean(days: Sequence[PainDay], last: date, *, morning: bool = False) -> float | None:
    within = [day.morning if morning else day.mean for day in days if last - WINDOW < day.day <= last]
    rated = [value for value in within if value is not None]
    return fmean(rated) if rated else None


def _when(last: date, today: date) -> str:
    return "In the last 4 weeks" if today - last < RECENT else f"In the 4 weeks up to {_day(last, today)}"


def _day(day: date, today: date) -> str:
    return f"{day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B %Y}"


def _span(first: date, last: date) -> str:
    start = f"{first.day} {first:%B %Y}"
    return start if first == last else f"{start} to {last.day} {last:%B %Y}"


def _number(value: float | None) -> str:
    """One decimal where there is one: 4, 4.5."""
    return "not rated" if value is None else f"{round(value, 1):g}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
