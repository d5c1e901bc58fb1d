"""One exercise over time: how long it was held, and how the pain was before and after, on one axis of days.

Up to three months every day is drawn, its pain as a pair on a stem; up to three years a week is one point, and beyond
that four weeks, with the pain before and after as lines.
"""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any, Final

import plotly.graph_objects as go

from backcare.charts import stops as marks
from backcare.charts.exercise_days import FULL_SIZE, Drawn, ExerciseDay, Held, drawn_over, last_known, trace
from backcare.charts.exercise_pain import lines, pain_names, pairs
from backcare.charts.frame import (
    PAIN_TICKS,
    TITLE,
    Name,
    edge_names,
    empty_figure,
    figure,
    time_axis,
    title,
    value_axis,
)
from backcare.charts.palette import Palette
from backcare.charts.ranges import Range
from backcare.charts.stops import StopMark

__all__ = ["EMPTY", "ExerciseDay", "Held", "StopMark", "exercise_figure"]

EMPTY: Final = "Your holds, and your pain before and after,<br>will stand here after your first session."
HOLD_PANEL, PAIN_PANEL, GAP = 170, 150, 16  # pixels
MEANS: Final = {1: "", 7: "a week's mean", 28: "four weeks' mean"}
PAIN_RANGE: Final = (-0.6, 10.6)
STEPS: Final = 4  # lines behind the holds
NEAR_EDGE: Final = 0.15  # of the range: words there stand beside their mark


def exercise_figure(
    days: Sequence[ExerciseDay], stops: Sequence[StopMark], held: Held, shown: Range, palette: Palette
) -> go.Figure:
    """Draw holds against the target above, pain before and after below, and every pause through both.

    Args:
        days: of one exercise in order; at least one, or the figure says what will stand there.
        stops: its pauses.
        held: what its holds are seen against.
        shown: the range.
        palette: the colours of the page's theme.
    """
    if not days:
        return empty_figure(EMPTY, palette, HOLD_PANEL + PAIN_PANEL)
    drawn = drawn_over(days, shown)
    seen = marks.within(stops, shown)
    names = marks.named(seen, shown)
    panels = PAIN_PANEL + GAP + TITLE + HOLD_PANEL
    plot = panels + TITLE + marks.rows(names) * marks.ROW_HEIGHT
    top = panels / plot
    geometry = marks.Geometry(top, plot)
    over = top + marks.rows(names) * marks.ROW_HEIGHT / plot
    most, step = _ceiling(drawn, held)
    weekly = drawn.step > 1
    means = MEANS[drawn.step]
    pain_key = f"before and after, {means}" if weekly else "○ before  ● after  ▲ after, higher"
    return figure(
        [*_holds(drawn, palette), *_longest(held, shown, palette), *(lines if weekly else pairs)(drawn, palette)],
        plot,
        palette,
        xaxis={**time_axis(shown, palette), "anchor": "y2", **({"hoverformat": "From %-d %b %Y"} if weekly else {})},
        yaxis=value_axis(palette, ((PAIN_PANEL + GAP + TITLE) / plot, top), range=[0, most], dtick=step, tick0=0),
        yaxis2=value_axis(palette, (0, PAIN_PANEL / plot), range=[*PAIN_RANGE], tickvals=PAIN_TICKS),
        shapes=[*_usual(held, shown, palette), *marks.shapes(seen, names, shown, geometry, palette)],
        annotations=[
            title("Seconds held", means, over, palette),
            title("Pain", pain_key, PAIN_PANEL / plot, palette),
            *edge_names(_hold_names(drawn, held, palette), "y", most / HOLD_PANEL),
            *(edge_names(pain_names(drawn, palette), "y2", 11.2 / PAIN_PANEL) if weekly else ()),
            *marks.words(names, shown, geometry, palette),
        ],
    )


def _ceiling(drawn: Drawn, held: Held) -> tuple[float, int]:
    """Where the axis of holds ends, and its step, in seconds."""
    known = [v for field in ("left", "right", "both", "target") for v in drawn.column(field) if v is not None]
    most = max([*known, held.usual or 0, held.longest or 0, 1])
    step = next(one for one in (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 3600) if one * STEPS >= most)
    return max(most * 1.15, ceil(most / step) * step), step  # room for the word above the longest


def _sides(drawn: Drawn) -> list[tuple[str, str, list[float | None]]]:
    """The sides that were ever held: field, name and values."""
    named = (("left", "Left"), ("right", "Right"), ("both", "Held"))
    columns = [(field, name, drawn.column(field)) for field, name in named]
    return [one for one in columns if any(value is not None for value in one[2])]


def _holds(drawn: Drawn, palette: Palette) -> list[dict[str, Any]]:
    """The target as steps, and a line for each side: the sides differ in dash and marker as well as in colour."""
    looks = {
        "left": (palette.left, "solid", "circle"),
        "right": (palette.right, "dash", "diamond"),
        "both": (palette.left, "solid", "circle"),
    }
    size = 7 if len(drawn.points) <= FULL_SIZE else 4
    traces = []
    if any(value is not None for value in drawn.column("target")):
        line = {"color": palette.target, "width": 1.5, "dash": "dot", "shape": "hv"}
        traces.append(trace(drawn, _carried(drawn.column("target")), "Target", mode="lines", line=line, unit=" s"))
    for field, name, values in _sides(drawn):
        colour, dash, symbol = looks[field]
        line = {"color": colour, "width": 2, "dash": dash}
        marker = {"color": colour, "size": size, "symbol": symbol}
        traces.append(trace(drawn, values, name, mode="lines+markers", line=line, marker=marker, unit=" s"))
    return traces


def _carried(values: Sequence[float | None]) -> list[float | None]:
    """A target stands until the next one: the days between two sessions have that of the first."""
    filled: list[float | None] = []
    for value in values:
        filled.append(value if value is not None else filled[-1] if filled else None)
    return filled


def _longest(held: Held, shown: Range, palette: Palette) -> list[dict[str, Any]]:
    """A star at the longest hold, where its day is shown."""
    if held.longest is None or held.longest_on is None or not shown.first <= held.longest_on <= shown.last:
        return []
    star = {"symbol": "star", "size": 10, "color": palette.text}
    share = (held.longest_on - shown.first).days / shown.days
    side = "right" if share < NEAR_EDGE else "left" if share > 1 - NEAR_EDGE else "center"
    return [
        {
            "type": "scatter",
            "x": [str(held.longest_on)],
            "y": [held.longest],
            "mode": "markers+text",
            "text": [f"longest {held.longest:g}"],
            "textposition": f"top {side}",
            "textfont": {"color": palette.text, "size": 13},
            "marker": star,
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _usual(held: Held, shown: Range, palette: Palette) -> list[dict[str, Any]]:
    """The usual hold as a thin line over its four weeks."""
    if held.usual is None:
        return []
    start = max(shown.first, date.fromordinal(shown.last.toordinal() - 27))
    where = {"x0": str(start), "x1": str(shown.last), "y0": held.usual, "y1": held.usual, "xref": "x", "yref": "y"}
    return [{"type": "line", "layer": "below", "line": {"color": palette.muted, "width": 1}, **where}]


def _hold_names(drawn: Drawn, held: Held, palette: Palette) -> list[Name]:
    colours = {"left": palette.left, "right": palette.right, "both": palette.left}
    names = [Name(name, last_known(values), colours[field]) for field, name, values in _sides(drawn)]
    targets = drawn.column("target")
    if any(value is not None for value in targets):
        names.append(Name("Target", last_known(targets), palette.muted))
    if held.usual is not None:
        names.append(Name("Usual", held.usual, palette.muted))
    return names
