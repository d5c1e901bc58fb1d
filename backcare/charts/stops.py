"""Where an exercise was paused: a line through both panels, a shade until it was taken up again, and the words."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from backcare.charts.palette import Palette
from backcare.charts.ranges import Range

MOST_ROWS = 2
ROW_HEIGHT = 19  # pixels: a line of words
PHONE = 276  # pixels that the plot has on a phone
LETTER, AIR = 6.6, 8  # pixels: a letter of the words, and what lies between two of them


class StopMark(NamedTuple):
    """One pause: the day on which it began, in words as "Paused", and the day of its end where there was one.

    `end_words` names the end, as "Taken up again"; empty where it need not be named. A pause that is not `lasting`
    ended with its day; its line is thinner, and it yields its words to those of longer ones.
    """

    day: date
    words: str
    ended: date | None = None
    end_words: str = ""
    lasting: bool = True


class Named(NamedTuple):
    """Words at a day, in a row (0 is the lowest)."""

    day: date
    words: str
    row: int
    end: bool


class Geometry(NamedTuple):
    """Where the words' lowest row stands, a share of the height of the plot, and that height in pixels."""

    top: float
    plot: int

    def height_of(self, row: int) -> float:
        """Where a row of words stands, a share of the height of the plot."""
        return self.top + row * ROW_HEIGHT / self.plot


def within(stops: Sequence[StopMark], shown: Range) -> list[StopMark]:
    """Those that reach into the range."""
    return [one for one in stops if one.day <= shown.last and (one.ended is None or one.ended >= shown.first)]


def named(stops: Sequence[StopMark], shown: Range) -> tuple[Named, ...]:
    """Give words a row in which they touch no others even on a phone.

    Lasting pauses choose first, and alone may open a further row. Words that no row has room for are left out: the
    line stays, and the page lists every pause in full.
    """
    both = [(not stop.lasting, stop.day, stop.words, False) for stop in stops if stop.day >= shown.first]
    both += [(not stop.lasting, stop.ended, stop.end_words, True) for stop in stops if stop.ended and stop.end_words]
    taken: list[list[tuple[float, float]]] = [[] for _ in range(MOST_ROWS)]
    placed: list[Named] = []
    for day_only, day, words, end in sorted(both):
        low, high = _reach(day, words, shown)
        for row, others in enumerate(taken[:1] if day_only else taken):
            if all(high <= left or right <= low for left, right in others):
                others.append((low, high))
                placed.append(Named(day, words, row, end))
                break
    return tuple(placed)


def rows(names: Sequence[Named]) -> int:
    """How many rows the words take."""
    return max((name.row + 1 for name in names), default=0)


def shapes(
    stops: Sequence[StopMark], names: Sequence[Named], shown: Range, geometry: Geometry, palette: Palette
) -> list[dict[str, Any]]:
    """A shade for each pause, and a line at its start and at its named end.

    A pause that began before the range is shaded from its first day on, one that lasts up to its last day.
    """
    reach = {(name.day, name.end): geometry.height_of(name.row) for name in names}
    drawn: list[dict[str, Any]] = []
    for stop in stops:
        if stop.lasting:
            start, end = max(stop.day, shown.first), stop.ended or shown.last
            drawn.append(_band(start, end, geometry.top, palette))
        if stop.day >= shown.first:
            looks = {"width": 2} if stop.lasting else {"width": 1, "dash": "dash"}
            drawn.append(_line(stop.day, reach.get((stop.day, False), geometry.top), color=palette.stop, **looks))
        if stop.ended and stop.end_words:
            top = reach.get((stop.ended, True), geometry.top)
            drawn.append(_line(stop.ended, top, color=palette.resume, width=2, dash="dot"))
    return drawn


def words(names: Sequence[Named], shown: Range, geometry: Geometry, palette: Palette) -> list[dict[str, Any]]:
    """The words above their lines; those near an edge stand beside it, so that the edge cuts none."""
    return [
        {
            "x": str(name.day),
            "y": geometry.height_of(name.row),
            "xref": "x",
            "yref": "paper",
            "xanchor": _anchor(name.day, name.words, shown),
            "yanchor": "bottom",
            "text": name.words,
            "showarrow": False,
            "bgcolor": palette.page,
            "borderpad": 1,
            "font": {"color": palette.resume if name.end else palette.stop, "size": 13},
        }
        for name in names
    ]


def _reach(day: date, words: str, shown: Range) -> tuple[float, float]:
    """Where words begin and end on a phone, in days of the range."""
    width, at = _width(words, shown), (day - shown.first).days
    left = {"left": 0.0, "center": width / 2, "right": width}[_anchor(day, words, shown)]
    return at - left, at - left + width


def _width(words: str, shown: Range) -> float:
    return (len(words) * LETTER + AIR) / PHONE * shown.days


def _anchor(day: date, words: str, shown: Range) -> str:
    near = _width(words, shown) / 2
    if (day - shown.first).days < near:
        return "left"
    return "right" if (shown.last - day).days < near else "center"


def _line(day: date, top: float, **looks: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own keys
    where = {"x0": str(day), "x1": str(day), "y0": 0, "y1": top, "xref": "x", "yref": "paper"}
    return {"type": "line", "layer": "below", "line": looks, **where}


def _band(start: date, end: date, top: float, palette: Palette) -> dict[str, Any]:
    where = {"x0": str(start), "x1": str(end), "y0": 0, "y1": top, "xref": "x", "yref": "paper"}
    return {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": palette.band, **where}
