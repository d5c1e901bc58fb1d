"""A magnified look at the low back: the gap under it, and how it closes."""

from backcare.catalogue.body import FRAMES, ease
from backcare.catalogue.figure_css import Sheet, Track
from backcare.catalogue.figure_words import Frame
from backcare.catalogue.pose import Point
from backcare.catalogue.shapes import ball, n

MIDDLE, RADIUS, FLOOR = (58.0, 256.0), 40.0, 5.0
GAP = "M0-30C22-22 24 7 0 20Z"  # along x is up: it is stretched to nothing
SEAT = "M14-50L25 12H50V-50Z"


def lens(sheet: Sheet, frame: Frame, kind: str, spot: Point) -> str:
    """The round inset, and a dotted line from it to where `spot`, the low back in the picture, meets the mat."""
    (x, y), name = MIDDLE, f"{sheet.prefix}-lens"
    shares = {"start": [0.0], "hold": [1.0]}.get(kind, [step / FRAMES for step in range(FRAMES + 1)])
    heights = [max(1 - ease(share, frame.table.when.trunk), 0.02) for share in shares]
    gap = sheet.mover(tuple(Track(0, FLOOR, -90, height) for height in heights), f'<path class="air" d="{GAP}"/>')
    return (
        f'<path class="dots" d="M{n(x + RADIUS * 0.95)} {n(y - RADIUS * 0.31)}L{n(spot[0])} {n(spot[1] + 26)}"/>'
        f'<clipPath id="{name}"><path d="{ball(RADIUS)}"/></clipPath>'
        f'<g transform="translate({n(x)} {n(y)})"><g clip-path="url(#{name})">'
        f'<path class="shirt" d="M-50-50H50V50H-50Z"/><path class="trousers" d="{SEAT}"/>{gap}'
        f'<path class="mat" d="M-50 {n(FLOOR)}H50V50H-50Z"/></g>'
        f'<path class="ring" d="{ball(RADIUS)}"/></g>{_words(sheet, frame, kind)}'
    )


def _words(sheet: Sheet, frame: Frame, kind: str) -> str:
    at = (MIDDLE[0], MIDDLE[1] + FLOOR + 12)
    gap, none = (frame.text(says, at, "middle", "quiet") for says in ("gap", "no gap"))
    if kind != "moving":
        return gap if kind == "start" else none
    return sheet.fader(appears=False, begin=40, end=55, inner=gap) + sheet.fader(
        appears=True, begin=70, end=85, inner=none
    )
