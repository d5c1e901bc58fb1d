"""What the chart of one exercise shows, in plain sentences."""

from collections.abc import Sequence
from datetime import date
from statistics import fmean, median
from typing import Final

from backcare.charts.exercise import ExerciseDay, StopMark
from backcare.charts.words import WINDOW, day_of, number, span, when
from backcare.words import counted

ENOUGH: Final = 3  # pairs of ratings before the word "usually" is fair
ENDS: Final = 3  # days averaged at either end of the four weeks, so that one odd hold says little
EVEN: Final = 0.5  # seconds: sides that differ by less are the same to a thumb on a stopwatch


def sentence(days: Sequence[ExerciseDay], stops: Sequence[StopMark], name: str, today: date) -> str:
    """Say how holds and pain of one exercise went in the four weeks up to its last day.

    Example:
        "In the last 4 weeks your hold went from 12 to 18 seconds; your pain after it is usually 0.5 lower than before."
    """
    if not days:
        return f"{name} is not logged yet. How long you held it and how your back felt will stand here."
    last = days[-1].day
    recent = [one for one in days if one.day > last - WINDOW]
    told = _one(days, recent[0], today) if len(recent) == 1 else _several(recent, last, today)
    return told + _sides(recent) + _paused(stops, last, today)


def alt(days: Sequence[ExerciseDay], stops: Sequence[StopMark], name: str, range_: str) -> str:
    """What the chart consists of, for a screen reader."""
    if not days:
        return f"An empty chart: {name} is not logged yet."
    marked = f" {counted(len(stops), 'pause is', 'pauses are')} marked." if stops else ""
    told = f"{name}, {range_} of {span(days[0].day, days[-1].day)}, {counted(len(days), 'day')}"
    return f"{told}: seconds held and the target above, pain before and after below.{marked}"


def usual_hold(days: Sequence[ExerciseDay]) -> float | None:
    """The median of the daily holds in the four weeks up to the last day, sides together, in seconds.

    None of fewer than three days.
    """
    if not days:
        return None
    recent = [hold for one in days if one.day > days[-1].day - WINDOW and (hold := _mean_hold(one)) is not None]
    return round(median(recent), 1) if len(recent) >= ENOUGH else None


def usual_rise(days: Sequence[ExerciseDay]) -> float | None:
    """The median of after minus before in the four weeks up to the last day; None of fewer than three pairs."""
    if not days:
        return None
    rises = [one.rise for one in days if one.day > days[-1].day - WINDOW and one.rise is not None]
    return round(median(rises), 1) if len(rises) >= ENOUGH else None


def difference(days: Sequence[ExerciseDay]) -> float | None:
    """Left minus right in seconds: the median of the four weeks up to the last day with both; None without any."""
    if not days:
        return None
    recent = [one for one in days if one.day > days[-1].day - WINDOW]
    pairs = [one.left - one.right for one in recent if one.left is not None and one.right is not None]
    return round(median(pairs), 1) if pairs else None


def _mean_hold(one: ExerciseDay) -> float | None:
    known = [side for side in (one.left, one.right, one.both) if side is not None]
    return fmean(known) if known else None


def _one(days: Sequence[ExerciseDay], one: ExerciseDay, today: date) -> str:
    opening = "One day so far," if len(days) == 1 else "Your last day with it was"
    return f"{opening} {day_of(one.day, today)}: {_held(one)}, and {_pair(one)}."


def _held(one: ExerciseDay) -> str:
    if one.left is not None and one.right is not None:
        return f"you held the left side for {number(one.left)} and the right for {number(one.right)} seconds"
    for seconds, side in ((one.left, " the left side"), (one.right, " the right side"), (one.both, "")):
        if seconds is not None:
            return f"you held{side} for {number(seconds)} seconds"
    return "no hold was noted"


def _pair(one: ExerciseDay) -> str:
    before, after = one.before, one.after
    if before is not None and after is not None:
        return f"your pain was {number(before)} before and {number(after)} after"
    if before is not None or after is not None:
        return f"your pain was {number(before)} before" if after is None else f"your pain was {number(after)} after"
    return "pain was not rated"


def _several(recent: Sequence[ExerciseDay], last: date, today: date) -> str:
    hold, pain = _hold_went(recent), _pain_usually(recent)
    if not hold and not pain:
        logged = counted(len(recent), "day")
        return f"{when(last, today)} you logged it on {logged}, without hold times or pairs of ratings."
    return f"{when(last, today)} {'; '.join(part for part in (hold, pain) if part)}."


def _hold_went(recent: Sequence[ExerciseDay]) -> str:
    """From the mean of the first days to that of the last, in whole seconds."""
    holds = [hold for one in recent if (hold := _mean_hold(one)) is not None]
    if not holds:
        return ""
    few = max(1, min(ENDS, len(holds) // 2))
    start, end = round(fmean(holds[:few])), round(fmean(holds[-few:]))
    if start == end:
        return f"your hold stayed at about {counted(end, 'second')}"
    return f"your hold went from {start} to {end} seconds"


def _pain_usually(recent: Sequence[ExerciseDay]) -> str:
    """The median of after minus before."""
    if all(one.rise is None for one in recent):
        return ""
    usual = usual_rise(recent)
    if usual is None:
        return "there are too few ratings yet to say how your pain goes"
    if usual == 0:
        return "your pain after it is usually the same as before"
    return f"your pain after it is usually {number(abs(usual))} {'lower' if usual < 0 else 'higher'} than before"


def _sides(recent: Sequence[ExerciseDay]) -> str:
    """Which side is held longer, where there are two and enough days."""
    apart = difference(recent)
    if apart is None or len(recent) < ENOUGH:
        return ""
    if abs(apart) < EVEN:
        return " Both sides are held equally long."
    longer, other = ("left", "right") if apart > 0 else ("right", "left")
    return f" You hold the {longer} side {count_of(abs(apart))} longer than the {other}."


def count_of(seconds: float) -> str:
    """Seconds with their word: "1 second", "1.5 seconds"."""
    return f"{number(seconds)} {'second' if seconds == 1 else 'seconds'}"


def _paused(stops: Sequence[StopMark], last: date, today: date) -> str:
    """The last pause, where it still holds or began in the four weeks that are told of."""
    if not stops:
        return ""
    stop = max(stops, key=lambda one: one.day)
    day = day_of(stop.day, today)
    if stop.ended is None:
        return f" It has been paused since {day}." if stop.lasting else " It is paused for today."
    how = "was paused on" if stop.lasting else "was paused for the day on"
    return f" It {how} {day}." if stop.day > last - WINDOW else ""
