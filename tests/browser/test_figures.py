"""The moving figures in a real browser, looked at in 13 moments of the way from start to hold."""

import tomllib
from itertools import combinations
from math import dist, hypot

import pytest
from playwright.sync_api import Browser, Page

from backcare.catalogue.body import BONES, skeleton
from backcare.catalogue.figure import Moment, moving, still
from backcare.catalogue.pose import Point
from backcare.settings import ROOT
from tests.browser.figure_probe import (
    DRAWN,
    FORMS,
    GROUNDS,
    NEAR,
    Box,
    Form,
    Look,
    Motion,
    Scheme,
    look,
    luminance,
    open_page,
    seek,
    source_sans,
)

LOOP, REST = 4.0, 0.15  # seconds from start to hold in a loop, and which part of them the figure rests at either end
SHARES = [step / 12 for step in range(13)]
SECONDS = 120  # the longest that a chip has to hold
ALL_ENDED = "document.getAnimations().every(one => one.playState === 'finished')"
SHOW = """([show, seconds]) => {
  document.body.style.setProperty('--figure-seconds', seconds);
  document.querySelectorAll('svg.figure').forEach(one => { one.dataset.show = show; });
}"""
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
each_form = pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
TWO_SIDED = [(form, form._replace(side="right")) for form in FORMS if form.side == "left"]


class Way:
    """What the browser drew of one form from start to hold, and where its bones belong."""

    def __init__(self, form: Form, looks: list[Look]) -> None:
        self.looks = looks
        self.belong = [form.expected(share) for share in SHARES]
        self.ends = [one.ends(looks[0].bones(self.belong[0])) for one in looks]

    def joint(self, name: str) -> list[list[Point]]:
        """Where a joint is drawn in each moment, once for every bone that begins or ends there."""
        places = [(bone, BONES[bone].index(name)) for bone in self.ends[0] if name in BONES[bone]]
        return [[ends[bone][place] for ends in self.ends] for bone, place in places]


def moving_page(chromium: Browser, scheme: Scheme = "light", motion: Motion = "no-preference", face: str = "") -> Page:
    return open_page(chromium, [moving(*form, SECONDS) for form in FORMS], scheme, motion, face)


def to_share(page: Page, share: float) -> None:
    """Bring the figures of a page that plays the loop to that part of the way from start to hold."""
    seek(page, LOOP * (REST + (1 - 2 * REST) * share))


@pytest.fixture(scope="module")
def ways(chromium: Browser) -> dict[str, Way]:
    page = moving_page(chromium)
    moments = []
    for share in SHARES:
        to_share(page, share)
        moments.append(look(page, exact=True))
    page.close()
    return {form.name: Way(form, list(looks)) for form, looks in zip(FORMS, zip(*moments, strict=True), strict=True)}


@pytest.fixture(scope="module")
def stills(chromium: Browser) -> dict[Moment, list[Look]]:
    found: dict[Moment, list[Look]] = {}
    for moment in ("start", "hold"):
        page = open_page(chromium, [still(*form, moment, SECONDS) for form in FORMS])
        found[moment] = look(page)
        page.close()
    return found


@each_form
def test_every_bone_is_drawn_where_it_belongs_in_every_moment(ways: dict[str, Way], form: Form) -> None:
    way = ways[form.name]
    assert set(way.ends[0]) == DRAWN[form.table.view]
    for drawn, belong in zip(way.ends, way.belong, strict=True):
        for bone, ends in drawn.items():
            assert max(map(dist, ends, belong[bone])) < NEAR, bone


@each_form
def test_a_limb_keeps_its_length_and_is_only_shorter_where_it_turns_toward_the_viewer(
    ways: dict[str, Way], form: Form
) -> None:
    way, kept, joints = ways[form.name], set(), skeleton(form.table, 0)
    longest = form.table.size * hypot(1, *form.table.depth)
    for bone in way.ends[0]:
        drawn, belong = ([dist(*ends[bone]) for ends in every] for every in (way.ends, way.belong))
        assert max(drawn) < dist(*(joints[name] for name in BONES[bone])) * longest + 0.5, bone
        if max(belong) - min(belong) < 0.1:
            kept.add(bone)
            assert max(drawn) - min(drawn) < 0.5, bone
    if form.table.view == "side":
        assert kept >= {"neck", "pelvis", "spine1", "spine4", "near_shin", "far_shin", "near_foot", "near_hand"}


@each_form
def test_a_planted_hand_foot_or_knee_moves_less_than_a_pixel(ways: dict[str, Way], form: Form) -> None:
    for name in set(form.table.planted) - {"hip"}:
        drawn = ways[form.name].joint(name)
        assert drawn, name
        for places in drawn:
            assert max(dist(place, places[0]) for place in places) < 1, name


@each_form
def test_no_shape_and_no_word_leaves_the_picture_in_any_moment(ways: dict[str, Way], form: Form) -> None:
    for one in (one for moment in ways[form.name].looks for one in moment.drawn):
        left, top, right, bottom = one.box
        assert min(left, top) >= 0, one
        assert right <= 480, one
        assert bottom <= 300, one


@pytest.mark.parametrize(("left", "right"), TWO_SIDED, ids=[left.name for left, _ in TWO_SIDED])
def test_left_is_the_mirror_of_right_in_every_moment(ways: dict[str, Way], left: Form, right: Form) -> None:
    def mirrored(point: Point) -> Point:
        x, y = point
        return (480 - x, y) if left.table.view == "side" else (x, 300 - y)

    for one, other in zip(ways[left.name].ends, ways[right.name].ends, strict=True):
        for bone, ends in one.items():
            assert max(map(dist, map(mirrored, ends), other[bone])) < 0.5, bone


@each_form
def test_words_stand_upright_are_never_mirrored_and_at_least_13_pixels_high(ways: dict[str, Way], form: Form) -> None:
    words = [word for moment in ways[form.name].looks for word in moment.drawn if word.letters]
    assert {word.matrix for word in words} == {(1, 0, 0, 1, 0, 0)}
    assert min(word.letters for word in words) >= 13
    assert f"hold {SECONDS} s" in {word.says for word in words}


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("font", ["the system's", "the page's"])
def test_no_words_meet_other_words_the_chip_or_the_head(chromium: Browser, ways: dict[str, Way], font: str) -> None:
    face = source_sans() if font == "the page's" else ""
    page = moving_page(chromium, face=face)
    assert page.evaluate("[...document.fonts].map(one => one.status)") == (["loaded"] if face else [])
    for place, chips in ((0, ["start"]), (6, []), (12, ["hold"])):
        to_share(page, SHARES[place])
        for form, seen in zip(FORMS, look(page), strict=True):
            assert [chip.paint for chip in seen.chips] == chips, form.name
            boxes = [("head", ways[form.name].looks[place].head()), *((chip.paint, chip.box) for chip in seen.chips)]
            boxes += [(word.says, word.box) for word in seen.words if word.paint != "chip"]
            for (one, here), (other, there) in combinations(boxes, 2):
                assert not meet(here, there), f"{form.name}: {one} and {other}"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_has_the_contrast_of_wcag_aa_to_whatever_lies_beneath_it(chromium: Browser, scheme: Scheme) -> None:
    pages = {THEME[scheme]["backgroundColor"], THEME[scheme]["secondaryBackgroundColor"]}
    page = moving_page(chromium, scheme)
    for share in (0.0, 1.0):
        to_share(page, share)
        words = page.evaluate(GROUNDS)
        assert len(words) > 2 * len(FORMS)
        for says, ink, grounds in words:
            for ground in (set(grounds) - {"page"}) | (pages if "page" in grounds else set()):
                dark, light = sorted((luminance(ink), luminance(ground)))
                assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{says}: {ink} on {ground}"
    page.close()


def assert_pose(seen: list[Look], stills: dict[Moment, list[Look]], moment: Moment) -> None:
    """Bones and words of every form are those of its still picture."""
    for form, one, other in zip(FORMS, seen, stills[moment], strict=True):
        belong = form.expected(float(moment == "hold"))
        drawn, wanted = (picture.ends(picture.bones(belong)) for picture in (one, other))
        assert set(drawn) == set(wanted) == DRAWN[form.table.view], form.name
        for bone, ends in wanted.items():
            assert max(map(dist, ends, drawn[bone])) < 0.5, f"{form.name} {bone}"
        words, still_words = (
            {(word.says, round(word.opacity, 3), word.box) for word in picture.words} for picture in (one, other)
        )
        assert words == still_words, form.name


def show(page: Page, what: str, seconds: float) -> None:
    page.evaluate(SHOW, [what, f"{seconds}s"])


def played(page: Page) -> list[Look]:
    """The figures once all that moves has come to its end."""
    page.wait_for_function(ALL_ENDED)
    return look(page)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_is_played_once_ends_in_its_pose_and_stays_there(
    chromium: Browser, stills: dict[Moment, list[Look]], motion: Motion
) -> None:
    page = moving_page(chromium, motion=motion)
    ways: list[tuple[str, Moment]] = [("to-hold", "hold"), ("hold", "hold"), ("to-start", "start"), ("start", "start")]
    for what, moment in ways:
        show(page, what, 0.1)
        assert_pose(played(page), stills, moment)
    page.close()


def test_the_way_takes_the_seconds_it_is_given_and_begins_where_the_last_one_ended(
    chromium: Browser, stills: dict[Moment, list[Look]]
) -> None:
    page = moving_page(chromium)
    poses: list[tuple[str, Moment, Moment]] = [("to-hold", "start", "hold"), ("to-start", "hold", "start")]
    for what, first, last in poses:
        show(page, what, 8)
        seek(page, 0)
        assert_pose(look(page), stills, first)
        seek(page, 4)
        for form, seen in zip(FORMS, look(page), strict=True):
            assert set(seen.bones(form.expected(0.5))) == DRAWN[form.table.view], form.name
        seek(page, 8)
        assert_pose(look(page), stills, last)
    page.close()


def test_with_less_motion_asked_for_a_loop_is_the_start_and_a_way_is_a_jump(
    chromium: Browser, stills: dict[Moment, list[Look]]
) -> None:
    page = moving_page(chromium, motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0
    assert_pose(look(page), stills, "start")
    for what in ("to-hold", "to-start"):
        show(page, what, 8)
        ends = page.evaluate("document.getAnimations().map(one => one.effect.getComputedTiming().endTime)")
        assert ends
        assert max(ends) <= 1
    page.close()
