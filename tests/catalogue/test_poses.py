"""The pose tables: read strictly, one for each form, and in step with what the exercise says."""

import copy
import tomllib
from importlib.resources import files

import pytest

from backcare.catalogue import CatalogueError, catalogue
from backcare.catalogue.body import Joints, flat, frames, place
from backcare.catalogue.pose import PoseTable
from backcare.catalogue.pose_load import pose_table, read_pose

POSES = files("backcare.catalogue").joinpath("poses")
FORMS = [
    (exercise.slug, variant)
    for exercise in catalogue().exercises
    for variant in ("", *((exercise.gentler.slug,) if exercise.gentler else ()))
]
TEXT = POSES.joinpath("horse-back.toml").read_text(encoding="utf-8")
WHOLE = tomllib.loads(TEXT)


def toml(value: object) -> str:
    """One value as TOML; enough for what these files hold."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
        case _:
            return str(value)


def changed(path: str, value: object) -> str:
    """The table of the cat stretch with one value put in; None takes the field out."""
    whole = copy.deepcopy(WHOLE)
    at = whole
    *parents, last = path.split(".")
    for name in parents:
        at = at[int(name) if isinstance(at, list) else name]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return "\n".join(f"{key} = {toml(one)}" for key, one in whole.items())


def ends(slug: str, variant: str = "") -> tuple[Joints, Joints]:
    every = frames(pose_table(slug, variant))
    return every[0], every[-1]


def test_each_form_of_each_exercise_has_a_table_and_each_table_a_form() -> None:
    named = {f"{slug}--{variant}.toml" if variant else f"{slug}.toml" for slug, variant in FORMS}
    assert {one.name for one in POSES.iterdir()} == named
    assert len(named) == 8


@pytest.mark.parametrize(("slug", "variant"), FORMS)
def test_each_table_is_read_and_draws_a_side_that_its_form_has(slug: str, variant: str) -> None:
    table = pose_table(slug, variant)
    assert isinstance(table, PoseTable)
    assert table.drawn in catalogue()[slug].sides_of(variant)


def test_the_table_itself_can_be_written_and_read_back() -> None:
    assert read_pose(changed("size", WHOLE["size"]), "mine.toml") == pose_table("horse-back")


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("size", None, "it is missing"),
        ("start.near_leg.foot", None, "it is missing"),
        ("feel.grip.at", None, "it is missing"),
        ("wings", 2, "it is not known"),
        ("start.tail", 2, "it is not known"),
        ("start.near_arm.grips", 2, "it is not known"),
        ("size", "large", "it must be a number"),
        ("size", True, "it must be a number"),
        ("start.near_leg.thigh", "up", "it must be a number"),
        ("hold.trunk", "nan", "it must be a number"),
        ("view", "front", "it must be one of 'side', 'above'"),
        ("drawn", 1, "it must be one of 'left', 'right', 'both'"),
        ("chip", [1], "it must be a list of the right length"),
        ("start.bend", [0, 0, 0], "it must be a list of the right length"),
        ("start", 5, "it must be a table"),
        ("telling.start", " ", "it must be a text"),
        ("telling.start", 5, "it must be a text"),
        ("labels", [{"says": "a", "at": [1, 2], "quiet": 1}], "it must be true or false"),
        ("start.hip", [1, 2], "either hip or knee"),
        ("start.knee", None, "either hip or knee"),
        ("hold.near_leg.thigh", None, "it needs thigh and shin"),
        ("hold.far_leg.ankle", [1, 2, 3], "it needs thigh and shin"),
        ("hold.near_arm.wrist", None, "it needs either wrist or grip"),
        ("when", {"hip": [0.5, 0.5]}, "it must rise"),
        ("when", {"trunk": [0.5, 1.5]}, "it must rise"),
    ],
)
def test_a_wrong_field_is_named_with_its_file_and_its_fault(field: str, value: object, fault: str) -> None:
    text = changed(field, value).replace('"nan"', "nan")
    with pytest.raises(CatalogueError) as caught:
        read_pose(text, "mine.toml")
    told = str(caught.value)
    assert fault in told
    assert told.startswith("mine.toml, field ")
    assert caught.value.field.split(".")[0] == field.split(".", maxsplit=1)[0]


def test_a_file_that_is_no_toml_says_so() -> None:
    with pytest.raises(CatalogueError, match=r"mine\.toml, field \(whole file\): it is not valid TOML"):
        read_pose("view = ", "mine.toml")


def test_pelvic_tilt_closes_the_hollow_under_the_low_back_and_nothing_else_moves_much() -> None:
    start, hold = ends("pelvic-tilt")
    waist = 20
    assert start["spine2"][1] - waist > 8
    assert abs(hold["spine2"][1] - waist) < 2
    for still in ("hip", "near_knee", "near_ankle", "head"):
        assert abs(start[still][0] - hold[still][0]) < 8, still
    assert max(pose[elbow][1] for pose in (start, hold) for elbow in ("near_elbow", "far_elbow")) < 25, "elbows rest"


@pytest.mark.parametrize("variant", ["", "single-knee"])
def test_knees_to_chest_brings_the_knee_over_the_trunk_with_the_hands_on_it_and_the_head_down(variant: str) -> None:
    start, hold = ends("knees-to-chest", variant)
    assert start["near_knee"][0] > 40
    assert hold["near_knee"][0] < -40
    assert hold["head"][1] < 26
    held = hold["near_knee"]
    for hand in ("near_wrist", "far_wrist") if variant else ("near_wrist",):
        assert sum((one - other) ** 2 for one, other in zip(hold[hand], held, strict=True)) ** 0.5 < 32, hand


def test_single_knee_leaves_the_other_foot_where_it_stands_and_both_knees_takes_it_along() -> None:
    start, hold = ends("knees-to-chest", "single-knee")
    assert hold["far_ankle"] == start["far_ankle"]
    _, both = ends("knees-to-chest")
    assert both["far_knee"][0] < -40


def test_side_knee_drop_lays_the_knees_to_the_right_and_leaves_shoulders_arms_and_feet() -> None:
    start, hold = ends("side-knee-drop")
    for knee in ("near_knee", "far_knee"):
        assert abs(start[knee][2]) < 15
        assert hold[knee][2] > 50, "the person's right is toward the viewer's side, below in the picture"
    for still in ("near_shoulder", "far_shoulder", "near_wrist", "far_wrist", "near_ankle", "far_ankle", "head"):
        assert hold[still] == start[still], still
    assert hold["near_hip"][1] < hold["far_hip"][1], "the pelvis rolls along"


def test_hamstring_stretch_leans_from_the_hips_with_a_back_that_stays_straight() -> None:
    for frame in frames(pose_table("hamstring-stretch")):
        (x0, y0, _), (x5, y5, _) = frame["hip"], frame["spine5"]
        for number in range(1, 5):
            x, y, _ = frame[f"spine{number}"]
            off = abs((x5 - x0) * (y - y0) - (y5 - y0) * (x - x0)) / 112
            assert off < 0.01, "no part of the spine leaves the line from hip to neck"
    start, hold = ends("hamstring-stretch")
    assert hold["spine5"][0] - start["spine5"][0] > 60
    assert hold["far_knee"] == start["far_knee"]
    assert hold["far_wrist"][0] > hold["far_knee"][0], "the hands rest on the straight leg"


def test_hamstring_stretch_has_the_other_foot_at_the_inner_thigh_of_the_straight_leg() -> None:
    _, hold = ends("hamstring-stretch")
    foot, hip, knee = hold["near_ankle"], hold["far_hip"], hold["far_knee"]
    assert hip[0] < foot[0] < knee[0]
    assert abs(foot[2] - hip[2]) < 25
    bent = hold["near_knee"]
    assert bent[2] > 60, "its knee lies out to the side"
    assert bent[1] < 25, "and near the floor"


def test_hamstring_stretch_is_felt_behind_the_thigh_past_the_foot_that_would_hide_it() -> None:
    table = pose_table("hamstring-stretch")
    (_, hold), grip = ends("hamstring-stretch"), table.feel.grip
    assert (grip.bone, table.feel.on) == ("far_thigh", "far_leg")
    spot, foot = flat(table, place(hold, grip)), flat(table, hold["near_ankle"])
    assert spot[0] > foot[0] + 20
    assert spot[1] < foot[1] - 10, "above the foot in the picture"


def test_with_the_towel_the_leg_goes_from_bent_to_almost_straight_up_and_the_other_foot_stays() -> None:
    start, hold = ends("hamstring-stretch", "towel")
    table = pose_table("hamstring-stretch", "towel")
    assert table.prop == "towel"
    assert (table.start.near_leg.thigh or 0) - (table.start.near_leg.shin or 0) == 70
    assert 0 < (table.hold.near_leg.thigh or 0) - (table.hold.near_leg.shin or 0) <= 15
    assert hold["near_ankle"][1] > 180
    assert hold["far_ankle"] == start["far_ankle"]


def test_prayer_pose_sits_back_to_the_heels_with_the_forehead_near_the_floor_and_the_arms_forward() -> None:
    start, hold = ends("prayer-pose")
    assert start["hip"][1] > 90
    assert abs(hold["hip"][0] - hold["near_ankle"][0]) < 30
    assert hold["hip"][1] < 65
    forehead = 22
    assert abs(hold["head"][1] - forehead) < 8
    assert hold["near_wrist"][0] > hold["head"][0]
    assert hold["near_wrist"][1] < 12
    assert max(hold["near_elbow"][1], hold["far_elbow"][1]) < 16, "the forearms rest"
    assert start["near_knee"][2] > start["near_ankle"][2] + 15, "knees apart, feet close together"


def test_horse_back_rounds_up_over_hands_and_knees_that_stay() -> None:
    start, hold = ends("horse-back")
    assert abs(start["near_shoulder"][0] - start["near_wrist"][0]) < 10
    assert start["near_hip"][0] == pytest.approx(start["near_knee"][0], abs=0.01)
    level = abs(start["spine3"][1] - (start["hip"][1] + start["spine5"][1]) / 2)
    round_ = hold["spine3"][1] - (hold["hip"][1] + hold["spine5"][1]) / 2
    assert level < 3
    assert round_ > 25
    for still in ("near_knee", "near_ankle", "near_wrist", "near_fingers"):
        assert hold[still] == pytest.approx(start[still], abs=0.01), still


def test_a_form_without_its_pose_file_is_named_with_the_file() -> None:
    with pytest.raises(CatalogueError) as found:
        pose_table("shoulder-bridge", "raised")
    words = "poses/shoulder-bridge--raised.toml, shoulder-bridge, field start: the file is missing."
    assert found.value.reason == words
