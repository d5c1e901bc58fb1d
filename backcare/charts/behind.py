"""The ratings behind a verdict: a small chart with the usual as a line and the change marked with a word.

Sessions stand side by side, whatever the days between them: what was compared is one with the next. What a finding
rests on has a marker of its own, so that nothing hangs on a colour.
"""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import plotly.graph_objects as go

from backcare.charts.behind_lines import DIFFERENCES, day, hold_axis, lines, order_axis, shade, span
from backcare.charts.frame import FONT, PAIN_TICKS, value_axis
from backcare.charts.palette import Palette
from backcare.safety.points import number
from backcare.safety.shown import Behind, Point

HEIGHT: Final = 200  # pixels
MARGIN: Final = {"l": 34, "r": 12, "t": 12, "b": 30, "pad": 0}
NAMES: Final = 52  # pixels beside the plot for the names of lines
WORDS: Final = 26  # pixels above it for words
MOST_STEPS: Final = 5  # lines at this height
DAYS: Final = {"moving", "weeks"}
PAIRS: Final = {"pairs", "stops"}

_Row: TypeAlias = tuple[float | None, Point]


def behind_figure(shown: Behind, palette: Palette) -> go.Figure:
    """Draw the ratings behind a finding.

    Args:
        shown: its points, at least one, and what they are seen against; in tenths, drawn in points.
        palette: the colours of the page's theme.
    """
    low, high = span(shown)
    step = 1 if high - low <= MOST_STEPS else 2
    ticks = {"dtick": step, "tick0": 0} if shown.what in DIFFERENCES else {"tickvals": PAIN_TICKS}
    chart = go.Figure(
        layout={
            "template": "none",
            "height": HEIGHT,
            "xaxis": hold_axis(palette) if shown.what == "holds" else order_axis(shown, palette),
            "yaxis": value_axis(palette, (0, 1), range=[low, high], **ticks),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": palette.page,
            "font": {"family": FONT, "color": palette.text, "size": 13},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"bgcolor": palette.page, "font": {"family": FONT, "color": palette.text, "size": 14}},
        }
    )
    chart.add_traces(_traces(shown, palette))
    drawn, named = lines(shown, (low, high), palette)
    shaded, change = shade(shown, palette)
    words = [*change, *named, *_stops(shown, palette)]
    above = any(word["y"] == 1 for word in words)
    margin = {**MARGIN, "r": NAMES if shown.usual is not None or shown.level is not None else MARGIN["r"]}
    margin["t"] = WORDS if above else MARGIN["t"]
    chart.update_layout(shapes=[*shaded, *drawn], annotations=words, margin=margin)
    return chart


def _traces(shown: Behind, palette: Palette) -> list[go.Scatter]:
    places = [points(one.hold) for one in shown.points] if shown.what == "holds" else range(len(shown.points))
    rows: list[_Row] = [*zip(places, shown.points, strict=True)]
    if shown.what in PAIRS:
        return [_pair(row, palette) for row in rows]
    marks = [_marks(shown, [row for row in rows if row[1].counted == counted], palette) for counted in (False, True)]
    if shown.what not in {*DAYS, "ratings"}:
        return marks
    path = [points(one.average if shown.what in DAYS else one.value) for one in shown.points]
    looks = {"color": palette.text, "width": 2}
    return [go.Scatter(x=[*places], y=path, mode="lines", line=looks, hoverinfo="skip"), *marks]


def _marks(shown: Behind, rows: Sequence[_Row], palette: Palette) -> go.Scatter:
    """The points that counted, or those that did not. A day's pain is small beside the average that is looked at."""
    counted = bool(rows) and rows[0][1].counted
    named = counted and shown.what in {"ratings", "befores"}
    values = [number(point.value) for _, point in rows]
    return go.Scatter(
        x=[place for place, _ in rows],
        y=[points(point.value) for _, point in rows],
        mode="markers+text" if named else "markers",
        text=values if named else None,
        textposition="top center",
        cliponaxis=False,
        marker=_marker(palette, counted=counted, again=shown.again, small=shown.what in DAYS),
        customdata=[f"{day(point.at)}: {value}" for (_, point), value in zip(rows, values, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _marker(palette: Palette, *, counted: bool, again: bool = False, small: bool = False) -> dict[str, Any]:
    if not counted:
        return {"symbol": "circle", "size": 5 if small else 8, "color": palette.pain}
    if again:
        return {"symbol": "diamond", "size": 11, "color": palette.resume}
    return {"symbol": "triangle-up", "size": 8 if small else 12, "color": palette.rise}


def _pair(row: _Row, palette: Palette) -> go.Scatter:
    """Before as a ring, after as a disc on a stem, the worst moment as a dash; the one in question as a triangle."""
    place, point = row
    after = _marker(palette, counted=point.counted)
    told = f"{day(point.at)}: {_rated(point.before)} before, {_rated(point.value)} after"
    return go.Scatter(
        x=[place] * 3,
        y=[points(point.before), points(point.worst), points(point.value)],
        mode="lines+markers",
        connectgaps=True,
        cliponaxis=False,
        line={"color": after["color"], "width": 2.5 if point.counted else 1.5},
        marker={
            "symbol": ["circle-open", "line-ew-open", after["symbol"]],
            "size": [8, 10, after["size"]],
            "color": after["color"],
            "opacity": 1,
            "line": {"width": [1.5, 2, 0]},
        },
        hovertemplate=f"{told}<extra></extra>",
    )


def _stops(shown: Behind, palette: Palette) -> list[dict[str, Any]]:
    """The word over each log in which Stop was pressed."""
    if shown.what not in PAIRS:
        return []
    looks = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    font = {"color": palette.stop, "size": 13}
    return [
        {**looks, "x": place, "text": "<b>Stop</b>" if point.counted else "Stop", "font": font}
        for place, point in enumerate(shown.points)
        if point.stopped
    ]


def points(tenths: float | None) -> float | None:
    """A rating in points, or a hold in seconds; None stays None."""
    return None if tenths is None else round(tenths / 10, 2)


def _rated(tenths: float | None) -> str:
    return "not rated" if tenths is None else number(tenths)
