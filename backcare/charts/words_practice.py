"""What the chart of practice shows, in plain sentences."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from backcare.charts.words import day_of, number, span
from backcare.training.practice import PracticeDay, Streak, held_within
from backcare.words import counted

FOUR_WEEKS: Final = 28
A_MINUTE: Final = 600  # tenths of a second


def sentence(days: Sequence[PracticeDay], row: Streak, today: date) -> str:
    """Say on how many days of the last four weeks something was logged, the minutes held a week, and the streak.

    Example:
        "In the last 4 weeks you practised on 24 days and held for 71 minutes a week. That is 6 days in a row now."
    """
    if not days:
        return "Nothing is logged in the last 12 months. The days on which you practise will stand here."
    recent = [one for one in days if today - timedelta(days=FOUR_WEEKS) < one.day <= today]
    if not recent:
        return f"Your last day with something logged was {day_of(days[-1].day, today)}."
    since = (today - days[0].day).days + 1
    held = minutes(held_within(days, today, FOUR_WEEKS))
    if since < FOUR_WEEKS:
        told = f"Since {day_of(days[0].day, today)} you practised on {counted(len(recent), 'day')} and held for "
        told += f"{held} in all."
    else:
        a_week = minutes(held_within(days, today, FOUR_WEEKS) / 4)
        told = f"In the last 4 weeks you practised on {counted(len(recent), 'day')} and held for {a_week} a week."
    return f"{told} {_row(row)}".strip()


def _row(row: Streak) -> str:
    return f"That is {counted(row.days, 'day')} in a row now." if row.days > 1 else ""


def minutes(tenths: float) -> str:
    """Tenths of a second as minutes: "1 minute", "12 minutes"; one decimal below ten."""
    found = tenths / A_MINUTE
    told = number(found) if found < 10 else f"{found:.0f}"  # noqa: PLR2004 - as the docstring says
    return f"{told} {'minute' if told == '1' else 'minutes'}"


def alt(days: Sequence[PracticeDay], range_: str) -> str:
    """What the chart consists of, for a screen reader."""
    if not days:
        return "An empty calendar: nothing is logged yet."
    logged = counted(len(days), "day")
    told = f"A calendar, {range_} of {span(days[0].day, days[-1].day)}, {logged} with something logged"
    return f"{told}: minutes held in each week above, every day below."
