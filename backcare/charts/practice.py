"""Practice: minutes held in each week as bars, and under them every day as a cell of a calendar."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final

import plotly.graph_objects as go

from backcare.charts.frame import TITLE, empty_figure, figure, title, value_axis
from backcare.charts.palette import Palette
from backcare.charts.ranges import A_DAY, A_WEEK, Range, monday
from backcare.training.practice import PracticeDay, PracticeWeek, weeks

EMPTY: Final = "The days on which you practise<br>will stand here after your first session."
BARS, CELL, GAP = 120, 22, 14  # pixels
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FEW_MONTHS: Final = 7  # that have room for all their names
SHADES: Final = 4  # beside the one of a day without practice
BAR_SHARE: Final = 0.72
A_MINUTE: Final = 600  # tenths of a second
STEPS: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 1440)


def practice_figure(
    days: Sequence[PracticeDay], flares: Collection[date], since: date, shown: Range, palette: Palette
) -> go.Figure:
    """Draw the weeks that the range touches: minutes held as bars, and below them a cell for each day.

    A darker cell is a day on which more was held (a lighter one, in the dark theme); a day without practice is empty,
    and a flare-up has a triangle. Days that are still to come are left out.

    Args:
        days: with something logged, in order.
        flares: the days that were marked as a flare-up.
        since: the first day of the notebook; days before it are left out.
        shown: the range.
        palette: the colours of the page's theme.
    """
    if not days:
        return empty_figure(EMPTY, palette, BARS + 7 * CELL)
    first, last = monday(shown.first), shown.last
    held = weeks(days, first, last)
    cells = 7 * CELL
    plot = cells + GAP + TITLE + BARS + TITLE
    most = max(round(week.held / A_MINUTE, 1) for week in held)
    step = next(one for one in STEPS if one * 3 >= most)
    bottom = (cells + GAP + TITLE) / plot
    return figure(
        [
            _bars(held, palette),
            _cells(days, max(first, since), first, last, palette),
            *_flares(flares, first, last, palette),
        ],
        plot,
        palette,
        xaxis=_week_axis(first, last, len(held), palette),
        yaxis=value_axis(palette, (bottom, bottom + BARS / plot), range=[0, max(most, step) * 1.05], dtick=step),
        yaxis2=value_axis(
            palette,
            (0, cells / plot),
            range=[6.55, -0.55],
            tickvals=[0, 2, 4, 6],
            ticktext=[WEEKDAYS[n] for n in (0, 2, 4, 6)],
            showgrid=False,
            ticks="",
        ),
        hovermode="closest",
        margin={"l": 34, "r": 10, "t": 8, "b": 40, "pad": 0},
        annotations=[
            title("Minutes held", "a week", bottom + BARS / plot, palette),
            title(
                "Days",
                "stronger: held longer" + "  ▼ flare-up" * any(first <= one <= last for one in flares),
                cells / plot,
                palette,
            ),
        ],
    )


def _bars(held: Sequence[PracticeWeek], palette: Palette) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [*range(len(held))],
        "y": [round(week.held / A_MINUTE, 1) for week in held],
        "customdata": [[f"{week.monday:%-d %b %Y}", week.days] for week in held],
        "hovertemplate": "Week of %{customdata[0]}: %{y} min, %{customdata[1]} days<extra></extra>",
        "marker": {"color": palette.left},
        "width": BAR_SHARE,
        "name": "Week",
    }


def _week_axis(first: date, last: date, count: int, palette: Palette) -> dict[str, Any]:
    """An axis that counts weeks and names the months."""
    months = _months(first, last)
    return {
        "range": [-0.6, count - 0.4],
        "anchor": "y2",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickvals": [week for week, _ in months],
        "ticktext": [text for _, text in months],
        "tickangle": 0,
        "ticks": "",
        "tickfont": {"color": palette.muted, "size": 13},
    }


def _cells(days: Sequence[PracticeDay], since: date, first: date, last: date, palette: Palette) -> dict[str, Any]:
    """A row for each weekday, a column for each week: 0 without practice, up to 4 by how much was held."""
    known = {one.day: one for one in days}
    count = (monday(last) - first) // A_WEEK + 1
    most = max((one.held for one in days if first <= one.day <= last), default=0) or 1
    dates = [[first + (7 * week + row) * A_DAY for week in range(count)] for row in range(7)]
    scale = [(n / (SHADES + 1), (n + 1) / (SHADES + 1), colour) for n, colour in enumerate(palette.cells)]
    return {
        "type": "heatmap",
        "name": "Day",
        "z": [[_shade(known.get(day), most) if since <= day <= last else None for day in row] for row in dates],
        "text": [[_words(day, known.get(day)) if since <= day <= last else "" for day in row] for row in dates],
        "yaxis": "y2",
        "zmin": -0.5,
        "zmax": SHADES + 0.5,
        "colorscale": [[share, colour] for low, high, colour in scale for share in (low, high)],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _shade(day: PracticeDay | None, most: int) -> int:
    """1 to 4 by quarters of the longest day; a day that was logged without holds has the first."""
    return 0 if day is None else 1 + min(day.held * SHADES // most, SHADES - 1)


def _words(day: date, done: PracticeDay | None) -> str:
    """What is said of a day without practice is nothing but its date, so that a year of them stays small."""
    return f"{day:%-d %b}" if done is None else f"{day:%-d %b}: {done.held / A_MINUTE:.0f} min"


def _flares(flares: Collection[date], first: date, last: date, palette: Palette) -> list[dict[str, Any]]:
    inside = sorted(day for day in flares if first <= day <= last)
    if not inside:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": "Flare-up",
            "x": [(day - first).days // 7 for day in inside],
            "y": [day.weekday() for day in inside],
            "yaxis": "y2",
            "marker": {
                "symbol": "triangle-down",
                "size": 7,
                "color": palette.rise,
                "line": {"color": palette.page, "width": 1},
            },
            "hoverinfo": "skip",
        }
    ]


def _months(first: date, last: date) -> list[tuple[int, str]]:
    """The week in which each month begins, of a long range every other one; a year is said where it is a new one."""
    found = []
    for week in range((monday(last) - first) // A_WEEK + 1):
        days = [first + (7 * week + n) * A_DAY for n in range(7)]
        begins = next((day for day in days if day.day == 1 and day <= last), None)
        if begins:
            found.append((week, begins))
    every = 2 if len(found) > FEW_MONTHS else 1
    shown = found[::every] or [(0, first)]
    new_year = [n == 0 or day.year != shown[n - 1][1].year for n, (_, day) in enumerate(shown)]
    return [
        (week, f"{day:%b}<br>{day.year}" if new else f"{day:%b}")
        for new, (week, day) in zip(new_year, shown, strict=True)
    ]
