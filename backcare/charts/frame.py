"""What every chart shares: the layout, the axes, the names at the right edge, and the chart that has no data yet."""

import sys
from array import array
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import nan
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from backcare.charts.palette import Palette
from backcare.charts.ranges import A_DAY, STEP, Range

CONFIG: Mapping[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Segoe UI", sans-serif'
MARGIN: Final = {"l": 26, "r": 56, "t": 8, "b": 40, "pad": 0}
TITLE: Final = 30  # pixels above a panel for its name
LINE: Final = 17  # pixels that a name at the edge takes
NO_TEMPLATE: Final = {"data": {"scatter": [{"type": "scatter"}]}}  # what "none" stands for
PAIN_TICKS = [0, 2, 4, 6, 8, 10]


class Name(NamedTuple):
    """A line's name at the right edge, beside its last value."""

    text: str
    value: float
    color: str


def time_axis(within: Range, palette: Palette) -> dict[str, Any]:
    """The axis of days, half a day wider than the range on both sides."""
    return {
        "type": "date",
        "range": [f"{within.first - A_DAY} 12:00", f"{within.last} 12:00"],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "nticks": 6,
        "tickformat": "%-d %b\n%Y" if within.days < 2 * 365 else "%Y",
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


def days_trace(first: date, values: Sequence[float | None], step: int = 1, **looks: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    """A trace with one value every `step` days: a start and a step say the days, where dates would be most of it.

    It reaches from the first known value to the last one.
    """
    known = [place for place, value in enumerate(values) if value is not None]
    inside = values[known[0] : known[-1] + 1] if known else ()
    start = first + (known[0] if known else 0) * step * A_DAY
    return {"type": "scatter", "x0": str(start), "dx": step * STEP, "y": typed(inside), "connectgaps": False, **looks}


def typed(values: Iterable[float | None]) -> dict[str, str]:
    """Numbers as plotly's typed array, None as NaN: one text is copied at each run in no time, as a list is not."""
    floats = array("f", (nan if value is None else value for value in values))
    if sys.byteorder == "big":
        floats.byteswap()  # it is little endian
    return {"dtype": "f4", "bdata": b64encode(floats.tobytes()).decode()}


def title(text: str, key: str, y: float, palette: Palette) -> dict[str, Any]:
    """A panel's name in bold and what its marks mean, above it; `y` is a share of the height of the plot."""
    return {
        "text": f"<b>{text}</b>  <span style='color:{palette.muted}'>{key}</span>" if key else f"<b>{text}</b>",
        "x": 0,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -MARGIN["l"] + 4,
        "yshift": 5,
        "bgcolor": palette.page,  # over the shade of a pause
        "borderpad": 0,
        "showarrow": False,
        "font": {"color": palette.text, "size": 14},
    }


def edge_names(names: Iterable[Name], yref: str, per_pixel: float) -> list[dict[str, Any]]:
    """The names beside the right edge, moved apart where they would touch.

    Args:
        names: what is named.
        yref: the axis, as "y2".
        per_pixel: how much of the axis's unit a pixel is.
    """
    ordered = sorted(names, key=lambda name: name.value)
    places = apart([name.value / per_pixel for name in ordered], LINE)
    return [
        {
            "text": name.text,
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 6,
            "y": name.value,
            "yref": yref,
            "yshift": round(place - name.value / per_pixel),
            "showarrow": False,
            "font": {"color": name.color, "size": 13},
        }
        for name, place in zip(ordered, places, strict=True)
    ]


def apart(places: Sequence[float], gap: float) -> list[float]:
    """Rising places moved as little as need be, so that neighbours are at least `gap` apart.

    Example:
        0, 1 and 30 with a gap of 10 become -4.5, 5.5 and 30.
    """
    groups: list[list[float]] = []
    for place in places:
        groups.append([place])
        while len(groups) > 1 and _low(groups[-1], gap) - _high(groups[-2], gap) < gap:
            last = groups.pop()
            groups[-1] += last
    return [_low(group, gap) + n * gap for group in groups for n in range(len(group))]


def _low(group: Sequence[float], gap: float) -> float:
    return sum(group) / len(group) - (len(group) - 1) * gap / 2


def _high(group: Sequence[float], gap: float) -> float:
    return _low(group, gap) + (len(group) - 1) * gap


def figure(traces: Sequence[Mapping[str, Any]], plot: int, palette: Palette, **layout: Any) -> go.Figure:  # noqa: ANN401 - plotly's own keys
    """A figure of traces: no template, the page behind it, no legend, one hover box for all values of a day.

    `plot` is the height of the plot in pixels. Plotly's own look at every value is left out, which would be four fifths
    of the making; the tests have it.
    """
    return go.Figure(
        _validate=False,
        data=[*traces],
        layout={
            "template": NO_TEMPLATE,
            "height": plot + MARGIN["t"] + MARGIN["b"],
            "margin": {**MARGIN},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": palette.page,  # were it clear too, plotly would edge the hover line in white
            "font": {"family": FONT, "color": palette.text, "size": 13},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "x unified",
            "hoversubplots": "axis",
            "hoverlabel": {
                "bgcolor": palette.page,
                "bordercolor": palette.muted,
                "font": {"family": FONT, "color": palette.text, "size": 14},
            },
            **{name: value for name, value in layout.items() if value != []},
        },
    )


def empty_figure(words: str, palette: Palette, plot: int) -> go.Figure:
    """No data yet: a frame without axes, and words in the middle that say what will stand here."""
    centre = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    corners = {"x0": 0, "x1": 1, "y0": 0, "y1": 1, "xref": "paper", "yref": "paper"}
    return figure(
        [],
        plot,
        palette,
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"visible": False, "fixedrange": True},
        margin={"l": 2, "r": 2, "t": 8, "b": 8},
        shapes=[{"type": "rect", "line": {"color": palette.target, "width": 1, "dash": "dot"}, **corners}],
        annotations=[{"text": words, "font": {"color": palette.muted, "size": 15}, **centre}],
    )
