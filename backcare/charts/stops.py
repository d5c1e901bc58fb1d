"""Where an exercise was paused: a line through both panels, a shade until it was taken up again, and the words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from backcare.charts.frame import stamp
from backcare.charts.palette import Palette

MOST_ROWS = 2
ROW_HEIGHT = 38  # pixels: two short lines of words
WORDS_WIDTH = 0.29  # of a phone's plot: the longest half of "Paused a day: pain rose" with some air


class StopMark(NamedTuple):
    """One pause: when and why it began, in words as "Paused: pain rose", and its end where there was one.

    `end_words` names the end, as "Taken up again"; empty where it need not be named. A pause that is not `lasting`
    ended with its day; its line is thinner, and it yields its words to those of longer ones.
    """

    at: datetime
    words: str
    ended: datetime | None = None
    end_words: str = ""
    lasting: bool = True


class Named(NamedTuple):
    """Words at a moment, in a row (0 is the lowest)."""

    at: datetime
    words: str
    row: int
    end: bool


class Geometry(NamedTuple):
    """Where the upper panel ends, a share of the height of the plot, and that height in pixels."""

    top: float
    plot: int

    def height_of(self, row: int) -> float:
        """Where a row of words stands, a share of the height of the plot."""
        return self.top + row * ROW_HEIGHT / self.plot


def named(stops: Sequence[StopMark], span: timedelta) -> tuple[Named, ...]:
    """Give words a row in which they touch no others even where all of `span` is shown on a phone.

    Lasting pauses choose first, and alone may open a further row. Words that no row has room for are left out: the
    line stays, and the page lists every pause in full.
    """
    both = [(not stop.lasting, stop.at, stop.words, False) for stop in stops]
    both += [(not stop.lasting, stop.ended, stop.end_words, True) for stop in stops if stop.ended and stop.end_words]
    taken: list[list[datetime]] = [[] for _ in range(MOST_ROWS)]
    placed: list[Named] = []
    for day_only, at, words, end in sorted(both):
        for row, others in enumerate(taken[:1] if day_only else taken):
            if all(abs(at - other) >= span * WORDS_WIDTH for other in others):
                others.append(at)
                placed.append(Named(at, words, row, end))
                break
    return tuple(placed)


def rows(names: Sequence[Named]) -> int:
    """How many rows the words take."""
    return max((name.row + 1 for name in names), default=0)


def shapes(
    stops: Sequence[StopMark],
    names: Sequence[Named],
    between: tuple[datetime, datetime],
    geometry: Geometry,
    palette: Palette,
) -> list[dict[str, Any]]:
    """A shade over both panels for each pause, and a line at its start and at its named end.

    `between` is the first and the last moment that is drawn: an older pause is shaded from the one, an open one up to
    the other.
    """
    first, last = between
    reach = {(name.at, name.end): geometry.height_of(name.row) for name in names}
    drawn: list[dict[str, Any]] = []
    for stop in stops:
        start, end = max(stop.at, first), stop.ended or max(last, stop.at)
        drawn += [_band(start, end, panel, palette) for panel in ("y", "y2")]
        if stop.at >= first:
            looks = {"width": 2, "dash": "solid"} if stop.lasting else {"width": 1, "dash": "dash"}
            drawn.append(_line(stop.at, reach.get((stop.at, False), geometry.top), color=palette.stop, **looks))
        if stop.ended and stop.end_words:
            top = reach.get((stop.ended, True), geometry.top)
            drawn.append(_line(stop.ended, top, color=palette.resume, width=2, dash="dot"))
    return drawn


def words(names: Sequence[Named], near_end: datetime, geometry: Geometry, palette: Palette) -> list[dict[str, Any]]:
    """The words above their lines; those after `near_end` stand to the left of it, so that the edge cuts none."""
    return [
        {
            "x": stamp(name.at),
            "y": geometry.height_of(name.row),
            "xref": "x",
            "yref": "paper",
            "xanchor": "right" if name.at > near_end else "center",
            "yanchor": "bottom",
            "align": "right" if name.at > near_end else "center",
            "text": name.words.replace(": ", ":<br>", 1),
            "showarrow": False,
            "bgcolor": palette.page,
            "borderpad": 1,
            "font": {"color": palette.resume if name.end else palette.stop, "size": 13},
        }
        for name in names
    ]


def _line(at: datetime, top: float, **looks: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    where = {"x0": stamp(at), "x1": stamp(at), "y0": 0, "y1": top, "xref": "x", "yref": "paper"}
    return {"type": "line", "layer": "below", "line": looks, **where}


def _band(start: datetime, end: datetime, panel: str, palette: Palette) -> dict[str, Any]:
    where = {"x0": stamp(start), "x1": stamp(end), "y0": 0, "y1": 1, "xref": "x", "yref": f"{panel} domain"}
    return {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": palette.band, **where}
