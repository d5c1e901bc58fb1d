"""What every chart shares: the layout, the range buttons, the days first shown, and the chart that has no data yet."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import plotly.graph_objects as go

from backcare.charts.palette import Palette

CONFIG: Mapping[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Segoe UI", sans-serif'
MARGIN = {"l": 30, "r": 12, "t": 8, "b": 46, "pad": 0}
BUTTON_ROW = 36  # pixels
PAIN_TICKS = [0, 2, 4, 6, 8, 10]
FIRST_SHOWN = 3  # months: enough to see a trend, few enough to tell the sessions apart on a phone
FEWEST_DAYS = 13  # a first session gets a fortnight around it, or plotly would label the axis in hours
BUTTONS = ((1, "1 m"), (3, "3 m"), (6, "6 m"), (12, "1 y"))


def months_back(day: date, months: int) -> date:
    """The same day `months` earlier; a day that month has not runs over into the next, as plotly's own buttons do.

    Example:
        31 March less one month is 3 March (28 days of February and three more).
    """
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1) + timedelta(days=day.day - 1)


def shown_from(first: date, last: date) -> date:
    """The day at which the axis begins at first: the day before all, but at most three months and at least a fortnight.

    It ends on the day after `last`.
    """
    end = last + timedelta(days=1)
    return min(max(first - timedelta(days=1), months_back(end, FIRST_SHOWN)), last - timedelta(days=FEWEST_DAYS))


def time_axis(first: date, last: date, palette: Palette) -> dict[str, Any]:
    """The axis of days, back from the data's own last day, with a button for each range that is shorter than all."""
    start, end = first - timedelta(days=1), last + timedelta(days=1)
    axis: dict[str, Any] = {
        "type": "date",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickformat": "%-d %b\n%Y",
        "hoverformat": "%a %-d %b %Y",
        "tickfont": {"color": palette.muted, "size": 13},
        "linecolor": palette.grid,
        "ticks": "outside",
        "tickcolor": palette.grid,
        "spikemode": "across",
        "spikethickness": 1,
        "spikedash": "solid",
        "spikecolor": palette.muted,
    }
    shorter = [(months, label) for months, label in BUTTONS if months_back(end, months) > start]
    if shorter:
        axis["rangeselector"] = _range_buttons(shorter, palette)
    shown = shown_from(first, last)
    if shown != start:
        # From noon to noon: at midnight a late session would stand on the edge. In plotly's own spelling, by which it
        # knows the button of the range that is shown.
        axis["range"] = [f"{shown} 12:00", f"{end} 12:00"]
    return axis


def _range_buttons(shorter: list[tuple[int, str]], palette: Palette) -> dict[str, Any]:
    buttons: list[dict[str, Any]] = [
        {"step": "month", "count": months, "stepmode": "backward", "label": label} for months, label in shorter
    ]
    return {
        "buttons": [*buttons, {"step": "all", "label": "All"}],
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yanchor": "bottom",
        "bgcolor": palette.page,
        "activecolor": palette.raised,
        "bordercolor": palette.grid,
        "borderwidth": 1,
        "font": {"color": palette.text, "size": 15},
    }


def value_axis(palette: Palette, domain: tuple[float, float], **more: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    """An upright axis that stays put; `domain` is its share of the height of the plot, 0 to 1."""
    return {
        "domain": list(domain),
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": palette.grid,
        "tickfont": {"color": palette.muted, "size": 13},
        **more,
    }


def legend(title: str, y: float, palette: Palette) -> dict[str, Any]:
    """A row of names that starts with the panel's own name; it sits on `y`, a share of the height of the plot."""
    return {
        "title": {"text": f"<b>{title}</b>", "side": "left", "font": {"color": palette.text, "size": 14}},
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": y,
        "yanchor": "bottom",
        "bgcolor": palette.page,
        "font": {"color": palette.text, "size": 14},
        "itemclick": False,
        "itemdoubleclick": False,
        "itemwidth": 30,
        "tracegroupgap": 0,
    }


def figure(palette: Palette, plot: int, days: dict[str, Any]) -> go.Figure:
    """A figure without traces: no template, the page behind it, one hover box for all values of a session.

    `plot` is the height of the plot in pixels, `days` its axis of days; where that has buttons they get a row above.
    """
    top = MARGIN["t"] + (BUTTON_ROW if "rangeselector" in days else 0)
    return go.Figure(
        layout={
            "template": "none",
            "xaxis": days,
            "height": plot + top + MARGIN["b"],
            "margin": {**MARGIN, "t": top},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": palette.page,  # were it clear too, plotly would edge the hover line in white
            "font": {"family": FONT, "color": palette.text, "size": 13},
            "dragmode": False,
            "hovermode": "x unified",
            "hoversubplots": "axis",
            "hoverlabel": {
                "bgcolor": palette.page,
                "bordercolor": palette.muted,
                "font": {"family": FONT, "color": palette.text, "size": 14},
            },
        }
    )


def empty_figure(words: str, palette: Palette, plot: int) -> go.Figure:
    """No data yet: a frame without axes, and words in the middle that say what will stand here."""
    chart = figure(palette, plot, {"visible": False, "fixedrange": True})
    centre = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    corners = {"x0": 0, "x1": 1, "y0": 0, "y1": 1, "xref": "paper", "yref": "paper"}
    chart.update_layout(
        yaxis={"visible": False, "fixedrange": True},
        margin={"l": 2, "r": 2, "b": MARGIN["t"]},
        shapes=[{"type": "rect", "line": {"color": palette.target, "width": 1, "dash": "dot"}, **corners}],
        annotations=[{"text": words, "font": {"color": palette.muted, "size": 15}, **centre}],
    )
    return chart


def stamp(at: datetime) -> str:
    """A moment as the person's own wall clock showed it, to the hour: plotly would draw an offset as UTC.

    Minutes are too fine to see, and would be a tenth of what is sent for a year.
    """
    return f"{at:%Y-%m-%d %H}"
