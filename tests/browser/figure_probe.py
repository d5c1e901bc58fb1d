"""Looks at the figures as a browser draws them: where each shape and word is, and which bone a shape lies along."""

import base64
import re
from collections.abc import Iterable
from functools import cached_property
from math import dist
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import streamlit as st
from playwright.sync_api import Browser, Page, ViewportSize

from backcare.catalogue import Exercise, Side, catalogue, shapes
from backcare.catalogue.body import BONES, FOOT, HAND, flat, skeleton
from backcare.catalogue.figure_words import Frame
from backcare.catalogue.pose import Point, PoseTable
from backcare.catalogue.pose_load import pose_table

Scheme: TypeAlias = Literal["light", "dark"]
Motion: TypeAlias = Literal["no-preference", "reduce"]
Box: TypeAlias = tuple[float, float, float, float]
Ends: TypeAlias = dict[str, tuple[Point, Point]]

NEAR = 1.25  # pixels: what keyframes may leave out of the way of a joint
VIEWPORT = ViewportSize(width=960, height=1800)
STYLE = "body{margin:0;display:grid;grid-template-columns:480px 480px}svg{width:480px;height:300px}"
# Those that the renderer draws as a rounded limb or as a hand or foot; the shirt stands for the spine from above.
LIMBS = {name for name in BONES if name.startswith(("near_", "far_"))} | {"neck"}
DRAWN = {"side": set(BONES) - {"seat", "skull"}, "above": LIMBS | {"seat"}}
TIPS = {shapes.FOOT: FOOT, shapes.SOLE: FOOT, shapes.HAND: HAND, shapes.PALM: HAND}
HEAD = {shapes.SKULL, shapes.HAIR, shapes.FACE, shapes.CROWN, shapes.EARS}
NUMBER = r"(-?[\d.]+)"
CAPSULE = re.compile(rf"M{NUMBER} {NUMBER}L{NUMBER} {NUMBER}A{NUMBER} .*A{NUMBER} \S+ 0 [01] 1 \S+ \S+Z")
SLEEVE = re.compile(rf"M0 {NUMBER}L{NUMBER} {NUMBER}V{NUMBER}L0 {NUMBER}Z")

# Boxes are left, top, right, bottom in units of the picture, strokes included; a picture is 480 pixels wide here.
# That of a shape that is turned fits closely only if it is to be `exact`, which takes long the first time.
LOOK = """exact => {
  const known = window.known ??= new Map();
  const outline = one => {
    const path = one.getAttribute('d');
    if (path === null || !known.has(path)) {
      const long = one.getTotalLength();
      const points = Array.from({length: 33}, (_, at) => one.getPointAtLength(long * at / 32)).map(at => [at.x, at.y]);
      if (path === null) return points;
      known.set(path, points);
    }
    return known.get(path);
  };
  const corners = ({x, y, width, height}) => [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
  const opacity = (one, svg) => {
    let clear = 1;
    for (; one !== svg; one = one.parentElement) clear *= getComputedStyle(one).opacity;
    return clear;
  };
  const seen = (one, svg) => {
    const [{a, b, c, d, e, f}, style, word] = [one.getCTM(), getComputedStyle(one), one.tagName === 'text'];
    const points = exact && !word ? outline(one) : corners(one.getBBox());
    const [x, y] = [points.map(([x, y]) => a * x + c * y + e), points.map(([x, y]) => b * x + d * y + f)];
    const size = Math.sqrt(Math.abs(a * d - b * c));
    const line = style.stroke === 'none' ? 0 : parseFloat(style.strokeWidth) / 2 * size;
    return {
      paint: one.getAttribute('class') ?? '', path: one.getAttribute('d') ?? '', says: one.textContent,
      matrix: [a, b, c, d, e, f],
      box: [Math.min(...x) - line, Math.min(...y) - line, Math.max(...x) + line, Math.max(...y) + line],
      opacity: opacity(one, svg), letters: word ? parseFloat(style.fontSize) * size : 0,
    };
  };
  return [...document.querySelectorAll('svg.figure')].map(svg =>
    [...svg.querySelectorAll('path, rect, ellipse, text')]
      .filter(one => !one.closest('clipPath, [clip-path]')).map(one => seen(one, svg)));
}"""
# For every word that can be seen: its colour, and the colours (or the page) on which nine by three points of it lie.
GROUNDS = """() => {
  const clear = one => one.closest('svg') && [...function* () {
    for (; one.tagName !== 'svg'; one = one.parentElement) yield getComputedStyle(one).opacity;
  }()].some(opacity => Number(opacity) === 0);
  const colour = one => {
    if (!one.closest('svg.figure > g')) return 'page';
    const {fill, stroke} = getComputedStyle(one);
    return fill === 'none' ? stroke : fill;
  };
  const words = [...document.querySelectorAll('svg.figure text')].filter(one => !clear(one));
  return words.map(word => {
    const [box, found] = [word.getBoundingClientRect(), new Set()];
    for (let at = 0; at < 27; at++) {
      const [x, y] = [box.x + box.width * (at % 9 + .5) / 9, box.y + box.height * (Math.floor(at / 9) + .5) / 3];
      const below = document.elementsFromPoint(x, y).filter(one => one !== word && !clear(one));
      found.add(colour(below[0]));
    }
    return [word.textContent, getComputedStyle(word).fill, [...found]];
  });
}"""
SEEK = "time => document.getAnimations().forEach(one => { one.pause(); one.currentTime = time })"


class Form(NamedTuple):
    """A form and side of the catalogue."""

    exercise: Exercise
    variant: str
    side: Side

    @property
    def name(self) -> str:
        """What a failed test calls it."""
        return "-".join(filter(None, (self.exercise.slug, self.variant, self.side)))

    @property
    def table(self) -> PoseTable:
        """Its pose table."""
        return pose_table(self.exercise.slug, self.variant)

    def expected(self, share: float) -> Ends:
        """Where the ends of the bones belong in the picture, `share` of the way from start to hold."""
        table, frame, joints = self.table, Frame(self.table, self.side), skeleton(self.table, share)

        def at(name: str) -> Point:
            x, y = flat(table, joints[name])
            return frame.at((table.origin[0] + table.size * x, table.origin[1] + table.size * y))

        return {bone: (at(BONES[bone][0]), at(BONES[bone][1])) for bone in DRAWN[table.view]}


FORMS = [
    Form(exercise, variant, side)
    for exercise in catalogue().exercises
    for variant in ("", *((exercise.gentler.slug,) if exercise.gentler else ()))
    for side in exercise.sides_of(variant)
]


class Drawn(NamedTuple):
    """A shape or a word as it stands in the picture; `letters` is how high its type is, 0 for a shape."""

    paint: str
    path: str
    says: str
    matrix: tuple[float, float, float, float, float, float]
    box: Box
    opacity: float
    letters: float

    def at(self, along: float) -> Point:
        """The place in the picture of a point on the shape's own x axis."""
        a, b, _, _, x, y = self.matrix
        return (a * along + x, b * along + y)

    def ends(self) -> tuple[Point, Point] | None:
        """Both ends of the bone that a limb, a hand or a foot is drawn around."""
        long = TIPS.get(self.path)
        if found := CAPSULE.fullmatch(self.path):
            first_x, _, second_x, _, second, first = map(float, found.groups())
            long = second_x - second * first_x / first
        elif found := SLEEVE.fullmatch(self.path):
            long = float(found[2])
        return None if long is None or self.paint == "edge" else (self.at(0), self.at(long))


class Look:
    """One figure in one moment."""

    def __init__(self, drawn: Iterable[dict[str, Any]]) -> None:
        self.drawn = [Drawn(**one | {key: tuple(one[key]) for key in ("matrix", "box")}) for one in drawn]

    @property
    def words(self) -> list[Drawn]:
        """The words that can be seen."""
        return [one for one in self.drawn if one.letters and one.opacity > 0]

    @property
    def chips(self) -> list[Drawn]:
        """The grounds of the words that name the moment, where they can be seen."""
        return [one for one in self.drawn if one.paint in {"start", "hold"} and one.opacity > 0]

    @cached_property
    def limbs(self) -> list[tuple[Point, Point] | None]:
        """The ends of every shape, None where it lies along no bone."""
        return [one.ends() for one in self.drawn]

    def head(self) -> Box:
        """The box around the head."""
        left, top, right, bottom = zip(*(one.box for one in self.drawn if one.path in HEAD), strict=True)
        return (min(left), min(top), max(right), max(bottom))

    def bones(self, expected: Ends) -> dict[str, int]:
        """Which shape lies along which bone: the nearest one, if both its ends are near enough."""
        near = {
            bone: min((max(map(dist, one, ends)), place) for place, one in enumerate(self.limbs) if one)
            for bone, ends in expected.items()
        }
        return {bone: place for bone, (miss, place) in near.items() if miss < NEAR}

    def ends(self, bones: dict[str, int]) -> Ends:
        """Where those bones are drawn."""
        found = {bone: self.limbs[place] for bone, place in bones.items()}
        return {bone: ends for bone, ends in found.items() if ends}


def open_page(
    chromium: Browser, svgs: Iterable[str], scheme: Scheme = "light", motion: Motion = "no-preference", face: str = ""
) -> Page:
    """A page with the figures, each 480 pixels wide, two beside each other; `face` is an @font-face rule."""
    page = chromium.new_page(viewport=VIEWPORT, color_scheme=scheme, reduced_motion=motion)
    page.set_content(f"<!doctype html><style>{face}:root{{color-scheme:{scheme}}}{STYLE}</style>{''.join(svgs)}")
    page.evaluate("async () => { await document.fonts.load(\"700 16px 'Source Sans'\"); await document.fonts.ready }")
    return page


def source_sans() -> str:
    """The rule that brings the font of Streamlit's pages."""
    media = Path(st.__file__).parent / "static" / "static" / "media"
    file = next(media.glob("SourceSansVF-Upright*.woff2"))
    data = base64.b64encode(file.read_bytes()).decode()
    return f"@font-face{{font-family:'Source Sans';font-weight:200 900;src:url(data:font/woff2;base64,{data})}}"


def look(page: Page, *, exact: bool = False) -> list[Look]:
    """All figures of the page as they stand now; `exact`: the boxes of turned shapes fit closely."""
    return [Look(drawn) for drawn in page.evaluate(LOOK, exact)]


def seek(page: Page, seconds: float) -> None:
    """Stop every animation of the page at that time of its own."""
    page.evaluate(SEEK, seconds * 1000)


def luminance(colour: str) -> float:
    """Of a colour as a theme has it (#123456) or as the browser says it (rgb(1, 2, 3))."""
    assert re.fullmatch(r"#[0-9a-f]{6}|rgb\(\d+, \d+, \d+\)", colour), colour
    parts = [int(one, 16) for one in re.findall("[0-9a-f]{2}", colour)] if colour[0] == "#" else []
    channels = [one / 255 for one in parts or map(int, re.findall(r"\d+", colour))]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
