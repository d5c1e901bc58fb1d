"""What exercises.toml says: exact doses, and words that the screens may show."""

import dataclasses
import re
from collections.abc import Iterator

import pytest

from backcare.catalogue import Dose, Exercise, catalogue

FORBIDDEN = re.compile(
    r"\btreat|\breliev|\balleviat|\bdiagnos|\bsafe|clinically proven|\bcure|painkiller|medication", re.IGNORECASE
)
BEGIN = {
    "pelvic-tilt": Dose(3, 5),
    "knees-to-chest": Dose(5, 3),
    "side-knee-drop": Dose(5, 3),
    "hamstring-stretch": Dose(10, 2),
    "prayer-pose": Dose(10, 2),
    "horse-back": Dose(5, 5),
}
GOAL = {
    "pelvic-tilt": Dose(20, 5),
    "knees-to-chest": Dose(10, 8, reps_most=10),
    "side-knee-drop": Dose(30, 3, hold_most=45),
    "hamstring-stretch": Dose(20, 5, reps_most=10),
    "prayer-pose": Dose(30, 3),
    "horse-back": Dose(10, 5, reps_most=10),
}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from strings(getattr(value, field.name))


def test_the_six_exercises_stand_in_the_order_in_which_they_are_offered() -> None:
    assert {one.slug: one.name for one in catalogue().exercises} == {
        "pelvic-tilt": "Pelvic tilt",
        "knees-to-chest": "Knees to chest",
        "side-knee-drop": "Side knee drop",
        "hamstring-stretch": "Hamstring stretch",
        "prayer-pose": "Prayer pose",
        "horse-back": "Horse back (cat) stretch",
    }
    assert [one.slug for one in catalogue().exercises] == list(BEGIN)


@pytest.mark.parametrize("exercise", catalogue().exercises, ids=lambda one: one.slug)
def test_each_exercise_begins_and_ends_at_its_dose(exercise: Exercise) -> None:
    assert exercise.begin == BEGIN[exercise.slug]
    assert exercise.goal == GOAL[exercise.slug]


def test_the_tilt_grows_in_seven_steps_from_3_to_20_seconds() -> None:
    assert catalogue()["pelvic-tilt"].ladder == (3, 5, 7, 10, 12, 15, 20)


def test_two_exercises_begin_with_a_gentler_form() -> None:
    gentler = {one.slug: one.gentler for one in catalogue().exercises if one.gentler}
    assert {slug: (form.slug, form.dose) for slug, form in gentler.items()} == {
        "knees-to-chest": ("single-knee", Dose(5, 3)),
        "hamstring-stretch": ("towel", Dose(10, 2)),
    }
    assert [one.slug for one in catalogue().exercises if one.begins_gentle] == list(gentler)


def test_both_knees_are_one_hold_and_a_single_knee_has_two_sides() -> None:
    knees = catalogue()["knees-to-chest"]
    assert knees.sides == ("both",)
    assert knees.sides_of("single-knee") == ("left", "right")
    assert knees.sides_of("unheard-of") == ("both",)


def test_the_side_drop_and_the_hamstring_have_two_sides() -> None:
    assert [one.slug for one in catalogue().exercises if one.two_sided] == ["side-knee-drop", "hamstring-stretch"]


@pytest.mark.parametrize("exercise", catalogue().exercises, ids=lambda one: one.slug)
def test_each_exercise_says_to_leave_it_out_when_the_back_grows_worse(exercise: Exercise) -> None:
    assert exercise.leave_out[:2] == (
        "If your back begins to hurt more, do not go on with this exercise.",
        "If pain moves into your buttock or leg, leave this movement out.",
    )


@pytest.mark.parametrize(
    ("word", "slugs"),
    [
        ("osteoporosis", {"knees-to-chest", "side-knee-drop", "hamstring-stretch", "prayer-pose", "horse-back"}),
        ("hip replacement", {"knees-to-chest", "side-knee-drop", "hamstring-stretch", "prayer-pose"}),
        ("knee trouble", {"prayer-pose", "horse-back"}),
        ("pregnancy", {"pelvic-tilt", "knees-to-chest", "side-knee-drop", "hamstring-stretch"}),
    ],
)
def test_a_set_up_caution_stands_with_the_exercises_it_concerns(word: str, slugs: set[str]) -> None:
    assert {one.slug for one in catalogue().exercises if word in " ".join(one.leave_out)} == slugs


def test_there_are_five_tips_and_they_give_no_drug_advice() -> None:
    assert len(catalogue().tips) == 5
    assert any("doctor" in tip for tip in catalogue().tips)


def test_no_text_promises_or_names_what_a_log_cannot_do() -> None:
    texts = list(strings(catalogue()))
    assert len(texts) > 150
    assert [text for text in texts if FORBIDDEN.search(text)] == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Pelvic tilt", "pelvic-tilt"), ("  PRAYER   pose ", "prayer-pose"), ("Horse-Back", "horse-back")],
)
def test_an_exercise_is_found_by_slug_or_name_whatever_its_capitals(text: str, slug: str) -> None:
    found = catalogue().find(text)
    assert found is not None
    assert found.slug == slug


def test_a_name_that_is_only_alike_is_not_found() -> None:
    assert catalogue().find("pelvic tilts") is None
    assert catalogue().find("") is None


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("pelvictilt", "pelvic-tilt"),
        ("knee to chest", "knees-to-chest"),
        ("childs pose", "prayer-pose"),
        ("cat", "horse-back"),
        ("Cat stretch", "horse-back"),
        ("hamstrings", "hamstring-stretch"),
        ("", "pelvic-tilt"),
    ],
)
def test_the_nearest_exercise_is_named_for_an_unknown_one(text: str, slug: str) -> None:
    assert catalogue().nearest(text).slug == slug


def test_an_unknown_slug_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="handstand"):
        catalogue()["handstand"]
