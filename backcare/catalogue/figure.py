"""The pictures of the exercises: one SVG a form and side, moving or still, drawn from its pose table."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from math import atan2, degrees
from operator import itemgetter
from typing import Literal, TypeAlias

from backcare.catalogue.body import SPANS, Joints, flat, frames, place
from backcare.catalogue.figure_css import Sheet
from backcare.catalogue.figure_words import Frame
from backcare.catalogue.lens import lens
from backcare.catalogue.model import Exercise, Side
from backcare.catalogue.parts import Limb, limbs
from backcare.catalogue.pose import Point, PoseTable
from backcare.catalogue.pose_load import pose_table

Moment: TypeAlias = Literal["start", "hold"]
Kind: TypeAlias = Literal["start", "hold", "moving"]


def moving(exercise: Exercise, variant: str, side: Side, hold: int | None = None) -> str:
    """The animated picture, one line of SVG; `data-show` on its root says what it plays, at first `loop`.

    `data-show`: `loop` (start and hold in turn), `start`, `to-hold` (once into the pose), `hold`, `to-start` (once
    back). A way played once takes `--figure-seconds` (2s). `hold` is in seconds, for the chip. Inside Markdown it
    needs a block element around it, so that nothing in it is read as Markdown.

    Raises:
        KeyError: the form has no such side.
    """
    return _picture(exercise, variant, side, "moving", hold)


def still(exercise: Exercise, variant: str, side: Side, moment: Moment, hold: int | None = None) -> str:
    """The picture of one pose, one line of SVG; `hold` is in seconds, for the chip.

    Raises:
        KeyError: the form has no such side.
    """
    return _picture(exercise, variant, side, moment, hold)


def words(exercise: Exercise, variant: str, side: Side) -> str:
    """The picture in words: the start, the hold, and where it is felt.

    Raises:
        KeyError: the form has no such side.
    """
    frame = _frame(exercise, variant, side)
    telling = frame.table.telling
    return frame.says(f"{telling.start} {telling.hold} {telling.felt}")


def _frame(exercise: Exercise, variant: str, side: Side) -> Frame:
    if side not in exercise.sides_of(variant):
        raise KeyError(side)
    form = exercise.form(variant)
    return Frame(pose_table(exercise.slug, form.slug if form else ""), side)


def _picture(exercise: Exercise, variant: str, side: Side, kind: Kind, hold: int | None) -> str:
    frame, form = _frame(exercise, variant, side), exercise.form(variant)
    sheet = Sheet("-".join(("fig", exercise.slug, *((form.slug,) if form else ()), side, kind)))
    body = f'<g transform="{frame.body()}">{_body(sheet, frame.table, kind)}</g>'
    inside = f"{frame.mat()}{body}{_around(sheet, frame, kind, hold)}"
    show = ' data-show="loop"' if kind == "moving" else ""
    label = escape(words(exercise, variant, side))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" viewBox="0 0 480 300" role="img"{show}'
        f' aria-label="{label}"><g class="{sheet.prefix}">{sheet.css(inside)}{inside}</g></svg>'
    )


def _shown(table: PoseTable, kind: Kind) -> Sequence[Joints]:
    """The frames that the picture shows: one, or all."""
    every = frames(table)
    return {"start": every[:1], "hold": every[-1:], "moving": every}[kind]


def _body(sheet: Sheet, table: PoseTable, kind: Kind) -> str:
    drawn = []
    for limb in limbs(table, _shown(table, kind)):
        drawn.append(_limb(sheet, limb))
        if limb.layer == table.feel.on and kind != "start":
            drawn.append(_glow(sheet, table, kind))
    return "".join(drawn)


def _limb(sheet: Sheet, limb: Limb) -> str:
    """The outlines of all parts first, then their colours: so the limb has one outline."""
    edges = [(part.tracks, f'<path class="edge" d="{part.shape}"/>') for part in limb.parts if part.edge]
    fills = [(part.tracks, f'<path class="{part.paint}" d="{part.shape}"/>') for part in limb.parts]
    together = groupby([*edges, *fills], key=itemgetter(0))
    return "".join(sheet.mover(tracks, "".join(drawn for _, drawn in parts)) for tracks, parts in together)


def _felt_at(table: PoseTable) -> Point:
    """Where it is felt in the hold, in body units as the picture shows them."""
    return flat(table, place(frames(table)[-1], table.feel.grip))


def _glow(sheet: Sheet, table: PoseTable, kind: Kind) -> str:
    """Light on the body of the hold where it is felt, lying along the bone."""
    (x, y), (wide, high), name = _felt_at(table), table.feel.size, f"{sheet.prefix}-glow"
    first, second = (flat(table, frames(table)[-1][joint]) for joint in SPANS[table.feel.grip.bone])
    turn = degrees(atan2(second[1] - first[1], second[0] - first[0]))
    stops = "".join(
        f'<stop class="glow" offset="{offset}" stop-opacity="{opacity}"/>'
        for offset, opacity in (("0", ".95"), (".55", ".75"), ("1", "0"))
    )
    where = f'transform="translate({x:.1f} {y:.1f})rotate({turn:.0f})"'
    drawn = (
        f'<radialGradient id="{name}">{stops}</radialGradient>'
        f'<ellipse rx="{wide:g}" ry="{high:g}" fill="url(#{name})" {where}/>'
    )
    return sheet.fader(appears=True, begin=62, end=85, inner=drawn) if kind == "moving" else drawn


def _around(sheet: Sheet, frame: Frame, kind: Kind, hold: int | None) -> str:
    """Words, arrows and chips: those of both moments, those of the start, those of the hold."""
    table, (x, y) = frame.table, _felt_at(frame.table)
    glow = (table.origin[0] + table.size * x, table.origin[1] + table.size * y)
    always = (lens(sheet, frame, kind, glow) if table.prop == "gap" else "") + frame.labels()
    start = "".join(frame.arrow(arrow) for arrow in table.arrows) + frame.chip("start", "start")
    held = frame.felt(table.feel, glow) + frame.chip("hold", f"hold {hold} s" if hold else "hold")
    if kind != "moving":
        return always + (start if kind == "start" else held)
    leaves = sheet.fader(appears=False, begin=18, end=40, inner=start)
    return always + leaves + sheet.fader(appears=True, begin=65, end=85, inner=held)
