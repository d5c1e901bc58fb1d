"""The skeleton: bones keep their lengths, what is planted stays, and nothing leaves the picture."""

from math import dist

import pytest

from backcare.catalogue import catalogue
from backcare.catalogue.body import BONES, FRAMES, SPINE, Joints, flat, frames, skeleton
from backcare.catalogue.figure_css import Track, needed
from backcare.catalogue.parts import Bones
from backcare.catalogue.pose import Point, PoseTable
from backcare.catalogue.pose_load import pose_table

FORMS = [
    (exercise.slug, variant)
    for exercise in catalogue().exercises
    for variant in ("", *((exercise.gentler.slug,) if exercise.gentler else ()))
]
LENGTHS = {"thigh": 88, "shin": 84, "foot": 30, "upper": 58, "fore": 52, "hand": 20}
ALONE = {"pelvis": SPINE[0], "neck": 43, "skull": 22, "seat": 26} | {
    f"spine{place}": length for place, length in enumerate(SPINE[1:], start=1)
}
# how far a body reaches around its joints, outlines included
AROUND = {"hip": 25, "head": 29, "spine": 25, "knee": 18, "ankle": 15, "toe": 12, "shoulder": 17, "elbow": 13}
AROUND |= {"wrist": 13, "fingers": 10}


def fine(table: PoseTable) -> list[Joints]:
    """Four skeletons for each frame."""
    return [skeleton(table, step / (4 * FRAMES)) for step in range(4 * FRAMES + 1)]


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_every_bone_keeps_its_length_in_every_frame_and_between_the_frames(slug: str, variant: str) -> None:
    for joints in fine(pose_table(slug, variant)):
        for bone, (begin, end) in BONES.items():
            length = ALONE.get(bone) or LENGTHS[bone.split("_")[1]]
            assert dist(joints[begin], joints[end]) == pytest.approx(length, abs=0.01), bone


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_what_is_planted_stays_within_a_pixel_in_every_frame(slug: str, variant: str) -> None:
    table = pose_table(slug, variant)
    start = skeleton(table, 0)
    for joints in fine(table):
        for name in table.planted:
            moved = dist(flat(table, joints[name]), flat(table, start[name]))
            assert moved * table.size < 1, name


def test_feet_and_hands_that_stay_are_named_as_planted() -> None:
    feet = {"near_ankle", "near_toe", "far_ankle", "far_toe"}
    for slug in ("pelvic-tilt", "side-knee-drop", "hamstring-stretch", "prayer-pose", "horse-back"):
        assert feet <= set(pose_table(slug).planted), slug
    for variant in (("knees-to-chest", "single-knee"), ("hamstring-stretch", "towel")):
        assert {"far_ankle", "far_toe"} <= set(pose_table(*variant).planted)
    assert {"near_wrist", "far_wrist"} <= set(pose_table("horse-back").planted)


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_no_part_of_the_body_leaves_the_view_box(slug: str, variant: str) -> None:
    table = pose_table(slug, variant)
    for joints in frames(table):
        for name, place in joints.items():
            around = AROUND.get(name.split("_")[-1].rstrip("12345"), 0) * table.size
            x, y = (origin + table.size * at for origin, at in zip(table.origin, flat(table, place), strict=True))
            assert around <= x <= 480 - around, name
            assert around <= y <= 300 - around, name


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_no_joint_goes_below_the_mat(slug: str, variant: str) -> None:
    for joints in fine(pose_table(slug, variant)):
        for name, (_, y, _) in joints.items():
            lowest = -1 if name in {"near_sole", "far_sole"} else 7
            assert y >= lowest, name


def shown(tracks: tuple[Track, ...], share: float, length: float) -> tuple[Point, Point]:
    """Both ends of a bone as the browser draws it: straight between the keyframes that were kept."""
    kept, at = needed(tracks), share * FRAMES
    last = next(step for step in kept[1:] if step >= at)
    first = kept[kept.index(last) - 1]
    part = (at - first) / (last - first)
    x, y, turn, stretch = (one + (other - one) * part for one, other in zip(tracks[first], tracks[last], strict=True))
    way = complex(length * stretch) * (1j ** (turn / 90))
    return (x, y), (x + way.real, y + way.imag)


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_what_the_browser_draws_between_two_keyframes_leaves_no_gap_between_two_bones(slug: str, variant: str) -> None:
    table = pose_table(slug, variant)
    bones = Bones(table, frames(table))
    for bone, (begin, end) in BONES.items():
        if bone == "seat":
            continue  # it lies along the line of sight in a view from the side
        tracks, length = bones.stretched(bone), max(bones.lengths(begin, end))
        for step, joints in enumerate(fine(table)):
            first, second = shown(tracks, step / (4 * FRAMES), length)
            assert dist(first, flat(table, joints[begin])) * table.size < 1.5, bone
            assert dist(second, flat(table, joints[end])) * table.size < 1.5, bone


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_a_planted_foot_or_hand_has_no_keyframes_or_ones_within_a_pixel(slug: str, variant: str) -> None:
    table = pose_table(slug, variant)
    bones = Bones(table, frames(table))
    for bone, (begin, end) in BONES.items():
        if begin in table.planted and end in table.planted and bone != "seat":
            tracks, length = bones.stretched(bone), max(bones.lengths(begin, end))
            at_start = shown(tracks, 0, length)
            for step in range(4 * FRAMES + 1):
                for one, other in zip(shown(tracks, step / (4 * FRAMES), length), at_start, strict=True):
                    assert dist(one, other) * table.size < 1, bone
