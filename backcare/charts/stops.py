"""Where an exercise was paused: a line through both panels, a shade until it was taken up again, and the words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from backcare.charts.frame import stamp
from backcare.charts.palette import Palette

MOST_ROWS = 3
ROW_HEIGHT = 38  # pixels: two short lines of words
WORDS_WIDTH = 0.25  # of a phone's plot: the longest half of "Paused: pain rose" with some air


class StopMark(NamedTuple):
    """One pause: when and why it began, in words as "Paused: pain rose", and its end where there was one.

    `end_words` names the end, as "Taken up again"; empty where it need not be named.
    """

    at: datetime
    words: str
    ended: datetime | None = None
    end_words: str = ""


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
    """Give all words a row in which they touch no others while `span` is shown on a phone.

    Words that no row has room for are left out: the line stays, and the page lists every pause in full.
    """
    both = [(stop.at, stop.words, False) for stop in stops]
    both += [(stop.ended, stop.end_words, True) for stop in stops if stop.ended and stop.end_words]
    free: list[datetime] = []
    placed: list[Named] = []
    for at, words, end in sorted(both):
        row = next((row for row, from_then in enumerate(free) if at >= from_then), len(free))
        if row == MOST_ROWS:
            continue
        free[row : row + 1] = [at + span * WORDS_WIDTH]
        placed.append(Named(at, words, row, end))
    return tuple(placed)


def rows(names: Sequence[Named]) -> int:
    """How many rows the words take."""
    return max((name.row + 1 for name in names), default=0)


def shapes(
    stops: Sequence[StopMark], names: Sequence[Named], last: datetime, geometry: Geometry, palette: Palette
) -> list[dict[str, Any]]:
    """A shade for each pause, an open one up to `last`, and a line at its start and at its named end."""
    reach = {(name.at, name.end): geometry.height_of(name.row) for name in names}
    drawn: list[dict[str, Any]] = []
    for stop in stops:
        drawn.append(_band(stop.at, stop.ended or max(last, stop.at), geometry.top, palette))
        drawn.append(_line(stop.at, reach.get((stop.at, False), geometry.top), palette.stop, "solid"))
        if stop.ended and stop.end_words:
            drawn.append(_line(stop.ended, reach.get((stop.ended, True), geometry.top), palette.resume, "dot"))
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


def _line(at: datetime, top: float, colour: str, dash: str) -> dict[str, Any]:
    where = {"x0": stamp(at), "x1": stamp(at), "y0": 0, "y1": top, "xref": "x", "yref": "paper"}
    return {"type": "line", "layer": "below", "line": {"color": colour, "width": 2, "dash": dash}, **where}


def _band(start: datetime, end: datetime, top: float, palette: Palette) -> dict[str, Any]:
    where = {"x0": stamp(start), "x1": stamp(end), "y0": 0, "y1": top, "xref": "x", "yref": "paper"}
    return {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": palette.band, **where}
