"""The pictures: well-formed, legible in both themes, words in their places, and as they were last looked at.

After a change that was looked at: FIGURES=write pytest -n0 tests/catalogue/test_figure.py takes the snapshots anew.
"""

import os
import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from backcare.catalogue import Exercise, Side, catalogue
from backcare.catalogue.body import flat, frames
from backcare.catalogue.figure import Moment, moving, still, words
from backcare.catalogue.figure_css import Sheet, Track, needed
from backcare.catalogue.figure_words import Frame
from backcare.catalogue.pose_load import pose_table

SNAPSHOTS = Path(__file__).parent / "figures"
FIGURES = [
    (exercise, variant, side)
    for exercise in catalogue().exercises
    for variant in ("", *((exercise.gentler.slug,) if exercise.gentler else ()))
    for side in exercise.sides_of(variant)
]
NAMES = ["-".join(filter(None, (exercise.slug, variant, side))) for exercise, variant, side in FIGURES]
each_figure = pytest.mark.parametrize(("exercise", "variant", "side"), FIGURES, ids=NAMES)
SVG = "{http://www.w3.org/2000/svg}"
WIDEST = 0.62  # of the size of the letters: a letter of the widest usual bold font


class Box(NamedTuple):
    name: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def boxes(svg: str) -> list[Box]:
    """The words and chips of a still picture."""
    found = []
    for element in ET.fromstring(svg).iter():
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        if element.tag == f"{SVG}rect" and element.get("class") in {"start", "hold"}:
            found.append(Box("chip", x, y, x + float(element.get("width", 0)), y + float(element.get("height", 0))))
        if element.tag == f"{SVG}text" and element.get("class") != "chip":
            size, text = (14 if element.get("class") == "quiet" else 16), element.text or ""
            wide = len(text) * size * WIDEST
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "")]
            found.append(Box(text, left, y - size * 0.8, left + wide, y + size * 0.25))
    return found


def test_every_form_and_side_has_a_figure() -> None:
    assert len(FIGURES) == 12
    assert set(NAMES) >= {"knees-to-chest-single-knee-left", "hamstring-stretch-towel-right"}


@each_figure
def test_a_figure_is_one_line_of_well_formed_svg_that_says_what_it_shows(
    exercise: Exercise, variant: str, side: Side
) -> None:
    for svg in (
        moving(exercise, variant, side, 10),
        still(exercise, variant, side, "start", 10),
        still(exercise, variant, side, "hold", 10),
    ):
        assert "\n" not in svg
        root = ET.fromstring(svg)
        assert (root.tag, root.get("class"), root.get("role")) == (f"{SVG}svg", "figure", "img")
        assert root.get("viewBox") == "0 0 480 300"
        assert root.get("width") is root.get("height") is None
        assert root.get("aria-label") == words(exercise, variant, side)


@each_figure
def test_a_figure_moves_by_css_alone_and_carries_nothing_that_runs(
    exercise: Exercise, variant: str, side: Side
) -> None:
    svg = moving(exercise, variant, side, 10)
    assert ET.fromstring(svg).get("data-show") == "loop"
    assert not re.search(r"<(animate|script|set|image|use|foreignObject)|href|javascript:|@import|\bon\w+=", svg)
    keyframed = "".join(re.findall(r"@keyframes [^{]+\{((?:[^{}]*\{[^{}]*\})+)\}", svg))
    assert set(re.findall(r"([a-z-]+):", keyframed)) == {"transform", "opacity"}
    assert "prefers-reduced-motion:reduce" in svg
    for show in ("loop", "start", "to-hold", "hold", "to-start"):
        assert f"[data-show={show}]" in svg


@each_figure
def test_a_moving_figure_is_small(exercise: Exercise, variant: str, side: Side) -> None:
    assert len(moving(exercise, variant, side, 10)) < 29_000


@each_figure
def test_a_still_figure_stands_still(exercise: Exercise, variant: str, side: Side) -> None:
    for moment in ("start", "hold"):
        svg = still(exercise, variant, side, "start" if moment == "start" else "hold")
        assert "@keyframes" not in svg
        assert "opacity:" not in svg, "words are there or not, never faint"


def test_classes_and_keyframes_of_two_figures_never_meet() -> None:
    prefixes = [
        re.search(r'<g class="(fig-[^"]+)">', svg)
        for one in FIGURES
        for svg in (moving(*one), still(*one, "start"), still(*one, "hold"))
    ]
    named = [found[1] for found in prefixes if found]
    assert len(named) == len(set(named)) == 36
    for one, figure in zip(FIGURES, NAMES, strict=True):
        svg, prefix = moving(*one), f"fig-{figure}-moving"
        for name in [*re.findall(r"@keyframes ([\w-]+)", svg), *re.findall(r' id="([^"]+)"', svg)]:
            assert re.fullmatch(rf"{prefix}-(k\d+|glow|lens)", name)
        assert set(re.findall(r"animation-name:([\w-]+)", svg)) - {"none"} == set(
            re.findall(r"@keyframes ([\w-]+)", svg)
        )


@pytest.mark.parametrize("moment", ["start", "hold"])
@each_figure
def test_no_words_meet_other_words_the_chip_or_the_head_or_leave_the_picture(
    exercise: Exercise, variant: str, side: Side, moment: Moment
) -> None:
    form = exercise.form(variant)
    table = pose_table(exercise.slug, form.slug if form else "")
    joints = frames(table)[0 if moment == "start" else -1]
    x, y = Frame(table, side).at(
        (
            table.origin[0] + table.size * flat(table, joints["head"])[0],
            table.origin[1] + table.size * flat(table, joints["head"])[1],
        )
    )
    around = 25 * table.size
    head = Box("head", x - around, y - around, x + around, y + around)
    placed = boxes(still(exercise, variant, side, moment, 120))
    assert sum(one.name == "chip" for one in placed) == 1
    for one, other in combinations([*placed, head], 2):
        assert not one.meets(other), f"{one.name} and {other.name}"
    for one in placed:
        assert one.left >= 0, one.name
        assert one.right <= 480, one.name
        assert one.top >= 0, one.name
        assert one.bottom <= 300, one.name


def test_no_colour_lies_behind_the_whole_picture() -> None:
    for one in FIGURES:
        rects = ET.fromstring(moving(*one)).iter(f"{SVG}rect")
        assert {element.get("class") for element in rects} <= {"start", "hold", "mat", "brim"}


def test_the_chip_says_the_seconds_of_the_hold_or_only_that_it_is_the_hold() -> None:
    tilt = catalogue()["pelvic-tilt"]
    assert ">hold 20 s</text>" in still(tilt, "", "both", "hold", 20)
    assert ">hold</text>" in still(tilt, "", "both", "hold")
    assert "hold" not in "".join(re.findall(r">([^<]+)</text>", still(tilt, "", "both", "start", 20)))
    assert re.findall(r">(start|hold 7 s)</text>", moving(tilt, "", "both", 7)) == ["start", "hold 7 s"]


@pytest.mark.parametrize(
    ("slug", "variant"), [("knees-to-chest", "single-knee"), ("hamstring-stretch", ""), ("hamstring-stretch", "towel")]
)
def test_seen_from_the_side_left_is_the_mirror_of_right_and_words_are_not_mirrored(slug: str, variant: str) -> None:
    exercise = catalogue()[slug]
    left, right = (still(exercise, variant, side, "hold", 10) for side in ("left", "right"))
    assert left.count("scale(-") + right.count("scale(-") == 1
    for svg, side in ((left, "left"), (right, "right")):
        assert re.search(rf">{side} (leg|knee)", svg)
        outside = svg[svg.index("</g><") :]
        assert not re.search(r"<text[^>]+transform", outside)
    spots = [[(one.left + one.right) / 2 for one in boxes(svg) if one.name == "chip"] for svg in (left, right)]
    assert spots[0][0] + spots[1][0] == pytest.approx(480)


def test_seen_from_above_the_knees_fall_down_the_picture_for_right_and_up_for_left_and_the_head_stays() -> None:
    drop = catalogue()["side-knee-drop"]
    right, left = (still(drop, "", side, "hold", 10) for side in ("right", "left"))
    assert "translate(252 150)scale(0.95 0.95)" in right
    assert "translate(252 150)scale(0.95 -0.95)" in left
    chips = [[one for one in boxes(svg) if one.name == "chip"] for svg in (right, left)]
    assert chips[0] == chips[1], "chip and labels keep to their place"
    assert ">knees to the right</text>" in right
    assert ">knees to the left</text>" in left


def test_the_words_name_the_side_the_start_the_hold_and_where_it_is_felt() -> None:
    for exercise, variant, side in FIGURES:
        told = words(exercise, variant, side)
        assert 2 <= told.count(". ") + 1 <= 3
        assert "You feel it" in told
        assert "{" not in told
        assert side == "both" or side in told
    assert words(catalogue()["hamstring-stretch"], "", "left").startswith(
        "You sit tall with the left leg long, the right foot against its inner thigh."
    )


def test_a_side_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        moving(catalogue()["pelvic-tilt"], "", "left")
    with pytest.raises(KeyError):
        still(catalogue()["side-knee-drop"], "", "both", "hold")
    with pytest.raises(KeyError):
        words(catalogue()["knees-to-chest"], "single-knee", "both")


def test_frames_that_lie_on_a_straight_way_are_left_out_and_others_are_kept() -> None:
    straight = [Track(step, 2 * step, 3 * step) for step in range(15)]
    assert needed(straight) == [0, 14]
    bent = [Track(min(step, 5) * 4, 0) for step in range(15)]
    assert needed(bent) == [0, 5, 14]


def test_a_part_that_only_slides_turns_or_grows_has_keyframes() -> None:
    for last in (Track(2, 2, 3), Track(1, 3, 3), Track(1, 2, 4), Track(1, 2, 3, 0.9)):
        sheet = Sheet("mine")
        drawn = sheet.mover([Track(1, 2, 3), last], "<b/>")
        assert drawn == '<g class="m k0"><g class="n"><b/></g></g>'
        assert "@keyframes mine-k0{0%,15%{" in sheet.css(drawn)


def test_a_part_that_never_moves_has_no_keyframes() -> None:
    sheet = Sheet("mine")
    assert sheet.mover([Track(1, 2, 3)] * 15, "<b/>") == '<g transform="translate(1 2)rotate(3)"><b/></g>'
    assert sheet.names == {}


@each_figure
def test_the_figure_is_the_one_that_was_looked_at(
    exercise: Exercise, variant: str, side: Side, request: pytest.FixtureRequest
) -> None:
    kept = SNAPSHOTS / f"{request.node.callspec.id}.svg"
    drawn = moving(exercise, variant, side, 10) + "\n"
    if os.environ.get("FIGURES") == "write":
        kept.write_text(drawn, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == drawn


def test_no_snapshot_is_left_of_a_figure_that_is_gone() -> None:
    assert {one.name for one in SNAPSHOTS.iterdir()} == {f"{name}.svg" for name in NAMES}
