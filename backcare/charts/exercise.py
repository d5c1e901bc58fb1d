"""One exercise over time: how long it was held, and how the pain was before and after, on one axis of days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import plotly.graph_objects as go

from backcare.charts import stops as marks
from backcare.charts.frame import (
    FEWEST_DAYS,
    PAIN_TICKS,
    empty_figure,
    figure,
    legend,
    shown_from,
    stamp,
    time_axis,
    value_axis,
)
from backcare.charts.palette import Palette
from backcare.charts.stops import StopMark

__all__ = ["EMPTY", "ExercisePoint", "StopMark", "exercise_figure"]

EMPTY = "Your holds, and your pain before and after,<br>will stand here after your first session."
HOLD_PANEL, PAIN_PANEL, LEGEND_ROW = 140, 170, 44  # pixels


class ExercisePoint(NamedTuple):
    """One log of the exercise. Holds are mean seconds of a side, ratings are points from 0 to 10; None is missing."""

    at: datetime
    left: float | None = None
    right: float | None = None
    both: float | None = None
    target: float | None = None
    before: float | None = None
    worst: float | None = None
    after: float | None = None

    @property
    def rise(self) -> float | None:
        """After minus before in points; None where either is missing."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 1)


def exercise_figure(points: Sequence[ExercisePoint], stops: Sequence[StopMark], palette: Palette) -> go.Figure:
    """Draw holds against the target above, pain before and after below, and every pause through both.

    Args:
        points: the logs of one exercise in order of time.
        stops: its pauses; one that was over before the first point is not drawn.
        palette: the colours of the page's theme.
    """
    if not points:
        return empty_figure(EMPTY, palette, HOLD_PANEL + PAIN_PANEL)
    first, last = points[0].at, points[-1].at
    seen = [stop for stop in stops if stop.at <= last and (stop.ended is None or stop.ended >= first)]
    axis = time_axis(first.date(), last.date(), palette)
    span = max(last - first, timedelta(days=FEWEST_DAYS))
    names = marks.named([stop for stop in seen if stop.at >= first], span)
    plot = PAIN_PANEL + HOLD_PANEL + 2 * LEGEND_ROW + marks.rows(names) * marks.ROW_HEIGHT
    geometry = marks.Geometry((PAIN_PANEL + LEGEND_ROW + HOLD_PANEL) / plot, plot)
    chart = figure(palette, plot, {**axis, "anchor": "y2"})
    chart.add_traces([*_holds(points, palette), *_pain(points, palette)])
    chart.update_layout(
        yaxis=value_axis(palette, ((PAIN_PANEL + LEGEND_ROW) / plot, geometry.top), rangemode="tozero", nticks=5),
        yaxis2=value_axis(palette, (0, PAIN_PANEL / plot), range=[-0.4, 10.4], tickvals=PAIN_TICKS),
        legend=legend("Seconds held", 1 - (LEGEND_ROW - 6) / plot, palette),
        legend2=legend("Pain", (PAIN_PANEL + 6) / plot, palette),
        shapes=marks.shapes(seen, names, (first, last), geometry, palette),
        annotations=marks.words(names, last - span * marks.WORDS_WIDTH / 2, geometry, palette),
    )
    return chart


def _holds(points: Sequence[ExercisePoint], palette: Palette) -> list[go.Scatter]:
    """A line for each side that was ever held, and the target as steps."""
    left = _line(points, "left", "Left", colour=palette.left, dash="solid", symbol="circle")
    right = _line(points, "right", "Right", colour=palette.right, dash="dash", symbol="diamond")
    both = _line(points, "both", "Hold", colour=palette.left, dash="solid", symbol="circle")
    drawn = [trace for trace in (left, right, both) if any(value is not None for value in trace.y)]
    return [*drawn, *_target(points, palette)]


def _line(points: Sequence[ExercisePoint], field: str, name: str, *, colour: str, dash: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=[stamp(point.at) for point in points],
        y=_column(points, field),
        name=name,
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 2, "dash": dash},
        marker={"color": colour, "size": 7, "symbol": symbol},
        hovertemplate=f"{name} %{{y}} s<extra></extra>",
    )


def _target(points: Sequence[ExercisePoint], palette: Palette) -> list[go.Scatter]:
    """The hold aimed for as steps from edge to edge: where it changes is all that steps need."""
    values = _column(points, "target")
    if all(value is None for value in values):
        return []
    turns = [n for n in range(1, len(values)) if values[n] != values[n - 1]]
    first, last = points[0].at, points[-1].at
    start = min(first.date() - timedelta(days=1), shown_from(first.date(), last.date()))
    trace = go.Scatter(
        x=[str(start), *(stamp(points[n].at) for n in turns), str(last.date() + timedelta(days=1))],
        y=[values[0], *(values[n] for n in turns), values[-1]],
        name="Target",
        mode="lines",
        connectgaps=False,
        line={"color": palette.target, "width": 2, "dash": "dot", "shape": "hv"},
        hoverinfo="skip",
    )
    return [trace]


def _pain(points: Sequence[ExercisePoint], palette: Palette) -> list[go.Scatter]:
    """Before and after as a pair on a stem; a rise has another colour, another marker and a thicker stem."""
    rises = [point for point in points if (point.rise or 0) > 0]
    falls = [-point.rise if point.rise is not None and point.rise < 0 else None for point in points]
    before = _dots(points, "before", "Before", {"symbol": "circle-open", "size": 7, "color": palette.pain})
    after = _dots(points, "after", "After", {"symbol": "circle", "size": 7, "color": palette.pain})
    after.error_y = _stem(up=falls, down=[None] * len(points), colour=palette.pain, thickness=1.5)
    higher = _dots(rises, "after", "After, higher", {"symbol": "triangle-up", "size": 11, "color": palette.rise})
    higher.error_y = _stem(up=[None] * len(rises), down=[p.rise for p in rises], colour=palette.rise, thickness=2.5)
    higher.update(customdata=[point.rise for point in rises], hovertemplate="%{customdata} higher<extra></extra>")
    worst = _dots(points, "worst", "Worst during", {"symbol": "line-ew-open", "size": 7, "color": palette.pain})
    worst.update(showlegend=False, opacity=0)
    return [trace for trace in (before, worst, after, higher) if any(value is not None for value in trace.y)]


def _dots(points: Sequence[ExercisePoint], field: str, name: str, marker: dict[str, Any]) -> go.Scatter:
    """Ratings without a line; the number format in the hover text keeps plotly from adding the stem to it."""
    return go.Scatter(
        x=[stamp(point.at) for point in points],
        y=_column(points, field),
        yaxis="y2",
        legend="legend2",
        name=name,
        mode="markers",
        marker=marker,
        hovertemplate=f"{name} %{{y:.1~f}}<extra></extra>",
    )


def _stem(*, up: list[float | None], down: list[float | None], colour: str, thickness: float) -> dict[str, Any]:
    stem = {"type": "data", "symmetric": False, "array": up, "arrayminus": down}
    return {**stem, "color": colour, "thickness": thickness, "width": 0}


def _column(points: Sequence[ExercisePoint], field: str) -> list[float | None]:
    values = [getattr(point, field) for point in points]
    return [None if value is None else round(value, 1) for value in values]
