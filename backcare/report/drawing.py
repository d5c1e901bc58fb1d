"""A drawing as a list of marks in millimetres from the top left: one list is drawn on the page and in the PDF.

Everything is black or a shade of it, so that a print without colour loses nothing.
"""

from collections.abc import Sequence
from html import escape
from typing import Final, Literal, NamedTuple, TypeAlias

Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]

INK: Final = 1.0
SOFT: Final = 0.7  # how much of the ink is left
FAINT: Final = 0.22
TEXT_SIZE: Final = 2.6  # millimetres: 7.4 points


class Line(NamedTuple):
    """A line through its points; `dash` is the length of dashes and gaps, 0 where it is whole."""

    points: Sequence[Point]
    width: float = 0.2
    dash: float = 0
    ink: float = INK


class Shape(NamedTuple):
    """A closed shape, filled or with an edge alone."""

    points: Sequence[Point]
    filled: bool = True
    ink: float = INK


class Dot(NamedTuple):
    """A filled circle around a point."""

    x: float
    y: float
    radius: float = 0.6
    ink: float = INK


class Words(NamedTuple):
    """A few words on a line whose foot is `y`."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    bold: bool = False


Mark: TypeAlias = Line | Shape | Dot | Words


class Drawing(NamedTuple):
    """Its size, its marks from back to front, and what it shows for whoever hears it."""

    width: float
    height: float
    marks: Sequence[Mark]
    alt: str


def svg(drawing: Drawing) -> str:
    """The drawing as SVG in the colour of the text around it."""
    inside = "".join(_svg(mark) for mark in drawing.marks)
    box = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    font = f'font-size="{TEXT_SIZE:g}" font-family="inherit"'
    return f'<svg {box} role="img" aria-label="{escape(drawing.alt)}" {font} fill="currentColor">{inside}</svg>'


def _svg(mark: Mark) -> str:
    if isinstance(mark, Words):
        weight = ' font-weight="700"' if mark.bold else ""
        where = f'x="{mark.x:.2f}" y="{mark.y:.2f}" text-anchor="{mark.anchor}"'
        return f"<text {where}{weight}>{escape(mark.text)}</text>"
    if isinstance(mark, Dot):
        return f'<circle cx="{mark.x:.2f}" cy="{mark.y:.2f}" r="{mark.radius:g}" opacity="{mark.ink:g}"/>'
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in mark.points)
    stroke = 'fill="none" stroke="currentColor"'
    if isinstance(mark, Line):
        dash = f' stroke-dasharray="{mark.dash:g}"' if mark.dash else ""
        return f'<polyline points="{points}" {stroke} stroke-width="{mark.width:g}"{dash} opacity="{mark.ink:g}"/>'
    looks = "" if mark.filled else f' {stroke} stroke-width="0.25"'
    return f'<polygon points="{points}"{looks} opacity="{mark.ink:g}"/>'
