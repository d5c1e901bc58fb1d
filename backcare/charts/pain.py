"""Pain over the days, whatever was done: each day's mean, the mean of seven days, and the mornings."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import plotly.graph_objects as go

from backcare.charts.frame import PAIN_TICKS, empty_figure, figure, legend, time_axis, value_axis
from backcare.charts.palette import Palette

EMPTY = "Your pain from day to day<br>will stand here after your first rating."
WEEK = 7
FEWEST = 3  # rated days: a mean of fewer jumps about as the days do
PANEL, LEGEND_ROW = 280, 44  # pixels
A_DAY = 24 * 60 * 60 * 1000  # plotly's step, in milliseconds


class PainDay(NamedTuple):
    """One day: the mean of its ratings and the rating of its morning, in points from 0 to 10; None is missing."""

    day: date
    mean: float | None = None
    morning: float | None = None


def every_day(days: Sequence[PainDay]) -> list[PainDay]:
    """The days in order from the first to the last, those between without a rating as None."""
    known = {day.day: day for day in days}
    first, last = min(known), max(known)
    calendar = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [known.get(day, PainDay(day)) for day in calendar]


def week_means(days: Sequence[PainDay]) -> list[float | None]:
    """For each of the unbroken days the mean of the daily means of the seven days that end there.

    None where fewer than three of the seven were rated.

    Example:
        Days rated 2, 4, none, 6 give None, None, None, 4.0.
    """
    means: list[float | None] = []
    for end in range(1, len(days) + 1):
        rated = [day.mean for day in days[max(0, end - WEEK) : end] if day.mean is not None]
        means.append(round(sum(rated) / len(rated), 1) if len(rated) >= FEWEST else None)
    return means


def pain_figure(days: Sequence[PainDay], palette: Palette) -> go.Figure:
    """Draw each day's mean as a dot, the seven-day mean as a line and the mornings as hollow diamonds, 0 to 10."""
    if not days:
        return empty_figure(EMPTY, palette, PANEL)
    calendar = every_day(days)
    plot = PANEL + LEGEND_ROW
    chart = figure(palette, plot, time_axis(calendar[0].day, calendar[-1].day, palette))
    chart.add_traces(_traces(calendar, palette))
    chart.update_layout(
        yaxis=value_axis(palette, (0, PANEL / plot), range=[-0.4, 10.4], tickvals=PAIN_TICKS),
        legend=legend("Pain", (PANEL + 6) / plot, palette),
    )
    return chart


def _traces(calendar: Sequence[PainDay], palette: Palette) -> list[go.Scatter]:
    dot = {"symbol": "circle", "size": 6, "color": palette.pain}
    diamond = {"symbol": "diamond-open", "size": 8, "color": palette.right}
    drawn = [
        _trace(calendar, [day.mean for day in calendar], "Day", mode="markers", marker=dot),
        _trace(calendar, [day.morning for day in calendar], "Morning", mode="markers", marker=diamond),
        _trace(calendar, week_means(calendar), "7-day mean", mode="lines", line={"color": palette.left, "width": 3}),
    ]
    return [trace for trace in drawn if any(value is not None for value in trace.y)]


def _trace(calendar: Sequence[PainDay], values: Sequence[float | None], name: str, **looks: Any) -> go.Scatter:  # noqa: ANN401 - plotly's own keys
    """One value a day from the first on: a start and a step say the days, where 365 dates would be 4 KB."""
    return go.Scatter(
        x0=str(calendar[0].day),
        dx=A_DAY,
        y=[None if value is None else round(value, 1) for value in values],
        name=name,
        connectgaps=False,
        hovertemplate=f"{name} %{{y}}<extra></extra>",
        **looks,
    )
