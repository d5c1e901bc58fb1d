"""Pain over the days, whatever was done: each day's mean, the mean of seven days, the mornings, flare-ups, the usual.

Up to a year every day is drawn; beyond that a week is one point, and the mean is that of three months.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from backcare.charts.frame import (
    PAIN_TICKS,
    TITLE,
    Name,
    days_trace,
    edge_names,
    empty_figure,
    figure,
    time_axis,
    title,
    typed,
    value_axis,
)
from backcare.charts.palette import Palette
from backcare.charts.ranges import A_DAY, Range, by_weeks, calendar, mean

EMPTY: Final = "Your pain from day to day<br>will stand here after your first rating."
WEEK: Final = 7
SEASON: Final = 13  # weeks
FEWEST: Final = 3  # rated days: a mean of fewer jumps about as the days do
PANEL: Final = 300  # pixels
DAILY: Final = 366  # days that are drawn one by one
CLOSE: Final = 100  # days that have room for the mornings of each
LOW, HIGH = -0.4, 11.4
FLARE_AT: Final = 10.9  # above the worst rating


class PainDay(NamedTuple):
    """One day: the mean of its ratings, the rating of its morning, in points from 0 to 10, and whether it flared up.

    None is missing.
    """

    day: date
    mean: float | None = None
    morning: float | None = None
    flare: bool = False


def pain_days(
    means: Mapping[date, float], mornings: Mapping[date, int], flares: Collection[date]
) -> tuple[PainDay, ...]:
    """Sums in tenths as days in points, in order; a day of which nothing is known is left out."""
    woke = {day: pain / 10 for day, pain in mornings.items()}
    marked = set(flares)
    return tuple(
        PainDay(day, round(means[day] / 10, 1) if day in means else None, woke.get(day), day in marked)
        for day in sorted({*means, *woke, *marked})
    )


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


def pain_figure(days: Sequence[PainDay], usual: float | None, shown: Range, palette: Palette) -> go.Figure:
    """Draw the days as dots, the mean as a line, the mornings as hollow diamonds and flare-ups above, from 0 to 10.

    Args:
        days: in order.
        usual: what the pain is seen against, in points; None where too little is known.
        shown: the range.
        palette: the colours of the page's theme.
    """
    if not days:
        return empty_figure(EMPTY, palette, PANEL)
    weekly = shown.days > DAILY
    drawn = _weeks(days, shown, palette) if weekly else day_marks(days, shown, palette)
    plot = PANEL + TITLE
    hover = {"hoverformat": "Week of %-d %b %Y"} if weekly else {}
    return figure(
        drawn.traces,
        plot,
        palette,
        xaxis={**time_axis(shown, palette), **hover},
        yaxis=value_axis(palette, (0, PANEL / plot), range=[LOW, HIGH], tickvals=PAIN_TICKS),
        **lines_and_names(drawn, usual, PANEL, palette),
    )


class Marks(NamedTuple):
    """What stands for the days: plotly's traces, what their marks mean, and the names at the right edge."""

    traces: list[dict[str, Any]]
    key: str
    names: list[Name]


def lines_and_names(drawn: Marks, usual: float | None, panel: int, palette: Palette) -> dict[str, Any]:
    """The dashed line of the usual and all that is written into a chart whose plot is `panel` pixels high."""
    shapes, names = [], drawn.names
    if usual is not None:
        where = {"x0": 0, "x1": 1, "xref": "paper", "y0": usual, "y1": usual, "yref": "y"}
        looks = {"color": palette.text, "width": 1, "dash": "dash"}
        shapes = [{"type": "line", "layer": "below", "line": looks, **where}]
        names = [*names, Name("Usual", usual, palette.text)]
    heading = title("Pain", drawn.key, panel / (panel + TITLE), palette)
    return {"shapes": shapes, "annotations": [heading, *edge_names(names, "y", (HIGH - LOW) / panel)]}


def day_marks(days: Sequence[PainDay], shown: Range, palette: Palette) -> Marks:
    """Every day of the range by itself, with the mean of the seven that end there; of `days`, those before it count."""
    known = {one.day: one for one in days}
    lead = Range(shown.name, shown.first - (WEEK - 1) * A_DAY, shown.last)  # so that the first mean has its week too
    every = calendar(known, lead, PainDay(lead.first))
    smooth, every = week_means(every)[WEEK - 1 :], every[WEEK - 1 :]
    close = shown.days <= CLOSE
    dot = {"symbol": "circle", "size": 5 if close else 4, "color": palette.pain, "opacity": 0.8 if close else 0.45}
    ring = {"symbol": "diamond-open", "size": 6, "color": palette.right}
    means, mornings = [one.mean for one in every], [one.morning for one in every]
    flares = [one.day for one in every if one.flare]
    marks, told = [], []
    if _any(means):
        marks.append(_trace(shown.first, means, "Day", mode="markers", marker=dot))
        told.append("● day")
    if close and _any(mornings):
        marks.append(_trace(shown.first, mornings, "Morning", mode="markers", marker=ring))
        told.append("◇ morning")
    if _any(smooth):
        marks.append(_mean(shown.first, smooth, 1, palette))
    if flares:
        marks.append(_flares(flares, palette))
        told.append("▼ flare-up")
    return Marks(marks, "  ".join(told), _mean_name(smooth, "7 days", palette))


def _any(values: Sequence[float | None]) -> bool:
    return any(value is not None for value in values)


def _weeks(days: Sequence[PainDay], shown: Range, palette: Palette) -> Marks:
    """The weeks as a thin line, three months up to each as a thick one."""
    weeks = list(by_weeks(days, shown))
    means = [mean(one.mean for one in own) for _, own in weeks]
    smooth = [
        mean(means[max(0, end - SEASON) : end]) if means[end - 1] is not None else None
        for end in range(1, len(means) + 1)
    ]
    flares = [monday for monday, own in weeks if any(one.flare for one in own)]
    thin = {"color": palette.pain, "width": 1}
    marks = []
    if _any(means):
        marks.append(_trace(weeks[0][0], means, "Week", WEEK, mode="lines", line=thin, opacity=0.6))
        marks.append(_mean(weeks[0][0], smooth, WEEK, palette))
    if flares:
        marks.append(_flares(flares, palette))
    return Marks(marks, "a week's mean" + "  ▼ flare-up" * bool(flares), _mean_name(smooth, "3 months", palette))


def _mean(first: date, values: Sequence[float | None], step: int, palette: Palette) -> dict[str, Any]:
    line = {"color": palette.left, "width": 3}
    return _trace(first, values, "7-day mean" if step == 1 else "3-month mean", step, mode="lines", line=line)


def _mean_name(values: Sequence[float | None], text: str, palette: Palette) -> list[Name]:
    last = next((value for value in reversed(values) if value is not None), None)
    return [] if last is None else [Name(text, last, palette.left)]


def _flares(days: Sequence[date], palette: Palette) -> dict[str, Any]:
    """Triangles above the worst rating."""
    marker = {"symbol": "triangle-down", "size": 8, "color": palette.rise}
    where = {"x": [str(day) for day in days], "y": typed([FLARE_AT] * len(days)), "cliponaxis": False}
    looks = {"mode": "markers", "name": "Flare-up", "marker": marker, "hovertemplate": "Flare-up<extra></extra>"}
    return {"type": "scatter", **looks, **where}


def _trace(first: date, values: Sequence[float | None], name: str, step: int = 1, **looks: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    return days_trace(first, values, step, name=name, hovertemplate=f"{name} %{{y:.1~f}}<extra></extra>", **looks)
