"""The pain before and after one exercise: pairs day by day, lines where a point is a week or more."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from backcare.charts.exercise_days import FULL_SIZE, Drawn, last_known, trace
from backcare.charts.frame import Name, typed
from backcare.charts.palette import Palette


def pairs(drawn: Drawn, palette: Palette) -> list[dict[str, Any]]:
    """Before and after as a pair on a stem; a rise has another colour, another marker and a thicker stem."""
    size = 7 if len(drawn.points) <= FULL_SIZE else 5
    rises = [point.rise or 0 for point in drawn.points]
    after = drawn.column("after")
    marks: list[tuple[str, list[float | None], str, int, str]] = [
        ("Before", drawn.column("before"), "circle-open", size, palette.pain),
        (
            "After",
            [None if rise > 0 else v for v, rise in zip(after, rises, strict=True)],
            "circle",
            size,
            palette.pain,
        ),
        (
            "After",
            [v if rise > 0 else None for v, rise in zip(after, rises, strict=True)],
            "triangle-up",
            size + 4,
            palette.rise,
        ),
    ]
    kept = [(one, any(value is not None for value in one[1])) for one in marks]
    traces = []
    for (name, values, symbol, wide, colour), any_value in kept:
        if any_value:
            marker = {"symbol": symbol, "size": wide, "color": colour}
            traces.append(trace(drawn, values, name, mode="markers", yaxis="y2", marker=marker))
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


def lines(drawn: Drawn, palette: Palette) -> list[dict[str, Any]]:
    """Before as a dotted line, after as a full one."""
    looks = {
        "before": ("Before", {"color": palette.muted, "width": 1.5, "dash": "dot"}),
        "after": ("After", {"color": palette.pain, "width": 2}),
    }
    columns = [(*look, drawn.column(field)) for field, look in looks.items()]
    return [
        trace(drawn, values, name, mode="lines", yaxis="y2", line=line)
        for name, line, values in columns
        if any(value is not None for value in values)
    ]


def pain_names(drawn: Drawn, palette: Palette) -> list[Name]:
    """The names of the lines, for the right edge."""
    named = (("before", "Before", palette.muted), ("after", "After", palette.pain))
    columns = [(name, drawn.column(field), colour) for field, name, colour in named]
    return [Name(name, last_known(v), colour) for name, v, colour in columns if any(one is not None for one in v)]
