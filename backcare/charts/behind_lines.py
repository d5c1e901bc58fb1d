"""What the ratings behind a verdict are seen against: the usual, a limit, the change, and the axes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

from backcare.charts.palette import Palette
from backcare.safety.points import number
from backcare.safety.shown import Behind

DIFFERENCES: Final = {"rises", "beside", "holds", "sessions"}
APART: Final = 0.22  # of the width: days named closer to each other would touch on a phone
LINES_APART: Final = 0.27  # of the height: the names of two lines, two rows each
ROOM: Final = 0.6  # points above the highest mark and below the lowest
LEAST_SPAN: Final = (-1.0, 2.0)  # points: small differences shall look small

_Drawn: TypeAlias = tuple[list[dict[str, Any]], list[dict[str, Any]]]  # shapes, words


class _Line(NamedTuple):
    value: float
    name: str
    dash: str


def span(shown: Behind) -> tuple[float, float]:
    """What the upright axis reaches over, in points: the whole scale, or all the differences."""
    if shown.what not in DIFFERENCES:
        return -0.4, 10.4
    limits = (shown.usual, None if shown.what == "holds" else shown.level)
    values = [value / 10 for value in (*limits, *(point.value for point in shown.points)) if value is not None]
    return min(LEAST_SPAN[0], *values) - ROOM, max(LEAST_SPAN[1], *values) + ROOM


def shade(shown: Behind, palette: Palette) -> _Drawn:
    """A shade from where the change began, and its day in words above it."""
    first = next((place for place, point in enumerate(shown.points) if point.counted), None)
    if shown.since is None or first is None:
        return [], []
    start, end = first - 0.5, len(shown.points) - 0.5
    late = first > len(shown.points) / 2
    band = {
        "type": "rect",
        "layer": "below",
        "line": {"width": 0},
        "fillcolor": palette.band,
        "x0": start,
        "x1": end,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
    }
    named = {"x": end if late else start, "xanchor": "right" if late else "left"}
    colour = palette.resume if shown.again else palette.stop
    return [band], [_above(_began(shown, shown.since), colour) | named]


def _began(shown: Behind, since: datetime) -> str:
    if shown.again:
        return "Since you took it up again"
    return f"{'Change' if shown.what in DIFFERENCES else 'Higher'} since {day(since)}"


def lines(shown: Behind, reach: tuple[float, float], palette: Palette) -> _Drawn:
    """The usual and the limit, with their names beside the plot; a limit of seconds is upright."""
    named = [] if shown.usual is None else [_Line(shown.usual, "Short" if shown.what == "holds" else "Usual", "dash")]
    if shown.level is None:
        return _flat(named, reach, palette)
    if shown.what != "holds":
        return _flat([*named, _Line(shown.level, "Limit", "dot")], reach, palette)
    at, (drawn, words) = shown.level / 10 - 0.5, _flat(named, reach, palette)
    looks = {"color": palette.target, "width": 2, "dash": "dot"}
    limit = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": looks}
    return [*drawn, limit], [*words, _above(f"{number(shown.level)} s or more", palette.stop) | {"x": at}]


def _flat(named: Sequence[_Line], reach: tuple[float, float], palette: Palette) -> _Drawn:
    """Lines from edge to edge; the names of two that lie close are moved apart."""
    drawn, words, lowest = [], [], float("-inf")
    for value, name, dash in sorted(named):
        height = value / 10
        looks = {"color": palette.target, "width": 2, "dash": dash}
        drawn.append({"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": height, "y1": height, "line": looks})
        place = max((height - reach[0]) / (reach[1] - reach[0]), lowest)
        lowest = place + LINES_APART
        words.append(
            {
                "x": 1,
                "xref": "paper",
                "xanchor": "left",
                "xshift": 5,
                "align": "left",
                "showarrow": False,
                "y": place,
                "yref": "paper",
                "yanchor": "middle",
                "text": f"{name}<br>{number(value)}",
                "font": {"color": palette.muted, "size": 13},
            }
        )
    return drawn, words


def _above(text: str, colour: str) -> dict[str, Any]:
    where = {"y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    return {**where, "text": text, "font": {"color": colour, "size": 13}}


def order_axis(shown: Behind, palette: Palette) -> dict[str, Any]:
    """One place a point; the days of the last, the first and the change are named where they do not touch."""
    count, named = len(shown.points), list[int]()
    change = next((place for place, point in enumerate(shown.points) if point.counted), 0)
    for place in (count - 1, 0, change):
        if shown.what != "ratings" and all(abs(place - other) >= APART * count for other in named):
            named.append(place)
    days = [day(shown.points[place].at) for place in named]
    return {**_axis(palette), "range": [-0.5, max(count, 2) - 0.5], "tickvals": named, "ticktext": days}


def hold_axis(palette: Palette) -> dict[str, Any]:
    """The axis of seconds held."""
    return {**_axis(palette), "ticksuffix": " s", "nticks": 6}


def _axis(palette: Palette) -> dict[str, Any]:
    return {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": palette.muted, "size": 13},
        "linecolor": palette.grid,
        "ticks": "outside",
        "tickcolor": palette.grid,
    }


def day(at: datetime) -> str:
    """A day in few letters: "5 Mar"."""
    return f"{at.day} {at:%b}"
