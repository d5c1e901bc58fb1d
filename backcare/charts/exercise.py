"""One exercise over time: how long it was held, and how the pain was before and after, on one axis of days.

Up to three months every day is drawn, its pain as a pair on a stem; up to three years a week is one point, and beyond
that four weeks, with the pain before and after as lines.
"""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from backcare.charts import stops as marks
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
from backcare.charts.ranges import Range, by_weeks, calendar, mean
from backcare.charts.stops import StopMark

__all__ = ["EMPTY", "ExerciseDay", "Held", "StopMark", "exercise_figure"]

EMPTY: Final = "Your holds, and your pain before and after,<br>will stand here after your first session."
HOLD_PANEL, PAIN_PANEL, GAP = 170, 150, 16  # pixels
DAILY: Final = 100  # days that are drawn one by one
WEEKLY: Final = 3 * 366  # days that are drawn week by week; ten years of weeks are more than a phone has pixels
MONTH: Final = 4  # weeks that go together beyond
MEANS: Final = {1: "", 7: "a week's mean", 28: "four weeks' mean"}
PAIN_RANGE: Final = (-0.6, 10.6)
STEPS: Final = 4  # lines behind the holds
NEAR_EDGE: Final = 0.15  # of the range: words there stand beside their mark
FULL_SIZE: Final = 40  # days that have room for large marks


class ExerciseDay(NamedTuple):
    """One day of the exercise. Holds are mean seconds of a side, ratings mean points from 0 to 10; None is missing."""

    day: date
    left: float | None = None
    right: float | None = None
    both: float | None = None
    target: float | None = None
    before: float | None = None
    after: float | None = None

    @property
    def rise(self) -> float | None:
        """After minus before in points; None where either is missing."""
        return None if self.before is None or self.after is None else round(self.after - self.before, 1)


class Held(NamedTuple):
    """The longest hold so far, in seconds, with its day, and the usual one of the last four weeks; None is missing."""

    longest: float | None = None
    longest_on: date | None = None
    usual: float | None = None


class _Drawn(NamedTuple):
    """The points of one range, from the day `first` on, `step` days apart."""

    first: date
    step: int
    points: Sequence[ExerciseDay]

    def column(self, field: str) -> list[float | None]:
        return [getattr(point, field) for point in self.points]


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
    drawn = _drawn(days, shown)
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
        [*_holds(drawn, palette), *_longest(held, shown, palette), *(_lines if weekly else _pairs)(drawn, palette)],
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
            *(edge_names(_pain_names(drawn, palette), "y2", 11.2 / PAIN_PANEL) if weekly else ()),
            *marks.words(names, shown, geometry, palette),
        ],
    )


def _drawn(days: Sequence[ExerciseDay], shown: Range) -> _Drawn:
    if shown.days <= DAILY:
        known = {one.day: one for one in days}
        return _Drawn(shown.first, 1, calendar(known, shown, ExerciseDay(shown.first)))
    fields, together = ExerciseDay._fields[1:], 1 if shown.days <= WEEKLY else MONTH
    weeks = [
        ExerciseDay(monday, *(mean(getattr(one, field) for one in own) for field in fields))
        for monday, own in by_weeks(days, shown, together)
    ]
    return _Drawn(weeks[0].day, 7 * together, weeks)


def _ceiling(drawn: _Drawn, held: Held) -> tuple[float, int]:
    """Where the axis of holds ends, and its step, in seconds."""
    known = [v for field in ("left", "right", "both", "target") for v in drawn.column(field) if v is not None]
    most = max([*known, held.usual or 0, held.longest or 0, 1])
    step = next(one for one in (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 3600) if one * STEPS >= most)
    return max(most * 1.15, ceil(most / step) * step), step  # room for the word above the longest


def _sides(drawn: _Drawn) -> list[tuple[str, str, list[float | None]]]:
    """The sides that were ever held: field, name and values."""
    named = (("left", "Left"), ("right", "Right"), ("both", "Held"))
    columns = [(field, name, drawn.column(field)) for field, name in named]
    return [one for one in columns if any(value is not None for value in one[2])]


def _holds(drawn: _Drawn, palette: Palette) -> list[dict[str, Any]]:
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
        traces.append(_trace(drawn, _carried(drawn.column("target")), "Target", mode="lines", line=line, unit=" s"))
    for field, name, values in _sides(drawn):
        colour, dash, symbol = looks[field]
        line = {"color": colour, "width": 2, "dash": dash}
        marker = {"color": colour, "size": size, "symbol": symbol}
        traces.append(_trace(drawn, values, name, mode="lines+markers", line=line, marker=marker, unit=" s"))
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


def _hold_names(drawn: _Drawn, held: Held, palette: Palette) -> list[Name]:
    colours = {"left": palette.left, "right": palette.right, "both": palette.left}
    names = [Name(name, _last(values), colours[field]) for field, name, values in _sides(drawn)]
    targets = drawn.column("target")
    if any(value is not None for value in targets):
        names.append(Name("Target", _last(targets), palette.muted))
    if held.usual is not None:
        names.append(Name("Usual", held.usual, palette.muted))
    return names


def _pain_names(drawn: _Drawn, palette: Palette) -> list[Name]:
    named = (("before", "Before", palette.muted), ("after", "After", palette.pain))
    columns = [(name, drawn.column(field), colour) for field, name, colour in named]
    return [Name(name, _last(v), colour) for name, v, colour in columns if any(one is not None for one in v)]


def _last(values: Sequence[float | None]) -> float:
    return next(value for value in reversed(values) if value is not None)


def _pairs(drawn: _Drawn, palette: Palette) -> list[dict[str, Any]]:
    """Before and after as a pair on a stem; a rise has another colour, another marker and a thicker stem."""
    size = 7 if len(drawn.points) <= FULL_SIZE else 5
    rises = [point.rise or 0 for point in drawn.points]
    after = drawn.column("after")
    marks: list[tuple[str, list[float | None], str, int, str]] = [
        ("Before", drawn.column("before"), "circle-open", size, palette.pain),
        ("After", [None if rise > 0 else v for v, rise in zip(after, rises, strict=True)], "circle", size, palette.pain),
        ("After", [v if rise > 0 else None for v, rise in zip(after, rises, strict=True)], "triangle-up", size + 4, palette.rise),
    ]
    kept = [(one, any(value is not None for value in one[1])) for one in marks]
    traces = []
    for (name, values, symbol, wide, colour), any_value in kept:
        if any_value:
            marker = {"symbol": symbol, "size": wide, "color": colour}
            traces.append(_trace(drawn, values, name, mode="markers", yaxis="y2", marker=marker))
            if symbol != "circle-open":
                known = [place for place, value in enumerate(values) if value is not None]
                long = [abs(rise) for rise in rises[known[0] : known[-1] + 1]]
                thickness = 2.5 if symbol == "triangle-up" else 1.5
                traces[-1]["error_y"] = _stem(long, up=symbol == "circle", colour=colour, thickness=thickness)
    return traces


def _stem(long: Sequence[float], *, up: bool, colour: str, thickness: float) -> dict[str, Any]:
    """From the rating after up to a higher one before, or down to a lower one; what has no mark has no stem."""
    none, some = {"dtype": "u1", "bdata": b64encode(bytes(len(long))).decode()}, typed(long)
    sides = {"array": some if up else none, "arrayminus": none if up else some}
    return {"type": "data", "symmetric": False, "width": 0, "color": colour, "thickness": thickness, **sides}


def _lines(drawn: _Drawn, palette: Palette) -> list[dict[str, Any]]:
    """Before as a dotted line, after as a full one."""
    looks = {
        "before": ("Before", {"color": palette.muted, "width": 1.5, "dash": "dot"}),
        "after": ("After", {"color": palette.pain, "width": 2}),
    }
    columns = [(*look, drawn.column(field)) for field, look in looks.items()]
    return [
        _trace(drawn, values, name, mode="lines", yaxis="y2", line=line)
        for name, line, values in columns
        if any(value is not None for value in values)
    ]


def _trace(drawn: _Drawn, values: Sequence[float | None], name: str, unit: str = "", **looks: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    # the number format keeps plotly from adding the stem to the hover text
    hover = f"{name} %{{y:.1~f}}{unit}<extra></extra>"
    return days_trace(drawn.first, values, drawn.step, name=name, hovertemplate=hover, **looks)
